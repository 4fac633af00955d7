#include "masking/json/byte_map.hpp"

#include <array>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace veilgate::masking {
namespace {

using Planes = ByteMap::Planes;

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

// The letters of the escapes that end a number: " / b f n r.
constexpr std::uint8_t kSimple = 0x07;
constexpr Halves kEscapes = [] {
  Halves halves;
  halves.add(0x01, "2F", "2");
  halves.add(0x02, "26E", "6");
  halves.add(0x04, "2", "7");
  return halves;
}();

// ---- one block ------------------------------------------------------------------------------------------------------

// What a kernel reads off 64 bytes.
struct Block {
  std::uint64_t digit = 0;
  std::uint64_t backslash = 0;
  std::uint64_t at = 0;       // '@'
  std::uint64_t high = 0;     // beyond ASCII
  std::uint64_t percent = 0;  // '%' and '&'
  std::uint64_t joins = 0;
  std::uint64_t blank = 0;
  std::uint64_t colon = 0;
  std::uint64_t letter = 0;  // of ASCII
  // Only when there is an '@' in the block.
  std::uint64_t quote = 0;
  // Only when needs_escapes().
  std::uint64_t simple = 0;
};

// What the block before says about the next.
class Chain {
 public:
  bool needs_escapes(const Block& block) const noexcept { return (block.backslash | (backslash_ >> 63)) != 0; }

  void next(const Block& block, std::size_t i, const Planes& out) noexcept {
    std::uint64_t special = 0;
    const std::uint64_t escaped = block.backslash << 1 | backslash_ >> 63;
    if (needs_escapes(block)) special = escaped & ~block.simple;
    backslash_ = block.backslash;

    // No part of an address stands in a blank or in the quote that opens the value.
    const std::uint64_t stops = block.blank | (block.quote & ~escaped);
    const std::uint64_t word =
        (block.letter & (block.blank << 1 | blank_ >> 63)) | (block.blank & (block.colon << 1 | colon_ >> 63));
    const std::uint64_t mark = block.high | block.percent | word | (block.at & ~(stops << 1));
    blank_ = block.blank;
    colon_ = block.colon;

    // Bit i: the two, four, eight, ten bytes up to i are all of this kind.
    const std::uint64_t two = block.joins & (block.joins << 1 | joins_ >> 63);
    const std::uint64_t four = two & (two << 2 | two_ >> 62);
    const std::uint64_t eight = four & (four << 4 | four_ >> 60);
    const std::uint64_t ten = eight & (two << 8 | two_ >> 56);
    joins_ = block.joins;
    two_ = two;
    four_ = four;
    out.backslash[i] = block.backslash;
    out.mark[i] = mark;
    out.digit[i] = block.digit;
    out.letter[i] = block.letter;
    out.high[i] = block.high;
    out.special[i] = special | mark | (ten & block.digit);
  }

 private:
  std::uint64_t backslash_ = 0;
  std::uint64_t blank_ = 0;
  std::uint64_t colon_ = 0;
  std::uint64_t joins_ = 0;
  std::uint64_t two_ = 0;
  std::uint64_t four_ = 0;
};

// ---- the kernels ----------------------------------------------------------------------------------------------------

void read_escapes(const char* data, Block& block) noexcept {
  for (unsigned i = 0; i < 64; ++i) {
    const std::uint8_t kinds = kEscapes.of(data[i]);
    block.simple |= std::uint64_t{(kinds & kSimple) != 0} << i;
  }
}

void kernel_portable(const char* data, std::size_t blocks, const Planes& out) {
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    Block block;
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
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    Block block;
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
VEILGATE_AVX2 inline std::uint64_t having(const Avx2& a, std::uint8_t wanted) {
  const __m256i mask = _mm256_set1_epi8(static_cast<char>(wanted));
  const __m256i zero = _mm256_setzero_si256();
  return ~bits(_mm256_cmpeq_epi8(_mm256_and_si256(a.low, mask), zero),
               _mm256_cmpeq_epi8(_mm256_and_si256(a.high, mask), zero));
}

VEILGATE_AVX2 void kernel_avx2(const char* data, std::size_t blocks, const Planes& out) {
  Chain chain;
  for (std::size_t i = 0; i < blocks; ++i, data += 64) {
    const Avx2 first = load(data);
    Block block;
    block.digit = within(first, '0', 9);
    block.backslash = equal(first, '\\');
    block.at = equal(first, '@');
    block.joins = having(kinds(first, kJoins), 0xFF);
    block.high = bits(first.low, first.high);
    block.percent = within(first, '%', 1);
    block.blank = equal(first, ' ');
    block.colon = equal(first, ':');
    const __m256i case_bit = _mm256_set1_epi8(0x20);
    block.letter = within({_mm256_or_si256(first.low, case_bit), _mm256_or_si256(first.high, case_bit)}, 'a', 25);
    if (block.at != 0) block.quote = equal(first, '"');
    if (chain.needs_escapes(block)) block.simple = having(kinds(first, kEscapes), kSimple);
    chain.next(block, i, out);
  }
}

// GCC 12 does not align registers of 64 bytes on the stack that AddressSanitizer makes to see its use after return
// (gcc.gnu.org/PR110027).
#define VEILGATE_AVX512 __attribute__((target("avx512f,avx512bw"), no_sanitize("address")))

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

VEILGATE_AVX512 void kernel_avx512(const char* data, std::size_t blocks, const Planes& out) {
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
    block.high = _mm512_movepi8_mask(first);
    block.percent =
        _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('%')) | _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('&'));
    block.blank = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(' '));
    block.colon = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8(':'));
    block.letter = _mm512_cmplt_epu8_mask(
        _mm512_sub_epi8(_mm512_or_si512(first, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a')), _mm512_set1_epi8(26));
    if (block.at != 0) block.quote = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('"'));
    if (chain.needs_escapes(block)) block.simple = having(kinds(first, kEscapes), kSimple);
    chain.next(block, i, out);
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
constexpr std::size_t kPlanes = 6;

}  // namespace

void ByteMap::build(const char* data, std::size_t size) {
  const std::size_t blocks = (size + 63) / 64;
  const std::size_t words = blocks + 1;  // from() reads one word more
  if (memory_.size() < kPlanes * words) {
    memory_.resize(kPlanes * words);
    const std::size_t stride = memory_.size() / kPlanes;
    std::uint64_t* next = memory_.data();
    for (std::uint64_t** plane :
         {&planes_.backslash, &planes_.mark, &planes_.digit, &planes_.letter, &planes_.high, &planes_.special}) {
      *plane = next;
      next += stride;
    }
  }
  blocks_ = blocks;
  kKernel(data, blocks, planes_);
}

ByteMap::Content ByteMap::content_of_words(std::size_t begin, std::size_t end, unsigned least) const noexcept {
  const std::size_t last = (end - 1) / 64;
  std::uint64_t backslash = 0;
  std::uint64_t mark = 0;
  unsigned digits = 0;
  std::uint64_t inside = ~0ull << (begin % 64);
  for (std::size_t word = begin / 64; word <= last; ++word, inside = ~0ull) {
    if (word == last) inside &= ~0ull >> (63 - (end - 1) % 64);
    backslash |= planes_.backslash[word] & inside;
    mark |= planes_.mark[word] & inside;
    digits += count_bits(planes_.digit[word] & inside);
  }
  return {backslash != 0, mark != 0, digits >= least};
}

}  // namespace veilgate::masking
