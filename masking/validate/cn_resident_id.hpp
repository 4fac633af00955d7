// Chinese resident identity numbers.
//
//   18 characters (GB 11643-1999)      RRRRRR YYYYMMDD SSS C
//                                      region  birth   seq check: ISO 7064 MOD 11-2, the tenth value is written X
//   15 digits (before 1999-10-01)      RRRRRR YYMMDD SSS, no check digit; not accepted by offices since 2013
//
// Regions: the province codes of GB/T 2260 (11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71), 81, 82 and 83 for the
// residence permits of people from Hong Kong, Macau and Taiwan, and for 18 digits any first digit 9: the permanent
// residence card of foreigners since 2023-12-01. County codes are not checked: they change, and an old number keeps its
// old code.
//
// Birth: a day of the Gregorian calendar from 1900-01-01 to 2099-12-31. No clock is read, so a day to come is accepted.
//
// Of random 18-digit numbers about 1 in 40,000 passes; of random 15-digit numbers about 1 in 80. Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// Exactly 18 bytes: 17 ASCII digits and a digit, 'X' or 'x'.
bool is_cn_resident_id_18(std::string_view text) noexcept;

// The first two digits of a region (GB/T 2260), 81 to 83 included.
bool is_cn_province_code(unsigned two_digits) noexcept;

// Exactly 15 ASCII digits; the birth year is taken to be 19YY.
bool is_cn_resident_id_15(std::string_view text) noexcept;

}  // namespace veilgate::masking
