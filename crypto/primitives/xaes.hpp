// XAES-256-GCM (C2SP specification XAES-256-GCM): AES-256-GCM with a nonce of 24 bytes.
//
// The first 12 bytes of the nonce select a subkey, K_x = E(K1 ^ M1) || E(K1 ^ M2) (one CMAC-based KDF step each, SP
// 800-108), the last 12 are the nonce of AES-256-GCM under that subkey. 24 random bytes are safe for 2^80 messages a
// key. The last few subkeys are kept (gcm_subkeys.hpp), so that messages that share them cost one AES-256-GCM each.
//
// Threads: one at a time. Allocates in make(), and for each of the first few subkeys.
#pragma once

#include "crypto/primitives/block.hpp"
#include "crypto/primitives/gcm_subkeys.hpp"

namespace veilgate::crypto {

class Xaes256Gcm {
 public:
  static constexpr std::size_t kKeyBytes = 32;
  static constexpr std::size_t kNonceBytes = 24;
  static constexpr std::size_t kSelectorBytes =
      GcmSubkeys::kSelectorBytes;  // the half of the nonce that selects the subkey
  static constexpr std::size_t kTagBytes = Gcm::kTagBytes;

  static Result<Xaes256Gcm> make(Octets key);  // bad_config: not 32 bytes

  // As Gcm's, with nonces of 24 bytes.
  [[nodiscard]] bool seal(Octets nonce, Octets aad, Octets plaintext, MutableOctets out) noexcept;
  [[nodiscard]] bool open(Octets nonce, Octets aad, Octets sealed, MutableOctets out) noexcept;

 private:
  explicit Xaes256Gcm(Block block) noexcept
      : block_(std::move(block)), subkeys_(BlockCipher::aes, GcmSubkeys::kMostKeyBytes) {}
  Gcm* select(Octets nonce) noexcept;

  Block block_;
  GcmSubkeys subkeys_;
};

}  // namespace veilgate::crypto
