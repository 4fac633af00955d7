#include "masking/detect/character_bits.hpp"

#include <bit>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

#include "masking/validate/digits.hpp"

namespace veilgate::masking {

std::size_t find_digit(std::string_view text, std::size_t at) noexcept {
  const char* const data = text.data();
#if defined(__x86_64__)
  for (; text.size() >= at + 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    const __m128i from_zero = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    const auto digits = static_cast<std::uint32_t>(
        _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(from_zero, _mm_set1_epi8(9)), from_zero)));
    if (digits != 0) return at + static_cast<std::size_t>(std::countr_zero(digits));
  }
#endif
  while (at < text.size() && !is_digit(data[at])) ++at;
  return at;
}

}  // namespace veilgate::masking
