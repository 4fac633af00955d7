#include "crypto/suites/nonce_epoch.hpp"

#include <algorithm>
#include <cstring>

#include "crypto/primitives/random.hpp"

namespace veilgate::crypto {

bool NonceEpoch::begin() noexcept {
  left_ = 0;
  std::array<std::uint8_t, kBytes> drawn;
  fork_generation_ = fork_generation();
  if (!pooled_random_octets(drawn)) return false;
  std::copy_n(drawn.begin(), kSelectorBytes, selector_.begin());
  count_ = 0;
  for (std::size_t i = kSelectorBytes; i < kBytes; ++i) count_ = count_ << 8 | drawn[i];
  left_ = most_nonces_;
  return true;
}

bool NonceEpoch::next(MutableOctets out) noexcept {
  if (out.size() != kBytes) return false;
  if ((left_ == 0 || fork_generation_ != fork_generation()) && !begin()) return false;
  std::memcpy(out.data(), selector_.data(), kSelectorBytes);
  const std::array<std::uint8_t, kCountBytes> count = {
      static_cast<std::uint8_t>(count_ >> 40), static_cast<std::uint8_t>(count_ >> 32),
      static_cast<std::uint8_t>(count_ >> 24), static_cast<std::uint8_t>(count_ >> 16),
      static_cast<std::uint8_t>(count_ >> 8),  static_cast<std::uint8_t>(count_)};
  std::memcpy(out.data() + kSelectorBytes, count.data(), kCountBytes);
  ++count_;
  --left_;
  return true;
}

}  // namespace veilgate::crypto
