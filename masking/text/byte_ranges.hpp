// Sixteen bytes at once, asked which of them lie in a range. SSE2, which every x86-64 has; portable elsewhere. Pure;
// any number of threads.
#pragma once

#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#else
#include <array>
#endif

namespace veilgate::masking {

// One bit a byte, the first byte's lowest.
class SixteenBytes {
 public:
  explicit SixteenBytes(const char* bytes) noexcept {
#ifdef __SSE2__
    std::memcpy(&bytes_, bytes, sizeof bytes_);
#else
    std::memcpy(bytes_.data(), bytes, sizeof bytes_);
#endif
  }

  // Where bytes from `first` to `last` stand.
  std::uint32_t in_range(std::uint8_t first, std::uint8_t last) const noexcept {
#ifdef __SSE2__
    const __m128i from_first = _mm_sub_epi8(bytes_, _mm_set1_epi8(static_cast<char>(first)));
    const __m128i width = _mm_set1_epi8(static_cast<char>(last - first));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(from_first, width), from_first)));
#else
    std::uint32_t bits = 0;
    for (unsigned i = 0; i < bytes_.size(); ++i) bits |= std::uint32_t{bytes_[i] >= first && bytes_[i] <= last} << i;
    return bits;
#endif
  }

 private:
#ifdef __SSE2__
  __m128i bytes_;
#else
  std::array<std::uint8_t, 16> bytes_;
#endif
};

}  // namespace veilgate::masking
