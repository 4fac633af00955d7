#include "masking/json/resolve.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "masking/json/covering.hpp"
#include "masking/json/number_edit.hpp"
#include "masking/json/seal_value.hpp"
#include "masking/text/reveal.hpp"

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

class Resolver {
 public:
  Resolver(const WalkContext& context, Level& level)
      : context_(context),
        tools_(context.tools),
        level_(level),
        patterns_(context.plan.policy.vocabulary().patterns()),
        covering_(context) {}

  Result<void> scan() {
    level_.own_hits.clear();
    if (patterns_ != nullptr) {
      if (auto scanned = patterns_->scan(level_.own, tools_.own_scan, level_.own_hits); !scanned) return scanned;
    }
    return {};
  }

  Covering& covering() noexcept { return covering_; }

  void count() {
    for (const Cover& each : covering_.unions()) ++context_.findings.masked[index_of(each.class_id)];
  }

  Result<void> append_edits(const Candidate& candidate, std::string_view text, EditList& out) {
    count();
    const Cover& whole = covering_.strictest();
    if (candidate.kind == Candidate::Kind::number && whole.treatment.mask->type == config::MaskType::encrypt) {
      const auto name = level_.text.substr(candidate.name_begin, candidate.name_end - candidate.name_begin);
      return queue_number(whole.treatment, whole.class_id, name, text, candidate.begin, candidate.end, level_.seals,
                          out);
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
    for (const Cover& each : covering_.unions()) {
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

 private:
  const WalkContext& context_;
  ScratchTools& tools_;
  Level& level_;
  const UserPatterns* patterns_;
  Covering covering_;
};

// Only what depends on the text, its evidence and its context alone: no plan has a say in it, and nobody is told why.
// Numbers of things seldom come again and would take the places of texts that do.
void remember_empty(const Candidate& candidate, const WalkContext& context, const Level& level) {
  const std::string_view raw = level.text.substr(candidate.begin, candidate.end - candidate.begin);
  constexpr std::size_t kLongestNumber = 20;
  if (context.observer != nullptr || may_begin_document(raw.data())) return;
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
    if (!resolver.covering().find(candidate, text, 0, take_hits())) return {};
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
    if (!resolver.covering().find(candidate, text, entry.called, own)) {
      if (resolver.covering().is_empty() && candidate.kind == Candidate::Kind::string)
        remember_empty(candidate, context, level);
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
  if (level.candidates.empty() && level.own_candidates.empty()) return false;
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned.error();
  const bool builtin = !level.candidates.empty();
  const std::string_view text =
      builtin ? level.arena.value(level.arena.entries().back()) : level.own.value(level.own.entries().back());
  const Candidate candidate =
      builtin ? level.candidates.back() : own_candidate(level.own_candidates.back(), text, level);
  bool removed = false;
  if (resolver.covering().find(candidate, text, builtin ? level.arena.entries().back().called : 0, level.own_hits)) {
    removed = candidate.kind != Candidate::Kind::key &&
              resolver.covering().strictest().treatment.mask->type == config::MaskType::remove_member;
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

Result<std::uint32_t> cover_text(const WalkContext& context, std::string_view text, DetectorSet called, EditList& out) {
  const UserPatterns* const patterns = context.plan.policy.vocabulary().patterns();
  const bool own = patterns != nullptr && text.size() >= patterns->least_bytes();
  if (called == 0 && !own) return 0u;
  Level& level = context.tools.level(0);
  level.begin_window();
  if (own) add_as_utf8(text, level.own);
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned.error();
  if (!resolver.covering().find(Candidate{}, text, called, level.own_hits)) return 0u;
  resolver.count();
  for (const Cover& each : resolver.covering().unions()) {
    if (auto treated = resolver.append_treated(each, text, out); !treated) return treated.error();
  }
  return static_cast<std::uint32_t>(resolver.covering().unions().size());
}

}  // namespace veilgate::masking
