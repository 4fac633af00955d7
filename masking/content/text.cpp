#include "masking/content/text.hpp"

#include "masking/detect/prefilter.hpp"
#include "masking/json/resolve.hpp"

namespace veilgate::masking {

Result<std::uint32_t> append_masked_text(const WalkContext& context, std::string_view text, std::string& out) {
  DecodedText& folded = context.tools.decoded;
  fold(text, folded);
  std::uint32_t covered = 0;
  EditList& edits = context.tools.masked;
  edits.clear();
  if (may_hold_value(folded.text, Evidence::neutral_key)) {
    auto found = cover_text(context, folded.text, edits);
    if (!found) return found;
    covered = *found;
  }
  std::size_t copied = 0;
  for (const Edit& edit : edits) {
    out.append(text.substr(copied, folded.raw_of[edit.begin] - copied)).append(edits.replacement(edit));
    copied = folded.raw_of[edit.end];
  }
  out.append(text.substr(copied));
  return covered;
}

}  // namespace veilgate::masking
