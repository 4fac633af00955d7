// Words that say what the value behind them is: `护照号：E12345678`, `IMEI is 35…`, `QQ 12345`.
//
// A label stands right before the value: between them only signs, blanks, markup (<b>, **, |) and fillers (号, 号码,
// 是, 改成, is, number, should be …), at most kLabelReach bytes in all. Of the labels that fit the longest counts, so
// that 医保卡 is no 卡. What has a form of its own is of its class by a label further away, too: in the sentence before
// it, or right behind it (`E12345678是我的护照号`, `E12345678 (passport)`). In the normal view; places are bytes. Pure;
// any number of threads.
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
  card_code,  // CVV, 安全码
  order,      // a word for a number that is nobody's: 订单号, SKU, waybill
  other,      // a word for something else: a group, a model, a price
};
constexpr bool is_of_nobody(Label label) noexcept {
  return label == Label::order || label == Label::other;
}

inline constexpr std::size_t kLabelReach = 64;  // bytes
inline constexpr std::size_t kSentenceReach = 96;
// Digits of a one-time code that is named behind it only; a year has four.
inline constexpr std::size_t kFewestOfCode = 5;

// The label before byte `begin` of the text.
Label label_before(std::string_view text, std::size_t begin) noexcept;

// The same; and where the word before the value says no more than that it is a number (医保卡丢失，卡号100…,
// 我的QQ换了, 号码是…), the nearest label in the sentence before that word.
Label label_of_number(std::string_view text, std::size_t begin) noexcept;

// Whether `label` stands in the sentence before the value in [begin, end), with no word for something else
// (is_of_nobody) after it, or behind it (label_behind).
bool label_around(std::string_view text, std::size_t begin, std::size_t end, Label label) noexcept;

// Whether `label` is the first behind the value that ends at `end`, joined to it by 是, is, as or a bracket.
bool label_behind(std::string_view text, std::size_t end, Label label) noexcept;

// Whether a name is a label's word itself, so that a locator judges what stands behind it: passport, IMEI.
bool is_label(std::string_view name) noexcept;

// The words of a label: small letters, parted by |.
std::string_view label_words(Label label) noexcept;

}  // namespace veilgate::masking
