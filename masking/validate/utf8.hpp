// Characters of UTF-8 text (RFC 3629). Linear, allocation-free, pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

struct Character {
  char32_t value = 0;
  std::size_t length = 0;  // bytes; 0: the text has ended or is no UTF-8 here (overlong forms and surrogates included)
};

// The character that begins at byte `at`.
constexpr Character decode_utf8(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return {};
  char32_t value = lead & (length == 2 ? 0x1Fu : length == 3 ? 0x0Fu : 0x07u);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  if ((length == 3 && value < 0x800) || (length == 4 && (value < 0x10000 || value > 0x10FFFF))) return {};
  if (value >= 0xD800 && value <= 0xDFFF) return {};
  return {value, length};
}

constexpr bool is_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = decode_utf8(text, at).length;
    if (length == 0) return false;
    at += length;
  }
  return true;
}

// The character that ends before byte `end`.
constexpr Character decode_utf8_before(std::string_view text, std::size_t end) noexcept {
  for (std::size_t length = 1; length <= 4 && length <= end; ++length) {
    if ((static_cast<unsigned char>(text[end - length]) & 0xC0) == 0x80) continue;
    const Character character = decode_utf8(text, end - length);
    return character.length == length ? character : Character{};
  }
  return {};
}

}  // namespace veilgate::masking
