#include "masking/detect/character_bits.hpp"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

#if defined(__x86_64__)

// 64 bytes in four registers.
struct Sse2 {
  __m128i parts[4];

  explicit Sse2(const char* data) noexcept {
    for (unsigned i = 0; i < 4; ++i) parts[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + i);
  }
  template <class Test>
  std::uint64_t passing(Test test) const noexcept {
    std::uint64_t places = 0;
    for (unsigned i = 0; i < 4; ++i) {
      places |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(test(parts[i])))} << (16 * i);
    }
    return places;
  }
  std::uint64_t within(char set, char low, char span) const noexcept {
    return passing([set, low, span](__m128i bytes) {
      const __m128i from_low = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(set)), _mm_set1_epi8(low));
      return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(span)), from_low);
    });
  }
  std::uint64_t equal(char c) const noexcept {
    return passing([c](__m128i bytes) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); });
  }
  std::uint64_t high() const noexcept {
    return passing([](__m128i bytes) { return bytes; });
  }
};

CharacterBits read_sse2(const char* data) noexcept {
  const Sse2 block(data);
  CharacterBits bits{block.within(0, '0', 9), block.within(0x20, 'a', 25), block.high(), 0};
  bits.signs = ~(bits.digits | bits.letters | bits.high);
  return bits;
}
SignBits signs_sse2(const char* data) noexcept {
  const Sse2 block(data);
  return {block.equal(':'), block.equal('-'), block.equal('.'), block.equal('='), block.equal('@')};
}
std::uint64_t places_sse2(char c, const char* data) noexcept {
  return Sse2(data).equal(c);
}

#define VEILGATE_AVX2 __attribute__((target("avx2")))

struct Avx2 {
  __m256i low;
  __m256i high;
};
VEILGATE_AVX2 inline Avx2 load(const char* data) noexcept {
  return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(data)),
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 32))};
}
VEILGATE_AVX2 inline std::uint64_t places(__m256i low, __m256i high) noexcept {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
}
VEILGATE_AVX2 inline __m256i within_half(__m256i bytes, char set, char low, char span) noexcept {
  const __m256i from_low = _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(set)), _mm256_set1_epi8(low));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(from_low, _mm256_set1_epi8(span)), from_low);
}
VEILGATE_AVX2 inline std::uint64_t within(const Avx2& block, char set, char low, char span) noexcept {
  return places(within_half(block.low, set, low, span), within_half(block.high, set, low, span));
}
VEILGATE_AVX2 inline std::uint64_t equal(const Avx2& block, char c) noexcept {
  const __m256i all = _mm256_set1_epi8(c);
  return places(_mm256_cmpeq_epi8(block.low, all), _mm256_cmpeq_epi8(block.high, all));
}

VEILGATE_AVX2 CharacterBits read_avx2(const char* data) noexcept {
  const Avx2 block = load(data);
  CharacterBits bits{within(block, 0, '0', 9), within(block, 0x20, 'a', 25), places(block.low, block.high), 0};
  bits.signs = ~(bits.digits | bits.letters | bits.high);
  return bits;
}
VEILGATE_AVX2 SignBits signs_avx2(const char* data) noexcept {
  const Avx2 block = load(data);
  return {equal(block, ':'), equal(block, '-'), equal(block, '.'), equal(block, '='), equal(block, '@')};
}
VEILGATE_AVX2 std::uint64_t places_avx2(char c, const char* data) noexcept {
  return equal(load(data), c);
}

#else

CharacterBits read_portable(const char* data) noexcept {
  CharacterBits bits;
  for (unsigned i = 0; i < kBlock; ++i) {
    const char c = data[i];
    bits.digits |= std::uint64_t{is_digit(c)} << i;
    bits.letters |= std::uint64_t{is_ascii_letter(c)} << i;
    bits.high |= std::uint64_t{static_cast<unsigned char>(c) >= 0x80} << i;
  }
  bits.signs = ~(bits.digits | bits.letters | bits.high);
  return bits;
}

std::uint64_t places_portable(char c, const char* data) noexcept {
  std::uint64_t places = 0;
  for (unsigned i = 0; i < kBlock; ++i) places |= std::uint64_t{data[i] == c} << i;
  return places;
}

SignBits signs_portable(const char* data) noexcept {
  return {places_portable(':', data), places_portable('-', data), places_portable('.', data),
          places_portable('=', data), places_portable('@', data)};
}

#endif

struct Kernel {
  CharacterBits (*characters)(const char*) noexcept;
  SignBits (*signs)(const char*) noexcept;
  std::uint64_t (*places)(char, const char*) noexcept;
};

Kernel fastest_kernel() noexcept {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) return {read_avx2, signs_avx2, places_avx2};
  return {read_sse2, signs_sse2, places_sse2};
#else
  return {read_portable, signs_portable, places_portable};
#endif
}

const Kernel kKernel = fastest_kernel();

}  // namespace

CharacterBits read_characters(const char* data) noexcept {
  return kKernel.characters(data);
}

SignBits read_signs_of_block(const char* data) noexcept {
  return kKernel.signs(data);
}

std::uint64_t places_in_block(char c, const char* data) noexcept {
  return kKernel.places(c, data);
}

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
