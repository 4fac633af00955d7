#include "crypto/base/base64url.hpp"

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

char letter(std::uint32_t value) noexcept {
  return kBase64UrlAlphabet[value & 63];
}

}  // namespace

std::uint8_t base64url_value(char character) noexcept {
  return kValues[static_cast<unsigned char>(character)];
}

void encode_base64url(Octets bytes, char* out) noexcept {
  const std::uint8_t* in = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, in += 3, out += 4) {
    const std::uint32_t group = std::uint32_t{in[0]} << 16 | std::uint32_t{in[1]} << 8 | in[2];
    const auto& high = kPairs[group >> 12];
    const auto& low = kPairs[group & 0xfff];
    out[0] = high[0];
    out[1] = high[1];
    out[2] = low[0];
    out[3] = low[1];
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
  std::uint32_t seen = 0;  // has a high bit when any character was none of the alphabet
  std::size_t left = text.size();
  for (; left >= 4; left -= 4, in += 4, to += 3) {
    const std::uint32_t a = base64url_value(in[0]);
    const std::uint32_t b = base64url_value(in[1]);
    const std::uint32_t c = base64url_value(in[2]);
    const std::uint32_t d = base64url_value(in[3]);
    seen |= a | b | c | d;
    to[0] = static_cast<std::uint8_t>(a << 2 | b >> 4);
    to[1] = static_cast<std::uint8_t>(b << 4 | c >> 2);
    to[2] = static_cast<std::uint8_t>(c << 6 | d);
  }
  if (left >= 2) {
    const std::uint32_t a = base64url_value(in[0]);
    const std::uint32_t b = base64url_value(in[1]);
    const std::uint32_t c = left == 3 ? base64url_value(in[2]) : 0;
    seen |= a | b | c;
    to[0] = static_cast<std::uint8_t>(a << 2 | b >> 4);
    if (left == 3) to[1] = static_cast<std::uint8_t>(b << 4 | c >> 2);
    if (((left == 3 ? c << 6 : b << 4) & 0xff) != 0) return false;
  }
  return seen < 64;
}

}  // namespace veilgate
