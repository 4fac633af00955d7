// KeyedHasher: HMAC of values under a key of one tenant and one use, for pseudonyms and invented values.
//
// What is hashed is `message` ‖ counter (32 bits, big-endian), so that one message yields as many bytes as are wanted.
// The HMAC's key is HKDF-derived (RFC 5869) from the secret given, with the use and the tenant's name, each led by its
// length, as info: two tenants, or two uses, of one secret share no output. HMAC: FIPS 198-1 over SHA-256, or
// GB/T 15852.2 over SM3.
//
// Threads: any number at once; a few contexts are kept, and who finds all of them busy waits for one. Without
// contention a digest costs about a microsecond, and OpenSSL 3.0 allocates in it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/primitives/algorithms.hpp"

namespace veilgate::crypto {

using KeyedDigest = std::array<std::uint8_t, kDigestBytes>;

class KeyedHasher {
 public:
  static constexpr std::size_t kLeastSecretBytes = 16;

  // `use`: what the outputs are for, such as "fake". `tenant`: its name; empty where there is but one.
  // Errors: bad_config when the secret has fewer than kLeastSecretBytes, internal when OpenSSL fails.
  static Result<std::shared_ptr<const KeyedHasher>> make(const SecretBytes& secret, Digest digest, std::string_view use,
                                                         std::string_view tenant);
  ~KeyedHasher();
  KeyedHasher(const KeyedHasher&) = delete;
  KeyedHasher& operator=(const KeyedHasher&) = delete;

  // False: OpenSSL failed; `out` is zeros.
  [[nodiscard]] bool digest(std::string_view message, std::uint32_t counter, KeyedDigest& out) const noexcept;

 private:
  struct Slots;
  explicit KeyedHasher(std::unique_ptr<Slots> slots);
  std::unique_ptr<Slots> slots_;
};

}  // namespace veilgate::crypto
