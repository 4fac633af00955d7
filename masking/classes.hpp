// The classes of sensitive values, by number.
//
// Built-in classes have the numbers below and a row in masking/detect/classes.cpp (name, level). Classes a
// configuration adds get the numbers from kBuiltinClassCount on, in the order of the file; their names and levels are
// the CompiledPolicy's (policy.hpp). Immutable tables; any number of threads.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "config/model.hpp"

namespace veilgate::masking {

enum class ClassId : std::uint16_t {
  none,  // no class: a value a path rule names
  person_name,
  cn_mobile,
  cn_landline,
  address,
  cn_resident_id,
  bank_card,
  email,
  intl_phone,
  foreigner_id,
  passport,
  travel_permit,
  military_id,
  bank_account,
  cn_credit_code,
  cn_tax_number,
  cn_plate,
  vin,
  driver_file_number,
  birth_date,
  account_id,
  qq,
  wechat,
  ip_address,
  mac_address,
  imei,
  coordinates,
  social_security_number,
  medical_card,
  invoice_title,
  secret,
  biometric,
  iban,
  us_ssn,
  uk_nino,
  eu_vat,
};
inline constexpr std::size_t kBuiltinClassCount = static_cast<std::size_t>(ClassId::eu_vat) + 1;
inline constexpr std::size_t kMostClasses = 128;  // built-in ones and a configuration's together

constexpr std::size_t index_of(ClassId id) noexcept {
  return static_cast<std::size_t>(id);
}

// Some of the classes; bit index_of(id).
using ClassSet = std::bitset<kMostClasses>;

// Of built-in classes only.
std::string_view class_name(ClassId id) noexcept;  // "cn_mobile"; "path" for none
config::Level class_level(ClassId id) noexcept;
std::optional<ClassId> find_class(std::string_view name) noexcept;

}  // namespace veilgate::masking
