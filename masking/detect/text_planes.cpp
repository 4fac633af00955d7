#include "masking/detect/text_planes.hpp"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "masking/bits.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// The signs and digits, by a byte's low and by its high half: it is of those whose bits both entries have. A bit stands
// for some low halves under one high half.
struct Halves {
  std::array<std::uint8_t, 16> low{};
  std::array<std::uint8_t, 16> high{};

  constexpr void add(unsigned bit, unsigned char byte) noexcept {
    low[byte & 0x0Fu] = static_cast<std::uint8_t>(low[byte & 0x0Fu] | 1u << bit);
    high[byte >> 4] = static_cast<std::uint8_t>(high[byte >> 4] | 1u << bit);
  }
  constexpr std::uint8_t of(unsigned char byte) const noexcept { return low[byte & 0x0Fu] & high[byte >> 4]; }
};
constexpr std::uint8_t kRare = 0x0F;
constexpr std::uint8_t kJoints = 0x30;
constexpr std::uint8_t kColons = 0x20;
constexpr std::uint8_t kDigits = 0x40;
constexpr std::uint8_t kWords = 0xFF & ~Fingerprints::kPairs;
constexpr Halves kSigns = [] {
  Halves halves;
  for (const char c : {'#', '%', '&', '('}) halves.add(0, static_cast<unsigned char>(c));
  for (const char c : {'=', '<'}) halves.add(1, static_cast<unsigned char>(c));
  halves.add(2, '@');
  for (const char c : {'[', '\\'}) halves.add(3, static_cast<unsigned char>(c));
  for (const char c : {'-', '.'}) halves.add(4, static_cast<unsigned char>(c));
  halves.add(5, ':');
  for (unsigned char c = '0'; c <= '9'; ++c) halves.add(6, c);
  return halves;
}();

void run_portable(const char* data, std::size_t blocks, const Fingerprints& words, TextPlanes* out) noexcept {
  for (std::size_t i = 0; i < blocks; ++i, data += kPlaneBytes) {
    TextPlanes planes;
    for (unsigned k = 0; k < kPlaneBytes; ++k) {
      const auto byte = [data, k](unsigned behind) { return static_cast<unsigned char>(data[k + behind]); };
      const std::uint8_t signs = kSigns.of(byte(0));
      const unsigned two = words.places[0].of(byte(0)) & words.places[1].of(byte(1));
      planes.digits |= std::uint64_t{(signs & kDigits) != 0} << k;
      planes.letters |= std::uint64_t{is_ascii_letter(data[k])} << k;
      planes.high |= std::uint64_t{byte(0) >= 0x80} << k;
      planes.rare |= std::uint64_t{(signs & kRare) != 0} << k;
      planes.joints |= std::uint64_t{(signs & kJoints) != 0} << k;
      planes.colons |= std::uint64_t{(signs & kColons) != 0} << k;
      planes.words |= std::uint64_t{(two & words.places[2].of(byte(2)) & kWords) != 0} << k;
      planes.pairs |= std::uint64_t{(two & Fingerprints::kPairs) != 0} << k;
    }
    out[i] = planes;
  }
}

#if defined(__x86_64__)

#define VEILGATE_SSE41 __attribute__((target("sse4.1")))

VEILGATE_SSE41 inline __m128i table_128(const std::array<std::uint8_t, 16>& entries) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(entries.data()));
}
VEILGATE_SSE41 inline __m128i kinds_128(__m128i bytes, const Halves& halves) {
  const __m128i half = _mm_set1_epi8(0x0F);
  return _mm_and_si128(_mm_shuffle_epi8(table_128(halves.low), _mm_and_si128(bytes, half)),
                       _mm_shuffle_epi8(table_128(halves.high), _mm_and_si128(_mm_srli_epi16(bytes, 4), half)));
}
VEILGATE_SSE41 inline std::uint64_t having_128(__m128i kinds, std::uint8_t wanted) {
  const __m128i none =
      _mm_cmpeq_epi8(_mm_and_si128(kinds, _mm_set1_epi8(static_cast<char>(wanted))), _mm_setzero_si128());
  return static_cast<std::uint16_t>(~_mm_movemask_epi8(none));
}

VEILGATE_SSE41 inline __m128i sets_128(__m128i bytes, const Fingerprints::Letters& letters) {
  return _mm_blendv_epi8(_mm_shuffle_epi8(table_128(letters.to_o), bytes),
                         _mm_shuffle_epi8(table_128(letters.from_p), bytes), _mm_slli_epi16(bytes, 3));
}

