#include "masking/json/byte_map.hpp"

#include <array>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace veilgate::masking {
namespace {

using Word = ByteMap::Word;

// Full-width digits are EF BC 90..99 and full-width @ is EF BC A0; mathematical digits are F0 9D 9F and one byte more.
// Each kernel looks at a byte and the two behind it.

// ---- kinds of byte --------------------------------------------------------------------------------------------------
// Two lookups of sixteen entries, by a byte's low and by its high half, tell its kinds: it is of those whose bits both
// entries have. A bit stands for a set of low halves under some high halves.

struct Halves {
  std::array<std::uint8_t, 16> low{};
  std::array<std::uint8_t, 16> high{};

  constexpr void add(std::uint8_t bit, std::string_view lows, std::string_view highs) {
    for (const char c : lows) low[half(c)] = static_cast<std::uint8_t>(low[half(c)] | bit);
    for (const char c : highs) high[half(c)] = static_cast<std::uint8_t>(high[half(c)] | bit);
  }
  constexpr std::uint8_t of(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return low[byte & 0x0F] & high[byte >> 4];
  }

 private:
  static constexpr std::size_t half(char c) { return static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'A' + 10); }
};

// Bytes that may stand in one written number: digits, tab, blank, ( ) - . [ ] _ and of UTF-8 what continues a character
// and what begins the separators and the characters that folding drops (C2 CD D8 E1 E2 E3 EF F0; F8 begins none).
constexpr Halves kJoins = [] {
  Halves halves;
  halves.add(0x01, "9", "0");
  halves.add(0x02, "089DE", "2");
  halves.add(0x04, "0123456789", "3");
  halves.add(0x08, "BDF", "5");
  halves.add(0x10, "0123456789ABCDEF", "89AB");
  halves.add(0x20, "2D", "C");
  halves.add(0x40, "08", "DF");
  halves.add(0x80, "123F", "E");
  return halves;
}();

// What an escape is made of: the letters of those that end a number ( " / b f n r ), the u, hexadecimal digits, and
// the first of a \u escape of a letter (4 to 9, A to C).
constexpr std::uint8_t kSimple = 0x07;
constexpr std::uint8_t kUnit = 0x08;
constexpr std::uint8_t kHex = 0x30;
constexpr std::uint8_t kLetter = 0xC0;
constexpr Halves kEscapes = [] {
  Halves halves;
  halves.add(0x01, "2F", "2");
  halves.add(0x02, "26E", "6");
  halves.add(0x04, "2", "7");
  halves.add(0x08, "5", "7");
  halves.add(0x10, "0123456789", "3");
  halves.add(0x20, "123456", "46");
  halves.add(0x40, "456789", "3");
  halves.add(0x80, "123", "46");
  return halves;
}();

// ---- one block ------------------------------------------------------------------------------------------------------

// What a kernel reads off 64 bytes.
struct Block {
  std::uint64_t digit = 0;
  std::uint64_t backslash = 0;
  std::uint64_t at = 0;    // '@'
  std::uint64_t wide = 0;  // the other marks
  std::uint64_t joins = 0;
  // Only when there is an '@' in the block.
  std::uint64_t blank = 0;
  std::uint64_t quote = 0;
  // Only when needs_escapes().
  std::uint64_t simple = 0;
  std::uint64_t unit = 0;
  std::uint64_t hex = 0;
  std::uint64_t letter = 0;
};

// What the block before says about the next.
class Chain {
 public:
  bool needs_escapes(const Block& block) const noexcept {
    return (block.backslash | (backslash_ >> 63) | (unit_ >> 60)) != 0;
  }

  Word next(const Block& block) noexcept {
    std::uint64_t special = 0;
    const std::uint64_t escaped = block.backslash << 1 | backslash_ >> 63;
    if (needs_escapes(block)) {
      const std::uint64_t unit = escaped & block.unit;
      const auto behind = [&](unsigned by) { return unit << by | unit_ >> (64 - by); };
      special = (escaped & ~(block.simple | block.unit)) | (behind(1) & ~block.letter) |
                ((behind(2) | behind(3) | behind(4)) & ~block.hex);
      unit_ = unit;
    } else {
      unit_ = 0;
    }
    backslash_ = block.backslash;

    // No part of an address stands in a blank or in the quote that opens the value.
    const std::uint64_t stops = block.blank | (block.quote & ~escaped);
    const std::uint64_t mark = block.wide | (block.at & ~(stops << 1));

    // Bit i: the two, four, eight, ten bytes up to i are all of this kind.
    const std::uint64_t two = block.joins & (block.joins << 1 | joins_ >> 63);
    const std::uint64_t four = two & (two << 2 | two_ >> 62);
    const std::uint64_t eight = four & (four << 4 | four_ >> 60);
    const std::uint64_t ten = eight & (two << 8 | two_ >> 56);
    joins_ = block.joins;
    two_ = two;
    four_ = four;
    return {block.backslash, mark, block.digit, special | mark | (ten & block.digit)};
  }

