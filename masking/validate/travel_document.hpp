// Forms of documents that people travel or identify themselves with. None has a check character (the old foreigners'
// card apart), so a form alone proves nothing: callers want a key or a word for the document beside it.
//
//   passport of China       E and 8 digits; E, a letter without I and O, 7 digits; DE SE PE and 7 digits;
//                           G and 8 digits; 14 or 15 and 7 digits; P S D and 7 or 8 digits
//   of Hong Kong, Macau     H K M, perhaps a letter (KJ, HJ, MA, MB), and 7 or 8 digits
//   of other countries      one to three letters and 6 to 8 digits, or 9 digits (ICAO Doc 9303: nine characters)
//   permits                 C or W and 8 digits, or with a letter and 7 (to Hong Kong, Macau);
//                           H or M and 8 or 10 digits (home return);
//                           8 digits, or 10 and one letter (Taiwan, old); T or L and 8 digits (Taiwan)
//   foreigners' card, old   three letters of a country and 12 digits (the last a check: 7-3-1 of ICAO Doc 9303)
//   military                a service's character and 字第, six to eight digits, 号
//
// Linear, allocation-free, pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// Whole texts; capitals or small letters.
bool has_cn_passport_form(std::string_view text) noexcept;
bool has_passport_form(std::string_view text) noexcept;  // any country's
bool has_travel_permit_form(std::string_view text) noexcept;
bool has_old_foreigner_id_form(std::string_view text) noexcept;

// The bytes of the military number `text` begins with (军字第12345678号); 0 when it begins with none.
std::size_t military_id_length(std::string_view text) noexcept;

}  // namespace veilgate::masking
