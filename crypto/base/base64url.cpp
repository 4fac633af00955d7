#include "crypto/base/base64url.hpp"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace veilgate {
namespace {

constexpr std::uint8_t kNone = 0xff;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kBase64UrlAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kBase64UrlAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}
constexpr auto kValues = make_values();

// Two characters for each 12 bits: half the look-ups of one character for each 6.
constexpr std::array<std::array<char, 2>, 4096> make_pairs() {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kBase64UrlAlphabet[i >> 6], kBase64UrlAlphabet[i & 63]};
  return pairs;
}
constexpr auto kPairs = make_pairs();

// What the four characters of a group add to its 24 bits; above them for a character that is none of the alphabet.
constexpr std::uint32_t kNoGroup = 0xff000000;
constexpr auto make_groups() {
  std::array<std::array<std::uint32_t, 256>, 4> groups{};
  for (std::size_t place = 0; place < groups.size(); ++place)
    for (std::size_t i = 0; i < kValues.size(); ++i)
      groups[place][i] = kValues[i] == kNone ? kNoGroup : std::uint32_t{kValues[i]} << (18 - 6 * place);
  return groups;
}
constexpr auto kGroups = make_groups();

char letter(std::uint32_t value) noexcept {
  return kBase64UrlAlphabet[value & 63];
}

#if defined(__x86_64__)

// Twelve bytes at a time, as long as sixteen can be read; the bytes that were encoded.
[[gnu::target("ssse3")]] std::size_t encode_blocks(const std::uint8_t* in, std::size_t size, char* out) noexcept {
  // Of three bytes a, b, c each 32-bit lane gets b a c b, so that every six bits lie in one half of it.
  const __m128i spread = _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
  // What is added to a value makes its character: by 0 for a-z, 1 to 10 for the digits, 11 and 12 for - and _, 13 for
  // A-Z.
  const __m128i distance = _mm_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                                         '0' - 52, '0' - 52, '0' - 52, '-' - 62, '_' - 63, 'A', 0, 0);
  std::size_t done = 0;
  for (; done + 16 <= size; done += 12, out += 16) {
    const __m128i bytes = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in + done)), spread);
    const __m128i upper = _mm_mulhi_epu16(_mm_and_si128(bytes, _mm_set1_epi32(0x0FC0FC00)),
                                          _mm_set1_epi32(0x04000040));  // the first and third six bits, shifted down
    const __m128i lower = _mm_mullo_epi16(_mm_and_si128(bytes, _mm_set1_epi32(0x003F03F0)),
                                          _mm_set1_epi32(0x01000010));  // the second and fourth, shifted up
    const __m128i values = _mm_or_si128(upper, lower);
    const __m128i is_capital = _mm_cmpgt_epi8(_mm_set1_epi8(26), values);
    const __m128i kind =
        _mm_or_si128(_mm_subs_epu8(values, _mm_set1_epi8(51)), _mm_and_si128(is_capital, _mm_set1_epi8(13)));
    const __m128i characters = _mm_add_epi8(values, _mm_shuffle_epi8(distance, kind));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), characters);
  }
  return done;
}

// Before it is known, which is while other constants of the program are made, the answer is no.
const bool kHasBlocks = __builtin_cpu_supports("ssse3") != 0;

#else

constexpr bool kHasBlocks = false;
std::size_t encode_blocks(const std::uint8_t*, std::size_t, char*) noexcept {
  return 0;
}

#endif

}  // namespace

std::uint8_t base64url_value(char character) noexcept {
  return kValues[static_cast<unsigned char>(character)];
}

void encode_base64url(Octets bytes, char* out) noexcept {
  const std::uint8_t* in = bytes.data();
  std::size_t left = bytes.size();
  if (kHasBlocks) {
    const std::size_t done = encode_blocks(in, left, out);
    in += done;
    left -= done;
    out += done / 3 * 4;
  }
  for (; left >= 3; left -= 3, in += 3, out += 4) {
    const std::uint32_t group = std::uint32_t{in[0]} << 16 | std::uint32_t{in[1]} << 8 | in[2];
    std::memcpy(out, kPairs[group >> 12].data(), 2);
    std::memcpy(out + 2, kPairs[group & 0xfff].data(), 2);
  }
  if (left == 1) {
    out[0] = letter(in[0] >> 2);
    out[1] = letter(std::uint32_t{in[0]} << 4);
  } else if (left == 2) {
    out[0] = letter(in[0] >> 2);
    out[1] = letter(std::uint32_t{in[0]} << 4 | in[1] >> 4);
    out[2] = letter(std::uint32_t{in[1]} << 2);
  }
}

bool decode_base64url(std::string_view text, MutableOctets out) noexcept {
  const auto bytes = base64url_bytes(text.size());
  if (!bytes || out.size() < *bytes) return false;
  const char* in = text.data();
  std::uint8_t* to = out.data();
  std::uint32_t seen = 0;  // has bits above 24 when any character was none of the alphabet
  std::size_t left = text.size();
  const auto group_of = [](std::size_t place, char c) { return kGroups[place][static_cast<unsigned char>(c)]; };
  for (; left >= 4; left -= 4, in += 4, to += 3) {
    const std::uint32_t group = group_of(0, in[0]) | group_of(1, in[1]) | group_of(2, in[2]) | group_of(3, in[3]);
    seen |= group;
    to[0] = static_cast<std::uint8_t>(group >> 16);
    to[1] = static_cast<std::uint8_t>(group >> 8);
    to[2] = static_cast<std::uint8_t>(group);
  }
  if (left >= 2) {
    const std::uint32_t group = group_of(0, in[0]) | group_of(1, in[1]) | (left == 3 ? group_of(2, in[2]) : 0);
    seen |= group;
    to[0] = static_cast<std::uint8_t>(group >> 16);
    if (left == 3) to[1] = static_cast<std::uint8_t>(group >> 8);
    if ((group & (left == 3 ? 0xffu : 0xffffu)) != 0) return false;
  }
  return seen < kNoGroup;
}

bool is_base64url(std::string_view text) noexcept {
  std::uint8_t seen = 0;
  for (const char c : text) seen |= kValues[static_cast<unsigned char>(c)];
  return seen < 64;
}

}  // namespace veilgate
