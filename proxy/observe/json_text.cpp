#include "proxy/observe/json_text.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace veilgate::proxy {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Bytes that stand for themselves in a JSON string.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7f; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

// The length of the well-formed UTF-8 sequence at the start of `text` (RFC 3629, table 3-7 of Unicode), 0 when there is
// none.
std::size_t utf8_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0u) == 0x80u; };
  const unsigned a = at(0);
  const unsigned b = at(1);
  if (a >= 0xC2 && a <= 0xDF) return tail(1) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    const unsigned low = a == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = a == 0xED ? 0x9F : 0xBF;
    return b >= low && b <= high && tail(2) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    const unsigned low = a == 0xF0 ? 0x90 : 0x80;
    const unsigned high = a == 0xF4 ? 0x8F : 0xBF;
    return b >= low && b <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

// Whether eight bytes stand for themselves in a JSON string.
bool is_plain(std::uint64_t word) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  constexpr std::uint64_t kHighs = 0x8080808080808080u;
  const auto zero_in = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes; };
  const std::uint64_t odd = word | (word - kOnes * 0x20) | zero_in(word ^ (kOnes * 0x7f)) |
                            zero_in(word ^ (kOnes * '"')) | zero_in(word ^ (kOnes * '\\'));
  return (odd & kHighs) == 0;
}

// How many bytes at the start of `text` stand for themselves.
std::size_t plain_prefix(std::string_view text) noexcept {
  std::size_t i = 0;
  for (std::uint64_t word = 0; i + sizeof word <= text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    if (!is_plain(word)) break;
  }
  while (i < text.size() && kPlain[static_cast<unsigned char>(text[i])]) ++i;
  return i;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t end = i + plain_prefix(text.substr(i));
    out.append(text, i, end - i);
    if (end == text.size()) break;
    i = end;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
      ++i;
    } else if (c < 0x80) {
      const char escape[6] = {'\\', 'u', '0', '0', kHex[c >> 4], kHex[c & 15]};
      out.append(escape, sizeof escape);
      ++i;
    } else if (const auto length = utf8_length(text.substr(i)); length != 0) {
      out.append(text, i, length);
      i += length;
    } else {
      out += "\\ufffd";
      ++i;
    }
  }
  out += '"';
}

}  // namespace veilgate::proxy
