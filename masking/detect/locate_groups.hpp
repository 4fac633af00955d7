// How locators of numbers go through a text: one look at every group of digits, and no second look at what was taken.
#pragma once

#include <vector>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// `fewest`: how many digits a value has at least; it is not looked for where fewer are joined. `read(groups, span)`:
// whether one begins with the current group, and where it lies. `explain_miss(input, groups)` is called where none
// does, when somebody asks why not.
template <class Read, class ExplainMiss>
void locate_groups(const LocateInput& input, std::vector<Span>& out, std::size_t fewest, Read read,
                   ExplainMiss explain_miss) {
  DigitGroups groups(input.text);
  while (!groups.done()) {
    Span span;
    if (groups.joined_digits() >= fewest && read(groups, span)) {
      out.push_back(span);
      groups.advance_past(span.end);
    } else {
      if (input.rejections != nullptr) explain_miss(input, groups);
      groups.advance();
    }
  }
}

}  // namespace veilgate::masking
