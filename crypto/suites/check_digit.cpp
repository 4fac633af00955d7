#include "crypto/suites/check_digit.hpp"

namespace veilgate::crypto {
namespace {

unsigned luhn(std::span<const std::uint16_t> digits) noexcept {
  unsigned sum = 0;
  bool is_doubled = true;
  for (std::size_t i = digits.size(); i-- > 0; is_doubled = !is_doubled) {
    const unsigned digit = digits[i];
    sum += !is_doubled ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
  }
  return (10 - sum % 10) % 10;
}

unsigned mod_11_2(std::span<const std::uint16_t> digits) noexcept {
  unsigned rest = 0;
  for (const unsigned digit : digits) rest = (rest + digit) * 2 % 11;
  return (12 - rest) % 11;
}

}  // namespace

unsigned check_digit(CheckDigit kind, std::span<const std::uint16_t> digits) noexcept {
  return kind == CheckDigit::mod_11_2 ? mod_11_2(digits) : luhn(digits);
}

}  // namespace veilgate::crypto
