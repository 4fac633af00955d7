#include "masking/validate/network.hpp"

#include <algorithm>
#include <cstddef>

#include "masking/validate/digits.hpp"
#include "masking/validate/luhn.hpp"

namespace veilgate::masking {
namespace {

bool is_octet(std::string_view text) noexcept {
  if (text.empty() || text.size() > 3 || !is_all_digits(text)) return false;
  if (text.size() > 1 && text[0] == '0') return false;
  return digits_value(text) <= 255;
}

}  // namespace

bool is_ipv4(std::string_view text) noexcept {
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = text.find('.');
    if ((part < 3) == (dot == std::string_view::npos)) return false;
    if (!is_octet(text.substr(0, dot))) return false;
    if (part < 3) text.remove_prefix(dot + 1);
  }
  return true;
}

bool is_ipv6(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > 45) return false;
  std::size_t groups = 0;
  bool shortened = false;
  std::size_t at = 0;
  if (text.starts_with("::")) {
    shortened = true;
    at = 2;
  } else if (text[0] == ':') {
    return false;
  }
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_hex_digit(text[end])) ++end;
    if (end < text.size() && text[end] == '.') {
      if (!is_ipv4(text.substr(at))) return false;
      groups += 2;
      break;
    }
    if (end == at || end - at > 4) return false;
    ++groups;
    at = end;
    if (at == text.size()) break;
    if (text[at] != ':') return false;
    ++at;
    if (at < text.size() && text[at] == ':') {
      if (shortened) return false;
      shortened = true;
      ++at;
    } else if (at == text.size()) {
      return false;
    }
  }
  return shortened ? groups < 8 : groups == 8;
}

bool is_nobodys_ip(std::string_view text) noexcept {
  if (text.find(':') != std::string_view::npos) {
    return text == "::" || text == "::1";
  }
  return text.starts_with("127.") || text.starts_with("0.") || text.starts_with("255.");
}

bool is_mac_address(std::string_view text) noexcept {
  const bool pairs = text.size() == 17;
  if (!pairs && text.size() != 14) return false;
  const std::size_t width = pairs ? 2 : 4;
  const char joint = text[width];
  if (pairs ? joint != ':' && joint != '-' : joint != '.') return false;
  bool zeros = true;
  bool ones = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % (width + 1) == width) {
      if (text[i] != joint) return false;
      continue;
    }
    if (!is_hex_digit(text[i])) return false;
    zeros = zeros && text[i] == '0';
    ones = ones && (text[i] == 'f' || text[i] == 'F');
  }
  return !zeros && !ones;
}

bool is_imei(std::string_view digits) noexcept {
  constexpr unsigned kBodies[] = {1, 35, 44, 45, 49, 50, 51, 52, 53, 54, 86, 91, 98, 99};
  if (digits.size() != 15 || !is_all_digits(digits)) return false;
  const unsigned body = digits_value(digits.substr(0, 2));
  return std::find(std::begin(kBodies), std::end(kBodies), body) != std::end(kBodies) && is_luhn(digits);
}

}  // namespace veilgate::masking