VEILGATE_SSE41 void run_sse41(const char* data, std::size_t blocks, const Fingerprints& words,
                              TextPlanes* out) noexcept {
  for (std::size_t i = 0; i < blocks; ++i, data += kPlaneBytes) {
    TextPlanes planes;
    for (unsigned at = 0; at < kPlaneBytes; at += 16) {
      const auto load = [data, at](unsigned behind) VEILGATE_SSE41 {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at + behind));
      };
      const __m128i bytes = load(0);
      const __m128i signs = kinds_128(bytes, kSigns);
      const __m128i from_a = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
      const __m128i letters = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8(25)), from_a);
      const __m128i two = _mm_and_si128(sets_128(bytes, words.places[0]), sets_128(load(1), words.places[1]));
      const __m128i three = _mm_and_si128(two, sets_128(load(2), words.places[2]));
      planes.digits |= having_128(signs, kDigits) << at;
      planes.letters |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(letters))} << at;
      planes.high |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(bytes))} << at;
      planes.rare |= having_128(signs, kRare) << at;
      planes.joints |= having_128(signs, kJoints) << at;
      planes.colons |= having_128(signs, kColons) << at;
      planes.words |= having_128(three, kWords) << at;
      planes.pairs |= having_128(two, Fingerprints::kPairs) << at;
    }
    out[i] = planes;
  }
}

#define VEILGATE_AVX2 __attribute__((target("avx2")))

// 64 bytes in two halves.
struct Avx2 {
  __m256i low;
  __m256i high;
};
// Two tables of sixteen entries, for both halves of a register.
struct Avx2Table {
  __m256i low;
  __m256i high;
};
VEILGATE_AVX2 inline __m256i spread_256(const std::array<std::uint8_t, 16>& entries) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(entries.data())));
}
VEILGATE_AVX2 inline Avx2Table table_256(const Halves& halves) {
  return {spread_256(halves.low), spread_256(halves.high)};
}
VEILGATE_AVX2 inline Avx2Table table_256(const Fingerprints::Letters& letters) {
  return {spread_256(letters.to_o), spread_256(letters.from_p)};
}
VEILGATE_AVX2 inline __m256i sets_half_256(__m256i bytes, const Avx2Table& table) {
  return _mm256_blendv_epi8(_mm256_shuffle_epi8(table.low, bytes), _mm256_shuffle_epi8(table.high, bytes),
                            _mm256_slli_epi16(bytes, 3));
}
VEILGATE_AVX2 inline Avx2 load_256(const char* data) {
  return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(data)),
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 32))};
}
VEILGATE_AVX2 inline std::uint64_t bits_256(const Avx2& a) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(a.low)) |
         std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(a.high))} << 32;
}
VEILGATE_AVX2 inline __m256i kinds_half_256(__m256i bytes, const Avx2Table& table) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  return _mm256_and_si256(_mm256_shuffle_epi8(table.low, _mm256_and_si256(bytes, half)),
                          _mm256_shuffle_epi8(table.high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}
VEILGATE_AVX2 inline Avx2 kinds_256(const Avx2& bytes, const Avx2Table& table) {
  return {kinds_half_256(bytes.low, table), kinds_half_256(bytes.high, table)};
}
VEILGATE_AVX2 inline Avx2 sets_256(const Avx2& bytes, const Avx2Table& table) {
  return {sets_half_256(bytes.low, table), sets_half_256(bytes.high, table)};
}
VEILGATE_AVX2 inline Avx2 both_256(const Avx2& a, const Avx2& b) {
  return {_mm256_and_si256(a.low, b.low), _mm256_and_si256(a.high, b.high)};
}
VEILGATE_AVX2 inline std::uint64_t having_256(const Avx2& kinds, std::uint8_t wanted) {
  const __m256i mask = _mm256_set1_epi8(static_cast<char>(wanted));
  const __m256i zero = _mm256_setzero_si256();
  return ~bits_256({_mm256_cmpeq_epi8(_mm256_and_si256(kinds.low, mask), zero),
                    _mm256_cmpeq_epi8(_mm256_and_si256(kinds.high, mask), zero)});
}
VEILGATE_AVX2 inline __m256i letters_half_256(__m256i bytes) {
  const __m256i from_a = _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(from_a, _mm256_set1_epi8(25)), from_a);
}

VEILGATE_AVX2 void run_avx2(const char* data, std::size_t blocks, const Fingerprints& words, TextPlanes* out) noexcept {
  const Avx2Table signs_table = table_256(kSigns);
  const Avx2Table first = table_256(words.places[0]);
  const Avx2Table second = table_256(words.places[1]);
  const Avx2Table third = table_256(words.places[2]);
  for (std::size_t i = 0; i < blocks; ++i, data += kPlaneBytes) {
    const Avx2 bytes = load_256(data);
    const Avx2 signs = kinds_256(bytes, signs_table);
    const Avx2 two = both_256(sets_256(bytes, first), sets_256(load_256(data + 1), second));
    const Avx2 three = both_256(two, sets_256(load_256(data + 2), third));
    out[i].digits = having_256(signs, kDigits);
    out[i].letters = bits_256({letters_half_256(bytes.low), letters_half_256(bytes.high)});
    out[i].high = bits_256(bytes);
    out[i].rare = having_256(signs, kRare);
    out[i].joints = having_256(signs, kJoints);
    out[i].colons = having_256(signs, kColons);
    out[i].words = having_256(three, kWords);
    out[i].pairs = having_256(two, Fingerprints::kPairs);
  }
}

