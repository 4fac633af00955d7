// What a value must have before it is worth a scan, tested in a few instructions.
//
// A value that fails here can hold no value of the built-in classes: no mobile, landline, ID or card has fewer than
// kFewestDigits digits (kFewestProvenDigits under a key that lowers evidence), no e-mail address is without @, and
// everything else has a digit beside letters, signs or Han. Order numbers, article numbers, prices and times fall out
// here. A property test holds this file and the locators together: a text of which all of these and the byte map
// (json/byte_map.hpp) say no is one in which locate_all() finds nothing. Pure; any number of threads.
#pragma once

#include <cstdint>
#include <string_view>

#include "masking/detect/character_bits.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

inline constexpr unsigned kFewestDigits = 10;
inline constexpr unsigned kFewestProvenDigits = 17;  // a resident ID of 18 may end in X

constexpr unsigned fewest_digits(Evidence evidence) noexcept {
  return evidence == Evidence::denied_key ? kFewestProvenDigits : kFewestDigits;
}

// For a value that has that many digits: whether their arrangement can be a number of some class. False for plain runs
// of the wrong length, for times of day (2022-07-16 16:38:32), and when no digits that stand together are enough.
bool digits_may_matter(std::string_view text, Evidence evidence) noexcept;

// Whether a short text may hold what no long number gives away: a document behind its word, a plate, a network address,
// a secret, the parameter of a URL, a value behind its name in markup or a program. True for more than 64 bytes and for
// a backslash: text_signs.hpp knows better.
bool forms_may_matter(std::string_view text) noexcept;

// The same of at most 64 bytes that are known and have no backslash.
bool forms_may_matter(std::string_view text, const CharacterBits& bits) noexcept;

// Whether a text of nothing but ASCII digits may matter, by its length and its first digits.
bool plain_run_may_matter(std::string_view digits) noexcept;

// Whether a text of at most 64 bytes is a date and a time of day to the second: 2022-07-16 16:38:32. `digits`: bit i is
// set where byte i is one.
bool is_date_and_time(std::string_view text, std::uint64_t digits) noexcept;

}  // namespace veilgate::masking
