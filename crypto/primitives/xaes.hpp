// XAES-256-GCM (C2SP specification XAES-256-GCM): AES-256-GCM with a nonce of 24 bytes.
//
// The first 12 bytes of the nonce select a subkey, K_x = E(K1 ^ M1) || E(K1 ^ M2) (one CMAC-based KDF step each, SP
// 800-108), the last 12 are the nonce of AES-256-GCM under that subkey. 24 random bytes are safe for 2^80 messages a
// key. The subkey of the last first half is kept, so that messages that share it cost one AES-256-GCM each; a change of
// it costs about as much as one more.
//
// Threads: one at a time. Allocates in make() only.
#pragma once

#include <array>

#include "crypto/primitives/block.hpp"
#include "crypto/primitives/gcm.hpp"

namespace veilgate::crypto {

class Xaes256Gcm {
 public:
  static constexpr std::size_t kKeyBytes = 32;
  static constexpr std::size_t kNonceBytes = 24;
  static constexpr std::size_t kSelectorBytes = 12;  // the half of the nonce that selects the subkey
  static constexpr std::size_t kTagBytes = Gcm::kTagBytes;

  static Result<Xaes256Gcm> make(Octets key);  // bad_config: not 32 bytes

  // As Gcm's, with nonces of 24 bytes.
  [[nodiscard]] bool seal(Octets nonce, Octets aad, Octets plaintext, MutableOctets out) noexcept;
  [[nodiscard]] bool open(Octets nonce, Octets aad, Octets sealed, MutableOctets out) noexcept;

 private:
  using Selector = std::array<std::uint8_t, kSelectorBytes>;

  Xaes256Gcm(Block block, Gcm gcm) noexcept : block_(std::move(block)), gcm_(std::move(gcm)) {}
  bool select(Octets nonce) noexcept;

  Block block_;
  Gcm gcm_;
  Selector selected_{};
  bool has_selected_ = false;
};

}  // namespace veilgate::crypto
