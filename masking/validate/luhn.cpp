#include "masking/validate/luhn.hpp"

namespace veilgate::masking {

bool is_luhn(std::string_view digits) noexcept {
  if (digits.size() < 2) return false;
  unsigned sum = 0;
  bool doubled = false;
  for (std::size_t i = digits.size(); i-- > 0; doubled = !doubled) {
    if (digits[i] < '0' || digits[i] > '9') return false;
    unsigned value = static_cast<unsigned>(digits[i] - '0');
    if (doubled) value = value < 5 ? value * 2 : value * 2 - 9;
    sum = (sum + value) % 10;
  }
  return sum == 0;
}

}  // namespace veilgate::masking
