// Small questions about ASCII digits, shared by the validators and the locators.
#pragma once

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

// Whether eight bytes are digits.
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
