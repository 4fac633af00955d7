// Multiplication by x in GF(2^128) as CMAC (SP 800-38B section 6.1), S2V (RFC 5297 section 2.3) and XAES-256-GCM use
// it. No branch on the bytes.
#pragma once

#include <array>
#include <cstdint>

namespace veilgate::crypto {

inline void double_block(std::array<std::uint8_t, 16>& block) noexcept {
  const auto reduce = static_cast<std::uint8_t>(0x87 & -(block[0] >> 7));
  for (std::size_t i = 0; i + 1 < block.size(); ++i)
    block[i] = static_cast<std::uint8_t>(block[i] << 1 | block[i + 1] >> 7);
  block[15] = static_cast<std::uint8_t>(block[15] << 1 ^ reduce);
}

}  // namespace veilgate::crypto
