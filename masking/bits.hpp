// Sets of up to 64 places, one bit each. Pure; any number of threads.
#pragma once

#include <algorithm>
#include <cstdint>

namespace veilgate::masking {

// Without the popcnt instruction in the baseline, this beats the library call.
constexpr unsigned count_bits(std::uint64_t bits) noexcept {
  bits -= (bits >> 1) & 0x5555555555555555ull;
  bits = (bits & 0x3333333333333333ull) + ((bits >> 2) & 0x3333333333333333ull);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0full;
  return static_cast<unsigned>((bits * 0x0101010101010101ull) >> 56);
}

// The first `count` places, at most 64 and at least one.
constexpr std::uint64_t first_places(unsigned count) noexcept {
  return ~0ull >> (64 - count);
}

// Whether `count` places in a row are set.
constexpr bool has_run(std::uint64_t bits, unsigned count) noexcept {
  for (unsigned have = 1; bits != 0 && have < count;) {
    const unsigned step = std::min(have, count - have);
    bits &= bits >> step;
    have += step;
  }
  return bits != 0;
}

}  // namespace veilgate::masking
