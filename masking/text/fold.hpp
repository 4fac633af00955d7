// Folding: one character, one spelling.
//
// What is folded, and to what:
//   compatibility forms of ASCII (Unicode NFKC)   ASCII: full-width, small, superscript, subscript, Roman numerals,
//                                                 mathematical letters, ligatures (ff, fi, st), № and ℡, blanks
//   digits of every script (category Nd)          ASCII digits: ٣, ३, ３, 𝟛
//   numbers in circles, brackets, with a dot      the bare number: ⑬, ⒀, ⒔, ➌; also those NFKC leaves alone
//   letters in circles, brackets, squares         the bare letter: Ⓐ, ⒜, 🅰
//   Kangxi radicals, compatibility ideographs     the ideograph: ⼭ becomes 山 (texts copied out of PDF files)
//   half-width kana                               kana
//   what nobody sees                              nothing: zero-width and bidirectional controls, soft hyphen,
//                                                 variation selectors, tags, fillers, key caps and strokes over a digit
//
// A zero-width joiner in front of an emoji stays (decode.cpp sees to that): it makes one character of several, which a
// mask must not split.
//
// A folded character is never longer in UTF-8 than it was, so a text can be folded in place; the few forms that would
// be (Ⅷ, ⒇) stay. So do the characters from U+3001 to U+A61F, nearly all of which are Han, and everything not named
// above: accents, other scripts, emoji. Folding what is folded changes nothing. Pure; any number of threads.
#pragma once

#include <cstddef>

namespace veilgate::masking {

namespace fold_detail {
char* write_folded_form(char32_t code, char* out, bool& changed) noexcept;
}

// Whether folding needs to look at the character at all; false for ASCII, Han, Hangul, Cyrillic and most Latin letters.
inline bool may_fold(char32_t code) noexcept {
  if ((code > 0xBA && code < 0x17F) || (code > 0x37E && code < 0x61C)) return false;
  return code >= 0xA0 && !(code > 0x3000 && code < 0xA620) && !(code >= 0xAC00 && code <= 0xD7A3);
}

// Writes the folded form of `code`, for which may_fold() is true, and returns where the next character goes. `out` has
// room for four bytes. Sets `changed` when the form is another one.
inline char* write_folded(char32_t code, char* out, bool& changed) noexcept {
  return fold_detail::write_folded_form(code, out, changed);
}

// Whether folding changes the character into something that detection reads: a letter, a digit, an ideograph, @, % or
// &, or into nothing.
bool folds_to_telling_form(char32_t code) noexcept;

}  // namespace veilgate::masking
