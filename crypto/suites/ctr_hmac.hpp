// The body of sm4-ctr-hmac-sm3: SM4 in counter mode, then HMAC-SM3 over everything, under two separate keys.
//
//   counter 16 | ciphertext n | tag 16
//
// The first counter block is random. The tag is the first half of HMAC-SM3(4 length, AAD | counter | ciphertext); it is
// checked before anything is decrypted.
//
// Limits: two messages share key stream when their counters overlap; for 10^12 messages of up to 32 bytes a key the
// chance is below 2^-46, of up to 1 KiB below 2^-41. Rotate a key before 2^44 messages.
//
// Threads: one at a time. make() allocates; HMAC restarts allocate inside OpenSSL 3.0.
#pragma once

#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/primitives/ctr.hpp"
#include "crypto/primitives/mac.hpp"

namespace veilgate::crypto {

class CtrHmacBody {
 public:
  static constexpr std::size_t kCipherKeyBytes = 16;
  static constexpr std::size_t kMacKeyBytes = 32;

  static Result<CtrHmacBody> make(Octets key, Octets aad);  // 16 bytes for SM4, then 32 for HMAC-SM3

  // body.size() is plaintext.size() + 32. False: OpenSSL or the generator failed, or sizes are wrong; `body` is wiped.
  [[nodiscard]] bool seal(Octets plaintext, MutableOctets body) noexcept;
  // plaintext.size() is body.size() - 32. False: not authentic, or sizes are wrong; `plaintext` is wiped.
  [[nodiscard]] bool open(Octets body, MutableOctets plaintext) noexcept;

 private:
  CtrHmacBody(Ctr ctr, Hmac hmac, Octets aad);

  Ctr ctr_;
  Hmac hmac_;
  std::vector<std::uint8_t> aad_;  // with its length
};

}  // namespace veilgate::crypto
