// Opener: gives plaintext back, to who has a grant and a receipt (permit.hpp).
//
// TokenVerifier: says whether a text is a token of a tenant that verifies; yes or no, never plaintext.
//
// Every refusal of open() is the same Error: code open_refused, one sentence, whether the text is no token, was
// changed, is another tenant's or another class's, its key is revoked, destroyed or unknown, or the receipt is another
// grant's.
//
// Ownership: both keep the keyring they were made with; make new ones for a new keyring.
// Threads: one object a thread. They allocate when they meet a new key and class, and for values longer than any
// before.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/seal/permit.hpp"
#include "crypto/seal/token_reader.hpp"

namespace veilgate::crypto {

class Opener {
 public:
  Opener(std::shared_ptr<const Keyring> keyring, TenantId tenant) : reader_(std::move(keyring), std::move(tenant)) {}

  // Appends the plaintext to `out`; on refusal `out` is as it was. The caller wipes `out` when it is done with it.
  Result<void> open(std::string_view token, const DecryptGrant& grant, const AuditReceipt& receipt,
                    std::string& out) noexcept;

  // The same for a suite that keeps the format: the value as it came out, and its companion.
  Result<void> open_formatted(std::string_view text, std::string_view companion, const DecryptGrant& grant,
                              const AuditReceipt& receipt, std::string& out) noexcept;

 private:
  bool permits(const TokenHeader& header, const DecryptGrant& grant, const AuditReceipt& receipt) const noexcept;

  TokenReader reader_;
};

class TokenVerifier {
 public:
  TokenVerifier(std::shared_ptr<const Keyring> keyring, TenantId tenant)
      : reader_(std::move(keyring), std::move(tenant)) {}

  bool verify(std::string_view token) noexcept;
  bool verify_formatted(std::string_view text, std::string_view companion) noexcept;

 private:
  TokenReader reader_;
};

}  // namespace veilgate::crypto
