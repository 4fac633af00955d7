// Words that say what the value behind them is: `护照号：E12345678`, `IMEI is 35…`, `QQ 12345`.
//
// A label stands right before the value: between them only signs, blanks, and fillers (号, 号码, 是, 为, is, no,
// number, id …), at most kLabelReach bytes in all. Of the labels that fit the longest counts, so that 医保卡 is no 卡.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veilgate::masking {

enum class Label : std::uint8_t {
  none,
  phone,
  identity,
  foreigner,
  passport,
  permit,
  military,
  driver_file,
  bank_card,
  bank_account,
  tax,
  credit_code,
  plate,
  vin,
  birth,
  social_security,
  medical,
  us_ssn,
  uk_nino,
  eu_vat,
  iban,
  qq,
  wechat,
  account,
  imei,
  mac,
  ip,
  coordinates,
  password,
  other,  // a word for something that is none of these: an order, a group, a price
};

inline constexpr std::size_t kLabelReach = 40;  // bytes

// The label before byte `begin` of the text.
Label label_before(std::string_view text, std::size_t begin) noexcept;

// The words of a label: small letters, parted by |.
std::string_view label_words(Label label) noexcept;

}  // namespace veilgate::masking
