// What the suites are compared with: the same work by OpenSSL alone, with contexts that are keyed once and reused, and
// nothing else: no token, no text, no key look-up, no random number (the nonce counts up).
//
// Threads: one object a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "crypto/keys/key.hpp"

namespace veilgate::perf {

class BareOpenssl {
 public:
  // The work of a suite: GCM; CMAC and CTR; CTR and HMAC. Null: OpenSSL has no such algorithm.
  static std::unique_ptr<BareOpenssl> make(crypto::Algorithm suite);
  virtual ~BareOpenssl() = default;

  // In `out`: ciphertext, then a tag of 16 bytes.
  virtual bool seal(std::span<const std::uint8_t> aad, std::span<const std::uint8_t> plaintext, std::uint8_t* out) = 0;
  virtual bool open(std::span<const std::uint8_t> aad, std::span<const std::uint8_t> sealed, std::uint8_t* out) = 0;
};

// One block after the other, for FF1: AES-256 or SM4.
class BareBlocks {
 public:
  explicit BareBlocks(crypto::Algorithm suite);
  ~BareBlocks();
  bool run(int blocks);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace veilgate::perf
