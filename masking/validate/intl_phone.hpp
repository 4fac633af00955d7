// Telephone numbers of other countries in international form (ITU-T E.164): a country code and a national number.
// Linear, allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// `digits`: country code and national number, without the plus. A code in use and a length its plan has; a North
// American area code and exchange begin with 2 to 9. China's own 86 is not among them.
bool is_intl_phone(std::string_view digits) noexcept;

// A North American number of ten digits: area code and exchange as the plan has them. Toll-free and premium area codes
// (800, 888, 877, 866, 855, 844, 833, 822, 900) are companies', and so are Chinese numbers that begin with 400.
bool is_nanp_number(std::string_view digits) noexcept;

}  // namespace veilgate::masking
