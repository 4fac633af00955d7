#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/cn_credit_code.hpp"
#include "masking/validate/cn_plate.hpp"
#include "masking/validate/iban.hpp"
#include "masking/validate/network.hpp"
#include "masking/validate/travel_document.hpp"
#include "masking/validate/utf8.hpp"
#include "masking/validate/vin.hpp"
#include "masking/validate/western_id.hpp"

namespace veilgate::masking {
namespace {

Span span_of(std::size_t begin, std::size_t end, ClassId id) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id};
}

// A document's number by its form and the word before it.
ClassId labelled_document(Label label, std::string_view word, std::size_t digits) noexcept {
  switch (label) {
    case Label::passport: return has_passport_form(word) ? ClassId::passport : ClassId::none;
    case Label::permit: return has_travel_permit_form(word) ? ClassId::travel_permit : ClassId::none;
    case Label::military: return digits >= 6 && word.size() <= 18 ? ClassId::military_id : ClassId::none;
    case Label::foreigner:
    case Label::identity:
      if (has_old_foreigner_id_form(word)) return ClassId::foreigner_id;
      // 证件号 stands before any document.
      if (label == Label::identity && digits != word.size() && has_cn_passport_form(word)) return ClassId::passport;
      if (label == Label::identity && digits != word.size() && has_travel_permit_form(word))
        return ClassId::travel_permit;
      return ClassId::none;
    case Label::driver_file: return digits == 12 && word.size() == 12 ? ClassId::driver_file_number : ClassId::none;
    case Label::social_security:
      return digits >= 6 && word.size() <= 20 ? ClassId::social_security_number : ClassId::none;
    case Label::medical: return digits >= 5 && word.size() <= 20 ? ClassId::medical_card : ClassId::none;
    case Label::uk_nino: return is_uk_nino(word) ? ClassId::uk_nino : ClassId::none;
    case Label::eu_vat: return has_eu_vat_form(word) ? ClassId::eu_vat : ClassId::none;
    case Label::tax:
      if (is_cn_tax_number(word) || has_cn_credit_code_form(word)) return ClassId::cn_tax_number;
      return has_eu_vat_form(word) ? ClassId::eu_vat : ClassId::none;
    case Label::credit_code: return has_cn_credit_code_form(word) ? ClassId::cn_credit_code : ClassId::none;
    case Label::vin: return has_vin_form(word) ? ClassId::vin : ClassId::none;
    case Label::imei: return word.size() == digits && digits >= 14 && digits <= 17 ? ClassId::imei : ClassId::none;
    case Label::iban: return word.size() == iban_length(word) ? ClassId::iban : ClassId::none;
    case Label::qq:
      return word.size() == digits && digits >= 5 && digits <= 11 && word[0] != '0' ? ClassId::qq : ClassId::none;
    case Label::us_ssn:
      return word.size() == digits && (is_us_ssn(word) || is_us_itin(word)) ? ClassId::us_ssn : ClassId::none;
    case Label::bank_account:
      return word.size() == digits && digits >= 9 && digits <= 30 ? ClassId::bank_account : ClassId::none;
    default: return ClassId::none;
  }
}

// What the objects around speak for, when the word is all there is in the value.
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

// What proves itself. `joined`: more of a code follows or stands before.
ClassId proven_document(std::string_view word, std::size_t digits, bool joined) noexcept {
  if (word.size() == 18 && digits >= 8 && is_cn_credit_code(word)) return ClassId::cn_credit_code;
  if (joined || digits == word.size()) return ClassId::none;
  if (word.size() == 17 && digits >= 5 && is_vin(word)) return ClassId::vin;
  return digits >= 7 && is_iban(word) ? ClassId::iban : ClassId::none;
}

// An IBAN in blocks of four, as it is printed: DE89 3704 0044 0532 0130 00.
std::size_t grouped_iban_end(std::string_view text, std::size_t begin) noexcept {
  constexpr std::size_t kMost = 34;
  const unsigned length = iban_length(text.substr(begin));
  if (length == 0) return begin;
  std::array<char, kMost> number{};
  std::size_t count = 0;
  std::size_t at = begin;
  while (at < text.size() && count < length) {
    if (is_word_character(text[at])) {
      number[count++] = text[at++];
    } else if ((text[at] == ' ' || text[at] == '-') && count % 4 == 0 && at + 1 < text.size() &&
               is_word_character(text[at + 1])) {
      ++at;
    } else {
      return begin;
    }
  }
  if (count != length || (at < text.size() && is_word_character(text[at]))) return begin;
  return is_iban({number.data(), count}) ? at : begin;
}

// 123-45-6789 and AB 12 34 56 C: the grouping with a word before it, or the whole value.
std::size_t grouped_ssn_end(std::string_view text, std::size_t begin) noexcept {
  constexpr std::size_t kLength = 11;
  const std::string_view form = text.substr(begin, kLength);
  if (form.size() != kLength || (form[3] != '-' && form[3] != ' ' && form[3] != '.') || form[6] != form[3])
    return begin;
  std::array<char, 9> digits{};
  form.copy(digits.data(), 3);
  form.copy(digits.data() + 3, 2, 4);
  form.copy(digits.data() + 5, 4, 7);
  const std::string_view number(digits.data(), digits.size());
  const std::size_t end = begin + kLength;
  if (end < text.size() && (is_word_character(text[end]) || text[end] == '-')) return begin;
  return is_us_ssn(number) || is_us_itin(number) ? end : begin;
}

