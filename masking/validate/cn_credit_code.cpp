#include "masking/validate/cn_credit_code.hpp"

#include <cstddef>

#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// Departments and the categories each of them has.
bool has_registrar(char department, char category) noexcept {
  switch (department) {
    case '1': return category == '1' || category == '2' || category == '3' || category == '9';
    case '2': return category == '1' || category == '9';
    case '3': return (category >= '1' && category <= '5') || category == '9';
    case '4': return category == '1' || category == '9';
    case '5': return (category >= '1' && category <= '3') || category == '9';
    case '6': return category == '1' || category == '2' || category == '9';
    case '7': return category == '1' || category == '2' || category == '9';
    case '8': return category == '1' || category == '9';
    case '9': return category >= '1' && category <= '3';
    case 'A': return category == '1' || category == '9';
    case 'N': return (category >= '1' && category <= '3') || category == '9';
    case 'Y': return category == '1';
    default: return false;
  }
}

bool has_region(std::string_view six) noexcept {
  // 100000 is the whole country's.
  return is_all_digits(six) && (six == "100000" || is_cn_province_code(digits_value(six.substr(0, 2))));
}

}  // namespace

bool is_cn_organisation_code(std::string_view text) noexcept {
  constexpr unsigned kWeights[] = {3, 7, 9, 10, 5, 8, 4, 2};
  if (text.size() != 9) return false;
  unsigned sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const char c = to_upper(text[i]);
    if (is_digit(c)) {
      sum += kWeights[i] * static_cast<unsigned>(c - '0');
    } else if (c >= 'A' && c <= 'Z') {
      sum += kWeights[i] * static_cast<unsigned>(c - 'A' + 10);
    } else {
      return false;
    }
  }
  const unsigned check = (11 - sum % 11) % 11;
  return to_upper(text[8]) == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

bool has_cn_credit_code_form(std::string_view text) noexcept {
  if (text.size() != 18) return false;
  for (const char c : text) {
    if (kAlphabet.find(to_upper(c)) == std::string_view::npos) return false;
  }
  return has_registrar(to_upper(text[0]), to_upper(text[1])) && has_region(text.substr(2, 6));
}

bool is_cn_credit_code(std::string_view text) noexcept {
  constexpr unsigned kWeights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  if (!has_cn_credit_code_form(text)) return false;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * kAlphabet.find(to_upper(text[i]));
  return kAlphabet[(31 - sum % 31) % 31] == to_upper(text[17]) && is_cn_organisation_code(text.substr(8, 9));
}

bool is_cn_tax_number(std::string_view text) noexcept {
  if (text.size() == 15) return has_region(text.substr(0, 6)) && is_cn_organisation_code(text.substr(6));
  if (text.size() == 18) return is_cn_credit_code(text);
  if (text.size() == 17) return is_all_digits(text.substr(15)) && is_cn_resident_id_15(text.substr(0, 15));
  return text.size() == 20 && is_all_digits(text.substr(18)) && is_cn_resident_id_18(text.substr(0, 18));
}

}  // namespace veilgate::masking
