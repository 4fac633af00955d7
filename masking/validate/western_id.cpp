#include "masking/validate/western_id.hpp"

#include <algorithm>
#include <cstddef>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// 9 a digit, A a letter, * either, anything else itself; several forms a state are parted by |.
struct State {
  std::string_view code;
  std::string_view forms;
};
constexpr State kStates[] = {
    {"AT", "U99999999"},
    {"BE", "9999999999"},
    {"BG", "999999999|9999999999"},
    {"CY", "99999999A"},
    {"CZ", "99999999|999999999|9999999999"},
    {"DE", "999999999"},
    {"DK", "99999999"},
    {"EE", "999999999"},
    {"EL", "999999999"},
    {"ES", "*9999999*"},
    {"FI", "99999999"},
    {"FR", "**999999999"},
    {"HR", "99999999999"},
    {"HU", "99999999"},
    {"IE", "9*99999A|9999999AA"},
    {"IT", "99999999999"},
    {"LT", "999999999|999999999999"},
    {"LU", "99999999"},
    {"LV", "99999999999"},
    {"MT", "99999999"},
    {"NL", "*********B99"},
    {"PL", "9999999999"},
    {"PT", "999999999"},
    {"RO", "99|999|9999|99999|999999|9999999|99999999|999999999|9999999999"},
    {"SE", "999999999999"},
    {"SI", "99999999"},
    {"SK", "9999999999"},
    {"XI", "999999999|999999999999|AA999"},
};

bool fits(std::string_view form, std::string_view text) noexcept {
  return std::equal(form.begin(), form.end(), text.begin(), text.end(), [](char f, char c) {
    if (f == '9') return is_digit(c);
    if (f == 'A') return is_ascii_letter(c);
    if (f == '*') return is_digit(c) || is_ascii_letter(c);
    return to_upper(c) == f;
  });
}

}  // namespace

bool is_us_ssn(std::string_view digits) noexcept {
  if (digits.size() != 9 || !is_all_digits(digits)) return false;
  const unsigned area = digits_value(digits.substr(0, 3));
  if (area == 0 || area == 666 || area >= 900) return false;
  if (digits.substr(3, 2) == "00" || digits.substr(5) == "0000") return false;
  if (std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits[0]; })) return false;
  return digits != "078051120" && digits != "219099999" && digits != "123456789";
}

bool is_us_itin(std::string_view digits) noexcept {
  if (digits.size() != 9 || !is_all_digits(digits) || digits[0] != '9') return false;
  const unsigned group = digits_value(digits.substr(3, 2));
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) ||
         (group >= 94 && group <= 99);
}

bool is_uk_nino(std::string_view text) noexcept {
  if (text.size() != 9 || !is_all_digits(text.substr(2, 6))) return false;
  const char first = to_upper(text[0]);
  const char second = to_upper(text[1]);
  const char last = to_upper(text[8]);
  if (last < 'A' || last > 'D' || first < 'A' || first > 'Z' || second < 'A' || second > 'Z') return false;
  if (std::string_view("DFIQUV").find(first) != std::string_view::npos) return false;
  if (std::string_view("DFIOQUV").find(second) != std::string_view::npos) return false;
  constexpr std::string_view kUnused[] = {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"};
  return std::none_of(std::begin(kUnused), std::end(kUnused),
                      [&](std::string_view pair) { return pair[0] == first && pair[1] == second; });
}

bool has_eu_vat_form(std::string_view text) noexcept {
  if (text.size() < 4) return false;
  const auto* state = std::find_if(std::begin(kStates), std::end(kStates), [&](const State& each) {
    return each.code[0] == to_upper(text[0]) && each.code[1] == to_upper(text[1]);
  });
  if (state == std::end(kStates)) return false;
  std::string_view forms = state->forms;
  while (true) {
    const std::size_t bar = forms.find('|');
    if (fits(forms.substr(0, bar), text.substr(2))) return true;
    if (bar == std::string_view::npos) return false;
    forms.remove_prefix(bar + 1);
  }
}

}  // namespace veilgate::masking
