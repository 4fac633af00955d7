#include "masking/act/keyed_text.hpp"

#include "masking/act/places.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

bool is_written_number(ClassId id) noexcept {
  switch (id) {
    case ClassId::cn_mobile:
    case ClassId::cn_landline:
    case ClassId::intl_phone:
    case ClassId::cn_resident_id:
    case ClassId::foreigner_id:
    case ClassId::passport:
    case ClassId::travel_permit:
    case ClassId::bank_card:
    case ClassId::bank_account:
    case ClassId::cn_credit_code:
    case ClassId::cn_tax_number:
    case ClassId::vin:
    case ClassId::driver_file_number:
    case ClassId::qq:
    case ClassId::mac_address:
    case ClassId::imei:
    case ClassId::social_security_number:
    case ClassId::medical_card:
    case ClassId::iban:
    case ClassId::us_ssn:
    case ClassId::uk_nino:
    case ClassId::eu_vat: return true;
    default: return false;
  }
}

bool is_phone(ClassId id) noexcept {
  return id == ClassId::cn_mobile || id == ClassId::cn_landline || id == ClassId::intl_phone;
}

}  // namespace

CanonicalText::CanonicalText(ClassId class_id, std::string_view value) noexcept {
  while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
  while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
  text_ = value;
  if (value.size() > buffer_.size()) return;
  std::size_t size = 0;
  if (class_id == ClassId::email) {
    for (const char c : value) buffer_[size++] = to_lower(c);
    text_ = {buffer_.data(), size};
    return;
  }
  if (!is_written_number(class_id)) return;
  for (std::size_t at = 0; at < value.size();) {
    const char c = value[at];
    if (is_digit(c) || is_ascii_letter(c)) {
      buffer_[size++] = to_upper(c);
      ++at;
      continue;
    }
    const std::uint32_t separator = c == '+' || c == ':' ? 1 : place_separator_size(value.substr(at));
    if (separator == 0) return;  // more than a number: taken as it is
    at += separator;
  }
  text_ = {buffer_.data(), size};
  is_number_ = true;
  if (!is_phone(class_id)) return;
  constexpr std::size_t kMobile = 11;
  for (const std::string_view prefix : {"0086", "86"}) {
    if (text_.starts_with(prefix) && text_.size() >= prefix.size() + kMobile - 1) {
      text_.remove_prefix(prefix.size());
      return;
    }
  }
}

}  // namespace veilgate::masking
