// Decoding of JSON string bodies, with a map back to the raw bytes.
//
// Two views of one string:
//   unescaped   JSON escapes resolved, nothing else changed: what a nested JSON document is parsed from
//   normal      also folded (fold.hpp), so that one character has one spelling. Detectors and masks see this view,
//               after reveal.hpp has resolved what a second encoding hides, where there is one.
// A lone surrogate escape decodes to U+FFFD; it is legal JSON (RFC 8259 section 8.2) and real, cut nicknames send it.
//
// Offsets are bytes. raw_of[i] is the raw offset of the first byte of the character that text byte i belongs to;
// raw_of[text.size()] is the end of the raw text. When `identical` is set the text equals the raw bytes and raw_of is
// unused. Pure; any number of threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::masking {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct DecodedText {
  std::string text;
  std::vector<std::uint32_t> raw_of;
  bool identical = false;
  bool folded = false;  // some character was changed or dropped by the folding

  std::uint32_t raw_begin(std::uint32_t at) const noexcept { return identical ? at : raw_of[at]; }
  std::uint32_t raw_end(std::uint32_t end) const noexcept { return identical ? end : raw_of[end]; }
};

// `raw` is what stands between the quotes, valid UTF-8. False when an escape is not one of RFC 8259 section 7.
bool unescape(std::string_view raw, DecodedText& out);
bool unescape_and_fold(std::string_view raw, DecodedText& out);
// The same without the map back, for a first look; raw_of is left empty.
bool unescape_and_fold_text(std::string_view raw, DecodedText& out);
// Text that is not inside JSON: only the folding. Bytes that are not UTF-8 stay as they are.
void fold(std::string_view text, DecodedText& out);

// Whether every escape in `raw` is one of RFC 8259 section 7.
bool escapes_are_valid(std::string_view raw) noexcept;

// Appends `text` as the inside of a JSON string.
void append_escaped(std::string_view text, std::string& out);

}  // namespace veilgate::masking
