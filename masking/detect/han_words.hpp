// Small questions about Han text that the locators of names and addresses share. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {

constexpr bool is_han(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'〇' || (c >= 0x20000 && c <= 0x3FFFF);
}

// The dots in names of minorities and in foreign names: 买买提·艾力.
constexpr bool is_name_dot(char32_t c) noexcept {
  return c == U'·' || c == U'•' || c == U'・' || c == U'‧' || c == U'∙' || c == U'⋅';
}

constexpr bool is_one_of(char32_t c, std::u32string_view set) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

// The signs in `set` and blanks, at most `most` characters: where they end.
constexpr std::size_t skip_signs(std::string_view text, std::size_t at, std::u32string_view set, int most) noexcept {
  for (int i = 0; i < most; ++i) {
    const Character c = decode_utf8(text, at);
    if (c.length == 0 || (c.value != U' ' && !is_one_of(c.value, set))) break;
    at += c.length;
  }
  return at;
}

// The same backwards: where they begin.
constexpr std::size_t skip_signs_before(std::string_view text, std::size_t end, std::u32string_view set,
                                        int most) noexcept {
  for (int i = 0; i < most; ++i) {
    const Character c = decode_utf8_before(text, end);
    if (c.length == 0 || (c.value != U' ' && !is_one_of(c.value, set))) break;
    end -= c.length;
  }
  return end;
}

// One of the words that ends at byte `end`: where it begins; `end` when none does.
template <std::size_t N>
constexpr std::size_t word_before(std::string_view text, std::size_t end, const std::string_view (&words)[N]) noexcept {
  for (const std::string_view word : words) {
    if (text.substr(0, end).ends_with(word)) return end - word.size();
  }
  return end;
}

// One of the words that begins at byte `at`: where it ends; `at` when none does.
template <std::size_t N>
constexpr std::size_t word_at(std::string_view text, std::size_t at, const std::string_view (&words)[N]) noexcept {
  const std::string_view rest = at <= text.size() ? text.substr(at) : std::string_view();
  for (const std::string_view word : words) {
    if (rest.starts_with(word)) return at + word.size();
  }
  return at;
}

}  // namespace veilgate::masking
