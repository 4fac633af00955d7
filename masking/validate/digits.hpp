// Small questions about ASCII digits and letters, shared by all of masking. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace veilgate::masking {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

constexpr bool is_ascii_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_capital(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}

// Letters of ASCII in the other case; any other byte as it is.
constexpr char to_lower(char c) noexcept {
  return is_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr char to_upper(char c) noexcept {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

inline constexpr std::array<std::uint8_t, 256> kHexValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(0xFF);
  for (std::uint8_t i = 0; i < 10; ++i) values['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<std::uint8_t>(10 + i);
  return values;
}();

// The value of a hexadecimal digit, capital or small; 0xFF when it is none.
constexpr unsigned hex_value(char c) noexcept {
  return kHexValues[static_cast<unsigned char>(c)];
}

constexpr bool is_hex_digit(char c) noexcept {
  return hex_value(c) < 16;
}

// The byte that two hexadecimal digits stand for; kNoByte when one of them is none.
inline constexpr unsigned kNoByte = 0x100;
constexpr unsigned hex_byte(char high, char low) noexcept {
  return is_hex_digit(high) && is_hex_digit(low) ? hex_value(high) * 16 + hex_value(low) : kNoByte;
}

// Whether the eight bytes from `bytes` on are digits.
inline bool are_digits(const char* bytes) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t kHighHalves = 0xF0F0F0F0F0F0F0F0ull;
  constexpr std::uint64_t kHighHalvesOfDigits = 0x3030303030303030ull;
  const std::uint64_t beyond_nine = word + 0x0606060606060606ull;
  return (word & kHighHalves) == kHighHalvesOfDigits && (beyond_nine & kHighHalves) == kHighHalvesOfDigits;
}

constexpr bool is_all_digits(std::string_view text) noexcept {
  constexpr std::size_t kWord = 8;
  if (!std::is_constant_evaluated() && text.size() >= kWord && text.size() <= 2 * kWord) {
    return are_digits(text.data()) && are_digits(text.data() + text.size() - kWord);
  }
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return true;
}

// The value of a few digits (at most nine; the caller has checked that they are digits).
constexpr unsigned digits_value(std::string_view digits) noexcept {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

// A day of the Gregorian calendar.
constexpr bool is_calendar_day(unsigned year, unsigned month, unsigned day) noexcept {
  if (month < 1 || month > 12 || day < 1) return false;
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace veilgate::masking
