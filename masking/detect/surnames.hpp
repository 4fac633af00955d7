// Chinese family names, and the letters of given names. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// Whether the character is a family name of its own, in simplified or traditional writing: the three hundred or so most
// people bear. Rare ones that are everyday words (有, 都, 能, 年 …) are left out: after a word such as 收件人 a name
// needs no known family name. Letters beyond the basic ones (𠮷, 䶮) count: hardly anything else is written with them.
bool is_surname(char32_t character) noexcept;

// Whether the two characters are a compound family name (欧阳, 上官 …).
bool is_compound_surname(char32_t first, char32_t second) noexcept;

// Whether given names are often made of the character. Words are, too: 国, 安, 明. Rare letters count here as well.
bool is_given_letter(char32_t character) noexcept;

// A word of two characters that begins like a name and is none: 高兴, 方便, 江苏, 周一.
bool is_word_like_name(char32_t first, char32_t second) noexcept;

}  // namespace veilgate::masking
