// Characters as people see them: extended grapheme clusters (Unicode 15.0, UAX #29 section 3.1).
//
// An emoji with its skin tone, a family joined by zero-width joiners, a flag, a letter with its combining marks, a Han
// character with its variation selector, a Hangul syllable in jamo are one character each; masks never split one. One
// difference from the standard: a line feed after a carriage return is a character of its own, as are all controls.
//
// Texts are UTF-8; what is no UTF-8 is split somehow, but within its bytes. Offsets are bytes. Pure; any number of
// threads. Cost: texts of ASCII, Latin, Greek, Cyrillic (U+00C0..U+02FF, U+0380..U+047F) and Han characters
// (U+4000..U+9FFF) are counted by one pass over their bytes; other characters cost one search in a table of 646 ranges
// each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veilgate::masking {

struct Grapheme {
  std::size_t end = 0;  // where the next one begins
  // It neither begins with a mark that would join the character before it nor ends with one that would join the next,
  // so that it stays itself beside any other character. Marks at the beginning of a text or behind a control do not.
  bool stands_alone = true;
};

// How many characters a text of ASCII, Latin, Greek, Cyrillic and Han has, of which every code point is one; kNotPlain
// when it holds anything else.
inline constexpr std::size_t kNotPlain = ~std::size_t{0};
std::size_t count_plain_characters(std::string_view text) noexcept;

// The character that begins at `at`, which is smaller than text.size() and a boundary.
Grapheme grapheme_at(std::string_view text, std::size_t at) noexcept;

std::size_t count_graphemes(std::string_view text) noexcept;

// Whether this one code point, repeated and beside any character that stands alone, stays a character by itself.
bool is_separate_character(std::string_view text) noexcept;

// Whether the code point may follow a zero-width joiner in an emoji sequence (Extended_Pictographic).
bool is_pictograph(char32_t code) noexcept;

}  // namespace veilgate::masking
