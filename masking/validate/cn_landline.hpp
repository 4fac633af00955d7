// Landline numbers of mainland China: area code (with its leading 0) and subscriber number.
//
// Area codes: 010, 020-025, 027-029, and the three-digit codes 03xx to 09xx in use, in the numbering plan of the MIIT;
// codes merged into a neighbour's (0410, 0413, 0414, 0634, 0807, 0852, 0853 and others) stay, because numbers written
// with them are still about. Subscriber numbers have 7 digits, 8 in the large cities, either in a few places. Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// The length of the area code `digits` begins with: 3, 4, or 0 when there is none. `digits`: ASCII digits.
std::size_t cn_area_code_length(std::string_view digits) noexcept;

// Whether subscriber numbers under this area code (as cn_area_code_length cut it) have `length` digits.
bool is_cn_subscriber_length(std::string_view area_code, std::size_t length) noexcept;

// Area code and subscriber number in one run of digits: 10 to 12 of them.
bool is_cn_landline(std::string_view digits) noexcept;

}  // namespace veilgate::masking
