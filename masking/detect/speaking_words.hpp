// What has to stand beside a word of calling_words.hpp before it speaks for a value: a name behind Mr, a number behind
// Box.
//
// Wider than the locators, which look closer. In the normal view or the raw inside of a JSON string without escapes by
// number: a backslash may be anything. Constant time but for the blanks and the word beside; pure; any number of
// threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {

struct PlacedWord {
  std::string_view text;
  std::size_t begin;  // of the word, a maximal run of ASCII letters
  std::size_t end;

  char at(std::size_t place) const noexcept { return place < text.size() ? text[place] : '\0'; }
  std::size_t behind_blanks(std::size_t from) const noexcept {
    while (from < text.size() && (text[from] == ' ' || text[from] == '\t')) ++from;
    return from;
  }
  bool capital() const noexcept { return is_capital(text[begin]); }
  // A name may begin there: a capital, a letter beyond ASCII, an escape.
  bool name_at(std::size_t place) const noexcept {
    const char c = at(place);
    return is_capital(c) || static_cast<unsigned char>(c) >= 0x80 || c == '\\';
  }
  bool name_behind(std::size_t from) const noexcept { return name_at(behind_blanks(from)); }
  bool word_at(std::size_t place, std::string_view lower) const noexcept {
    for (const char c : lower) {
      if (to_lower(at(place++)) != c) return false;
    }
    return true;
  }
};

// Mr Smith, Dr. Berta Szöllössy; not 20 ms, MS Office.
bool speaks_as_title(const PlacedWord& word) noexcept;
// My name is X, Name: X, first name? X, somebody named X Y
bool speaks_as_name(const PlacedWord& word) noexcept;
// Dear Ann
bool speaks_before_name(const PlacedWord& word) noexcept;
// Regards,\nAnn
bool speaks_as_closing(const PlacedWord& word) noexcept;
// Contact: Ann, payee="Ann"
bool speaks_as_role(const PlacedWord& word) noexcept;
// spoke with John: a small word and a name behind it.
bool speaks_before_small(const PlacedWord& word) noexcept;
// John Smith lives, Jane Doe, aged 30, Jane Doe was born
bool speaks_behind_name(const PlacedWord& word) noexcept;
// PID|1|…
bool speaks_before_bar(const PlacedWord& word) noexcept;
// `Main` or `5th` stands before Street, and a blank before that.
bool speaks_as_street(const PlacedWord& word) noexcept;
// Box 12
bool speaks_before_number(const PlacedWord& word) noexcept;
// Address: …, address is …
bool speaks_as_address(const PlacedWord& word) noexcept;
// zip code: 10001
bool speaks_as_zip(const PlacedWord& word) noexcept;
// lives at
bool speaks_as_dwelling(const PlacedWord& word) noexcept;
// Bearer …
bool speaks_before_blank(const PlacedWord& word) noexcept;
bool speaks_always(const PlacedWord& word) noexcept;

}  // namespace veilgate::masking