 private:
  std::uint64_t backslash_ = 0;
  std::uint64_t unit_ = 0;
  std::uint64_t joins_ = 0;
  std::uint64_t two_ = 0;
  std::uint64_t four_ = 0;
};

// ---- the kernels ----------------------------------------------------------------------------------------------------

void read_escapes(const char* data, Block& block) noexcept {
  for (unsigned i = 0; i < 64; ++i) {
    const std::uint8_t kinds = kEscapes.of(data[i]);
    block.simple |= std::uint64_t{(kinds & kSimple) != 0} << i;
    block.unit |= std::uint64_t{(kinds & kUnit) != 0} << i;
    block.hex |= std::uint64_t{(kinds & kHex) != 0} << i;
    block.letter |= std::uint64_t{(kinds & kLetter) != 0} << i;
  }
}

void kernel_portable(const char* data, std::size_t blocks, Word* out) {
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    Block block;
    for (unsigned k = 0; k < 64; ++k) {
      const auto byte = [data, k](unsigned ahead) { return static_cast<unsigned char>(data[k + ahead]); };
      const bool wide = byte(0) == 0xEF && byte(1) == 0xBC && ((byte(2) >= 0x90 && byte(2) <= 0x99) || byte(2) == 0xA0);
      const bool mathematical = byte(0) == 0xF0 && byte(1) == 0x9D && byte(2) == 0x9F;
      block.digit |= std::uint64_t{byte(0) >= '0' && byte(0) <= '9'} << k;
      block.backslash |= std::uint64_t{byte(0) == '\\'} << k;
      block.at |= std::uint64_t{byte(0) == '@'} << k;
      block.wide |= std::uint64_t{wide || mathematical} << k;
      block.joins |= std::uint64_t{kJoins.of(data[k]) != 0} << k;
      block.blank |= std::uint64_t{byte(0) == ' '} << k;
      block.quote |= std::uint64_t{byte(0) == '"'} << k;
    }
    if (chain.needs_escapes(block)) read_escapes(data, block);
    out[i] = chain.next(block);
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

void kernel_sse2(const char* data, std::size_t blocks, Word* out) {
  using V = Sse2;
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    Block block;
    for (unsigned at = 0; at < 64; at += 16) {
      const auto first = V::load(data + at);
      const auto second = V::load(data + at + 1);
      const auto third = V::load(data + at + 2);
      const auto wide = V::both(V::both(V::equal(first, '\xEF'), V::equal(second, '\xBC')),
                                V::any(V::within(third, '\x90', 9), V::equal(third, '\xA0')));
      const auto mathematical =
          V::both(V::both(V::equal(first, '\xF0'), V::equal(second, '\x9D')), V::equal(third, '\x9F'));
      const auto digit = V::within(first, '0', 9);
      const auto joins = V::any(
          digit, V::equal(first, '\t'), V::equal(first, ' '), V::within(first, '(', 1), V::within(first, '-', 1),
          V::equal(first, '['), V::equal(first, ']'), V::equal(first, '_'), V::within(first, '\x80', 0x3F),
          V::equal(first, '\xC2'), V::equal(first, '\xCD'), V::equal(first, '\xD0'), V::equal(first, '\xD8'),
          V::within(first, '\xE1', 2), V::equal(first, '\xEF'), V::equal(first, '\xF0'), V::equal(first, '\xF8'));
      block.digit |= V::bits(digit) << at;
      block.backslash |= V::bits(V::equal(first, '\\')) << at;
      block.at |= V::bits(V::equal(first, '@')) << at;
      block.wide |= V::bits(V::any(wide, mathematical)) << at;
      block.joins |= V::bits(joins) << at;
      block.blank |= V::bits(V::equal(first, ' ')) << at;
      block.quote |= V::bits(V::equal(first, '"')) << at;
    }
    if (chain.needs_escapes(block)) read_escapes(data, block);
    out[i] = chain.next(block);
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
VEILGATE_AVX2 inline std::uint64_t having(const Avx2& a, std::uint8_t wanted) {
  const __m256i mask = _mm256_set1_epi8(static_cast<char>(wanted));
  const __m256i zero = _mm256_setzero_si256();
  return ~bits(_mm256_cmpeq_epi8(_mm256_and_si256(a.low, mask), zero),
               _mm256_cmpeq_epi8(_mm256_and_si256(a.high, mask), zero));
}

VEILGATE_AVX2 void kernel_avx2(const char* data, std::size_t blocks, Word* out) {
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    const Avx2 first = load(data);
    Block block;
    block.digit = within(first, '0', 9);
    block.backslash = equal(first, '\\');
    block.at = equal(first, '@');
    block.joins = having(kinds(first, kJoins), 0xFF);
    const std::uint64_t wide = equal(first, '\xEF');
    const std::uint64_t astral = equal(first, '\xF0');
    if ((wide | astral) != 0) {
      const Avx2 second = load(data + 1);
      const Avx2 third = load(data + 2);
      block.wide = (wide & equal(second, '\xBC') & (within(third, '\x90', 9) | equal(third, '\xA0'))) |
                   (astral & equal(second, '\x9D') & equal(third, '\x9F'));
    }
    if (block.at != 0) {
      block.blank = equal(first, ' ');
      block.quote = equal(first, '"');
    }
    if (chain.needs_escapes(block)) {
      const Avx2 escapes = kinds(first, kEscapes);
      block.simple = having(escapes, kSimple);
      block.unit = having(escapes, kUnit);
      block.hex = having(escapes, kHex);
      block.letter = having(escapes, kLetter);
    }
    out[i] = chain.next(block);
  }
}

#define VEILGATE_AVX512 __attribute__((target("avx512f,avx512bw")))

VEILGATE_AVX512 inline __m512i kinds(__m512i a, const Halves& halves) {
  const auto entries = [](const std::array<std::uint8_t, 16>& bytes) VEILGATE_AVX512 {
    return _mm512_maskz_broadcast_i32x4(0xFFFF, _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data())));
  };
  const __m512i half = _mm512_set1_epi8(0x0F);
  return _mm512_and_si512(_mm512_shuffle_epi8(entries(halves.low), _mm512_and_si512(a, half)),
                          _mm512_shuffle_epi8(entries(halves.high), _mm512_and_si512(_mm512_srli_epi16(a, 4), half)));
}
VEILGATE_AVX512 inline std::uint64_t having(__m512i a, std::uint8_t wanted) {
  return _mm512_test_epi8_mask(a, _mm512_set1_epi8(static_cast<char>(wanted)));
}