std::size_t grouped_nino_end(std::string_view text, std::size_t begin) noexcept {
  std::array<char, 9> number{};
  std::size_t count = 0;
  std::size_t at = begin;
  while (at < text.size() && count < number.size()) {
    const bool blank = text[at] == ' ' || text[at] == '-';
    if (blank && (count == 2 || count == 4 || count == 6 || count == 8)) {
      ++at;
      if (at < text.size() && !is_word_character(text[at])) return begin;
      continue;
    }
    if (!is_word_character(text[at])) return begin;
    number[count++] = text[at++];
  }
  if (count != number.size() || (at < text.size() && is_word_character(text[at]))) return begin;
  return is_uk_nino({number.data(), count}) ? at : begin;
}

// qq123456789
bool is_glued_qq(std::string_view word, std::size_t digits) noexcept {
  return digits >= 5 && digits <= 11 && word.size() == digits + 2 && (word[0] | 0x20) == 'q' &&
         (word[1] | 0x20) == 'q' && word[2] != '0' && is_digit(word[2]);
}

bool may_begin(std::string_view text, std::size_t begin) noexcept {
  return begin == 0 || (!is_word_character(text[begin - 1]) && text[begin - 1] != '-' && text[begin - 1] != '.');
}

// A number in groups behind its word: `账号 6222 0000 1234 5678 901`.
std::size_t digit_groups_end(std::string_view text, std::size_t begin, std::size_t& digits) noexcept {
  std::size_t at = begin;
  std::size_t end = begin;
  digits = 0;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      ++digits;
      end = ++at;
    } else if ((text[at] == ' ' || text[at] == '-') && at + 1 < text.size() && is_digit(text[at + 1])) {
      ++at;
    } else {
      break;
    }
  }
  return end;
}

}  // namespace

void locate_document(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  const bool denied = input.evidence != Evidence::neutral_key;
  std::size_t floor = 0;
  for (TextTokens tokens(text); !tokens.done(); tokens.advance()) {
    const std::string_view word = tokens.word();
    const std::size_t digits = tokens.digits();
    const std::size_t begin = tokens.begin();
    if (begin < floor || digits == 0) {
      // `DE89 3704`, `AB 12 34 56 C`: the letters may stand apart.
      if (begin < floor || word.size() != 2) continue;
    }
    ClassId found = digits >= 5 ? proven_document(word, digits, tokens.joined()) : ClassId::none;
    std::size_t end = tokens.end();
    if (found == ClassId::none && !denied && may_begin(text, begin)) {
      if (is_ascii_letter(word[0]) && word.size() <= 8 && word.size() >= 2) {
        if (const std::size_t iban = grouped_iban_end(text, begin); word.size() == 4 && iban != begin) {
          found = ClassId::iban;
          end = iban;
        } else if (const std::size_t nino = grouped_nino_end(text, begin);
                   nino != begin && nino != end &&
                   (label_before(text, begin) == Label::uk_nino || nino - begin == 13)) {
          found = ClassId::uk_nino;
          end = nino;
        }
      } else if (digits == 3 && word.size() == 3) {
        const std::size_t ssn = grouped_ssn_end(text, begin);
        if (ssn != begin && (text[begin + 3] == '-' || label_before(text, begin) == Label::us_ssn)) {
          found = ClassId::us_ssn;
          end = ssn;
        }
      }
    }
    const bool begins_account = digits >= 2 && end < text.size() && text[end] == '-';
    if (found == ClassId::none && (digits >= 4 || begins_account)) {
      const Label label = label_before(text, begin);
      found = denied && label != Label::none && tokens.alone() ? ClassId::none : labelled_document(label, word, digits);
      if (found == ClassId::none && !denied && label == Label::bank_account && digits == word.size()) {
        std::size_t all = 0;
        const std::size_t groups = digit_groups_end(text, begin, all);
        if (all >= 12 && all <= 30) {
          found = ClassId::bank_account;
          end = groups;
        }
      }
      if (found == ClassId::none && !denied && label == Label::none && tokens.alone()) {
        found = document_in_context(input, word, digits);
      }
    }
    if (found == ClassId::none && !denied && is_glued_qq(word, digits)) {
      out.push_back(span_of(begin + 2, end, ClassId::qq));
      floor = end;
      continue;
    }
    if (found == ClassId::none) continue;
    out.push_back(span_of(begin, end, found));
    floor = end;
  }
}

void locate_military_id(const LocateInput& input, std::vector<Span>& out) {
  constexpr std::string_view kMark = "字第";
  const std::string_view text = input.text;
  for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + kMark.size())) {
    const Character service = decode_utf8_before(text, at);
    if (service.length == 0) continue;
    const std::size_t begin = at - service.length;
    const std::size_t length = military_id_length(text.substr(begin));
    if (length == 0) continue;
    out.push_back(span_of(begin, begin + length, ClassId::military_id));
  }
}

void locate_cn_plate(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  if (input.evidence != Evidence::neutral_key) return;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = decode_utf8(text, at);
    if (character.length < 3) {
      at += std::max<std::size_t>(character.length, 1);
      continue;
    }
    const std::size_t length = cn_plate_length(text.substr(at));
    const std::size_t end = at + length;
    if (length == 0 || (end < text.size() && is_word_character(text[end]))) {
      at += character.length;
      continue;
    }
    // 使 and six digits are a plate only when nothing else is in the value, or a word says so.
    if (text.substr(at).starts_with("使") && length != text.size() && label_before(text, at) != Label::plate) {
      at += character.length;
      continue;
    }
    out.push_back(span_of(at, end, ClassId::cn_plate));
    at = end;
  }
}

}  // namespace veilgate::masking
