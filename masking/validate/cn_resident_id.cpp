#include "masking/validate/cn_resident_id.hpp"

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

char check_character(std::string_view first_17) noexcept {
  constexpr unsigned kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * static_cast<unsigned>(first_17[i] - '0');
  return "10X98765432"[sum % 11];
}

}  // namespace

bool is_cn_province_code(unsigned code) noexcept {
  switch (code / 10) {
    case 1: return code >= 11 && code <= 15;
    case 2: return code >= 21 && code <= 23;
    case 3: return code >= 31 && code <= 37;
    case 4: return code >= 41 && code <= 46;
    case 5: return code >= 50 && code <= 54;
    case 6: return code >= 61 && code <= 65;
    case 7: return code == 71;
    case 8: return code >= 81 && code <= 83;
    default: return false;
  }
}

bool is_cn_resident_id_18(std::string_view text) noexcept {
  if (text.size() != 18 || !is_all_digits(text.substr(0, 17))) return false;
  if (text[0] != '9' && !is_cn_province_code(digits_value(text.substr(0, 2)))) return false;
  const unsigned year = digits_value(text.substr(6, 4));
  if (year < 1900 || year > 2099) return false;
  if (!is_calendar_day(year, digits_value(text.substr(10, 2)), digits_value(text.substr(12, 2)))) return false;
  const char last = text[17] == 'x' ? 'X' : text[17];
  return last == check_character(text);
}

bool is_cn_resident_id_15(std::string_view text) noexcept {
  if (text.size() != 15 || !is_all_digits(text)) return false;
  if (!is_cn_province_code(digits_value(text.substr(0, 2)))) return false;
  return is_calendar_day(1900 + digits_value(text.substr(6, 2)), digits_value(text.substr(8, 2)),
                         digits_value(text.substr(10, 2)));
}

}  // namespace veilgate::masking
