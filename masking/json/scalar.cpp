#include "masking/json/scalar.hpp"

#include <cstddef>
#include <cstdint>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

std::size_t skip_digits(std::string_view token, std::size_t at) noexcept {
  while (at < token.size() && is_digit(token[at])) ++at;
  return at;
}

}  // namespace

bool is_json_number(std::string_view token) noexcept {
  std::size_t at = 0;
  if (at < token.size() && token[at] == '-') ++at;
  if (at == token.size() || !is_digit(token[at])) return false;
  at = token[at] == '0' ? at + 1 : skip_digits(token, at);
  if (at < token.size() && token[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(token, fraction);
    if (at == fraction) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(token, exponent);
    if (at == exponent) return false;
  }
  return at == token.size();
}

bool is_json_literal(std::string_view token) noexcept {
  return token == "true" || token == "false" || token == "null";
}

bool integer_digits(std::string_view number, std::string& digits) {
  constexpr std::int64_t kMost = 40;
  constexpr std::int64_t kLargestExponent = 1'000'000'000;  // beyond the length of any number
  digits.clear();
  // Prices, scores and coordinates: a fraction that no exponent moves away.
  const bool fraction = number.find('.') != std::string_view::npos && number.back() != '0';
  if (fraction && number.find_first_of("eE") == std::string_view::npos) return false;
  std::size_t at = !number.empty() && number[0] == '-' ? 1 : 0;
  const std::size_t whole_end = skip_digits(number, at);
  digits.append(number.substr(at, whole_end - at));
  at = whole_end;
  auto point = static_cast<std::int64_t>(digits.size());  // digits before the decimal point
  if (at < number.size() && number[at] == '.') {
    const std::size_t fraction_end = skip_digits(number, at + 1);
    digits.append(number.substr(at + 1, fraction_end - at - 1));
    at = fraction_end;
  }
  if (at < number.size()) {  // the exponent
    ++at;
    const bool negative = number[at] == '-';
    if (number[at] == '+' || number[at] == '-') ++at;
    std::int64_t exponent = 0;
    for (; at < number.size() && exponent < kLargestExponent; ++at) exponent = exponent * 10 + (number[at] - '0');
    point += negative ? -exponent : exponent;
  }
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) {
    digits.assign(1, '0');
    return true;
  }
  digits.erase(0, first);
  point -= static_cast<std::int64_t>(first);
  digits.erase(digits.find_last_not_of('0') + 1);
  const auto size = static_cast<std::int64_t>(digits.size());
  if (size > point || point > kMost) {
    digits.clear();
    return false;
  }
  digits.append(static_cast<std::size_t>(point - size), '0');
  return true;
}

}  // namespace veilgate::masking
