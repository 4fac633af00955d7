#include "masking/validate/platform_ciphertext.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr int base64_value(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

// What a decoder saw: how many bytes, the first two, and whether they can be a text.
struct Bytes {
  std::size_t count = 0;
  std::array<std::uint8_t, 2> first{};
  std::size_t printable = 0;
  bool good = false;

  void add(unsigned byte) noexcept {
    if (count < first.size()) first[count] = static_cast<std::uint8_t>(byte);
    ++count;
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r') ++printable;
  }
  // Random bytes are printable ASCII four times in ten; of sixteen of them all but two hardly ever.
  bool is_text() const noexcept { return printable * 8 >= count * 7; }
};

Bytes read_base64(std::string_view text) noexcept {
  Bytes bytes;
  std::size_t padding = 0;
  while (padding < 2 && !text.empty() && text.back() == '=') {
    text.remove_suffix(1);
    ++padding;
  }
  if (text.size() % 4 == 1 || (padding != 0 && (text.size() + padding) % 4 != 0)) return {};
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) return {};
    held = (held << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.add((held >> bits) & 0xFFu);
    }
  }
  bytes.good = true;
  return bytes;
}

bool is_sealed(std::string_view base64) noexcept {
  const Bytes bytes = read_base64(base64);
  return bytes.good && bytes.count >= 16 && !bytes.is_text();
}

bool is_version(std::string_view text) noexcept {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 4 && is_all_digits(text);
}

// Index entries: four base64 characters for each place of a sliding window.
bool is_index(std::string_view text) noexcept {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return base64_value(c) >= 0 || c == '='; });
}

bool is_jd(std::string_view text) noexcept {
  const Bytes bytes = read_base64(text);
  if (!bytes.good || bytes.first[0] != 0 || bytes.first[1] != 4) return false;
  const auto blocks_behind = [&](std::size_t head) { return bytes.count > head && (bytes.count - head) % 16 == 0; };
  return (blocks_behind(2 + 16 + 16) || blocks_behind(2 + 16 + 4)) && !bytes.is_text();
}

// The parts between the signs of ~…~…~: at most four.
struct Parts {
  std::array<std::string_view, 4> at{};
  std::size_t count = 0;
};
Parts split(std::string_view text, char sign) noexcept {
  Parts parts;
  while (true) {
    const std::size_t end = text.find(sign);
    if (parts.count == parts.at.size()) return {};
    parts.at[parts.count++] = text.substr(0, end);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_tilde_form(std::string_view text) noexcept {
  const bool indexed = text.ends_with("~~");
  const Parts parts = split(text.substr(1, text.size() - (indexed ? 3 : 2)), '~');
  if (parts.count == 2) return !indexed && is_sealed(parts.at[0]) && is_version(parts.at[1]);
  if (parts.count != 3 || !indexed) return false;
  return is_sealed(parts.at[0]) && is_index(parts.at[1]) && is_version(parts.at[2]);
}

bool is_dollar_form(std::string_view text) noexcept {
  if (text.starts_with("$$")) {  // Douyin
    if (!text.ends_with("$$") || text.size() < 6) return false;
    const Parts parts = split(text.substr(2, text.size() - 4), '$');
    return parts.count == 2 && is_sealed(parts.at[0]) && is_version(parts.at[1]);
  }
  const bool indexed = text.ends_with("$$");
  const Parts parts = split(text.substr(1, text.size() - (indexed ? 3 : 2)), '$');
  if (parts.count == 2) return !indexed && is_sealed(parts.at[0]) && is_version(parts.at[1]);
  if (parts.count != 3) return false;
  const bool head = indexed ? is_index(parts.at[0]) : parts.at[0].size() == 3 && is_all_digits(parts.at[0]);
  return head && is_sealed(parts.at[1]) && is_version(parts.at[2]);
}

bool is_hash_form(std::string_view text) noexcept {
  if (text.starts_with("##")) {
    if (text.size() < 5) return false;
    const Parts parts = split(text.substr(2, text.size() - 3), '#');
    return parts.count == 2 && is_sealed(parts.at[0]) && is_version(parts.at[1]);
  }
  if (!text.ends_with("##") || text.size() < 6) return false;
  const Parts parts = split(text.substr(1, text.size() - 3), '#');
  return parts.count == 3 && is_index(parts.at[0]) && is_sealed(parts.at[1]) && is_version(parts.at[2]);
}

}  // namespace

bool is_platform_ciphertext(std::string_view text) noexcept {
  if (text.size() < 24) return false;
  switch (text.front()) {
    case 'A': return text[1] == 'A' && is_jd(text);
    case '~': return text.back() == '~' && is_tilde_form(text);
    case '$': return text.back() == '$' && is_dollar_form(text);
    case '#': return text.back() == '#' && is_hash_form(text);
    case 'E': {
      if (!text.starts_with("ENC_#") || text.back() != '#') return false;
      const Parts parts = split(text.substr(5, text.size() - 6), '#');
      return parts.count == 2 && is_sealed(parts.at[0]) && is_version(parts.at[1]);
    }
    default: return false;
  }
}

bool is_platform_hex(std::string_view text) noexcept {
  if (text.size() < 48 || text.size() > 1024 || text.size() % 2 != 0) return false;
  Bytes bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const unsigned byte = hex_byte(text[i], text[i + 1]);
    if (byte == kNoByte) return false;
    bytes.add(byte);
  }
  return !bytes.is_text();
}

}  // namespace veilgate::masking
