#include "masking/json/byte_map.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace veilgate::masking {
namespace {

using Word = ByteMap::Word;
using Kernel = void (*)(const char* data, std::size_t blocks, Word* out);

#if defined(__x86_64__)

void kernel_sse2(const char* data, std::size_t blocks, Word* out) {
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i at = _mm_set1_epi8('@');
  const __m128i wide = _mm_set1_epi8(static_cast<char>(0xEF));
  const __m128i astral = _mm_set1_epi8(static_cast<char>(0xF0));
  const __m128i zero = _mm_set1_epi8('0');
  const __m128i nine = _mm_set1_epi8(9);
  for (std::size_t block = 0; block < blocks; ++block, data += 64) {
    Word word{0, 0, 0};
    for (unsigned quarter = 0; quarter < 4; ++quarter) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + 16 * quarter));
      const __m128i mark =
          _mm_or_si128(_mm_cmpeq_epi8(bytes, at), _mm_or_si128(_mm_cmpeq_epi8(bytes, wide), _mm_cmpeq_epi8(bytes, astral)));
      const __m128i from_zero = _mm_sub_epi8(bytes, zero);
      const __m128i digit = _mm_cmpeq_epi8(_mm_min_epu8(from_zero, nine), from_zero);
      const unsigned shift = 16 * quarter;
      const auto bits = [shift](__m128i mask) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(mask))) << shift;
      };
      word.backslash |= bits(_mm_cmpeq_epi8(bytes, backslash));
      word.mark |= bits(mark);
      word.digit |= bits(digit);
    }
    out[block] = word;
  }
}

__attribute__((target("avx2"))) void kernel_avx2(const char* data, std::size_t blocks, Word* out) {
  const __m256i backslash = _mm256_set1_epi8('\\');
  const __m256i at = _mm256_set1_epi8('@');
  const __m256i wide = _mm256_set1_epi8(static_cast<char>(0xEF));
  const __m256i astral = _mm256_set1_epi8(static_cast<char>(0xF0));
  const __m256i zero = _mm256_set1_epi8('0');
  const __m256i nine = _mm256_set1_epi8(9);
  for (std::size_t block = 0; block < blocks; ++block, data += 64) {
    Word word{0, 0, 0};
    for (unsigned half = 0; half < 2; ++half) {
      const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 32 * half));
      const __m256i mark = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, at), _mm256_or_si256(_mm256_cmpeq_epi8(bytes, wide),
                                                                                        _mm256_cmpeq_epi8(bytes, astral)));
      const __m256i from_zero = _mm256_sub_epi8(bytes, zero);
      const __m256i digit = _mm256_cmpeq_epi8(_mm256_min_epu8(from_zero, nine), from_zero);
      const __m256i slash = _mm256_cmpeq_epi8(bytes, backslash);
      const unsigned shift = 32 * half;
      word.backslash |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(slash))) << shift;
      word.mark |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(mark))) << shift;
      word.digit |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(digit))) << shift;
    }
    out[block] = word;
  }
}

__attribute__((target("avx512f,avx512bw"))) void kernel_avx512(const char* data, std::size_t blocks, Word* out) {
  const __m512i backslash = _mm512_set1_epi8('\\');
  const __m512i at = _mm512_set1_epi8('@');
  const __m512i wide = _mm512_set1_epi8(static_cast<char>(0xEF));
  const __m512i astral = _mm512_set1_epi8(static_cast<char>(0xF0));
  const __m512i zero = _mm512_set1_epi8('0');
  const __m512i ten = _mm512_set1_epi8(10);
  for (std::size_t block = 0; block < blocks; ++block, data += 64) {
    const __m512i bytes = _mm512_loadu_si512(data);
    out[block].backslash = _mm512_cmpeq_epi8_mask(bytes, backslash);
    out[block].mark =
        _mm512_cmpeq_epi8_mask(bytes, at) | _mm512_cmpeq_epi8_mask(bytes, wide) | _mm512_cmpeq_epi8_mask(bytes, astral);
    out[block].digit = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, zero), ten);
  }
}

Kernel pick_kernel() {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw")) return kernel_avx512;
  if (__builtin_cpu_supports("avx2")) return kernel_avx2;
  return kernel_sse2;
}

#else

void kernel_portable(const char* data, std::size_t blocks, Word* out) {
  for (std::size_t block = 0; block < blocks; ++block, data += 64) {
    Word word{0, 0, 0};
    for (unsigned i = 0; i < 64; ++i) {
      const auto byte = static_cast<unsigned char>(data[i]);
      word.backslash |= static_cast<std::uint64_t>(byte == '\\') << i;
      word.mark |= static_cast<std::uint64_t>(byte == '@' || byte == 0xEF || byte == 0xF0) << i;
      word.digit |= static_cast<std::uint64_t>(byte - unsigned{'0'} < 10u) << i;
    }
    out[block] = word;
  }
}

Kernel pick_kernel() { return kernel_portable; }

#endif

const Kernel kKernel = pick_kernel();

// Without the popcnt instruction in the baseline, this beats the library call.
unsigned count_bits(std::uint64_t bits) noexcept {
  bits -= (bits >> 1) & 0x5555555555555555ull;
  bits = (bits & 0x3333333333333333ull) + ((bits >> 2) & 0x3333333333333333ull);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0full;
  return static_cast<unsigned>((bits * 0x0101010101010101ull) >> 56);
}

}  // namespace

void ByteMap::build(const char* data, std::size_t size) {
  const std::size_t blocks = (size + 63) / 64;
  if (words_.size() < blocks) words_.resize(blocks);
  kKernel(data, blocks, words_.data());
}

bool ByteMap::has_digits(std::size_t begin, std::size_t end, unsigned least) const noexcept {
  if (end - begin < least || begin >= end) return false;
  std::size_t word = begin / 64;
  const std::size_t last = (end - 1) / 64;
  const std::uint64_t low = ~0ull << (begin % 64);
  const std::uint64_t high = ~0ull >> (63 - (end - 1) % 64);
  if (word == last) {
    const std::uint64_t bits = words_[word].digit & low & high;
    return bits != 0 && count_bits(bits) >= least;
  }
  unsigned count = count_bits(words_[word].digit & low);
  while (++word < last && count < least) count += count_bits(words_[word].digit);
  if (word == last) count += count_bits(words_[last].digit & high);
  return count >= least;
}

}  // namespace veilgate::masking
