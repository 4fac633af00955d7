// Ed25519 (RFC 8032): approvals by people, and the records of what was done to keys.
//
// Threads: pure functions.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace veilgate::crypto {

using SignatureBytes = std::array<std::uint8_t, 64>;
using VerifyKey = std::array<std::uint8_t, 32>;

// A secret of 32 bytes (the seed of RFC 8032) and what it says to the world.
class SigningKey {
 public:
  // Errors: internal.
  static Result<SigningKey> from_seed(SecretBytes seed);
  // A PKCS#8 PEM as `openssl genpkey -algorithm ed25519` writes it, not encrypted. Errors: bad_config.
  static Result<SigningKey> from_pem(const SecretBytes& pem);

  const VerifyKey& verify_key() const noexcept { return verify_key_; }
  // Errors: internal.
  Result<SignatureBytes> sign(std::string_view message) const;

 private:
  SigningKey(SecretBytes seed, const VerifyKey& verify_key) : seed_(std::move(seed)), verify_key_(verify_key) {}
  SecretBytes seed_;
  VerifyKey verify_key_;
};

bool is_signed(std::string_view message, Octets signature, const VerifyKey& by) noexcept;

// A SubjectPublicKeyInfo PEM as `openssl pkey -pubout` writes it. Errors: bad_config, when it is no Ed25519 key.
Result<VerifyKey> parse_verify_key(std::string_view pem);
std::string to_pem(const VerifyKey& key);

}  // namespace veilgate::crypto
