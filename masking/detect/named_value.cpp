#include "masking/detect/named_value.hpp"

#include <algorithm>
#include <array>

#include "masking/validate/cn_landline.hpp"
#include "masking/validate/cn_mobile.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/intl_phone.hpp"
#include "masking/validate/platform_ciphertext.hpp"

namespace veilgate::masking {
namespace {

bool is_telephone(ClassId id) noexcept {
  return id == ClassId::cn_mobile || id == ClassId::cn_landline || id == ClassId::intl_phone;
}

// Classes whose values platforms send encrypted.
bool is_encrypted_by_platforms(ClassId id) noexcept {
  switch (id) {
    case ClassId::person_name:
    case ClassId::address:
    case ClassId::email:
    case ClassId::cn_resident_id:
    case ClassId::bank_account:
    case ClassId::bank_card:
    case ClassId::invoice_title:
    case ClassId::account_id: return true;
    default: return is_telephone(id);
  }
}

// The first digits of a text that holds nothing but digits and the signs people group them with.
struct Number {
  static constexpr std::size_t kMost = 20;
  std::array<char, kMost> digits{};
  std::size_t count = 0;
  bool plus = false;
  bool good = true;
  bool masked = false;  // some of the digits are asterisks

  explicit Number(std::string_view text) noexcept {
    for (const char c : text) {
      const char place = kPlaces[static_cast<unsigned char>(c)];
      if (place != '\0' && place != kSign && count < kMost) {
        digits[count++] = place;
        masked = masked || c == '*';
      } else if (c == '+' && count == 0) {
        plus = true;
      } else if (place != kSign) {
        good = false;
      }
    }
  }
  std::string_view text() const noexcept { return {digits.data(), count}; }

  // The digit a byte stands for; a masked number stays of its class.
  static constexpr char kSign = ' ';
  static constexpr std::array<char, 256> kPlaces = [] {
    std::array<char, 256> places{};
    for (const char c : std::string_view("0123456789")) places[static_cast<unsigned char>(c)] = c;
    for (const char c : std::string_view(" -()./")) places[static_cast<unsigned char>(c)] = kSign;
    places['*'] = '0';
    return places;
  }();
};

// 400-xxx-xxxx, 800-xxx-xxxx; 95xxx and 95xxxx of banks and insurers; 100xx of carriers; 12xxx of offices; 96xxx.
bool is_service_number(const Number& number) noexcept {
  const std::string_view digits = number.text();
  if (!number.good || number.plus) return false;
  if (digits.size() == 10) return digits.starts_with("400") || digits.starts_with("800");
  if (digits.size() != 5 && digits.size() != 6) return false;
  if (digits.starts_with("95") || digits.starts_with("96")) return true;
  return digits.size() == 5 && (digits.starts_with("100") || digits.starts_with("12"));
}

ClassId telephone_class(ClassId named, const Number& number) noexcept {
  std::string_view digits = number.text();
  if (digits.starts_with("0086")) {
    digits.remove_prefix(4);
  } else if (digits.starts_with("86") && (number.plus || digits.size() >= 13)) {
    digits.remove_prefix(2);
  } else if (number.plus) {
    return is_intl_phone(digits) || number.masked ? ClassId::intl_phone : named;
  }
  if (digits.size() >= 12 && digits.starts_with("01") && digits[2] != '0') digits.remove_prefix(1);
  if (digits.size() >= 11 && is_cn_mobile_wide(digits.substr(0, 11))) return ClassId::cn_mobile;
  return digits.size() >= 10 && cn_area_code_length(digits) != 0 ? ClassId::cn_landline : named;
}

bool is_company_name(std::string_view text) noexcept {
  constexpr std::string_view kEndings[] = {
      "公司", "集团", "大学",   "学院",   "医院",   "银行",     "委员会", "管理局",      "税务局", "公安局",
      "中学", "小学", "研究院", "研究所", "基金会", "人民政府", "分行",   "支行",        "协会",   "Ltd",
      "Ltd.", "LTD",  "LTD.",   "Inc",    "Inc.",   "LLC",      "GmbH",   "Corporation", "Limited"};
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.ends_with("）") || text.ends_with(")")) return false;
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [text](std::string_view ending) { return text.size() > ending.size() && text.ends_with(ending); });
}

}  // namespace

bool may_be_other_than_named(ClassId named, bool protected_hex, std::string_view raw) noexcept {
  if (protected_hex || is_telephone(named) || named == ClassId::invoice_title) return true;
  if (!is_encrypted_by_platforms(named) || raw.size() < 24) return false;
  if (raw.starts_with("\\u") && !raw.starts_with("\\u00")) return false;  // ciphertext begins with ASCII
  return std::string_view("A~$#E\\").find(raw.front()) != std::string_view::npos;
}

NamedValue read_named_value(ClassId named, bool protected_hex, std::string_view text) noexcept {
  NamedValue value{named, false, Rejection::other_form};
  if (is_telephone(named) && is_cn_mobile_wide(text)) {
    value.class_id = ClassId::cn_mobile;  // the usual case
    return value;
  }
  const bool sealed =
      (is_encrypted_by_platforms(named) && is_platform_ciphertext(text)) || (protected_hex && is_platform_hex(text));
  if (sealed) {
    value.stays = true;
    value.why = Rejection::protected_already;
  } else if (is_telephone(named)) {
    const Number number(text);
    value.stays = is_service_number(number);
    value.why = Rejection::service_number;
    value.class_id = telephone_class(named, number);
  } else if (named == ClassId::invoice_title) {
    value.stays = is_company_name(text);
  }
  return value;
}

}  // namespace veilgate::masking
