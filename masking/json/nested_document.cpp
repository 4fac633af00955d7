// JSON documents in strings: escaped, in Base64 or in hexadecimal digits.
#include <utility>

#include "masking/json/decide.hpp"
#include "masking/json/walk.hpp"
#include "masking/text/encoding.hpp"

namespace veilgate::masking {

bool looks_like_document(std::string_view text) noexcept {
  while (!text.empty() && is_json_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_json_blank(text.back())) text.remove_suffix(1);
  if (text.size() < 2) return false;
  if (text.front() == '"' && text.back() == '"')
    return std::string_view("{[\\ ").find(text[1]) != std::string_view::npos;
  const bool object = text.front() == '{' && text.back() == '}';
  if (!object && !(text.front() == '[' && text.back() == ']')) return false;
  text.remove_prefix(1);
  while (is_json_blank(text.front())) text.remove_prefix(1);
  return std::string_view(object ? "\"}" : "\"[]{-0123456789tfn").find(text.front()) != std::string_view::npos;
}

Decider::Nested Decider::nested_document(const Slot& slot, std::uint32_t begin, std::uint32_t end, bool escaped) {
  if (depth_ >= context_.plan.policy.limits().nested_depth) return Nested::not_json;
  Level& inner = tools_.level(depth_ + 1);
  const std::string_view raw = text_.substr(begin, end - begin);
  if (escaped && !tools_.decoded.folded) {
    std::swap(inner.document, tools_.decoded);
  } else if (escaped) {
    if (!unescape(raw, inner.document)) return Nested::not_json;
  } else {
    inner.document.text.assign(raw);
    inner.document.identical = true;
  }
  const Nested walked = walk_nested(slot, begin, end, inner.document.text.size());
  if (walked != Nested::masked || (inner.decided.empty() && inner.found.empty())) return walked;
  if (escaped) unescape(raw, inner.document);  // only now is the way back needed
  for_each_edit(inner.decided, inner.found, [&](const Edit& edit, std::string_view replacement) {
    tools_.text.clear();
    append_escaped(replacement, tools_.text);
    level_.decided.add(begin + inner.document.raw_begin(edit.begin), begin + inner.document.raw_end(edit.end),
                       tools_.text);
  });
  return walked;
}

// A document in Base64 or hexadecimal digits: decoded once and masked like any other, then encoded again as a whole.
Decider::Nested Decider::encoded_document(const Slot& slot, std::uint32_t begin, std::uint32_t end,
                                          std::string_view text) {
  if (depth_ >= context_.plan.policy.limits().nested_depth) return Nested::not_json;
  Level& inner = tools_.level(depth_ + 1);
  std::string& document = inner.document.text;
  const TextEncoding encoding = decode_whole(text, document);
  if (encoding == TextEncoding::none || !looks_like_document(document)) return Nested::not_json;
  const std::size_t size = document.size();
  const Nested walked = walk_nested(slot, begin, end, size);
  if (walked != Nested::masked || (inner.decided.empty() && inner.found.empty())) return walked;
  std::string masked;
  std::size_t copied = 0;
  for_each_edit(inner.decided, inner.found, [&](const Edit& edit, std::string_view replacement) {
    masked.append(document, copied, edit.begin - copied).append(replacement);
    copied = edit.end;
  });
  masked.append(document, copied, size - copied);
  tools_.text.clear();
  encode_whole(encoding, masked, tools_.text);
  level_.decided.add(begin, end, tools_.text);
  return walked;
}

// Walks Level::document of the next depth, whose first `size` bytes are the document.
Decider::Nested Decider::walk_nested(const Slot& slot, std::uint32_t begin, std::uint32_t end, std::size_t size) {
  Level& inner = tools_.level(depth_ + 1);
  std::string& text = inner.document.text;
  text.append(StructuralIndex::kPadding, ' ');
  if (!inner.index.build(text.data(), size, true)) return Nested::not_json;
  if (context_.observer != nullptr) {
    context_.observer->nested_begins(begin, end, std::string_view(text).substr(0, size));
  }
  inner.bytes.build(text.data(), size);

  const Findings before = context_.findings;
  inner.state.reset(context_.plan.policy.limits().json_depth);
  inner.state.around = slot;
  inner.state.around.comma = Slot::kNoComma;
  Walk walk(context_, depth_ + 1, inner.state);
  const auto walked = walk.run(std::string_view(text).substr(0, size), true);
  if (context_.observer != nullptr) context_.observer->nested_ends(walked.has_value());
  if (!walked) {
    context_.findings = before;
    if (walked.error().code == Code::bad_json) return Nested::not_json;  // looked like JSON, is a text
    error_ = walked.error();
    return Nested::refused;
  }
  return Nested::masked;
}

}  // namespace veilgate::masking
