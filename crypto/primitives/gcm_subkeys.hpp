// GcmSubkeys: GCM under one of many subkeys, which a selector of 12 bytes names. The contexts of kMost subkeys are
// kept, so that tokens of as many processes, opened in any order, cost one GCM each; another one costs its derivation
// and a key schedule. They lie in sets of kWays; which set a selector belongs to, its first byte says; in a full set
// the one that was not used for longest is overwritten, and OpenSSL wipes the rest on release. Selectors are random;
// whoever makes them up fills one set, and opens a little slower.
//
// Threads: one at a time. Allocates when it meets a new selector whose set has room for one more; a context is about
// 1 KiB.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "crypto/primitives/gcm.hpp"

namespace veilgate::crypto {

class GcmSubkeys {
 public:
  static constexpr std::size_t kSets = 16;
  static constexpr std::size_t kWays = 8;
  static constexpr std::size_t kMost = kSets * kWays;
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

    bool is(Octets other) const noexcept;
  };
  using Set = std::vector<Place>;

  Set& set_of(Octets selector) noexcept;
  Gcm* recall(Octets selector) noexcept;
  Gcm* keep(Octets selector, Octets subkey) noexcept;
  static void forget(MutableOctets subkey) noexcept;

  BlockCipher cipher_;
  std::size_t key_bytes_;
  std::array<Set, kSets> sets_;
  Place* last_ = nullptr;  // the place used last; sets do not grow beyond what they reserve at first
  std::uint64_t uses_ = 0;
};

}  // namespace veilgate::crypto
