// The grammar of JSON tokens that are not strings (RFC 8259 sections 3 and 6). Pure; any number of threads.
#pragma once

#include <string>
#include <string_view>

namespace veilgate::masking {

inline bool is_json_blank(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Whether the whole token is a JSON number.
bool is_json_number(std::string_view token) noexcept;

// Whether the whole token is true, false or null.
bool is_json_literal(std::string_view token) noexcept;

// Writes the integer that a JSON number stands for, in plain digits without sign: 1.3800138e10 gives 13800138000.
// False, and `digits` empty, when the number is no integer or has more than 40 digits. `number` is a valid JSON number.
bool integer_digits(std::string_view number, std::string& digits);

}  // namespace veilgate::masking
