#include "masking/detect/validators.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/validate/bank_card.hpp"
#include "masking/validate/cn_landline.hpp"
#include "masking/validate/cn_mobile.hpp"
#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/email.hpp"
#include "masking/validate/luhn.hpp"

namespace veilgate::masking {
namespace {

// The letters and digits of a text, without what people group them with; empty when there are too many.
class Compact {
 public:
  explicit Compact(std::string_view text) noexcept {
    for (const char c : text) {
      if (std::string_view(" \t-._()[]/").find(c) != std::string_view::npos) continue;
      if (size_ == bytes_.size()) {
        size_ = 0;
        return;
      }
      bytes_[size_++] = c;
    }
  }
  std::string_view text() const noexcept { return {bytes_.data(), size_}; }
  std::string_view digits() const noexcept { return is_all_digits(text()) ? text() : std::string_view(); }

 private:
  std::array<char, 64> bytes_{};
  std::size_t size_ = 0;
};

bool accepts_luhn(std::string_view text) noexcept {
  const Compact compact(text);
  return compact.digits().size() >= 2 && is_luhn(compact.digits());
}

// ISO/IEC 7064 MOD 11-2: the last character, a digit or X, checks the digits before it.
bool accepts_mod11_2(std::string_view text) noexcept {
  const Compact compact(text);
  const std::string_view all = compact.text();
  if (all.size() < 2 || !is_all_digits(all.substr(0, all.size() - 1))) return false;
  unsigned remainder = 0;
  for (const char c : all.substr(0, all.size() - 1)) remainder = (remainder + static_cast<unsigned>(c - '0')) * 2 % 11;
  const unsigned check = (12 - remainder) % 11;
  const char last = all.back();
  return check == 10 ? last == 'X' || last == 'x' : is_digit(last) && static_cast<unsigned>(last - '0') == check;
}

bool accepts_resident_id(std::string_view text) noexcept {
  const Compact compact(text);
  return is_cn_resident_id_18(compact.text()) || is_cn_resident_id_15(compact.text());
}
bool accepts_mobile(std::string_view text) noexcept {
  const Compact compact(text);
  return is_cn_mobile_wide(compact.digits());
}
bool accepts_landline(std::string_view text) noexcept {
  const Compact compact(text);
  return is_cn_landline(compact.digits());
}
bool accepts_bank_card(std::string_view text) noexcept {
  const Compact compact(text);
  return is_bank_card(compact.digits());
}
bool accepts_email(std::string_view text) noexcept {
  return is_email(text);
}

constexpr std::array kValidators{
    Validator{"luhn", accepts_luhn},
    Validator{"cn_resident_id", accepts_resident_id},
    Validator{"cn_mobile", accepts_mobile},
    Validator{"cn_landline", accepts_landline},
    Validator{"bank_card", accepts_bank_card},
    Validator{"email", accepts_email},
    Validator{"iso7064_mod11_2", accepts_mod11_2},
};

}  // namespace

std::span<const Validator> validators() noexcept {
  return kValidators;
}

const Validator* find_validator(std::string_view name) noexcept {
  const auto found = std::find_if(kValidators.begin(), kValidators.end(),
                                  [&](const Validator& validator) { return validator.name == name; });
  return found == kValidators.end() ? nullptr : &*found;
}

}  // namespace veilgate::masking
