#include <array>
#include <cstddef>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/locate_groups.hpp"
#include "masking/detect/number_context.hpp"
#include "masking/detect/stated_phone.hpp"
#include "masking/validate/cn_landline.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 12;

// A landline beginning at group `at`. After a country code the area code stands without its 0.
struct Start {
  std::size_t at = 0;
  std::size_t skip = 0;  // digits of that group that belong to the country code
  bool international = false;
};

// The number, in one run: `digits` with the 0 put back where it is missing.
bool is_run(std::string_view digits, bool international) noexcept {
  if (is_cn_landline(digits)) return true;
  if (!international || digits.size() >= kMostDigits) return false;
  std::array<char, kMostDigits> whole{};
  whole[0] = '0';
  digits.copy(whole.data() + 1, digits.size());
  return is_cn_landline({whole.data(), digits.size() + 1});
}

bool is_area_code(std::string_view digits, bool international) noexcept {
  if (digits.size() < 2 || digits.size() > 4) return false;
  if (cn_area_code_length(digits) == digits.size()) return true;
  if (!international || digits.size() > 3) return false;
  std::array<char, 4> whole{'0', digits[0], digits[1], digits.size() > 2 ? digits[2] : '\0'};
  const std::string_view code(whole.data(), digits.size() + 1);
  return cn_area_code_length(code) == code.size();
}

// The groups after the area code that make a subscriber number: 7 or 8 digits in at most three groups of two or more.
// Returns the index of the last one, or `area` when there is none.
std::size_t last_of_subscriber(const DigitGroups& groups, std::size_t area) noexcept {
  std::size_t total = 0;
  bool dotted = false;
  bool dots_only = true;
  for (std::size_t k = area + 1; k < groups.joined() && k <= area + 3; ++k) {
    if (groups[k].size() < 2) break;
    total += groups[k].size();
    if (total > 8) break;
    dotted = dotted || groups[k].joint == Joint::dot;
    dots_only = dots_only && groups[k].joint == Joint::dot;
    if (total < 7) continue;
    if (dotted && !dots_only) break;
    const bool parted = k > area + 1;
    const DigitGroup* before = area == 0 ? groups.previous() : nullptr;
    // Groups of four in a longer row of groups are a card or a serial number.
    if (parted && before != nullptr && groups[0].joint == groups[k].joint) break;
    return k;
  }
  return area;
}

// The end of a landline, extension excluded; 0 when there is none.
std::size_t read_from(const DigitGroups& groups, const Start& start) noexcept {
  if (start.at >= groups.joined()) return 0;
  const std::string_view digits = groups.digits(start.at).substr(start.skip);
  const DigitGroup& group = groups[start.at];
  if (is_run(digits, start.international)) {
    const bool uuid = digits.size() == kMostDigits && is_uuid_tail(groups.text(), group.begin);
    return uuid ? 0 : group.end;
  }
  if (!is_area_code(digits, start.international)) return 0;
  const std::size_t last = last_of_subscriber(groups, start.at);
  return last == start.at ? 0 : groups[last].end;
}

// A number without its area code: seven or eight digits, perhaps in two groups, behind a word for a telephone. Its end;
// 0 when it is none.
std::size_t read_local(const DigitGroups& groups) noexcept {
  const std::string_view text = groups.text();
  const std::string_view first = groups.digits(0);
  if (groups.previous() != nullptr || first[0] < '2' || first[0] > '8') return 0;
  std::size_t last = 0;
  std::size_t total = first.size();
  if (total < 7 && groups.joined() > 1 && (total == 3 || total == 4) && groups[1].size() == 4 &&
      (groups[1].joint == Joint::dash || groups[1].joint == Joint::space)) {
    last = 1;
    total += 4;
  }
  if (total != 7 && total != 8) return 0;
  const std::size_t end = groups[last].end;
  const bool more = groups.joined() > last + 1 && extension_end(text, end) == end;
  if (more || is_glued_after(text, end) || label_before(text, groups[0].begin) != Label::phone) return 0;
  return end;
}

bool read_landline(const LocateInput&, const DigitGroups& groups, Span& span) noexcept {
  const std::string_view text = groups.text();
  const std::string_view first = groups.digits(0);
  const bool plus = groups[0].begin > 0 && text[groups[0].begin - 1] == '+';

  if (dot_before(groups) == DotBefore::decimal) return false;
  Start start;
  if (first == "86" || first == "0086") {
    start = {1, 0, true};
    if (groups.joined() > 2 && groups.digits(1) == "0") start.at = 2;
  } else if (first.substr(0, 4) == "0086") {
    start = {0, 4, true};
  } else if (plus && first.substr(0, 2) == "86") {
    start = {0, 2, true};
  }
  const std::size_t local = read_local(groups);
  // Read here because this locator is called for as few digits.
  const std::size_t abroad = local == 0 && start.at == 0 && start.skip == 0 ? stated_phone_end(groups) : 0;
  if (abroad != 0) {
    span = {groups[0].begin, static_cast<std::uint32_t>(extension_end(text, abroad)), ClassId::intl_phone};
    return true;
  }
  const std::size_t end = local != 0 ? local : read_from(groups, start);
  if (end == 0 || is_glued_before(text, groups[0].begin) || is_glued_after(text, end)) return false;
  if (local == 0 && end == groups[0].end && follows_order_word(text, groups[0].begin)) return false;
  span.begin = groups[start.at].begin + static_cast<std::uint32_t>(start.skip);
  span.end = static_cast<std::uint32_t>(extension_end(text, end));
  span.class_id = ClassId::cn_landline;
  return true;
}

// What came near and the first reason against it.
void explain_miss(const LocateInput& input, const DigitGroups& groups) {
  const std::string_view text = groups.text();
  const std::string_view digits = groups.digits(0);
  const std::size_t begin = groups[0].begin;
  const std::size_t end = groups[0].end;
  const auto near = [&](Rejection why) { input.reject(ClassId::cn_landline, why, begin, end); };
  const bool service = digits.starts_with("400") || digits.starts_with("800");
  if (service && (digits.size() == 10 || (digits.size() == 3 && groups.joined() > 1))) {
    return near(Rejection::service_number);
  }
  if (digits[0] != '0' || digits.size() < 10 || digits.size() > 12) return;
  if (cn_area_code_length(digits) == 0) return near(Rejection::not_allocated);
  if (!is_cn_landline(digits)) return near(Rejection::wrong_length);
  if (is_glued_before(text, begin) || is_glued_after(text, end)) return near(Rejection::inside_longer_run);
  near(follows_order_word(text, begin) ? Rejection::denied_key : Rejection::other_form);
}

}  // namespace

const NumberReader kLandlineReader{kFewestDigits, read_landline};

void locate_cn_landline(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence != Evidence::neutral_key) return reject_as_denied(input, locate_cn_landline);
  locate_groups(input, out, kLandlineReader, explain_miss);
}

}  // namespace veilgate::masking
