#include "masking/json/covering.hpp"

#include <algorithm>
#include <string>

#include "masking/act/mask.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/json/seal_value.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

ObservedValue observed(const Candidate& candidate) {
  const ValueKind kind = candidate.kind == Candidate::Kind::key      ? ValueKind::key
                         : candidate.kind == Candidate::Kind::number ? ValueKind::number
                                                                     : ValueKind::string;
  return {kind, candidate.begin, candidate.end, candidate.evidence, candidate.context, candidate.path};
}

}  // namespace

void add_as_utf8(std::string_view text, Arena& arena) {
  if (is_utf8(text)) return arena.add(text);
  std::string repaired(text);
  for (std::size_t at = 0; at < repaired.size();) {
    const std::size_t length = decode_utf8(repaired, at).length;
    if (length == 0) repaired[at] = '?';
    at += length == 0 ? 1 : length;
  }
  arena.add(repaired);
}

void append_mask_of(const Cover& each, std::string_view text, EditList& out) {
  // Where spans of several extents met, no class's own form can be relied on.
  const ClassId class_id = each.exact ? each.class_id : ClassId::none;
  append_mask(*each.treatment.mask, class_id, text, each.begin, each.end, out);
}

bool Covering::find(const Candidate& candidate, std::string_view text, DetectorSet called,
                    std::span<const PatternHit> hits) {
  unions_.clear();
  is_empty_ = true;
  if (called == 0 && hits.empty()) return false;
  auto& spans = tools_.spans;
  spans.clear();
  const LocateInput input{text, candidate.evidence, candidate.context, nullptr, &context_.plan.policy.keys()};
  if (called != 0) locate(input, called, spans);
  std::size_t builtin = spans.size();
  is_empty_ = builtin == 0;
  for (const PatternHit& hit : hits) patterns_->locate(hit.pattern, input, spans);
  if (leave_own_tokens(text, spans)) builtin = spans.size();
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (!is_spared(spans[i], candidate, text)) add_span(spans[i], candidate, text, i >= builtin);
  }
  if (unions_.empty()) return false;
  unite();
  if (candidate.kind != Candidate::Kind::number) settle(candidate, text);
  return true;
}

const Cover& Covering::strictest() const {
  return *std::max_element(unions_.begin(), unions_.end(), [](const Cover& a, const Cover& b) {
    return strictness(a.treatment) < strictness(b.treatment);
  });
}

// Nothing inside a token of ours is anything. True when there was something in one.
bool Covering::leave_own_tokens(std::string_view text, std::vector<Span>& spans) const {
  if (context_.plan.seal_mask == nullptr || spans.empty() || !may_hold_token(text)) return false;
  const std::size_t before = spans.size();
  for (std::string_view token = next_token_text(text, 0); !token.empty();) {
    const auto begin = static_cast<std::uint32_t>(token.data() - text.data());
    const auto end = begin + static_cast<std::uint32_t>(token.size());
    if (is_own_token(context_, token)) {
      std::erase_if(spans, [&](const Span& span) { return span.begin < end && span.end > begin; });
    }
    token = next_token_text(text, end);
  }
  return spans.size() != before;
}

void Covering::add_span(const Span& span, const Candidate& candidate, std::string_view text, bool by_pattern) {
  const Treatment& treatment = *context_.plan.treatment_for(span.class_id, candidate.path);
  unions_.push_back({span.begin, span.end, 0, span.class_id, treatment, true});
  if (context_.observer != nullptr) {
    context_.observer->found(observed(candidate), text, span, by_pattern, treatment);
  }
}

// Whether the file says that this span is nobody's.
bool Covering::is_spared(const Span& span, const Candidate& candidate, std::string_view text) const {
  const CompiledPlan& plan = context_.plan;
  Rejection why = Rejection::excluded_by_rule;
  if (!plan.is_excluded(span.class_id, candidate.path)) {
    why = Rejection::allow_listed;
    if (!plan.allowed.holds(span.class_id, text.substr(span.begin, span.end - span.begin))) return false;
  }
  if (context_.observer != nullptr) context_.observer->spared_span(observed(candidate), span, why);
  return true;
}

// Every span in a text, whatever would have to call for it.
void Covering::locate_every(const LocateInput& input, std::vector<Span>& spans) {
  spans.clear();
  locate(input, read_signs(input.text).called & detectors_under(input.evidence), spans);
  if (patterns_ == nullptr || input.text.empty()) return;
  tools_.own_settled.clear();
  add_as_utf8(input.text, tools_.own_settled);
  if (!patterns_->scan(tools_.own_settled, tools_.own_scan, tools_.own_settled_hits)) {
    patterns_->locate_all(input, spans);
    return;
  }
  for (const PatternHit& hit : tools_.own_settled_hits) patterns_->locate(hit.pattern, input, spans);
}

