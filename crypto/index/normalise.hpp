// What is indexed: a value without the differences that do not matter to who searches.
//
//   width    full-width forms of ASCII (U+FF01 to U+FF5E) become ASCII
//   spaces   white space of any kind and zero-width characters are left out
//   case     ASCII letters become small ones
//   numbers  of a value that consists of digits and - ( ) + only, the digits stay; +86, 0086 and 86 before eleven
//            digits that begin with 1, and +86 before any others, are left out
//   virtual  1 and ten digits, one of - , # U+8F6C, and 1 to 6 digits: number, '-', extension
//
// A query is put through the same function, so that both sides agree. Bytes that are no UTF-8 stay as they are.
//
// Threads: pure function.
#pragma once

#include <string>
#include <string_view>

namespace veilgate::crypto {

// Appends to `out`, which grows by no more than value.size() bytes.
void append_normalised(std::string_view value, std::string& out);

// The number without its extension: what its last four digits are taken from. Empty unless the whole normalised value
// is a number of 7 or more digits, with or without an extension.
std::string_view number_of(std::string_view normalised) noexcept;

// One character of UTF-8 at the beginning of `text`, which is not empty; a byte that begins none is one of length 1.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;
};
Character next_character(std::string_view text) noexcept;

}  // namespace veilgate::crypto
