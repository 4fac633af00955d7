#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/locate_groups.hpp"
#include "masking/detect/number_context.hpp"
#include "masking/validate/bank_card.hpp"
#include "masking/validate/luhn.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kShortest = 13;
constexpr std::size_t kShortestGrouped = 14;
constexpr std::size_t kShortestBareRun = 15;  // shorter ones need a word before them
constexpr std::size_t kShortestTold = 15;     // behind a word, without a check digit
constexpr std::size_t kLongest = 19;
constexpr std::size_t kMostUsual = 5;  // groups of a usual grouping

bool is_run_in_context(const DigitGroups& groups) noexcept {
  const std::string_view digits = groups.digits(0);
  if (follows_order_word(groups.text(), groups[0].begin)) return false;
  if (digits.size() < kShortestBareRun && !follows_card_word(groups.text(), groups[0].begin)) return false;
  switch (dot_before(groups)) {
    case DotBefore::none: return true;
    // The fractions of floating-point numbers have as many digits as a card; few of them begin like UnionPay's.
    case DotBefore::list_number: return digits.substr(0, 2) == "62";
    default: return false;
  }
}

bool are_groups_in_context(const DigitGroups& groups, std::size_t count, std::size_t digits) noexcept {
  const auto grouped_as = [&](std::initializer_list<std::size_t> pattern) {
    if (pattern.size() != count) return false;
    std::size_t k = 0;
    return std::all_of(pattern.begin(), pattern.end(), [&](std::size_t size) { return groups[k++].size() == size; });
  };
  if (groups[0].joint == Joint::dot || digits < kShortestGrouped) return false;
  const bool in_fours = grouped_as({4, 4, 4, 4}) || grouped_as({4, 4, 4, 4, 1}) || grouped_as({4, 4, 4, 4, 2}) ||
                        grouped_as({4, 4, 4, 4, 3});
  const bool usual =
      in_fours || grouped_as({4, 4, 4, 3}) || grouped_as({4, 6, 5}) || grouped_as({4, 6, 4}) || grouped_as({6, 13});
  bool dotted = false;
  bool uniform = true;
  for (std::size_t k = 1; k < count; ++k) {
    dotted = dotted || groups[k].joint == Joint::dot;
    uniform = uniform && groups[k].joint == groups[1].joint;
  }
  if (dotted) return count > 2 && usual && uniform;
  const bool alone = groups.previous() == nullptr && groups.joined() == count;
  return usual || (alone && uniform);
}

// The span of the longest card number that begins with the current group.
bool read_card(const LocateInput&, const DigitGroups& groups, Span& span) noexcept {
  const std::string_view text = groups.text();
  std::array<char, kLongest> number{};
  std::size_t count = 0;
  std::uint32_t told_end = 0;  // of what is as long as a card's number
  bool found = false;
  // Where other groups stand before it, it has one of the usual groupings.
  const std::size_t most = groups.previous() == nullptr ? groups.joined() : std::min(groups.joined(), kMostUsual);
  for (std::size_t k = 0; k < most; ++k) {
    const std::string_view digits = groups.digits(k);
    if (count + digits.size() > kLongest) break;
    for (const char digit : digits) number[count++] = digit;
    if (count >= kShortestTold) told_end = groups[k].end;
    if (count < kShortest) continue;
    // How it is grouped shows sooner than the check digit, and that sooner than the words before it.
    if (k != 0 && !are_groups_in_context(groups, k + 1, count)) continue;
    if (!is_bank_card({number.data(), count})) continue;
    if (k == 0 && !is_run_in_context(groups)) continue;
    if (is_glued_before(text, groups[0].begin) || is_glued_after(text, groups[k].end)) continue;
    span = {groups[0].begin, groups[k].end, ClassId::bank_card};
    found = true;
  }
  if (found) {
    // Three digits more in a group of their own: of a longer number, or a card's security code.
    const DigitGroup* next = nullptr;
    for (std::size_t k = 1; k < groups.joined() && next == nullptr; ++k) {
      if (groups[k].begin > span.end) next = &groups[k];
    }
    if (next != nullptr && span.end != groups[0].end && next->size() == 3 && next->joint == groups[1].joint) {
      span.end = next->end;
    }
    return true;
  }
  if (told_end == 0) return false;
  // Behind a word for a card a number of a card's length is one, whoever issued it and whatever its check digit.
  const bool whole = groups.previous() == nullptr && groups[0].size() > 2 && !is_glued_after(text, told_end);
  if (!whole || label_before(text, groups[0].begin) != Label::bank_card) return false;
  span = {groups[0].begin, told_end, ClassId::bank_card};
  return true;
}

// What came near and the first reason against it.
void explain_miss(const LocateInput& input, const DigitGroups& groups) {
  const std::string_view text = groups.text();
  const std::string_view digits = groups.digits(0);
  const std::size_t begin = groups[0].begin;
  const auto near = [&](Rejection why) { input.reject(ClassId::bank_card, why, begin, groups[0].end); };
  if (!has_card_issuer(digits)) {
    if (digits.size() >= kShortestTold && digits.size() <= kLongest && is_luhn(digits)) near(Rejection::not_allocated);
    return;
  }
  if (!is_luhn(digits)) return near(Rejection::checksum_failed);
  if (is_glued_before(text, begin) || is_glued_after(text, groups[0].end)) return near(Rejection::inside_longer_run);
  if (follows_order_word(text, begin)) return near(Rejection::denied_key);
  near(digits.size() < kShortestBareRun ? Rejection::no_context : Rejection::other_form);
}

}  // namespace

const NumberReader kBankCardReader{kShortest, read_card};

void locate_bank_card(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence != Evidence::neutral_key) return reject_as_denied(input, locate_bank_card);
  locate_groups(input, out, kBankCardReader, explain_miss);
}

}  // namespace veilgate::masking
