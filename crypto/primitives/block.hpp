// One block cipher under one key, block by block (ECB). A building block for Ff1 and Xaes256Gcm; nothing seals with it.
//
// Threads: one at a time. Allocates in make() only.
#pragma once

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/primitives/algorithms.hpp"
#include "crypto/primitives/handles.hpp"

namespace veilgate::crypto {

class Block {
 public:
  // Refuses (bad_config) a key size the cipher does not have.
  static Result<Block> make(BlockCipher cipher, Octets key);

  // Encrypts whole blocks. `in` and `out` have the same size, a multiple of 16, and may be the same bytes.
  // False: sizes differ or are no multiple, or OpenSSL failed; `out` is wiped.
  [[nodiscard]] bool encrypt(Octets in, MutableOctets out) noexcept;

 private:
  explicit Block(CipherContext context) noexcept : context_(std::move(context)) {}

  CipherContext context_;
};

}  // namespace veilgate::crypto