VEILGATE_AVX512 void kernel_avx512(const char* data, std::size_t blocks, Word* out) {
  const __m512i backslash = _mm512_set1_epi8('\\');
  const __m512i at = _mm512_set1_epi8('@');
  const __m512i zero = _mm512_set1_epi8('0');
  const __m512i ten = _mm512_set1_epi8(10);
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    const __m512i first = _mm512_loadu_si512(data);
    Block block;
    block.digit = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(first, zero), ten);
    block.backslash = _mm512_cmpeq_epi8_mask(first, backslash);
    block.at = _mm512_cmpeq_epi8_mask(first, at);
    block.joins = having(kinds(first, kJoins), 0xFF);
    const std::uint64_t wide = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('\xEF'));
    const std::uint64_t astral = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('\xF0'));
    if ((wide | astral) != 0) {
      const __m512i second = _mm512_loadu_si512(data + 1);
      const __m512i third = _mm512_loadu_si512(data + 2);
      const std::uint64_t sign = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(third, _mm512_set1_epi8('\x90')), ten) |
                                 _mm512_cmpeq_epi8_mask(third, _mm512_set1_epi8('\xA0'));
      block.wide = (wide & _mm512_cmpeq_epi8_mask(second, _mm512_set1_epi8('\xBC')) & sign) |
                   (astral & _mm512_cmpeq_epi8_mask(second, _mm512_set1_epi8('\x9D')) &
                    _mm512_cmpeq_epi8_mask(third, _mm512_set1_epi8('\x9F')));
    }
    if (block.at != 0) {
      block.blank = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(' '));
      block.quote = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('"'));
    }
    if (chain.needs_escapes(block)) {
      const __m512i escapes = kinds(first, kEscapes);
      block.simple = having(escapes, kSimple);
      block.unit = having(escapes, kUnit);
      block.hex = having(escapes, kHex);
      block.letter = having(escapes, kLetter);
    }
    out[i] = chain.next(block);
  }
}

#endif

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
  blocks_ = blocks;
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