// Sorts the unions and makes one of those that overlap.
void Covering::unite() {
  for (std::size_t i = 0; i < unions_.size(); ++i) unions_[i].order = static_cast<std::uint32_t>(i);
  std::sort(unions_.begin(), unions_.end(),
            [](const Cover& a, const Cover& b) { return a.begin != b.begin ? a.begin < b.begin : a.order < b.order; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < unions_.size(); ++i) {
    if (unions_[i].begin >= unions_[last].end) {
      unions_[++last] = unions_[i];
      continue;
    }
    Cover& whole = unions_[last];
    const Cover& part = unions_[i];
    // Two readings of one value, as far as both reach: password=a#b is one behind its word and one behind the sign.
    const bool same = part.class_id == whole.class_id || (part.begin == whole.begin && part.end == whole.end);
    whole.exact = whole.exact && part.exact && same;
    whole.end = std::max(whole.end, part.end);
    if (strictness(part.treatment) > strictness(whole.treatment)) {
      whole.treatment = part.treatment;
      whole.class_id = part.class_id;
    }
  }
  unions_.resize(last + 1);
}

// What a mask leaves to see may make another number of the digits beside it (`6222 0201 1112 2 138****5678`).
// Whatever would be found in the masked text is covered too, so that masking an output again changes no byte.
void Covering::settle(const Candidate& candidate, std::string_view text) {
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    if (strictness(strictest().treatment) >= kWholeValue || !cover_what_is_left(candidate, text)) return;
    unite();
  }
  // A text built to go on like this: nothing of it stays.
  Cover& all = unions_.front();
  all = {0, static_cast<std::uint32_t>(text.size()), 0, ClassId::none, strictest().treatment, false};
  unions_.resize(1);
}

// Adds what is found in the masked text and not covered yet. False: nothing.
bool Covering::cover_what_is_left(const Candidate& candidate, std::string_view text) {
  tools_.settling.clear();
  for (const Cover& each : unions_) append_mask_of(each, text, tools_.settling);
  pieces_.clear();
  tools_.settled.clear();
  std::uint32_t from = 0;
  const auto keep_until = [&](std::uint32_t end) {
    pieces_.push_back({static_cast<std::uint32_t>(tools_.settled.size()), from, end, true});
    tools_.settled.append(text.substr(from, end - from));
  };
  for (const Edit& edit : tools_.settling) {
    keep_until(edit.begin);
    pieces_.push_back({static_cast<std::uint32_t>(tools_.settled.size()), edit.begin, edit.end, false});
    tools_.settled.append(tools_.settling.replacement(edit));
    from = edit.end;
  }
  keep_until(static_cast<std::uint32_t>(text.size()));

  auto& spans = tools_.spans;
  locate_every({tools_.settled, candidate.evidence, candidate.context, nullptr, &context_.plan.policy.keys()}, spans);
  leave_own_tokens(tools_.settled, spans);
  const std::size_t known = unions_.size();
  bool changed = false;
  for (Span span : spans) {
    if (is_spared(span, candidate, tools_.settled)) continue;
    const Span masked = span;
    span.begin = origin_of(span.begin, false);
    span.end = origin_of(span.end - 1, true);
    // Those known are in order and apart.
    const auto after =
        std::upper_bound(unions_.begin(), unions_.begin() + static_cast<std::ptrdiff_t>(known), span.begin,
                         [](std::uint32_t place, const Cover& each) { return place < each.begin; });
    const bool covered = after != unions_.begin() && span.end <= std::prev(after)->end;
    if (!covered) {
      add_span(span, candidate, text, false);
      changed = true;
    } else if (Cover& whole = *std::prev(after); span.begin == whole.begin && span.end == whole.end) {
      // 2345678 behind `mobile:` is a landline by its look; *****78 there is one no more, and would be masked as a
      // mobile the next time. What may be read in two ways shows nothing.
      if (!whole.exact || whole.class_id == span.class_id || !masks_more(masked, whole, candidate)) continue;
      whole.exact = false;
      changed = true;
    }
  }
  return changed;
}

// Whether the smart mask of a span of the masked text changes what that of its cover has left.
bool Covering::masks_more(const Span& masked, const Cover& whole, const Candidate& candidate) {
  const MaskSpec& mask = *context_.plan.treatment_for(masked.class_id, candidate.path)->mask;
  if (mask.type != config::MaskType::smart || whole.treatment.mask->type != config::MaskType::smart) return false;
  const std::string_view settled = tools_.settled;
  tools_.settled_again.clear();
  append_mask(mask, masked.class_id, settled, masked.begin, masked.end, tools_.settled_again);
  return std::any_of(tools_.settled_again.begin(), tools_.settled_again.end(), [&](const Edit& edit) {
    return tools_.settled_again.replacement(edit) != settled.substr(edit.begin, edit.end - edit.begin);
  });
}

// Where a byte of the masked text comes from: its place in the text, or the begin or end of what stood there.
std::uint32_t Covering::origin_of(std::uint32_t at, bool end) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), at,
                       [](std::uint32_t place, const MaskedPiece& piece) { return place < piece.out_begin; });
  const MaskedPiece& piece = *std::prev(after);
  if (!piece.kept) return end ? piece.end : piece.begin;
  return piece.begin + (at - piece.out_begin) + (end ? 1 : 0);
}

}  // namespace veilgate::masking
