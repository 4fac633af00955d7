// How locators of numbers go through a text: one look at every group of digits, and no second look at what was taken.
// Promises and units are those of locate.hpp.
#pragma once

#include <vector>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// How a locator of numbers reads one: whether it begins with the current group, and where it lies. `fewest`: the digits
// it has at least; it is not looked for where fewer are joined.
struct NumberReader {
  std::size_t fewest;
  bool (*read)(const LocateInput& input, const DigitGroups& groups, Span& span);
};
extern const NumberReader kResidentIdReader;
extern const NumberReader kBankCardReader;
extern const NumberReader kMobileReader;
extern const NumberReader kLandlineReader;

// What one reader finds. `explain_miss(input, groups)` is called where no number begins, when somebody asks why not.
template <class ExplainMiss>
void locate_groups(const LocateInput& input, std::vector<Span>& out, const NumberReader& reader,
                   ExplainMiss explain_miss) {
  DigitGroups groups(input.text);
  while (!groups.done()) {
    Span span;
    if (groups.joined_digits() >= reader.fewest && reader.read(input, groups, span)) {
      out.push_back(span);
      groups.advance_past(span.end);
    } else {
      if (input.rejections != nullptr) explain_miss(input, groups);
      groups.advance();
    }
  }
}

}  // namespace veilgate::masking
