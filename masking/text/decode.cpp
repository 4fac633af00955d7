#include "masking/text/decode.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "masking/text/fold.hpp"
#include "masking/text/grapheme.hpp"
#include "masking/text/write_utf8.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// What the escapes of one letter stand for; 0 for any other byte.
constexpr std::array<char, 256> kPlainEscapes = [] {
  std::array<char, 256> values{};
  for (const char c : {'"', '\\', '/'}) values[static_cast<unsigned char>(c)] = c;
  values['b'] = '\b';
  values['f'] = '\f';
  values['n'] = '\n';
  values['r'] = '\r';
  values['t'] = '\t';
  return values;
}();

// The four digits of a \u escape whose backslash stands at `at`; -1 when they are not there.
inline int read_unit(std::string_view raw, std::size_t at) noexcept {
  if (at + 6 > raw.size()) return -1;
  const auto digit = [&](std::size_t i) { return hex_value(raw[at + i]); };
  const unsigned a = digit(2);
  const unsigned b = digit(3);
  const unsigned c = digit(4);
  const unsigned d = digit(5);
  return (a | b | c | d) > 0x0F ? -1 : static_cast<int>(a << 12 | b << 8 | c << 4 | d);
}

struct Character {
  char32_t code = kReplacement;
  std::size_t size = 0;  // raw bytes; 0: not a character
};

Character read_escape(std::string_view raw, std::size_t at) noexcept {
  if (at + 1 >= raw.size()) return {};
  if (const char plain = kPlainEscapes[static_cast<unsigned char>(raw[at + 1])]; plain != '\0') {
    return {static_cast<unsigned char>(plain), 2};
  }
  if (raw[at + 1] != 'u') return {};
  const int unit = read_unit(raw, at);
  if (unit < 0) return {};
  if (unit < 0xD800 || unit > 0xDFFF) return {static_cast<char32_t>(unit), 6};
  if (unit <= 0xDBFF && at + 7 < raw.size() && raw[at + 6] == '\\' && raw[at + 7] == 'u') {
    const int low = read_unit(raw, at + 6);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      return {0x10000 + ((static_cast<char32_t>(unit) - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00), 12};
    }
  }
  return {kReplacement, 6};
}

// A character of two to four bytes; anything that is not one is taken byte by byte.
Character read_utf8(std::string_view raw, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raw[i]); };
  const unsigned lead = byte(at);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (size == 1 || at + size > raw.size()) return {kReplacement, 1};
  char32_t code = lead & (0x7Fu >> size);
  for (std::size_t i = at + 1; i < at + size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kReplacement, 1};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  return {code, size};
}

enum class Escapes { resolve, keep };
enum class Folding { none, ascii };
enum class Map { wanted, unwanted };

// How many of the eight bytes come before the first backslash or byte beyond ASCII.
unsigned plain_bytes(std::uint64_t word) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull;
  constexpr std::uint64_t kHighs = 0x8080808080808080ull;
  const std::uint64_t backslashes = word ^ (kOnes * '\\');
  const std::uint64_t special = (word | ((backslashes - kOnes) & ~backslashes)) & kHighs;
  return special == 0 ? 8 : static_cast<unsigned>(std::countr_zero(special)) / 8;
}

// Joins the emoji of a family into one character; elsewhere nobody sees it.
constexpr char32_t kJoiner = 0x200D;

template <Escapes escapes>
bool is_pictograph_at(std::string_view raw, std::size_t at) noexcept {
  if (at >= raw.size()) return false;
  const bool escape = escapes == Escapes::resolve && raw[at] == '\\';
  return is_pictograph(escape ? read_escape(raw, at).code : read_utf8(raw, at).code);
}

