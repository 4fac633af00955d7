#include "masking/text/grapheme.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "masking/bits.hpp"
#include "masking/text/byte_ranges.hpp"
#include "masking/text/decode.hpp"
#include "masking/text/grapheme_table.hpp"

namespace veilgate::masking {
namespace {

struct CodePoint {
  char32_t code = 0;
  std::size_t size = 1;
};

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (size == 1 || size > text.size() - at) return {lead < 0x80 ? lead : U'\uFFFD', 1};
  char32_t code = lead & (0x7Fu >> size);
  for (std::size_t i = at + 1; i < at + size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {U'\uFFFD', 1};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  return {code, size};
}

GraphemeBreak property_of(char32_t code) noexcept {
  if (code < 0x80) return code < 0x20 || code == 0x7F ? GraphemeBreak::control : GraphemeBreak::other;
  if (code >= 0x4000 && code < 0xA000) return GraphemeBreak::other;
  if ((code >= 0xC0 && code < 0x300) || (code >= 0x370 && code < 0x483)) return GraphemeBreak::other;
  if ((code >= 0x3041 && code < 0x3097) || (code >= 0x30A0 && code < 0x3297)) return GraphemeBreak::other;
  if (code >= 0xFF01 && code < 0xFF9E) return GraphemeBreak::other;
  if (code >= 0xAC00 && code <= 0xD7A3) {
    return (code - 0xAC00) % 28 == 0 ? GraphemeBreak::hangul_lv : GraphemeBreak::hangul_lvt;
  }
  const auto ranges = grapheme_ranges();
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), code,
                                      [](char32_t c, const GraphemeRange& range) { return c < range.first; });
  if (after == ranges.begin()) return GraphemeBreak::other;
  const GraphemeRange& range = *std::prev(after);
  return code <= range.last ? range.property : GraphemeBreak::other;
}

bool joins_what_is_before(GraphemeBreak property) noexcept {
  return property == GraphemeBreak::extend || property == GraphemeBreak::zwj || property == GraphemeBreak::spacing_mark;
}

// What a boundary depends on, of the character so far.
struct Before {
  GraphemeBreak last = GraphemeBreak::other;
  bool pictograph = false;   // a pictograph and extending marks
  bool joined = false;       // the same, then a zero-width joiner
  bool half_a_flag = false;  // an odd number of regional indicators

  void add(GraphemeBreak next) noexcept {
    joined = next == GraphemeBreak::zwj && pictograph;
    pictograph = next == GraphemeBreak::pictograph || (next == GraphemeBreak::extend && pictograph);
    half_a_flag = next == GraphemeBreak::regional && !half_a_flag;
    last = next;
  }

  // Rules GB3 to GB999; the comments name those that join.
  bool is_joined_by(GraphemeBreak next) const noexcept {
    using enum GraphemeBreak;
    if (last == control || next == control) return false;
    switch (next) {
      case hangul_l: return last == hangul_l || last == prepend;  // GB6, GB9b
      case hangul_lv:
      case hangul_lvt: return last == hangul_l || last == prepend;                                         // GB6, GB9b
      case hangul_v: return last == hangul_l || last == hangul_lv || last == hangul_v || last == prepend;  // GB6, GB7
      case hangul_t:                                                                                       // GB7, GB8
        return last == hangul_lv || last == hangul_v || last == hangul_lvt || last == hangul_t || last == prepend;
      case extend:
      case zwj:
      case spacing_mark: return true;                        // GB9, GB9a
      case pictograph: return joined || last == prepend;     // GB11, GB9b
      case regional: return half_a_flag || last == prepend;  // GB12, GB13, GB9b
      default: return last == prepend;                       // GB9b
    }
  }
};

constexpr std::size_t kStep = 16;  // bytes looked at together

// A table beats what vectors need before they start.
std::size_t count_plain_in_short(std::string_view text) noexcept {
  // The bytes of the character that begins with a byte; 0: it is not plain.
  static constexpr std::array<std::uint8_t, 256> kSizes = [] {
    std::array<std::uint8_t, 256> sizes{};
    for (unsigned byte = 0; byte < sizes.size(); ++byte) {
      const bool two = (byte >= 0xC3 && byte <= 0xCB) || (byte >= 0xCE && byte <= 0xD1);
      const bool three = byte >= 0xE4 && byte <= 0xE9;
      sizes[byte] = byte < 0x80 ? 1 : two ? 2 : three ? 3 : 0;
    }
    return sizes;
  }();
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::uint8_t size = kSizes[static_cast<unsigned char>(text[at])];
    if (size == 0) return kNotPlain;
    at += size;
    ++count;
  }
  return at == text.size() ? count : kNotPlain;
}

std::size_t count_plain_in_long(std::string_view text) noexcept {
  if ((static_cast<unsigned char>(text.front()) & 0xC0) == 0x80) return kNotPlain;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += kStep) {
    // The last are looked at with some of those before them.
    const std::size_t again = at + kStep <= text.size() ? 0 : at + kStep - text.size();
    const SixteenBytes bytes(text.data() + at - again);
    const std::uint32_t other = bytes.in_range(0xC0, 0xC2) | bytes.in_range(0xCC, 0xCD) | bytes.in_range(0xD2, 0xE3) |
                                bytes.in_range(0xEA, 0xFF);
    if (other != 0) return kNotPlain;
    const std::uint32_t beginnings = ~bytes.in_range(0x80, 0xBF) & 0xFFFFu;
    count += count_bits(beginnings >> again);
  }
  return count;
}

}  // namespace

std::size_t count_plain_characters(std::string_view text) noexcept {
  return text.size() < kStep ? count_plain_in_short(text) : count_plain_in_long(text);
}

Grapheme grapheme_at(std::string_view text, std::size_t at) noexcept {
  CodePoint point = code_point_at(text, at);
  GraphemeBreak property = property_of(point.code);
  Grapheme grapheme;
  grapheme.stands_alone = !joins_what_is_before(property);
  Before before;
  do {
    before.add(property);
    at += point.size;
    if (at >= text.size()) break;
    // Nothing joins an ASCII character but a prepending mark.
    if (static_cast<unsigned char>(text[at]) < 0x80 && property != GraphemeBreak::prepend) break;
    point = code_point_at(text, at);
    property = property_of(point.code);
  } while (before.is_joined_by(property));
  grapheme.end = at;
  if (before.last == GraphemeBreak::prepend || before.last == GraphemeBreak::zwj) grapheme.stands_alone = false;
  return grapheme;
}

std::size_t count_graphemes(std::string_view text) noexcept {
  std::size_t count = count_plain_characters(text);
  if (count != kNotPlain) return count;
  count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at = grapheme_at(text, at).end;
  return count;
}

bool is_separate_character(std::string_view text) noexcept {
  if (text.empty()) return false;
  const CodePoint point = code_point_at(text, 0);
  if (point.size != text.size()) return false;
  const GraphemeBreak property = property_of(point.code);
  return property == GraphemeBreak::other || property == GraphemeBreak::pictograph;
}

bool is_pictograph(char32_t code) noexcept {
  return property_of(code) == GraphemeBreak::pictograph;
}

}  // namespace veilgate::masking
