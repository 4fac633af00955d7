// Rewrapper: tokens of older key versions become tokens of the active one. It returns only ciphertext; nothing of the
// plaintext leaves it.
//
// A token keeps its class, suite and format. Suites that are deterministic give the same token for the same value
// again.
//
// Ownership: it keeps the keyring. Threads: one object a thread. It allocates when it meets a new class and suite.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/seal/field_sealer.hpp"

namespace veilgate::crypto {

class Rewrapper {
 public:
  enum class Outcome : std::uint8_t {
    current,    // sealed under the active version already; the token was appended as it is
    rewrapped,  // a new token was appended
  };

  Rewrapper(std::shared_ptr<const Keyring> keyring, TenantId tenant)
      : reader_(keyring, std::move(tenant)), keyring_(std::move(keyring)) {}

  // Errors, after which `out` is as it was: open_refused (it does not open, whatever the reason); key_unavailable (its
  // suite has no active key); seal_refused, internal.
  Result<Outcome> append_rewrapped(std::string_view token, std::string& out) noexcept;

  // The same for a suite that keeps the format.
  Result<Outcome> append_rewrapped(std::string_view text, std::string_view companion, std::string& out,
                                   std::string& companion_out) noexcept;

 private:
  struct Entry {
    Algorithm suite = Algorithm::none;
    std::string class_name;
    Format format;
    FieldSealer sealer;
  };

  Result<FieldSealer*> sealer_for(const TokenHeader& header, const Format& format);
  bool is_current(const TokenHeader& header) const noexcept;

  TokenReader reader_;
  std::shared_ptr<const Keyring> keyring_;
  std::vector<Entry> entries_;
};

}  // namespace veilgate::crypto
