// Vehicle identification numbers (ISO 3779, GB 16735-2019).
//
//   WWW DDDDD K Y P SSSSSS    17 of 0-9 A-Z without I O Q
//   K check digit (mod 11, X for ten): in use in China and North America, elsewhere any character
//   Y model year: not U Z 0;  the last four are digits
//
// Without a key or a word for it, the check digit has to hold, the maker's region has to be one of a vehicle maker's
// and letters and digits have to be mixed: about 1 in 2,000 of random capitals and digits passes. Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// The alphabet, the year and the four digits at the end.
bool has_vin_form(std::string_view text) noexcept;

// has_vin_form, the check digit, and a maker's region.
bool is_vin(std::string_view text) noexcept;

}  // namespace veilgate::masking
