// Country codes of international phone numbers. Pure; any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "masking/act/places.hpp"

namespace veilgate::masking {

// How many digits the country code at the beginning of an E.164 number has (ITU-T E.164, assigned codes).
inline std::size_t country_code_size(char first, char second) noexcept {
  if (first == '1' || first == '7') return 1;
  constexpr std::array<std::string_view, 10> kTwo = {"",         "",        "07", "0123469", "013456789",
                                                     "12345678", "0123456", "",   "1246",    "0123458"};
  if (!is_digit(first) || !is_digit(second)) return 0;
  return kTwo[static_cast<std::size_t>(first - '0')].find(second) != std::string_view::npos ? 2 : 3;
}

}  // namespace veilgate::masking
