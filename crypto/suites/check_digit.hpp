// Check digits of the numbers a format-keeping suite seals: Luhn (ISO/IEC 7812-1 annex B) of bank cards, MOD 11-2 (ISO/
// IEC 7064, GB 11643-1999) of resident IDs.
//
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <span>

namespace veilgate::crypto {

enum class CheckDigit : std::uint8_t { none, luhn, mod_11_2 };

// The check digit of the digits before it: 0 to 9, and 10, written X, with MOD 11-2.
unsigned check_digit(CheckDigit kind, std::span<const std::uint16_t> digits) noexcept;

// How many values a check digit has: 10 or 11.
constexpr unsigned check_digit_count(CheckDigit kind) noexcept {
  return kind == CheckDigit::mod_11_2 ? 11 : 10;
}

}  // namespace veilgate::crypto
