// Counter mode (SP 800-38A section 6.5) over AES or SM4: a key stream, no authentication. Used inside Siv and the suite
// sm4-ctr-hmac-sm3, which authenticate. The counter is the whole 16-byte block, big-endian, and wraps.
//
// Threads: one at a time. Allocates in make() only.
#pragma once

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/primitives/algorithms.hpp"
#include "crypto/primitives/handles.hpp"

namespace veilgate::crypto {

class Ctr {
 public:
  static Result<Ctr> make(BlockCipher cipher, Octets key);  // bad_config for a key size the cipher does not have

  // Encrypts or decrypts, which is the same. `in` and `out` have the same size and may be the same bytes; `counter` is
  // the first block, 16 bytes. False: sizes are wrong or OpenSSL failed; `out` is wiped.
  [[nodiscard]] bool apply(Octets counter, Octets in, MutableOctets out) noexcept;

 private:
  explicit Ctr(CipherContext context) noexcept : context_(std::move(context)) {}

  CipherContext context_;
};

}  // namespace veilgate::crypto
