// Words in scripts with capitals: what the locators of English names and addresses read. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {

// Letters of the Latin, Greek and Cyrillic scripts, and combining accents.
constexpr bool is_cased_letter(char32_t c) noexcept {
  if (c < 0x80) return is_ascii_letter(static_cast<char>(c));
  return (c >= 0xC0 && c <= 0x52F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1FFF);
}

// A word: letters, with apostrophes and hyphens between them.
struct LatinWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool capital = false;  // its first letter is one, or no ASCII letter
  bool empty() const noexcept { return begin == end; }
};

constexpr LatinWord read_latin_word(std::string_view text, std::size_t at) noexcept {
  LatinWord word{at, at, false};
  for (;;) {
    const Character c = decode_utf8(text, word.end);
    if (c.length == 0) break;
    if (is_cased_letter(c.value)) {
      if (word.end == at) word.capital = c.value >= 0x80 || (c.value >= U'A' && c.value <= U'Z');
      word.end += c.length;
      continue;
    }
    const bool joint = c.value == U'\'' || c.value == U'-' || c.value == 0x2019;
    const Character next = joint && word.end != at ? decode_utf8(text, word.end + c.length) : Character{};
    if (next.length == 0 || !is_cased_letter(next.value)) break;
    word.end += c.length;
  }
  return word;
}

// Whether the run of ASCII letters in [begin, end) is a word as read_latin_word() reads them, not a part of one.
constexpr bool is_whole_word(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  const auto joins = [](char32_t c) { return c == U'\'' || c == U'-' || c == 0x2019; };
  Character before = decode_utf8_before(text, begin);
  if (begin != 0 && joins(before.value)) before = decode_utf8_before(text, begin - before.length);
  if (before.length != 0 && is_cased_letter(before.value)) return false;
  Character next = decode_utf8(text, end);
  if (next.length != 0 && joins(next.value)) next = decode_utf8(text, end + next.length);
  return next.length == 0 || !is_cased_letter(next.value);
}

// The word before the place `at`, nothing before `floor` being looked at; none when `stop` comes first.
constexpr LatinWord latin_word_before(std::string_view text, std::size_t floor, std::size_t at, char stop) noexcept {
  std::size_t end = at;
  for (;;) {
    const Character c = end > floor ? decode_utf8_before(text, end) : Character{};
    if (end <= floor || (c.length != 0 && c.value == static_cast<unsigned char>(stop))) return {};
    if (c.length != 0 && is_cased_letter(c.value)) break;
    end -= c.length == 0 ? 1 : c.length;
  }
  LatinWord word{end, end, false};
  while (word.begin > floor) {
    const Character c = decode_utf8_before(text, word.begin);
    if (c.length == 0) break;
    if (is_cased_letter(c.value)) {
      word.begin -= c.length;
      word.capital = c.value >= 0x80 || (c.value >= U'A' && c.value <= U'Z');
      continue;
    }
    const bool joint = c.value == U'\'' || c.value == U'-' || c.value == 0x2019;
    const Character further = joint ? decode_utf8_before(text, word.begin - c.length) : Character{};
    if (further.length == 0 || !is_cased_letter(further.value)) break;
    word.begin -= c.length;
  }
  return word;
}

// Equal but for the case of ASCII letters; `lower` in small letters.
constexpr bool equals_lower(std::string_view word, std::string_view lower) noexcept {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (to_lower(word[i]) != lower[i]) return false;
  }
  return true;
}

template <std::size_t N>
constexpr bool is_word_of(std::string_view word, const std::string_view (&words)[N]) noexcept {
  for (const std::string_view known : words) {
    if (equals_lower(word, known)) return true;
  }
  return false;
}

}  // namespace veilgate::masking
