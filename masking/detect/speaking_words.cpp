#include "masking/detect/speaking_words.hpp"

#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {

bool speaks_as_title(const PlacedWord& word) noexcept {
  const bool dot = word.at(word.end) == '.';
  // SMITH/JOHN MR
  if (word.begin > 1 && is_capital(word.text[word.begin - 2]) && word.text[word.begin - 1] == ' ' && word.capital()) {
    return true;
  }
  if (!dot && (!word.capital() || (word.end - word.begin == 2 && is_capital(word.text[word.begin + 1])))) return false;
  return word.name_behind(dot ? word.end + 1 : word.end);
}

bool speaks_as_name(const PlacedWord& word) noexcept {
  const std::size_t next = word.behind_blanks(word.end);
  const char c = word.at(next);
  if (c == ':' || c == '?' || c == '=') return word.name_behind(next + 1);
  if (word.word_at(next, "is")) return word.name_behind(next + 2);
  if (word.at(word.end) == '\'' || word.name_at(next)) return true;
  if (word.word_at(next, "was")) return word.name_behind(next + 3);
  return c == '\\' || (word.end - word.begin > 4 && word.name_at(next));
}

bool speaks_before_name(const PlacedWord& word) noexcept {
  return word.name_behind(word.end);
}

bool speaks_as_closing(const PlacedWord& word) noexcept {
  std::size_t next = word.end;
  while (next < word.text.size() && std::string_view(" \n\r,!.").find(word.at(next)) != std::string_view::npos) ++next;
  // A backslash may be a line break by its letter.
  return (next != word.end || word.at(next) == '\\') && word.name_at(next);
}

bool speaks_as_role(const PlacedWord& word) noexcept {
  const std::size_t next = word.behind_blanks(word.end);
  const char quote = word.at(next + 1);
  return (word.at(next) == ':' || word.at(next) == '=') &&
         (word.name_behind(next + 1) || ((quote == '"' || quote == '\'') && word.name_at(next + 2)));
}

bool speaks_before_small(const PlacedWord& word) noexcept {
  std::size_t next = word.behind_blanks(word.end);
  if (next == word.end) return word.at(next) == '\\';
  if (word.name_at(next)) return true;
  constexpr std::size_t kLongestSmall = 4;
  const std::size_t small = next;
  while (is_ascii_letter(word.at(next)) && next - small < kLongestSmall) ++next;
  return next != small && word.name_behind(next);
}

bool speaks_behind_name(const PlacedWord& word) noexcept {
  if (word.begin < 4) return false;
  if (word.at(word.begin - 1) != ' ') return false;
  std::size_t begin = word.begin - 1;
  if (word.text[begin - 1] == ',') --begin;
  const std::size_t end = begin;
  while (begin > 0 && (is_word_character(word.text[begin - 1]) || word.text[begin - 1] == '\'')) --begin;
  if (begin > 0 && word.text[begin - 1] == '\\') return begin != end;  // a letter by its number
  return word.name_at(begin) || word.word_at(begin, "was ") || word.word_at(begin, "is ") ||
         word.word_at(begin, "who ") || (begin > 0 && static_cast<unsigned char>(word.text[begin - 1]) >= 0x80);
}

bool speaks_before_bar(const PlacedWord& word) noexcept {
  return word.at(word.end) == '|';
}

bool speaks_as_street(const PlacedWord& word) noexcept {
  if (!word.capital() || word.begin < 2 || word.text[word.begin - 1] != ' ') return false;
  std::size_t begin = word.begin - 1;
  const auto goes_on = [](char c) {
    return is_word_character(c) || c == '-' || c == '\'' || c == '.' || c == '\\' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  while (begin > 0 && goes_on(word.text[begin - 1])) --begin;
  const char first = word.text[begin];
  return begin > 0 && word.text[begin - 1] == ' ' &&
         (is_capital(first) || is_digit(first) || first == '\\' || static_cast<unsigned char>(first) >= 0x80);
}

bool speaks_before_number(const PlacedWord& word) noexcept {
  return word.at(word.end) == ' ' && is_digit(word.at(word.end + 1));
}

bool speaks_as_address(const PlacedWord& word) noexcept {
  const std::size_t next = word.behind_blanks(word.end);
  const char c = word.at(next);
  return c == ':' || c == '=' || c == '\\' || word.word_at(next, "is");
}

bool speaks_as_zip(const PlacedWord& word) noexcept {
  std::size_t next = word.behind_blanks(word.end);
  if (word.word_at(next, "code")) next += 4;
  while (word.at(next) == ' ' || word.at(next) == ':') ++next;
  if (word.word_at(next, "is")) next += 3;
  return is_digit(word.at(next)) || word.at(next) == '\\';
}

bool speaks_as_dwelling(const PlacedWord& word) noexcept {
  return word.word_at(word.behind_blanks(word.end), "at");
}

bool speaks_before_blank(const PlacedWord& word) noexcept {
  return word.at(word.end) == ' ';
}

bool speaks_always(const PlacedWord&) noexcept {
  return true;
}

}  // namespace veilgate::masking
