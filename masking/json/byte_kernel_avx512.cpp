// The kernel of ByteMap that reads eight blocks at once. Two lookups give every byte its kinds, a bit each; what is
// written down is a word for each kind. A mask register for each kind would take more than twice as long.
#if defined(__x86_64__)

#include <immintrin.h>

#include "masking/json/byte_blocks.hpp"

namespace veilgate::masking {
namespace {

#define VEILGATE_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vbmi,gfni")))
#define VEILGATE_AVX512_INLINE VEILGATE_AVX512 __attribute__((always_inline))

// A byte's kinds as the bits of two bytes.
enum Kind : unsigned { kDigit, kLetter, kHigh, kBackslash, kBlank, kColon, kJoin, kQuote, kAt = 0, kPercent, kSimple };
struct KindTables {
  alignas(64) std::array<std::uint8_t, 256> first{};
  alignas(64) std::array<std::uint8_t, 128> second{};  // of ASCII only
};
constexpr KindTables kKindTables = [] {
  const auto bit = [](bool is, Kind kind) { return static_cast<std::uint8_t>(unsigned{is} << kind); };
  KindTables tables;
  for (unsigned i = 0; i < 256; ++i) {
    const auto c = static_cast<char>(i);
    tables.first[i] = static_cast<std::uint8_t>(
        bit(c >= '0' && c <= '9', kDigit) | bit((i | 0x20) >= 'a' && (i | 0x20) <= 'z', kLetter) |
        bit(i >= 0x80, kHigh) | bit(c == '\\', kBackslash) | bit(c == ' ', kBlank) | bit(c == ':', kColon) |
        bit(kJoins.of(c) != 0, kJoin) | bit(c == '"', kQuote));
    if (i >= 128) continue;
    tables.second[i] = static_cast<std::uint8_t>(bit(c == '@', kAt) | bit(c == '%' || c == '&', kPercent) |
                                                 bit(kSimpleEscapes.of(c) != 0, kSimple));
  }
  return tables;
}();

struct Rows {
  __m512i at[kLanes];
};

// Row k has the kinds of block k, a bit of each byte, each eight bytes from the last to the first; then row k has the
// words of kind k, one of each block.
VEILGATE_AVX512_INLINE inline void words_of_kinds(Rows& rows) {
  // The bits of each eight bytes change places, so that a byte is of one kind; the bytes of a kind follow each other.
  constexpr std::array<std::uint8_t, 64> kByKind = [] {
    std::array<std::uint8_t, 64> from{};
    for (std::size_t i = 0; i < 64; ++i) from[i] = static_cast<std::uint8_t>(i % 8 * 8 + i / 8);
    return from;
  }();
  const __m512i by_kind = _mm512_loadu_si512(kByKind.data());
  const __m512i diagonal = _mm512_set1_epi64(static_cast<long long>(0x8040201008040201));
  for (auto& row : rows.at) row = _mm512_permutexvar_epi8(by_kind, _mm512_gf2p8affine_epi64_epi8(diagonal, row, 0));
  // And eight by eight words.
  Rows pairs;
  for (std::size_t i = 0; i < kLanes; i += 2) {
    pairs.at[i] = _mm512_unpacklo_epi64(rows.at[i], rows.at[i + 1]);
    pairs.at[i + 1] = _mm512_unpackhi_epi64(rows.at[i], rows.at[i + 1]);
  }
  Rows fours;
  for (const std::size_t i : {0, 1, 4, 5}) {
    fours.at[i] = _mm512_shuffle_i64x2(pairs.at[i], pairs.at[i + 2], 0x88);
    fours.at[i + 2] = _mm512_shuffle_i64x2(pairs.at[i], pairs.at[i + 2], 0xDD);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    rows.at[i] = _mm512_shuffle_i64x2(fours.at[i], fours.at[i + 4], 0x88);
    rows.at[i + 4] = _mm512_shuffle_i64x2(fours.at[i], fours.at[i + 4], 0xDD);
  }
}

// The first `blocks` of eight blocks; the others are of no kind.
VEILGATE_AVX512_INLINE inline Block<Lanes> read_blocks(const char* data, std::size_t blocks) {
  const auto entries = [](const std::uint8_t* bytes) VEILGATE_AVX512_INLINE { return _mm512_load_si512(bytes); };
  Rows first{};
  Rows second{};
  const __m512i backwards = _mm512_set4_epi32(0x08090A0B, 0x0C0D0E0F, 0x00010203, 0x04050607);
  for (std::size_t i = 0; i < blocks; ++i) {
    const __m512i bytes = _mm512_shuffle_epi8(_mm512_loadu_si512(data + i * 64), backwards);
    const __mmask64 high = _mm512_movepi8_mask(bytes);
    const auto* const kinds = kKindTables.first.data();
    const __m512i of_ascii = _mm512_permutex2var_epi8(entries(kinds), bytes, entries(kinds + 64));
    const __m512i of_high = _mm512_permutex2var_epi8(entries(kinds + 128), bytes, entries(kinds + 192));
    first.at[i] = _mm512_mask_blend_epi8(high, of_ascii, of_high);
    const auto* const more = kKindTables.second.data();
    second.at[i] = _mm512_maskz_permutex2var_epi8(~high, entries(more), bytes, entries(more + 64));
  }
  words_of_kinds(first);
  words_of_kinds(second);
  const auto words = [](__m512i row) VEILGATE_AVX512_INLINE { return Lanes(row); };
  Block<Lanes> block;
  block.digit = words(first.at[kDigit]);
  block.letter = words(first.at[kLetter]);
  block.high = words(first.at[kHigh]);
  block.backslash = words(first.at[kBackslash]);
  block.blank = words(first.at[kBlank]);
  block.colon = words(first.at[kColon]);
  block.joins = words(first.at[kJoin]);
  block.quote = words(first.at[kQuote]);
  block.at = words(second.at[kAt]);
  block.percent = words(second.at[kPercent]);
  block.simple = words(second.at[kSimple]);
  return block;
}

}  // namespace

VEILGATE_AVX512 void read_bytes_avx512(const char* data, std::size_t blocks, const ByteMap::Planes& out) {
  Chain<Lanes> chain;
  std::size_t i = 0;
  for (; i + kLanes <= blocks; i += kLanes, data += kLanes * 64) chain.next(read_blocks(data, kLanes), i, out);
  if (i < blocks) chain.next(read_blocks(data, blocks - i), i, out);
}

}  // namespace veilgate::masking

#endif
