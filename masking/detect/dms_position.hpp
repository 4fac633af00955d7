// Positions in degrees, minutes and seconds (ISO 6709 annex D): `39°54′20″N`, `31° 13' 43.5" E`, `北纬39°54′20″`.
//
// An angle is a position when a hemisphere stands beside it: a letter N, S, E or W behind, 北纬, 南纬, 东经 or 西经
// before. The seconds may be left out. In the normal view; pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// Where the position ends whose degrees begin with the digit at `at`; `at` when there is none.
std::size_t dms_position_end(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
