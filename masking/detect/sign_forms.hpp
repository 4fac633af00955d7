// What single signs of a text may belong to: the @ of an address, the = of a parameter, the colons and dashes of
// network addresses. Each is wider than the locator it calls. The text is a normal view or the raw inside of a JSON
// string in which a backslash may be anything. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

// Of the @ at `at`: an e-mail address, the password of a URL.
DetectorSet calls_of_at_sign(std::string_view text, std::size_t at) noexcept;

// Blanks that may stand on each side of the sign between a name and its value.
inline constexpr std::size_t kMostBlanksAtSign = 2;
// Where the name before the sign at `at` ends, and where the value behind the = or => there begins.
inline std::size_t skip_blanks_before_sign(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end > 0 && at - end < kMostBlanksAtSign && text[end - 1] == ' ') --end;
  return end;
}

inline std::size_t skip_assignment(std::string_view text, std::size_t at) noexcept {
  std::size_t begin = at + 1;
  if (begin < text.size() && text[begin] == '>') ++begin;
  const std::size_t blanks = begin;
  while (begin < text.size() && begin - blanks < kMostBlanksAtSign && text[begin] == ' ') ++begin;
  return begin;
}

// Of the = at `at`: a parameter's value.
DetectorSet calls_of_equal_sign(std::string_view text, std::size_t at) noexcept;

// Of the colon at `at`: 姓名: value, "name": value, 'name': value, firstName: value, first_name: value.
DetectorSet calls_of_colon(std::string_view text, std::size_t at) noexcept;

// Of the < at `at`: <name>value</name>.
DetectorSet calls_of_tag(std::string_view text, std::size_t at) noexcept;

// Of the colon, dash or point at `at`, which has another one up to kJointReach bytes before it: MAC addresses, IPv6,
// private keys.
inline constexpr unsigned kJointReach = 5;
DetectorSet calls_of_joint(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
