#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/locate_groups.hpp"
#include "masking/detect/number_context.hpp"
#include "masking/validate/cn_mobile.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kNational = 11;
constexpr std::size_t kMostDigits = 15;  // 0086 and the number

// The first groups of a sequence read as one number: an international or trunk prefix and eleven digits.
struct Reading {
  std::array<char, kMostDigits> digits{};
  std::size_t count = 0;
  std::size_t groups = 0;
  std::size_t prefix = 0;  // digits before the national number

  std::string_view national() const noexcept { return {digits.data() + prefix, kNational}; }
};

// How many digits of prefix stand before eleven more; npos when it is no such number.
std::size_t prefix_length(std::string_view digits) noexcept {
  switch (digits.size()) {
    case 11: return 0;
    case 12: return digits[0] == '0' ? 1 : std::string_view::npos;
    case 13: return digits.substr(0, 2) == "86" ? 2 : std::string_view::npos;
    case 14: return digits.substr(0, 3) == "086" ? 3 : std::string_view::npos;
    case 15: return digits.substr(0, 4) == "0086" ? 4 : std::string_view::npos;
    default: return std::string_view::npos;
  }
}

// The national number cut as it is written: 3, 4, 4 for 138-0013-8000.
struct Grouping {
  std::array<std::size_t, kNational> sizes{};
  std::size_t count = 0;
  std::size_t first = 0;      // index of the group its first digit is in
  std::uint32_t begin = 0;    // of the national number
  bool prefix_apart = false;  // the prefix is a group of its own
  bool uniform = true;        // one kind of joint
  bool dotted = false;

  bool is(std::initializer_list<std::size_t> pattern) const noexcept {
    return std::equal(pattern.begin(), pattern.end(), sizes.begin(), sizes.begin() + count);
  }
};

Grouping group_national(const DigitGroups& groups, const Reading& reading) noexcept {
  Grouping result;
  std::size_t prefix = reading.prefix;
  for (std::size_t k = 0; k < reading.groups; ++k) {
    const DigitGroup& group = groups[k];
    if (group.size() <= prefix) {
      prefix -= group.size();
      result.prefix_apart = prefix == 0;
      continue;
    }
    if (result.count == 0) {
      result.first = k;
      result.begin = group.begin + static_cast<std::uint32_t>(prefix);
    } else {
      result.uniform = result.uniform && group.joint == groups[result.first + 1].joint;
      result.dotted = result.dotted || group.joint == Joint::dot;
    }
    result.sizes[result.count++] = group.size() - prefix;
    prefix = 0;
  }
  return result;
}

bool is_date(std::string_view eight) noexcept {
  const unsigned year = digits_value(eight.substr(0, 4));
  return year >= 1900 && year < 2100 &&
         is_calendar_day(year, digits_value(eight.substr(4, 2)), digits_value(eight.substr(6, 2)));
}

// A number in one run.
bool is_plausible_run(const DigitGroups& groups, const Reading& reading, const Grouping& grouping) noexcept {
  const DotBefore dot = dot_before(groups);
  if (dot == DotBefore::decimal) return false;
  if (grouping.prefix_apart && groups[grouping.first].joint == Joint::dot)
    return false;  // 86.13800138000 is a longitude
  if (reading.prefix == 0 && dot == DotBefore::none) return true;
  if (!is_cn_mobile_narrow(reading.national())) return false;
  return grouping.prefix_apart || !is_uuid_tail(groups.text(), groups[0].begin);
}

