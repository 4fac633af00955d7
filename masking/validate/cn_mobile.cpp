#include "masking/validate/cn_mobile.hpp"

#include "masking/validate/digits.hpp"

namespace veilgate::masking {

bool is_cn_mobile_wide(std::string_view digits) noexcept {
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9' && is_all_digits(digits);
}

bool is_cn_mobile_narrow(std::string_view digits) noexcept {
  if (!is_cn_mobile_wide(digits)) return false;
  const char third = digits[2];
  const char fourth = digits[3];
  switch (digits[1]) {
    case '3': return true;
    case '4': return third == '5' || third >= '7';
    case '5': return third != '4';
    case '6': return third == '2' || (third >= '5' && third <= '7') || (third == '1' && fourth == '0');
    case '7': return third != '9' && (third != '4' || fourth <= '5' || fourth == '9');
    case '8': return true;
    default: return third != '4';
  }
}

}  // namespace veilgate::masking