// A decoded text is never longer than its raw form, so both buffers are sized once and written through pointers.
template <Escapes escapes, Folding folding, Map map_back = Map::wanted>
bool decode(std::string_view raw, DecodedText& out) {
  out.identical = false;
  out.folded = false;
  constexpr std::size_t kStep = 8;
  constexpr bool mapped = map_back == Map::wanted;
  out.text.resize(raw.size() + kStep);
  out.raw_of.resize(mapped ? raw.size() + kStep + 1 : 0);
  char* const begin = out.text.data();
  char* to = begin;
  std::uint32_t* const map = out.raw_of.data();
  const auto size = static_cast<std::uint32_t>(raw.size());
  for (std::uint32_t at = 0; at < size;) {
    const char c = raw[at];
    const bool escape = escapes == Escapes::resolve && c == '\\';
    if (escape) {
      // Most escapes of a text in \\u are these: three bytes of UTF-8 that no folding changes.
      const int unit = at + 1 < size && raw[at + 1] == 'u' ? read_unit(raw, at) : -1;
      if (unit > 0x3000 && unit < 0xA620) {
        if constexpr (mapped) std::fill_n(map + (to - begin), 3, at);
        to[0] = static_cast<char>(0xE0 | (unit >> 12));
        to[1] = static_cast<char>(0x80 | ((unit >> 6) & 0x3F));
        to[2] = static_cast<char>(0x80 | (unit & 0x3F));
        to += 3;
        at += 6;
        continue;
      }
      // Most others are \" and \/.
      const char plain = at + 1 < size ? kPlainEscapes[static_cast<unsigned char>(raw[at + 1])] : '\0';
      if (plain != '\0') {
        if constexpr (mapped) map[to - begin] = at;
        *to++ = plain;
        at += 2;
        continue;
      }
    } else if (std::endian::native == std::endian::little && static_cast<unsigned char>(c) < 0x80 &&
               at + kStep <= size) {
      // Eight at a time; what is written beyond the plain ones is written again.
      std::uint64_t word = 0;
      std::memcpy(&word, raw.data() + at, kStep);
      std::memcpy(to, &word, kStep);
      if constexpr (mapped) {
        for (std::uint32_t i = 0; i < kStep; ++i) map[to - begin + i] = at + i;
      }
      // At least one, but for a backslash that is text.
      if (const unsigned plain = plain_bytes(word); plain != 0) {
        at += plain;
        to += plain;
        continue;
      }
    }
    if (!escape && static_cast<unsigned char>(c) < 0x80) {
      if constexpr (mapped) map[to - begin] = at;
      ++at;
      *to++ = c;
      continue;
    }
    const Character character = escape ? read_escape(raw, at) : read_utf8(raw, at);
    if (character.size == 0) return false;
    char* const from = to;
    if (!escape && character.size == 1) {
      *to++ = c;
    } else {
      const bool fold = folding == Folding::ascii && may_fold(character.code) &&
                        !(character.code == kJoiner && is_pictograph_at<escapes>(raw, at + character.size));
      to = fold ? write_folded(character.code, to, out.folded) : write_utf8(character.code, to);
    }
    if constexpr (mapped) {
      for (char* written = from; written != to; ++written) map[written - begin] = at;
    }
    at += static_cast<std::uint32_t>(character.size);
  }
  out.text.resize(static_cast<std::size_t>(to - begin));
  if constexpr (mapped) {
    out.raw_of.resize(out.text.size() + 1);
    out.raw_of.back() = size;
  }
  return true;
}

}  // namespace

bool unescape(std::string_view raw, DecodedText& out) {
  return decode<Escapes::resolve, Folding::none>(raw, out);
}

bool unescape_and_fold(std::string_view raw, DecodedText& out) {
  return decode<Escapes::resolve, Folding::ascii>(raw, out);
}

bool unescape_and_fold_text(std::string_view raw, DecodedText& out) {
  return decode<Escapes::resolve, Folding::ascii, Map::unwanted>(raw, out);
}

void fold(std::string_view text, DecodedText& out) {
  decode<Escapes::keep, Folding::ascii>(text, out);
}

bool escapes_are_valid(std::string_view raw) noexcept {
  for (std::size_t at = raw.find('\\'); at != std::string_view::npos; at = raw.find('\\', at)) {
    const Character character = read_escape(raw, at);
    if (character.size == 0) return false;
    at += character.size;
  }
  return true;
}

void append_escaped(std::string_view text, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20) {
      out.append("\\u00");
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
}

}  // namespace veilgate::masking
