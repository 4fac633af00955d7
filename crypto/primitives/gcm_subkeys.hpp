// GcmSubkeys: GCM under one of many subkeys, which a selector of 12 bytes names. The contexts of the last kMost subkeys
// are kept, so that tokens of as many processes, opened in any order, cost one GCM each; another one costs its
// derivation and a key schedule. What is pushed out is overwritten, and OpenSSL wipes the rest on release.
//
// Threads: one at a time. Allocates when it meets a new selector and has room for one more.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "crypto/primitives/gcm.hpp"

namespace veilgate::crypto {

class GcmSubkeys {
 public:
  static constexpr std::size_t kMost = 8;
  static constexpr std::size_t kSelectorBytes = 12;
  static constexpr std::size_t kMostKeyBytes = 32;

  // For subkeys of `key_bytes`, the most kMostKeyBytes.
  GcmSubkeys(BlockCipher cipher, std::size_t key_bytes) noexcept : cipher_(cipher), key_bytes_(key_bytes) {}

  // The cipher under the selector's subkey; it is good until the next call. derive(selector, subkey) writes the subkey
  // when it is not at hand, and says whether it could. Null: it could not, the selector has another size, or OpenSSL
  // failed.
  template <class F>
  Gcm* find(Octets selector, const F& derive) noexcept {
    if (Gcm* const known = recall(selector); known != nullptr) return known;
    std::array<std::uint8_t, kMostKeyBytes> subkey;
    const MutableOctets used = MutableOctets(subkey).first(key_bytes_);
    Gcm* const found = selector.size() == kSelectorBytes && derive(selector, used) ? keep(selector, used) : nullptr;
    forget(subkey);
    return found;
  }

 private:
  struct Place {
    std::array<std::uint8_t, kSelectorBytes> selector{};
    std::uint64_t last_use = 0;  // 0: holds no subkey
    Gcm gcm;
  };

  Gcm* recall(Octets selector) noexcept;
  Gcm* keep(Octets selector, Octets subkey) noexcept;
  static void forget(MutableOctets subkey) noexcept;

  BlockCipher cipher_;
  std::size_t key_bytes_;
  std::vector<Place> places_;
  std::size_t last_ = 0;  // the place used last
  std::uint64_t uses_ = 0;
};

}  // namespace veilgate::crypto
