#include <array>
#include <cstddef>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/locate_groups.hpp"
#include "masking/detect/number_context.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/intl_phone.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kFewestDigits = 8;  // with the country code
constexpr std::size_t kMostDigits = 15;

// The national trunk 0 that people put in brackets behind the country code: +44 (0)20 7946 0958.
bool is_bracketed_trunk(const DigitGroups& groups, std::size_t k) noexcept {
  const std::string_view text = groups.text();
  return groups.digits(k) == "0" && groups[k].begin > 0 && text[groups[k].begin - 1] == '(';
}

bool read_number(const DigitGroups& groups, bool plus, bool told, Span& span) noexcept {
  const std::string_view text = groups.text();
  std::array<char, kMostDigits> digits{};
  std::size_t count = 0;
  bool found = false;
  bool uniform = true;
  for (std::size_t k = 0; k < groups.joined(); ++k) {
    const std::string_view group = groups.digits(k);
    if (plus && k == 1 && is_bracketed_trunk(groups, k)) continue;
    if (count + group.size() > kMostDigits) break;
    group.copy(digits.data() + count, group.size());
    count += group.size();
    uniform = uniform && groups[k].joint != Joint::underscore;
    const std::string_view number(digits.data(), count);
    // North American numbers without a country code: 3-3-4, where a bracket or a word says what they are.
    const bool nanp = !plus && k == 2 && groups.digits(0).size() == 3 && groups.digits(1).size() == 3 &&
                      group.size() == 4 && uniform && is_nanp_number(number) &&
                      (told || groups[1].joint == Joint::bracket);
    if (!(plus && is_intl_phone(number)) && !nanp) continue;
    if (is_glued_after(text, groups[k].end)) continue;
    span = {groups[0].begin, static_cast<std::uint32_t>(extension_end(text, groups[k].end)), ClassId::intl_phone};
    found = true;
    if (nanp) break;
  }
  return found;
}

// A number as it is dialled inside its country, with the trunk 0 (ITU-T E.164, annex A: 07700 900123), or with the
// prefix 00 of international calls: what a word for a telephone stands right before. 0800 and 0900 are companies'
// almost everywhere; what China's own plan reads is of its classes.
bool read_trunk(const LocateInput& input, const DigitGroups& groups, Span& span) noexcept {
  constexpr std::size_t kFewestDialled = 10;
  constexpr std::size_t kMostDialled = 12;
  const std::string_view text = groups.text();
  if (groups.previous() != nullptr || text[groups[0].begin] != '0') return false;
  const std::size_t count = groups.joined_digits();
  if (count < kFewestDialled || count > kMostDigits || is_glued_before(text, groups[0].begin)) return false;
  std::array<char, kMostDigits> digits{};
  std::size_t size = 0;
  for (std::size_t k = 0; k < groups.joined(); ++k) size += groups.digits(k).copy(digits.data() + size, count - size);
  const std::string_view number(digits.data(), size);
  if (number.starts_with("00") ? !is_intl_phone(number.substr(2)) : size > kMostDialled) return false;
  if (number.starts_with("0800") || number.starts_with("0900")) return false;
  const DigitGroup& last = groups[groups.joined() - 1];
  if (is_glued_after(text, last.end) || label_before(text, groups[0].begin) != Label::phone) return false;
  if (kMobileReader.read(input, groups, span) || kLandlineReader.read(input, groups, span)) return false;
  span = {groups[0].begin, static_cast<std::uint32_t>(extension_end(text, last.end)), ClassId::intl_phone};
  return true;
}

// How the number that may begin with the current group is written.
struct Form {
  std::size_t plus_at = 0;  // behind the plus
  bool plus = false;
  bool grouped = false;  // 3-3-4
};
Form form_of(const DigitGroups& groups) noexcept {
  const std::string_view text = groups.text();
  Form form;
  form.plus_at = groups[0].begin;
  while (form.plus_at > 0 && text[form.plus_at - 1] == '(') --form.plus_at;
  form.plus = form.plus_at > 0 && text[form.plus_at - 1] == '+' &&
              (form.plus_at == 1 || !(is_digit(text[form.plus_at - 2]) || is_ascii_letter(text[form.plus_at - 2])));
  form.grouped =
      !form.plus && groups.joined() >= 3 && groups[0].size() == 3 && groups[1].size() == 3 && groups[2].size() == 4;
  return form;
}

bool read_intl(const LocateInput& input, const DigitGroups& groups, Span& span) noexcept {
  const std::string_view text = groups.text();
  const std::size_t begin = groups[0].begin;
  const Form form = form_of(groups);
  const bool fits = form.plus || (form.grouped && groups.previous() == nullptr);
  if (!form.plus && text[begin] == '0') return read_trunk(input, groups, span);
  if (!fits || is_glued_before(text, begin)) return false;
  const bool whole = form.grouped && groups.joined() == 3 && begin <= 1 && groups[2].end == text.size();
  const bool told = form.grouped && ((whole && input.has(Context::phone)) || label_before(text, begin) == Label::phone);
  if (!read_number(groups, form.plus, told, span)) return false;
  if (form.plus) span.begin = static_cast<std::uint32_t>(form.plus_at - 1);
  return true;
}

void explain_miss(const LocateInput& input, const DigitGroups& groups) {
  const Form form = form_of(groups);
  if (!form.plus && !form.grouped) return;
  const bool looks = form.plus || groups.previous() != nullptr;
  input.reject(ClassId::intl_phone, looks ? Rejection::not_allocated : Rejection::no_context, groups[0].begin,
               groups[form.grouped ? 2 : 0].end);
}

}  // namespace

void locate_intl_phone(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence != Evidence::neutral_key) return reject_as_denied(input, locate_intl_phone);
  locate_groups(input, out, NumberReader{kFewestDigits, read_intl}, explain_miss);
}

}  // namespace veilgate::masking