// GCC 12 does not align registers of 64 bytes on the stack that AddressSanitizer makes to see its use after return
// (gcc.gnu.org/PR110027).
#define VEILGATE_AVX512 __attribute__((target("avx512f,avx512bw"), no_sanitize("address")))

struct Avx512Table {
  __m512i low;
  __m512i high;
};
VEILGATE_AVX512 inline __m512i spread_512(const std::array<std::uint8_t, 16>& entries) {
  return _mm512_maskz_broadcast_i32x4(0xFFFF, _mm_loadu_si128(reinterpret_cast<const __m128i*>(entries.data())));
}
VEILGATE_AVX512 inline Avx512Table table_512(const Halves& halves) {
  return {spread_512(halves.low), spread_512(halves.high)};
}
VEILGATE_AVX512 inline Avx512Table table_512(const Fingerprints::Letters& letters) {
  return {spread_512(letters.to_o), spread_512(letters.from_p)};
}
VEILGATE_AVX512 inline __m512i sets_512(__m512i bytes, const Avx512Table& table) {
  return _mm512_mask_shuffle_epi8(_mm512_shuffle_epi8(table.low, bytes),
                                  _mm512_test_epi8_mask(bytes, _mm512_set1_epi8(0x10)), table.high, bytes);
}
VEILGATE_AVX512 inline __m512i kinds_512(__m512i bytes, const Avx512Table& table) {
  const __m512i half = _mm512_set1_epi8(0x0F);
  return _mm512_and_si512(_mm512_shuffle_epi8(table.low, _mm512_and_si512(bytes, half)),
                          _mm512_shuffle_epi8(table.high, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), half)));
}

VEILGATE_AVX512 void run_avx512(const char* data, std::size_t blocks, const Fingerprints& words,
                                TextPlanes* out) noexcept {
  const Avx512Table signs_table = table_512(kSigns);
  const Avx512Table first = table_512(words.places[0]);
  const Avx512Table second = table_512(words.places[1]);
  const Avx512Table third = table_512(words.places[2]);
  for (std::size_t i = 0; i < blocks; ++i, data += kPlaneBytes) {
    const __m512i bytes = _mm512_loadu_si512(data);
    const __m512i signs = kinds_512(bytes, signs_table);
    const __m512i two = _mm512_and_si512(sets_512(bytes, first), sets_512(_mm512_loadu_si512(data + 1), second));
    const __m512i three = _mm512_and_si512(two, sets_512(_mm512_loadu_si512(data + 2), third));
    out[i].digits = _mm512_test_epi8_mask(signs, _mm512_set1_epi8(static_cast<char>(kDigits)));
    out[i].letters = _mm512_cmplt_epu8_mask(
        _mm512_sub_epi8(_mm512_or_si512(bytes, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a')), _mm512_set1_epi8(26));
    out[i].high = _mm512_movepi8_mask(bytes);
    out[i].rare = _mm512_test_epi8_mask(signs, _mm512_set1_epi8(static_cast<char>(kRare)));
    out[i].joints = _mm512_test_epi8_mask(signs, _mm512_set1_epi8(static_cast<char>(kJoints)));
    out[i].colons = _mm512_test_epi8_mask(signs, _mm512_set1_epi8(static_cast<char>(kColons)));
    out[i].words = _mm512_test_epi8_mask(three, _mm512_set1_epi8(static_cast<char>(kWords)));
    out[i].pairs = _mm512_test_epi8_mask(two, _mm512_set1_epi8(static_cast<char>(Fingerprints::kPairs)));
  }
}

#endif

const auto kKernel = plane_kernels().front().run;

}  // namespace

std::vector<PlaneKernel> plane_kernels() {
  std::vector<PlaneKernel> kernels;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw")) kernels.push_back({"avx512", run_avx512});
  if (__builtin_cpu_supports("avx2")) kernels.push_back({"avx2", run_avx2});
  if (__builtin_cpu_supports("sse4.1")) kernels.push_back({"sse4.1", run_sse41});
#endif
  kernels.push_back({"portable", run_portable});
  return kernels;
}

void read_planes(const char* data, std::size_t blocks, const Fingerprints& words, TextPlanes* out) noexcept {
  kKernel(data, blocks, words, out);
}

bool PlaneReader::load() noexcept {
  if (next_ >= text_.size()) return false;
  const std::size_t rest = text_.size() - next_;
  begin_ = next_;
  place_ = 0;
  const std::size_t whole = std::min(rest < kPlaneAhead ? 0 : (rest - kPlaneAhead) / kPlaneBytes, kBlocks);
  if (whole != 0) {
    count_ = whole;
    next_ += whole * kPlaneBytes;
    read_planes(text_.data() + begin_, whole, words_, planes_.data());
    return true;
  }
  std::array<char, kPlaneBytes + kPlaneAhead> end{};
  std::memcpy(end.data(), text_.data() + begin_, std::min(rest, end.size()));
  count_ = 1;
  next_ += kPlaneBytes;
  read_planes(end.data(), 1, words_, planes_.data());
  return true;
}

}  // namespace veilgate::masking
