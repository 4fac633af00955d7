// The kernels of ByteMap that read one block after the other.
#include "masking/json/byte_blocks.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace veilgate::masking {
namespace {

using Planes = ByteMap::Planes;

void read_escapes(const char* data, Block<std::uint64_t>& block) noexcept {
  for (unsigned i = 0; i < 64; ++i) {
    block.simple |= std::uint64_t{kSimpleEscapes.of(data[i]) != 0} << i;
  }
}

void kernel_portable(const char* data, std::size_t blocks, const Planes& out) {
  Chain<std::uint64_t> chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    Block<std::uint64_t> block;
    for (unsigned k = 0; k < 64; ++k) {
      const auto byte = static_cast<unsigned char>(data[k]);
      block.digit |= std::uint64_t{byte >= '0' && byte <= '9'} << k;
      block.backslash |= std::uint64_t{byte == '\\'} << k;
      block.at |= std::uint64_t{byte == '@'} << k;
      block.high |= std::uint64_t{byte >= 0x80} << k;
      block.percent |= std::uint64_t{byte == '%' || byte == '&'} << k;
      block.letter |= std::uint64_t{(byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'} << k;
      block.joins |= std::uint64_t{kJoins.of(data[k]) != 0} << k;
      block.blank |= std::uint64_t{byte == ' '} << k;
      block.colon |= std::uint64_t{byte == ':'} << k;
      block.quote |= std::uint64_t{byte == '"'} << k;
    }
    if (chain.needs_escapes(block)) read_escapes(data, block);
    chain.next(block, i, out);
  }
}

#if defined(__x86_64__)

struct Sse2 {
  using Vector = __m128i;
  static Vector load(const char* data) { return _mm_loadu_si128(reinterpret_cast<const Vector*>(data)); }
  static Vector equal(Vector a, char b) { return _mm_cmpeq_epi8(a, _mm_set1_epi8(b)); }
  static Vector both(Vector a, Vector b) { return _mm_and_si128(a, b); }
  template <class... More>
  static Vector any(Vector a, Vector b, More... more) {
    if constexpr (sizeof...(more) == 0) {
      return _mm_or_si128(a, b);
    } else {
      return any(_mm_or_si128(a, b), more...);
    }
  }
  static Vector within(Vector a, char low, char span) {
    const Vector from_low = _mm_sub_epi8(a, _mm_set1_epi8(low));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(span)), from_low);
  }
  static std::uint64_t bits(Vector a) { return static_cast<std::uint32_t>(_mm_movemask_epi8(a)); }
};

void kernel_sse2(const char* data, std::size_t blocks, const Planes& out) {
  using V = Sse2;
  Chain<std::uint64_t> chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    Block<std::uint64_t> block;
    for (unsigned at = 0; at < 64; at += 16) {
      const auto first = V::load(data + at);
      const auto digit = V::within(first, '0', 9);
      const auto joins = V::any(
          digit, V::equal(first, '\t'), V::equal(first, ' '), V::within(first, '(', 1), V::within(first, '-', 1),
          V::equal(first, '['), V::equal(first, ']'), V::equal(first, '_'), V::within(first, '\x80', 0x3F),
          V::equal(first, '\xC2'), V::equal(first, '\xCD'), V::equal(first, '\xD0'), V::equal(first, '\xD8'),
          V::within(first, '\xE1', 2), V::equal(first, '\xEF'), V::equal(first, '\xF0'), V::equal(first, '\xF8'));
      block.digit |= V::bits(digit) << at;
      block.backslash |= V::bits(V::equal(first, '\\')) << at;
      block.at |= V::bits(V::equal(first, '@')) << at;
      block.high |= V::bits(first) << at;
      block.percent |= V::bits(V::within(first, '%', 1)) << at;
      block.letter |= V::bits(V::within(V::any(first, _mm_set1_epi8(0x20)), 'a', 25)) << at;
      block.joins |= V::bits(joins) << at;
      block.blank |= V::bits(V::equal(first, ' ')) << at;
      block.colon |= V::bits(V::equal(first, ':')) << at;
      block.quote |= V::bits(V::equal(first, '"')) << at;
    }
    if (chain.needs_escapes(block)) read_escapes(data, block);
    chain.next(block, i, out);
  }
}

