#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/number_context.hpp"
#include "masking/validate/bank_card.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kShortest = 13;
constexpr std::size_t kShortestGrouped = 14;
constexpr std::size_t kShortestBareRun = 15;  // shorter ones need a word before them
constexpr std::size_t kLongest = 19;

bool is_run_in_context(const DigitGroups& groups) noexcept {
  const std::string_view digits = groups.digits(0);
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
  const bool usual = in_fours || grouped_as({4, 6, 5}) || grouped_as({4, 6, 4}) || grouped_as({6, 13});
  bool dotted = false;
  bool uniform = true;
  for (std::size_t k = 1; k < count; ++k) {
    dotted = dotted || groups[k].joint == Joint::dot;
    uniform = uniform && groups[k].joint == groups[1].joint;
  }
  if (dotted) return in_fours && uniform;
  const bool alone = groups.previous() == nullptr && groups.joined() == count;
  return usual || (alone && uniform);
}

// The span of the longest card number that begins with the current group.
bool read_card(const DigitGroups& groups, Span& span) noexcept {
  const std::string_view text = groups.text();
  std::array<char, kLongest> number{};
  std::size_t count = 0;
  bool found = false;
  for (std::size_t k = 0; k < groups.joined(); ++k) {
    const std::string_view digits = groups.digits(k);
    if (count + digits.size() > kLongest) break;
    std::copy(digits.begin(), digits.end(), number.begin() + count);
    count += digits.size();
    if (count < kShortest || !is_bank_card({number.data(), count})) continue;
    if (k == 0 ? !is_run_in_context(groups) : !are_groups_in_context(groups, k + 1, count)) continue;
    if (is_glued_before(text, groups[0].begin) || is_glued_after(text, groups[k].end)) continue;
    span = {groups[0].begin, groups[k].end, ClassId::bank_card};
    found = true;
  }
  return found;
}

}  // namespace

void locate_bank_card(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  if (input.evidence != Evidence::neutral_key) return;
  DigitGroups groups(text);
  while (!groups.done()) {
    Span span;
    if (read_card(groups, span)) {
      out.push_back(span);
      groups.advance_past(span.end);
    } else {
      groups.advance();
    }
  }
}

}  // namespace veilgate::masking
