#include "masking/json/byte_map.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace veilgate::masking {
namespace {

using Word = ByteMap::Word;

// Full-width digits are EF BC 90..99 and full-width @ is EF BC A0; mathematical digits are F0 9D 9F and one byte more.
// Each kernel looks at a byte and the two behind it.

#if defined(__x86_64__)

struct Sse2 {
  using Vector = __m128i;
  static constexpr unsigned kWidth = 16;
  static Vector load(const char* data) { return _mm_loadu_si128(reinterpret_cast<const Vector*>(data)); }
  static Vector equal(Vector a, char b) { return _mm_cmpeq_epi8(a, _mm_set1_epi8(b)); }
  static Vector both(Vector a, Vector b) { return _mm_and_si128(a, b); }
  static Vector either(Vector a, Vector b) { return _mm_or_si128(a, b); }
  static Vector within(Vector a, char low, char span) {
    const Vector from_low = _mm_sub_epi8(a, _mm_set1_epi8(low));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(span)), from_low);
  }
  static std::uint64_t bits(Vector a) { return static_cast<std::uint32_t>(_mm_movemask_epi8(a)); }
};

void kernel_sse2(const char* data, std::size_t blocks, Word* out) {
  using V = Sse2;
  for (std::size_t block = 0; block < blocks; ++block) {
    Word word{0, 0, 0};
    for (unsigned at = 0; at < 64; at += V::kWidth, data += V::kWidth) {
      const auto first = V::load(data);
      const auto second = V::load(data + 1);
      const auto third = V::load(data + 2);
      const auto wide = V::both(V::both(V::equal(first, '\xEF'), V::equal(second, '\xBC')),
                                V::either(V::within(third, '\x90', 9), V::equal(third, '\xA0')));
      const auto mathematical =
          V::both(V::both(V::equal(first, '\xF0'), V::equal(second, '\x9D')), V::equal(third, '\x9F'));
      word.backslash |= V::bits(V::equal(first, '\\')) << at;
      word.mark |= V::bits(V::either(V::equal(first, '@'), V::either(wide, mathematical))) << at;
      word.digit |= V::bits(V::within(first, '0', 9)) << at;
    }
    out[block] = word;
  }
}

__attribute__((target("avx2"))) void kernel_avx2(const char* data, std::size_t blocks, Word* out) {
  const __m256i nine = _mm256_set1_epi8(9);
  for (std::size_t block = 0; block < blocks; ++block) {
    Word word{0, 0, 0};
    for (unsigned at = 0; at < 64; at += 32, data += 32) {
      const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data));
      const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 1));
      const __m256i third = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 2));
      const __m256i from_wide_zero = _mm256_sub_epi8(third, _mm256_set1_epi8('\x90'));
      const __m256i wide_sign =
          _mm256_or_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(from_wide_zero, nine), from_wide_zero),
                          _mm256_cmpeq_epi8(third, _mm256_set1_epi8('\xA0')));
      const __m256i wide_lead = _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8('\xEF')),
                                                 _mm256_cmpeq_epi8(second, _mm256_set1_epi8('\xBC')));
      const __m256i mathematical_lead = _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8('\xF0')),
                                                         _mm256_cmpeq_epi8(second, _mm256_set1_epi8('\x9D')));
      const __m256i mathematical =
          _mm256_and_si256(mathematical_lead, _mm256_cmpeq_epi8(third, _mm256_set1_epi8('\x9F')));
      const __m256i at_sign = _mm256_cmpeq_epi8(first, _mm256_set1_epi8('@'));
      const __m256i mark =
          _mm256_or_si256(at_sign, _mm256_or_si256(_mm256_and_si256(wide_lead, wide_sign), mathematical));
      const __m256i backslash = _mm256_cmpeq_epi8(first, _mm256_set1_epi8('\\'));
      const __m256i from_zero = _mm256_sub_epi8(first, _mm256_set1_epi8('0'));
      const __m256i digit = _mm256_cmpeq_epi8(_mm256_min_epu8(from_zero, nine), from_zero);
      word.backslash |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(backslash))} << at;
      word.mark |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(mark))} << at;
      word.digit |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(digit))} << at;
    }
    out[block] = word;
  }
}

