#include "masking/detect/prefilter.hpp"

#include <algorithm>

namespace veilgate::masking {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

// Plain digits and nothing else: by length and first digits, as the classes' numbers begin.
bool plain_run_may_matter(std::string_view digits) noexcept {
  switch (digits.size()) {
    case 10: return digits[0] == '0';
    case 11: return digits[0] == '0' || (digits[0] == '1' && digits[1] >= '3');
    case 12:
    case 13:
    case 14: return digits[0] == '0' || digits.starts_with("86");
    default: return digits.size() >= 15 && digits.size() <= 19;
  }
}

bool is_date_and_time(std::string_view text) noexcept {
  constexpr std::string_view kShape = "0000-00-00 00:00:00";
  if (text.size() < kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool fits = kShape[i] == '0' ? is_digit(text[i]) : text[i] == kShape[i] || (i == 10 && text[i] == 'T');
    if (!fits) return false;
  }
  // Nothing but a fraction, a zone or both may follow.
  return text.size() <= kShape.size() + 4 &&
         text.find_first_not_of(".0123456789Z", kShape.size()) == std::string_view::npos;
}

// Whether no locator reads a number across this byte: any ASCII character but the signs people group digits with.
bool ends_number(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80 && std::string_view(" \t-._()[]").find(c) == std::string_view::npos;
}

// Digits with nothing but a few separators between them, as many as the fewest a class has; under a key that lowers
// evidence, as many as an ID of 18 has, so that a longer run is none.
bool digits_stand_together(std::string_view text, Evidence evidence) noexcept {
  constexpr std::size_t kWidestGap = 16;  // bytes; wider than any separator a locator reads across
  std::size_t together = 0;
  std::size_t run = 0;
  std::size_t gap = 0;
  bool grouped = false;
  const auto enough = [&] {
    if (evidence == Evidence::neutral_key) return together >= kFewestDigits;
    return grouped ? together >= kFewestProvenDigits : run == 17 || run == 18;
  };
  for (const char c : text) {
    if (is_digit(c)) {
      grouped = grouped || (together != 0 && gap != 0);
      ++together;
      run = gap == 0 ? run + 1 : 1;
      gap = 0;
      continue;
    }
    if (enough()) return true;
    if (++gap > kWidestGap || ends_number(c)) {
      together = 0;
      run = 0;
      gap = 0;
      grouped = false;
    }
  }
  return enough();
}

}  // namespace

bool digits_may_matter(std::string_view text, Evidence evidence) noexcept {
  const auto other = std::find_if_not(text.begin(), text.end(), is_digit);
  if (other == text.end()) return plain_run_may_matter(text);
  return !is_date_and_time(text) && digits_stand_together(text, evidence);
}

bool may_hold_value(std::string_view text, Evidence evidence) noexcept {
  if (text.find('@') != std::string_view::npos) return true;
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits >= static_cast<std::ptrdiff_t>(fewest_digits(evidence)) && digits_may_matter(text, evidence);
}

}  // namespace veilgate::masking
