// What a second encoding hides in a text that is decoded and folded (decode.hpp).
//
//   HTML character references   &#49; &#x31; &nbsp; &amp; &quot; … (the ones that stand for ASCII and blanks)
//   percent-encoding            %E5%BC%A0, 138%2D0013 (RFC 3986 section 2.1; bytes that make no UTF-8 stay)
//   escapes escaped once more   \u5f20, \u0031 (the text of a JSON string in a JSON string)
//   Chinese numerals            一三八 零零一三 八零零零: where ten digits or more stand together, at least three of
//                               them written out, each becomes a digit: 〇零○ 一壹幺 二贰貳 三叁參 … 九玖
//
// An encoding inside an encoding (`%2526`, `&amp;#49;`) is resolved three times at most. A text never gets longer.
// Pure; any number of threads.
#pragma once

#include "masking/text/decode.hpp"

namespace veilgate::masking {

// Resolves all of it in `decoded`, whose map keeps leading back to the raw text: what replaces a sequence points at its
// first byte. A `decoded` without a map (unescape_and_fold_text) stays without. True when the text changed.
bool reveal(DecodedText& decoded);

// The digit a Chinese numeral stands for; -1 when it is none.
int chinese_digit(char32_t code) noexcept;

}  // namespace veilgate::masking
