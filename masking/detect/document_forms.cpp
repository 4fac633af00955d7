#include "masking/detect/document_forms.hpp"

#include "masking/detect/text_tokens.hpp"
#include "masking/validate/cn_credit_code.hpp"
#include "masking/validate/iban.hpp"
#include "masking/validate/network.hpp"
#include "masking/validate/travel_document.hpp"
#include "masking/validate/vin.hpp"
#include "masking/validate/western_id.hpp"

namespace veilgate::masking {
namespace {

// Eight digits that are a day: behind 住院, 账 or `patient` they say when.
bool is_day(std::string_view word) noexcept {
  if (word.size() != 8 || !is_all_digits(word)) return false;
  const unsigned year = digits_value(word.substr(0, 4));
  return year >= 1900 && year < 2100 &&
         is_calendar_day(year, digits_value(word.substr(4, 2)), digits_value(word.substr(6, 2)));
}

// As long as a VIN, of its characters: behind the word for one its last four need not be digits.
bool is_vin_like(std::string_view word, std::size_t digits) noexcept {
  return word.size() == 17 && digits >= 3 && word.find_first_of("IOQioq") == std::string_view::npos;
}

}  // namespace

bool has_nino_form(std::string_view word) noexcept {
  return word.size() == 9 && is_ascii_letter(word[0]) && is_ascii_letter(word[1]) && is_all_digits(word.substr(2, 6)) &&
         std::string_view("ABCDabcd").find(word[8]) != std::string_view::npos;
}

ClassId labelled_document(Label label, std::string_view word, std::size_t digits) noexcept {
  const bool all_digits = digits == word.size();
  switch (label) {
    case Label::passport: return has_passport_form(word) ? ClassId::passport : ClassId::none;
    case Label::permit: return has_travel_permit_form(word) ? ClassId::travel_permit : ClassId::none;
    case Label::military:
      return digits >= 6 && word.size() <= 18 && !is_day(word) ? ClassId::military_id : ClassId::none;
    case Label::foreigner:
    case Label::identity:
      if (has_old_foreigner_id_form(word)) return ClassId::foreigner_id;
      // 证件号 stands before any document.
      if (label == Label::identity && !all_digits && has_cn_passport_form(word)) return ClassId::passport;
      if (label == Label::identity && !all_digits && has_travel_permit_form(word)) return ClassId::travel_permit;
      return ClassId::none;
    case Label::driver_file: return digits == 12 && all_digits ? ClassId::driver_file_number : ClassId::none;
    case Label::social_security:
      return digits >= 6 && word.size() <= 20 && !is_day(word) ? ClassId::social_security_number : ClassId::none;
    case Label::medical:
      return digits >= 5 && word.size() <= 20 && !is_day(word) ? ClassId::medical_card : ClassId::none;
    case Label::uk_nino: return has_nino_form(word) ? ClassId::uk_nino : ClassId::none;
    case Label::eu_vat: return has_eu_vat_form(word) ? ClassId::eu_vat : ClassId::none;
    case Label::tax:
      if (is_cn_tax_number(word) || has_cn_credit_code_form(word)) return ClassId::cn_tax_number;
      return has_eu_vat_form(word) ? ClassId::eu_vat : ClassId::none;
    case Label::credit_code: return has_cn_credit_code_form(word) ? ClassId::cn_credit_code : ClassId::none;
    case Label::vin: return has_vin_form(word) || is_vin_like(word, digits) ? ClassId::vin : ClassId::none;
    case Label::imei: return all_digits && digits >= 14 && digits <= 17 ? ClassId::imei : ClassId::none;
    case Label::iban: return word.size() == iban_length(word) ? ClassId::iban : ClassId::none;
    case Label::qq: return all_digits && digits >= 5 && digits <= 11 && word[0] != '0' ? ClassId::qq : ClassId::none;
    case Label::us_ssn: return all_digits && digits == 9 ? ClassId::us_ssn : ClassId::none;
    case Label::bank_account:
      return all_digits && digits >= 8 && digits <= 30 && !is_day(word) ? ClassId::bank_account : ClassId::none;
    default: return ClassId::none;
  }
}

ClassId document_in_context(const LocateInput& input, std::string_view word, std::size_t digits) noexcept {
  const bool all_digits = word.size() == digits;
  if (input.has(Context::identity) && !all_digits) {
    if (has_cn_passport_form(word)) return ClassId::passport;
    if (has_travel_permit_form(word)) return ClassId::travel_permit;
    if (has_old_foreigner_id_form(word)) return ClassId::foreigner_id;
  }
  if (input.has(Context::device) && is_imei(word)) return ClassId::imei;
  if (input.has(Context::vehicle) && has_vin_form(word)) return ClassId::vin;
  if (input.has(Context::company) && is_cn_tax_number(word)) return ClassId::cn_tax_number;
  if (input.has(Context::messenger) && all_digits && digits >= 5 && digits <= 11 && word[0] != '0') return ClassId::qq;
  return ClassId::none;
}

ClassId proven_document(std::string_view word, std::size_t digits, bool joined, bool denied) noexcept {
  const bool all_digits = digits == word.size();
  if (word.size() == 18 && digits >= 8 && !(denied && all_digits) && is_cn_credit_code(word)) {
    return ClassId::cn_credit_code;
  }
  if (joined || all_digits) return ClassId::none;
  if (word.size() == 17 && digits >= 5 && !denied && is_vin(word)) return ClassId::vin;
  return digits >= 7 && is_iban(word) ? ClassId::iban : ClassId::none;
}

FormedDocument formed_document(std::string_view word, std::size_t digits) noexcept {
  if (word.size() < 8 || word.size() > 15 || digits < 6) return {};
  if (digits == word.size()) return is_imei(word) ? FormedDocument{ClassId::imei, Label::imei} : FormedDocument{};
  if (is_uk_nino(word)) return {ClassId::uk_nino, Label::uk_nino};
  return has_cn_passport_form(word) ? FormedDocument{ClassId::passport, Label::passport} : FormedDocument{};
}

}  // namespace veilgate::masking
