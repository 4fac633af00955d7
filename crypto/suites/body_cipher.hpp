// BodyCipher: one suite, keyed for one version of a data key and one class. It makes and reads the bodies of tokens
// (crypto/token/token.hpp).
//
// Reading is private: only TokenReader reads, and who may use that one is a list too (crypto/seal/token_reader.hpp).
//
// Threads: one at a time. Allocates in make() only, but for what HMAC does inside OpenSSL 3.0.
#pragma once

#include <string_view>
#include <variant>

#include "crypto/base/octets.hpp"
#include "crypto/primitives/siv.hpp"
#include "crypto/suites/ctr_hmac.hpp"
#include "crypto/suites/subkey_gcm.hpp"
#include "crypto/suites/suite.hpp"
#include "crypto/token/token.hpp"

namespace veilgate::crypto {

class TokenReader;

class BodyCipher {
 public:
  // Errors: bad_config when the key's algorithm is no suite, one this OpenSSL does not offer or one that keeps the
  // format (FormatCipher is for these); internal when OpenSSL fails.
  static Result<BodyCipher> make(const DataKey& key, std::string_view class_name);

  std::size_t overhead() const noexcept { return overhead_; }

  // body.size() is plaintext.size() + overhead(). False: OpenSSL or the generator failed, or sizes are wrong; `body` is
  // wiped.
  [[nodiscard]] bool seal(Octets plaintext, MutableOctets body) noexcept;

 private:
  friend class TokenReader;
  using Cipher = std::variant<XaesBody, Sm4GcmBody, CtrHmacBody, Siv>;

  BodyCipher(Cipher cipher, std::size_t overhead) noexcept : cipher_(std::move(cipher)), overhead_(overhead) {}

  // plaintext.size() is body.size() - overhead(). False: not authentic, or sizes are wrong; `plaintext` is wiped.
  [[nodiscard]] bool open(Octets body, MutableOctets plaintext) noexcept;

  Cipher cipher_;
  std::size_t overhead_;
};

// The header of the tokens of a key and class.
TokenHeader header_of(const DataKey& key, std::string_view class_name) noexcept;

}  // namespace veilgate::crypto
