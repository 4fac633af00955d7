// Nonces of 18 bytes that are never used twice: 12 random bytes that stay for an epoch, and a counter of 48 bits that
// begins at a random number.
//
//   0            12       18
//   | selector   | count  |          selects the subkey | nonce of GCM under it (big-endian, zeros before it)
//
// An epoch ends by itself after 2^24 nonces, or fewer where that is asked for, and in a child after a fork; the next
// draws 18 new bytes. Two nonces of one key are equal only when two epochs drew the same selector and their counts
// overlap: for 2^32 epochs of 2^24 nonces (7 * 10^16 messages) the chance is below 2^63 * 2^-96 * 2^-23 = 2^-56; for
// 10^12 messages, each in an epoch of its own, below 2^-64. No replica has to know of any other.
//
// Threads: one at a time.
#pragma once

#include <array>
#include <cstdint>

#include "crypto/base/octets.hpp"

namespace veilgate::crypto {

class NonceEpoch {
 public:
  static constexpr std::size_t kSelectorBytes = 12;
  static constexpr std::size_t kCountBytes = 6;
  static constexpr std::size_t kBytes = kSelectorBytes + kCountBytes;
  static constexpr std::uint32_t kMostNonces = std::uint32_t{1} << 24;

  // Epochs of `most_nonces`; of kMostNonces when that is 0 or more.
  explicit NonceEpoch(std::uint64_t most_nonces = 0) noexcept
      : most_nonces_(most_nonces == 0 || most_nonces > kMostNonces ? kMostNonces
                                                                   : static_cast<std::uint32_t>(most_nonces)) {}

  // Writes the next one to `out`, 18 bytes. False: the random generator failed; `out` is then unspecified.
  [[nodiscard]] bool next(MutableOctets out) noexcept;

 private:
  bool begin() noexcept;

  std::array<std::uint8_t, kSelectorBytes> selector_{};
  std::uint64_t count_ = 0;
  std::uint32_t most_nonces_;
  std::uint32_t left_ = 0;
  std::uint32_t fork_generation_ = 0;
};

}  // namespace veilgate::crypto