// A number in several groups. `alone`: nothing else is joined to it.
bool is_plausible_grouping(const Reading& reading, const Grouping& grouping, bool alone) noexcept {
  if (grouping.is({3, 8}) && reading.prefix == 0 && is_date(reading.national().substr(3))) return false;
  const bool usual = grouping.is({3, 4, 4}) || grouping.is({3, 3, 5}) || grouping.is({3, 8});
  if (grouping.dotted) return grouping.is({3, 4, 4}) || grouping.is({3, 3, 5});
  if (usual || reading.prefix > 1) return true;
  if (!alone || !grouping.uniform || !is_cn_mobile_narrow(reading.national())) return false;
  if (grouping.count == kNational) return true;
  const bool dated = grouping.sizes[0] == 4 && grouping.sizes[1] <= 2;
  const bool short_groups = std::any_of(grouping.sizes.begin(), grouping.sizes.begin() + grouping.count,
                                        [](std::size_t size) { return size < 2; });
  return grouping.sizes[0] >= 3 && grouping.count <= 5 && !short_groups && !dated;
}

// The span of a number that begins with the current group.
bool read_mobile(const DigitGroups& groups, Span& span) noexcept {
  const std::string_view text = groups.text();
  const char first = text[groups[0].begin];
  if (first != '1' && first != '0' && first != '8') return false;
  Reading reading;
  for (std::size_t k = 0; k < groups.joined(); ++k) {
    const std::string_view digits = groups.digits(k);
    if (reading.count + digits.size() > kMostDigits) return false;
    for (const char digit : digits) reading.digits[reading.count++] = digit;
    reading.groups = k + 1;
    if (reading.count < kNational) continue;

    reading.prefix = prefix_length({reading.digits.data(), reading.count});
    if (reading.prefix == std::string_view::npos || !is_cn_mobile_wide(reading.national())) continue;
    const std::size_t end = groups[k].end;
    if (is_glued_before(text, groups[0].begin) || is_glued_after(text, end)) return false;
    const std::size_t extension = extension_end(text, end);
    const Grouping grouping = group_national(groups, reading);
    const bool alone = groups.previous() == nullptr && (k + 1 == groups.joined() || extension != end);
    const bool plausible = grouping.count == 1
                               ? is_plausible_run(groups, reading, grouping)
                               : groups[0].joint != Joint::dot && is_plausible_grouping(reading, grouping, alone);
    if (!plausible) continue;
    const bool bare = grouping.count == 1 && reading.prefix == 0;
    if (bare && (follows_order_word(text, groups[0].begin) || precedes_unit(text, end))) return false;
    span = {grouping.begin, static_cast<std::uint32_t>(extension), ClassId::cn_mobile};
    return true;
  }
  return false;
}

// Nothing else is in the text, and the prefix is allocated: what counts where people's ids stand.
bool is_whole_number(std::string_view text, const Span& span) noexcept {
  return span.begin == 0 && span.end == text.size() && is_cn_mobile_narrow(text);
}

// What came near and the first reason against it.
void explain_miss(const LocateInput& input, const DigitGroups& groups) {
  const std::string_view text = groups.text();
  const std::string_view digits = groups.digits(0);
  const std::size_t begin = groups[0].begin;
  const auto near = [&](Rejection why) { input.reject(ClassId::cn_mobile, why, begin, groups[0].end); };
  if (digits[0] != '1' || digits.size() < 10 || digits.size() > 13) return;
  if (digits.size() == kNational && !is_cn_mobile_wide(digits)) return near(Rejection::not_allocated);
  if (digits.size() != kNational) {
    if (digits[1] >= '3') near(Rejection::wrong_length);
    return;
  }
  if (is_glued_before(text, begin) || is_glued_after(text, groups[0].end)) return near(Rejection::inside_longer_run);
  if (follows_order_word(text, begin)) return near(Rejection::denied_key);
  near(Rejection::other_form);
}

bool read_number(const LocateInput& input, const DigitGroups& groups, Span& span) noexcept {
  return read_mobile(groups, span) && (input.evidence == Evidence::neutral_key || is_whole_number(input.text, span));
}

}  // namespace

const NumberReader kMobileReader{kNational, read_number};

void locate_cn_mobile(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence == Evidence::denied_key) return reject_as_denied(input, locate_cn_mobile);
  locate_groups(input, out, kMobileReader, explain_miss);
}

}  // namespace veilgate::masking
