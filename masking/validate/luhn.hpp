// The Luhn check (ISO/IEC 7812-1:2017, annex B; "mod 10"): the last digit is the check digit.
//
// A tenth of all random numbers pass it, so it proves nothing on its own. Pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// `digits`: ASCII digits only; anything else, or fewer than two digits, fails. Linear, allocation-free.
bool is_luhn(std::string_view digits) noexcept;

}  // namespace veilgate::masking