#define VEILGATE_AVX2 __attribute__((target("avx2")))

// 64 bytes in two halves.
struct Avx2 {
  __m256i low;
  __m256i high;
};

VEILGATE_AVX2 inline Avx2 load(const char* data) {
  return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(data)),
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 32))};
}
VEILGATE_AVX2 inline std::uint64_t bits(__m256i low, __m256i high) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
}
VEILGATE_AVX2 inline std::uint64_t equal(const Avx2& a, char b) {
  const __m256i all = _mm256_set1_epi8(b);
  return bits(_mm256_cmpeq_epi8(a.low, all), _mm256_cmpeq_epi8(a.high, all));
}
VEILGATE_AVX2 inline __m256i within_half(__m256i a, __m256i low, __m256i span) {
  const __m256i from_low = _mm256_sub_epi8(a, low);
  return _mm256_cmpeq_epi8(_mm256_min_epu8(from_low, span), from_low);
}
VEILGATE_AVX2 inline std::uint64_t within(const Avx2& a, char low, char span) {
  const __m256i from = _mm256_set1_epi8(low);
  const __m256i most = _mm256_set1_epi8(span);
  return bits(within_half(a.low, from, most), within_half(a.high, from, most));
}
VEILGATE_AVX2 inline __m256i table(const std::array<std::uint8_t, 16>& entries) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(entries.data())));
}
VEILGATE_AVX2 inline __m256i kinds_half(__m256i a, __m256i low, __m256i high) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(a, half)),
                          _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(a, 4), half)));
}
VEILGATE_AVX2 inline Avx2 kinds(const Avx2& a, const Halves& halves) {
  const __m256i low = table(halves.low);
  const __m256i high = table(halves.high);
  return {kinds_half(a.low, low, high), kinds_half(a.high, low, high)};
}
// Those of any of the kinds.
VEILGATE_AVX2 inline std::uint64_t having(const Avx2& a) {
  const __m256i zero = _mm256_setzero_si256();
  return ~bits(_mm256_cmpeq_epi8(a.low, zero), _mm256_cmpeq_epi8(a.high, zero));
}

VEILGATE_AVX2 void kernel_avx2(const char* data, std::size_t blocks, const Planes& out) {
  Chain<std::uint64_t> chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    const Avx2 first = load(data);
    Block<std::uint64_t> block;
    block.digit = within(first, '0', 9);
    block.backslash = equal(first, '\\');
    block.at = equal(first, '@');
    block.joins = having(kinds(first, kJoins));
    block.high = bits(first.low, first.high);
    block.percent = within(first, '%', 1);
    block.blank = equal(first, ' ');
    block.colon = equal(first, ':');
    const __m256i case_bit = _mm256_set1_epi8(0x20);
    block.letter = within({_mm256_or_si256(first.low, case_bit), _mm256_or_si256(first.high, case_bit)}, 'a', 25);
    if (block.at != 0) block.quote = equal(first, '"');
    if (chain.needs_escapes(block)) block.simple = having(kinds(first, kSimpleEscapes));
    chain.next(block, i, out);
  }
}

#endif

}  // namespace

std::vector<ByteMap::Kernel> ByteMap::kernels() {
  std::vector<Kernel> kernels;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("gfni")) {
    kernels.push_back({"avx512", read_bytes_avx512});
  }
  if (__builtin_cpu_supports("avx2")) kernels.push_back({"avx2", kernel_avx2});
  kernels.push_back({"sse2", kernel_sse2});
#endif
  kernels.push_back({"portable", kernel_portable});
  return kernels;
}

}  // namespace veilgate::masking
