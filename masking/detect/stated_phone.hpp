// Telephone numbers of countries whose plan is not known here, as they are dialled there without a trunk 0, where a
// text states that they are telephones: `Tel: 612 34 56 78`, 手机是91234567.
//
// Eight to twelve digits in groups of two to five, all joined alike by blanks or dashes. A word for a telephone and a
// colon, 是 or `is` stand right before them; of `Phone 12 128 256` nothing says that it is one. Dates, numbers of
// companies (400, 800) and China's mobiles, which are cn_mobile's, are left.
#pragma once

#include <cstddef>

#include "masking/detect/digit_groups.hpp"

namespace veilgate::masking {

// Where the number ends that begins with the current group, a byte of the text; 0 when there is none. Pure; any number
// of threads.
std::size_t stated_phone_end(const DigitGroups& groups) noexcept;

}  // namespace veilgate::masking
