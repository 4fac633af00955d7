#include "masking/content/text.hpp"

#include "masking/detect/prefilter.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/json/resolve.hpp"
#include "masking/text/reveal.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kHidden = "***";  // in the stead of a text built to hide more and more

void append_edited(std::string_view text, const DecodedText& folded, const EditList& edits, std::string& out) {
  std::size_t copied = 0;
  for (const Edit& edit : edits) {
    out.append(text.substr(copied, folded.raw_of[edit.begin] - copied)).append(edits.replacement(edit));
    copied = folded.raw_of[edit.end];
  }
  out.append(text.substr(copied));
}

Result<std::uint32_t> append_masked_once(const WalkContext& context, std::string_view text, std::string& out) {
  // Somebody may undo JSON escapes in this text too, so what they hide is looked for; where they are none, they are
  // text.
  DecodedText& folded = context.tools.decoded;
  const bool escaped = text.find('\\') != std::string_view::npos && unescape_and_fold(text, folded);
  if (!escaped) fold(text, folded);
  EditList& edits = context.tools.masked;
  edits.clear();
  TextSigns signs = read_signs(folded.text);
  if (signs.hidden && reveal(folded)) signs = read_signs(folded.text);
  auto covered = cover_text(context, folded.text, signs.called, edits);
  if (!covered) return covered;
  append_edited(text, folded, edits, out);
  return covered;
}

}  // namespace

std::uint32_t append_covered_text(const Treatment& treatment, ClassId class_id, ScratchTools& tools,
                                  std::string_view text, std::string& out) {
  const auto type = treatment.mask->type;
  if (type == config::MaskType::set_null || type == config::MaskType::remove_member) return 1;
  fold(text, tools.decoded);
  tools.masked.clear();
  const auto size = static_cast<std::uint32_t>(tools.decoded.text.size());
  append_mask(*treatment.mask, class_id, tools.decoded.text, 0, size, tools.masked);
  append_edited(text, tools.decoded, tools.masked, out);
  return 1;
}

Result<std::uint32_t> append_masked_text(const WalkContext& context, std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  auto covered = append_masked_once(context, text, out);
  if (!covered || *covered == 0 || text.find('\\') == std::string_view::npos) return covered;
  // A mask may hide what was no escape and kept the rest from being read as some: look again, until nothing is left.
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    std::string again;
    if (auto more = append_masked_once(context, std::string_view(out).substr(begin), again); !more) return more;
    if (std::string_view(out).substr(begin) == again) return covered;
    out.replace(begin, std::string::npos, again);
  }
  out.replace(begin, std::string::npos, kHidden);
  return covered;
}

}  // namespace veilgate::masking
