// Mobile numbers of mainland China: 11 ASCII digits without country code (numbering plan of the MIIT, 2017). Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// 1[3-9] and nine more digits: everything that is, was or may become a mobile number. The one to use against leaks.
bool is_cn_mobile_wide(std::string_view digits) noexcept;

// The prefixes that are allocated: 130-139, 145, 147-149, 150-153, 155-159, 161 (1610x only), 162, 165-167, 170-173,
// 174 (satellite, 1740 and 1749), 175-178, 180-189, 190-193, 195-199. The one to use where more certainty is needed.
bool is_cn_mobile_narrow(std::string_view digits) noexcept;

}  // namespace veilgate::masking
