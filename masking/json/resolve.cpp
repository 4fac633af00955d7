#include "masking/json/resolve.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "masking/json/seal_value.hpp"

#include "masking/detect/text_signs.hpp"
#include "masking/text/reveal.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

// The candidate that a value is which only the configuration's patterns call for.
Candidate own_candidate(const OwnCandidate& own, std::string_view text, const Level& level) {
  Candidate candidate;
  candidate.kind = own.kind;
  candidate.context = own.context;
  candidate.begin = own.begin;
  candidate.end = own.end;
  if (own.path != 0) candidate.path = level.own_paths[own.path - 1];
  candidate.identical = level.text.substr(own.begin, own.end - own.begin) == text;
  return candidate;
}

// Adds a text that may hold bytes that are no UTF-8, each of them as a question mark.
void add_as_utf8(std::string_view text, Arena& arena) {
  std::size_t at = 0;
  while (at < text.size() && decode_utf8(text, at).length != 0) at += decode_utf8(text, at).length;
  if (at == text.size()) return arena.add(text);
  std::string repaired(text);
  for (at = 0; at < repaired.size();) {
    const std::size_t length = decode_utf8(repaired, at).length;
    if (length == 0) repaired[at] = '?';
    at += length == 0 ? 1 : length;
  }
  arena.add(repaired);
}

// The detectors that may find something in a text, told without the scanner.
DetectorSet worth_calling(std::string_view text) {
  constexpr DetectorSet kOfWords = detector_bit(DetectorId::person_name) | detector_bit(DetectorId::address) |
                                   detector_bit(DetectorId::western_name) | detector_bit(DetectorId::western_address);
  const DetectorSet all = (DetectorSet{1} << detectors().size()) - 1;
  return (all & ~kOfWords) | read_signs(text).called;
}

class Resolver {
 public:
  Resolver(const WalkContext& context, Level& level)
      : context_(context),
        tools_(context.tools),
        level_(level),
        patterns_(context.plan.policy.vocabulary().patterns()),
        unions_(context.tools.covers),
        pieces_(context.tools.pieces) {}

  Result<void> scan() {
    level_.own_hits.clear();
    if (patterns_ != nullptr) {
      if (auto scanned = patterns_->scan(level_.own, tools_.own_scan, level_.own_hits); !scanned) return scanned;
    }
    return context_.plan.policy.scanner().scan(level_.arena, tools_.scan);
  }