__attribute__((target("avx512f,avx512bw"))) void kernel_avx512(const char* data, std::size_t blocks, Word* out) {
  const __m512i backslash = _mm512_set1_epi8('\\');
  const __m512i at = _mm512_set1_epi8('@');
  const __m512i zero = _mm512_set1_epi8('0');
  const __m512i ten = _mm512_set1_epi8(10);
  for (std::size_t block = 0; block < blocks; ++block, data += 64) {
    const __m512i first = _mm512_loadu_si512(data);
    std::uint64_t mark = _mm512_cmpeq_epi8_mask(first, at);
    const std::uint64_t wide = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('\xEF'));
    const std::uint64_t astral = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('\xF0'));
    if ((wide | astral) != 0) {
      const __m512i second = _mm512_loadu_si512(data + 1);
      const __m512i third = _mm512_loadu_si512(data + 2);
      const std::uint64_t wide_sign = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(third, _mm512_set1_epi8('\x90')), ten) |
                                      _mm512_cmpeq_epi8_mask(third, _mm512_set1_epi8('\xA0'));
      mark |= wide & _mm512_cmpeq_epi8_mask(second, _mm512_set1_epi8('\xBC')) & wide_sign;
      mark |= astral & _mm512_cmpeq_epi8_mask(second, _mm512_set1_epi8('\x9D')) &
              _mm512_cmpeq_epi8_mask(third, _mm512_set1_epi8('\x9F'));
    }
    out[block].backslash = _mm512_cmpeq_epi8_mask(first, backslash);
    out[block].mark = mark;
    out[block].digit = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(first, zero), ten);
  }
}

#endif

void kernel_portable(const char* data, std::size_t blocks, Word* out) {
  for (std::size_t block = 0; block < blocks; ++block) {
    Word word{0, 0, 0};
    for (unsigned i = 0; i < 64; ++i, ++data) {
      const auto byte = [data](unsigned ahead) { return static_cast<unsigned char>(data[ahead]); };
      const bool wide = byte(0) == 0xEF && byte(1) == 0xBC && ((byte(2) >= 0x90 && byte(2) <= 0x99) || byte(2) == 0xA0);
      const bool mathematical = byte(0) == 0xF0 && byte(1) == 0x9D && byte(2) == 0x9F;
      word.backslash |= std::uint64_t{byte(0) == '\\'} << i;
      word.mark |= std::uint64_t{byte(0) == '@' || wide || mathematical} << i;
      word.digit |= std::uint64_t{byte(0) >= '0' && byte(0) <= '9'} << i;
    }
    out[block] = word;
  }
}

}  // namespace

std::vector<ByteMap::Kernel> ByteMap::kernels() {
  std::vector<Kernel> kernels;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw")) kernels.push_back({"avx512", kernel_avx512});
  if (__builtin_cpu_supports("avx2")) kernels.push_back({"avx2", kernel_avx2});
  kernels.push_back({"sse2", kernel_sse2});
#endif
  kernels.push_back({"portable", kernel_portable});
  return kernels;
}

namespace {

const auto kKernel = ByteMap::kernels().front().run;

}  // namespace

void ByteMap::build(const char* data, std::size_t size) {
  const std::size_t blocks = (size + 63) / 64;
  if (words_.size() < blocks + 1) words_.resize(blocks + 1);  // content() reads one word more
  kKernel(data, blocks, words_.data());
}

ByteMap::Content ByteMap::content_of_words(std::size_t begin, std::size_t end, unsigned least) const noexcept {
  const std::size_t last = (end - 1) / 64;
  std::uint64_t backslash = 0;
  std::uint64_t mark = 0;
  unsigned digits = 0;
  std::uint64_t inside = ~0ull << (begin % 64);
  for (std::size_t word = begin / 64; word <= last; ++word, inside = ~0ull) {
    if (word == last) inside &= ~0ull >> (63 - (end - 1) % 64);
    backslash |= words_[word].backslash & inside;
    mark |= words_[word].mark & inside;
    digits += count_bits(words_[word].digit & inside);
  }
  return {backslash != 0, mark != 0, digits >= least};
}

}  // namespace veilgate::masking
