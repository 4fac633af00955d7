// TokenReader: turns tokens back into plaintext, for the classes named as friends and for nobody else. Of these only
// Opener gives the plaintext to its caller, and it asks for a permit; the others say yes or no, or give a new token.
//
// It keeps the keyed ciphers of the last keys and classes it met, kMostCiphers at most, so that a batch of tokens of
// one class costs one derivation. Keys are looked up in one keyring; a token whose key is another tenant's, revoked or
// unknown is refused as any other.
//
// Plaintexts lie in one buffer of this object until forget() or the next reading, which wipe it.
//
// Threads: one at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/keys/keyring.hpp"
#include "crypto/suites/body_cipher.hpp"
#include "crypto/suites/format_cipher.hpp"
#include "crypto/token/token.hpp"

namespace veilgate::crypto {

class TokenReader {
 public:
  static constexpr std::size_t kMostCiphers = 32;

  TokenReader(std::shared_ptr<const Keyring> keyring, TenantId tenant)
      : keyring_(std::move(keyring)), tenant_(std::move(tenant)) {}
  TokenReader(TokenReader&&) noexcept = default;
  TokenReader& operator=(TokenReader&&) noexcept = default;
  ~TokenReader() { forget(); }

 private:
  friend class Opener;
  friend class FieldSealer;
  friend class Rewrapper;
  friend class TokenVerifier;

  const Keyring& keyring() const noexcept { return *keyring_; }
  const TenantId& tenant() const noexcept { return tenant_; }

  // The plaintext of a token with a body of its own. None: it does not open, for whatever reason.
  std::optional<Octets> read(const Token& token) noexcept;
  // The value that came out as `text` beside this companion; and the format it is of.
  struct Formatted {
    Octets plaintext;
    Format format;
  };
  std::optional<Formatted> read_formatted(std::string_view text, const Token& companion) noexcept;

  void forget() noexcept;

  struct Entry {
    Algorithm suite = Algorithm::none;
    KeyId key_id;
    KeyVersion key_version = 0;
    std::string class_name;
    std::uint8_t format = 0;  // 0: none is kept
    std::variant<BodyCipher, FormatCipher> cipher;
  };
  Entry* find(const TokenHeader& header, std::uint8_t format) noexcept;

  std::shared_ptr<const Keyring> keyring_;
  TenantId tenant_;
  std::vector<Entry> entries_;
  std::size_t next_ = 0;  // to be replaced when all places are taken
  std::vector<std::uint8_t> body_;
  std::vector<char> plaintext_;
  std::size_t used_ = 0;
};

}  // namespace veilgate::crypto
