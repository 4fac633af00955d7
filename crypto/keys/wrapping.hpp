// How keys are made, derived from one another and wrapped under one another.
//
// Derivation is HKDF with the context as `info`: the words "veilgate" and "keys-1", then every field, each with its
// length before it (4 bytes, big endian), so that no two contexts give the same bytes. AES-KW keyrings derive with
// SHA-256, SM4 ones with SM3.
//
// A key is wrapped under a key derived for it alone (the context names tenant, purpose, algorithm, id and version), so
// that a wrapped key opens nowhere but in its own place. AES-KW: 32 bytes become 40. sm4-siv: 48.
//
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/keys/key.hpp"

namespace veilgate::crypto {

// Errors: internal (the random generator failed).
Result<SecretBytes> make_random_secret(std::size_t size);

// `algorithm` is aes_kw or sm4_siv and chooses the hash. Errors: internal.
Result<SecretBytes> derive_secret(Algorithm algorithm, const SecretBytes& from,
                                  std::initializer_list<std::string_view> context, std::size_t size = kKeyBytes);

// `kek` has kKeyBytes, `secret` too. Errors: internal.
Result<std::vector<std::uint8_t>> wrap_secret(Algorithm algorithm, const SecretBytes& kek, const SecretBytes& secret);

// Errors: keyring_refused, when the bytes were not wrapped under this key.
Result<SecretBytes> unwrap_secret(Algorithm algorithm, const SecretBytes& kek, Octets wrapped);

// HMAC with SHA-256 or SM3; 32 bytes. Errors: internal.
Result<std::vector<std::uint8_t>> authenticate(Algorithm algorithm, const SecretBytes& key, std::string_view text);

// SHA-256 of a text, in hexadecimal. Errors: internal.
Result<std::string> fingerprint(std::string_view text);

std::string to_base64url(Octets bytes);
std::string to_hex(Octets bytes);

}  // namespace veilgate::crypto
