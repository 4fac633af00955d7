// Galois/counter mode (SP 800-38D) over AES, or over SM4 where the provider offers it (RFC 8998). Nonces have 12 bytes,
// tags 16; other sizes are not offered.
//
// A nonce must never be used twice under one key: whoever calls seal() sees to that (Xaes256Gcm and the suites do).
//
// Threads: one at a time. Allocates in make() only.
#pragma once

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/primitives/algorithms.hpp"
#include "crypto/primitives/handles.hpp"

namespace veilgate::crypto {

class Gcm {
 public:
  static constexpr std::size_t kNonceBytes = 12;
  static constexpr std::size_t kTagBytes = 16;

  // bad_config: a key size the cipher does not have, or a cipher the provider does not offer in this mode.
  static Result<Gcm> make(BlockCipher cipher, Octets key);

  // Goes on with another key of the same size. False: OpenSSL failed, and the object must not be used any more.
  [[nodiscard]] bool rekey(Octets key) noexcept;

  // Writes ciphertext, then tag: out.size() is plaintext.size() + 16. `plaintext` may be the beginning of `out`.
  // False: sizes are wrong or OpenSSL failed; `out` is wiped.
  [[nodiscard]] bool seal(Octets nonce, Octets aad, Octets plaintext, MutableOctets out) noexcept;

  // `sealed` is ciphertext, then tag; out.size() is sealed.size() - 16, and may be the beginning of `sealed`.
  // False: not authentic, or sizes are wrong; `out` is wiped.
  [[nodiscard]] bool open(Octets nonce, Octets aad, Octets sealed, MutableOctets out) noexcept;

 private:
  explicit Gcm(CipherContext context) noexcept : context_(std::move(context)) {}

  CipherContext context_;
};

}  // namespace veilgate::crypto