  // The unions of the candidate's spans go to unions(); false when there is none. `hits`: of the configuration's
  // patterns in this text.
  bool find_unions(const Candidate& candidate, std::string_view text, DetectorSet found,
                   std::span<const PatternHit> hits) {
    unions_.clear();
    is_empty_ = true;
    if (found == 0 && hits.empty()) return false;
    auto& spans = tools_.spans;
    spans.clear();
    const LocateInput input{text, candidate.evidence, candidate.context};
    if (found != 0) locate(input, found, spans);
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

  // Whether no detector found anything in the text looked at last, whatever the plan says about it.
  bool is_empty() const noexcept { return is_empty_; }

  // The strictest treatment among the unions.
  const Cover& strictest() const {
    return *std::max_element(unions_.begin(), unions_.end(), [](const Cover& a, const Cover& b) {
      return strictness(a.treatment) < strictness(b.treatment);
    });
  }

  void count() {
    for (const Cover& each : unions_) ++context_.findings.masked[index_of(each.class_id)];
  }

  Result<void> append_edits(const Candidate& candidate, std::string_view text, EditList& out) {
    count();
    const Cover& whole = strictest();
    if (candidate.kind == Candidate::Kind::number && whole.treatment.mask->type == config::MaskType::encrypt) {
      const auto name = level_.text.substr(candidate.name_begin, candidate.name_end - candidate.name_begin);
      return seal_number(context_, whole.treatment, whole.class_id, name, text, candidate.begin, candidate.end, out);
    }
    if (candidate.kind == Candidate::Kind::number) {
      return append_number_edit(whole.treatment, whole.class_id, text, candidate.begin, candidate.end, tools_.masked,
                                out);
    }
    if (candidate.kind == Candidate::Kind::string && whole.treatment.mask->type == config::MaskType::set_null) {
      out.add(candidate.begin - 1, candidate.end + 1, "null");
      return {};
    }
    tools_.masked.clear();
    for (const Cover& each : unions_) {
      if (auto treated = append_treated(each, text, tools_.masked); !treated) return treated;
    }
    // The way back is made now, for the few texts in which something was found.
    if (!candidate.identical) {
      unescape_and_fold(level_.text.substr(candidate.begin, candidate.end - candidate.begin), tools_.decoded);
      if (tools_.decoded.text != text) reveal(tools_.decoded);
    }
    const auto raw = [&](std::uint32_t at) {
      return candidate.begin + (candidate.identical ? at : tools_.decoded.raw_of[at]);
    };
    for (const Edit& edit : tools_.masked) {
      out.add(raw(edit.begin), raw(edit.end), json_text(tools_.masked.replacement(edit), tools_.text));
    }
    return {};
  }

  Result<void> append_treated(const Cover& each, std::string_view text, EditList& out) const {
    const MaskSpec& mask = *each.treatment.mask;
    if (mask.type == config::MaskType::encrypt) {
      return seal_span(context_, mask, each.class_id, text, each.begin, each.end, out);
    }
    append_mask_of(each, text, out);
    return {};
  }

  void append_mask_of(const Cover& each, std::string_view text, EditList& out) const {
    // Where spans of several extents met, no class's own form can be relied on.
    const ClassId class_id = each.exact ? each.class_id : ClassId::none;
    append_mask(*each.treatment.mask, class_id, text, each.begin, each.end, out);
  }

  const std::vector<Cover>& unions() const { return unions_; }

 private:
  // Nothing inside a token of ours is anything. True when there was something in one.
  bool leave_own_tokens(std::string_view text, std::vector<Span>& spans) const {
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

  void add_span(const Span& span, const Candidate& candidate, std::string_view text, bool by_pattern) {
    const Treatment& treatment = *context_.plan.treatment_for(span.class_id, candidate.path);
    unions_.push_back({span.begin, span.end, 0, span.class_id, treatment, true});
    if (context_.observer != nullptr) {
      context_.observer->found(observed(candidate), text, span, by_pattern, treatment);
    }
  }

  static ObservedValue observed(const Candidate& candidate) {
    const ValueKind kind = candidate.kind == Candidate::Kind::key      ? ValueKind::key
                           : candidate.kind == Candidate::Kind::number ? ValueKind::number
                                                                       : ValueKind::string;
    return {kind, candidate.begin, candidate.end, candidate.evidence, candidate.context, candidate.path};
  }

  // Whether the file says that this span is nobody's.
  bool is_spared(const Span& span, const Candidate& candidate, std::string_view text) const {
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
  void locate_every(const LocateInput& input, std::vector<Span>& spans) {
    spans.clear();
    locate(input, worth_calling(input.text), spans);
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
  void unite() {
    for (std::size_t i = 0; i < unions_.size(); ++i) unions_[i].order = static_cast<std::uint32_t>(i);
    std::sort(unions_.begin(), unions_.end(), [](const Cover& a, const Cover& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.order < b.order;
    });
    std::size_t last = 0;
    for (std::size_t i = 1; i < unions_.size(); ++i) {
      if (unions_[i].begin >= unions_[last].end) {
        unions_[++last] = unions_[i];
        continue;
      }
      Cover& whole = unions_[last];
      const Cover& part = unions_[i];
      whole.exact = whole.exact && part.exact && part.begin == whole.begin && part.end == whole.end;
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
  void settle(const Candidate& candidate, std::string_view text) {
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
  bool cover_what_is_left(const Candidate& candidate, std::string_view text) {
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
    locate_every({tools_.settled, candidate.evidence, candidate.context}, spans);
    leave_own_tokens(tools_.settled, spans);
    const std::size_t known = unions_.size();
    for (Span span : spans) {
      if (is_spared(span, candidate, tools_.settled)) continue;
      span.begin = origin_of(span.begin, false);
      span.end = origin_of(span.end - 1, true);
      // Those known are in order and apart.
      const auto after =
          std::upper_bound(unions_.begin(), unions_.begin() + static_cast<std::ptrdiff_t>(known), span.begin,
                           [](std::uint32_t place, const Cover& each) { return place < each.begin; });
      const bool covered = after != unions_.begin() && span.end <= std::prev(after)->end;
      if (!covered) add_span(span, candidate, text, false);
    }
    return unions_.size() != known;
  }

  // Where a byte of the masked text comes from: its place in the text, or the begin or end of what stood there.
  std::uint32_t origin_of(std::uint32_t at, bool end) const {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), at,
                         [](std::uint32_t place, const MaskedPiece& piece) { return place < piece.out_begin; });
    const MaskedPiece& piece = *std::prev(after);
    if (!piece.kept) return end ? piece.end : piece.begin;
    return piece.begin + (at - piece.out_begin) + (end ? 1 : 0);
  }

  const WalkContext& context_;
  ScratchTools& tools_;
  Level& level_;
  const UserPatterns* patterns_;
  std::vector<Cover>& unions_;
  std::vector<MaskedPiece>& pieces_;
  bool is_empty_ = false;
};

// Only what depends on the text, its evidence and its context alone: no plan has a say in it, and nobody is told why.
// Numbers of things seldom come again and would take the places of texts that do.
void remember_empty(const Candidate& candidate, const WalkContext& context, const Level& level) {
  const std::string_view raw = level.text.substr(candidate.begin, candidate.end - candidate.begin);
  constexpr std::size_t kLongestNumber = 20;
  if (context.observer != nullptr || may_begin_document(raw.front())) return;
  if (raw.size() <= kLongestNumber && raw.find_first_not_of("0123456789") == std::string_view::npos) return;
  context.tools.empty.add(raw, candidate.evidence, candidate.context);
}

}  // namespace

Result<void> resolve_candidates(const WalkContext& context, Level& level) {
  if (level.candidates.empty() && level.own_candidates.empty()) return {};
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned;
  // Both lists are in document order; a value may be in both.
  std::span<const PatternHit> hits = level.own_hits;
  const auto next_own = [&]() -> const OwnCandidate* {
    return hits.empty() ? nullptr : &level.own_candidates[hits.front().entry];
  };
  const auto take_hits = [&] {
    const auto other =
        std::find_if(hits.begin(), hits.end(), [&](const PatternHit& hit) { return hit.entry != hits.front().entry; });
    const std::span<const PatternHit> taken(hits.begin(), other);
    hits = hits.subspan(taken.size());
    return taken;
  };
  const auto settle_own = [&](const OwnCandidate& own) -> Result<void> {
    const std::string_view text = level.own.value(level.own.entries()[hits.front().entry]);
    const Candidate candidate = own_candidate(own, text, level);
    if (!resolver.find_unions(candidate, text, 0, take_hits())) return {};
    return resolver.append_edits(candidate, text, level.found);
  };
  for (std::size_t i = 0; i < level.candidates.size(); ++i) {
    const Candidate candidate = level.candidates[i];
    while (next_own() != nullptr && next_own()->begin < candidate.begin) {
      if (auto done = settle_own(*next_own()); !done) return done;
    }
    const bool both = next_own() != nullptr && next_own()->begin == candidate.begin;
    const std::span<const PatternHit> own = both ? take_hits() : std::span<const PatternHit>();
    const Arena::Entry& entry = level.arena.entries()[i];
    const std::string_view text = level.arena.value(entry);
    if (!resolver.find_unions(candidate, text, entry.found, own)) {
      if (resolver.is_empty() && candidate.kind == Candidate::Kind::string) remember_empty(candidate, context, level);
      continue;
    }
    if (auto done = resolver.append_edits(candidate, text, level.found); !done) return done;
  }
  while (next_own() != nullptr) {
    if (auto done = settle_own(*next_own()); !done) return done;
  }
  return {};
}

Result<bool> resolve_single(const WalkContext& context, Level& level) {
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned.error();
  const bool builtin = !level.candidates.empty();
  const std::string_view text =
      builtin ? level.arena.value(level.arena.entries().back()) : level.own.value(level.own.entries().back());
  const Candidate candidate =
      builtin ? level.candidates.back() : own_candidate(level.own_candidates.back(), text, level);
  bool removed = false;
  if (resolver.find_unions(candidate, text, builtin ? level.arena.entries().back().found : 0, level.own_hits)) {
    removed = candidate.kind != Candidate::Kind::key &&
              resolver.strictest().treatment.mask->type == config::MaskType::remove_member;
    if (removed) {
      resolver.count();
    } else {
      EditList& out = candidate.kind == Candidate::Kind::key ? level.found : level.decided;
      if (auto done = resolver.append_edits(candidate, text, out); !done) return done.error();
    }
  }
  level.candidates.clear();
  level.arena.clear();
  level.own.clear();
  level.own_candidates.clear();
  level.own_paths.clear();
  return removed;
}

Result<std::uint32_t> cover_text(const WalkContext& context, std::string_view text, EditList& out) {
  Level& level = context.tools.level(0);
  level.begin_window();
  level.arena.add(text, read_signs(text).called);
  const UserPatterns* const patterns = context.plan.policy.vocabulary().patterns();
  if (patterns != nullptr && text.size() >= patterns->least_bytes()) add_as_utf8(text, level.own);
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned.error();
  const DetectorSet found = level.arena.entries().front().found;
  if (!resolver.find_unions(Candidate{}, text, found, level.own_hits)) return 0u;
  resolver.count();
  for (const Cover& each : resolver.unions()) {
    if (auto treated = resolver.append_treated(each, text, out); !treated) return treated.error();
  }
  return static_cast<std::uint32_t>(resolver.unions().size());
}

Result<void> append_number_edit(const Treatment& treatment, ClassId class_id, std::string_view number,
                                std::uint32_t begin, std::uint32_t end, EditList& scratch, EditList& out) {
  const MaskSpec& mask = *treatment.mask;
  if (mask.type == config::MaskType::set_null) {
    out.add(begin, end, "null");
    return {};
  }
  switch (treatment.on_number) {
    case config::OnNumber::null: out.add(begin, end, "null"); return {};
    case config::OnNumber::number: {
      std::string made;
      out.add(begin, end, append_number(mask, number, scratch, made) ? std::string_view(made) : "null");
      return {};
    }
    case config::OnNumber::zero: out.add(begin, end, "0"); return {};
    case config::OnNumber::block: break;
    case config::OnNumber::string: {
      scratch.clear();
      append_mask(mask, class_id, number, 0, static_cast<std::uint32_t>(number.size()), scratch);
      std::string text = "\"";
      std::string buffer;
      std::uint32_t kept = 0;
      for (const Edit& edit : scratch) {
        text.append(number.substr(kept, edit.begin - kept)).append(json_text(scratch.replacement(edit), buffer));
        kept = edit.end;
      }
      text.append(number.substr(kept)).push_back('"');
      out.add(begin, end, text);
      return {};
    }
  }
  return make_error(Code::number_refused, Origin::policy, "a sensitive value is a number and on_number is block");
}

}  // namespace veilgate::masking
