#include "crypto/base/base64url.hpp"

#include <cstring>

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

}  // namespace

std::uint8_t base64url_value(char character) noexcept {
  return kValues[static_cast<unsigned char>(character)];
}

void encode_base64url(Octets bytes, char* out) noexcept {
  const std::uint8_t* in = bytes.data();
  std::size_t left = bytes.size();
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
