#include "masking/json/resolve.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace veilgate::masking {
namespace {

// Findings that overlap, covered as one.
struct Union {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ClassId class_id = ClassId::none;  // of the strictest treatment
  Treatment treatment;
  bool exact = true;  // one span, or several that are the same
};

class Resolver {
 public:
  Resolver(const WalkContext& context, Level& level) : context_(context), tools_(context.tools), level_(level) {}

  Result<void> scan() { return context_.plan.policy.scanner().scan(level_.arena, tools_.scan); }

  // The unions of the candidate's spans go to unions(); false when there is none.
  bool find_unions(const Candidate& candidate, const Arena::Entry& entry) {
    unions_.clear();
    if (entry.found == 0) return false;
    auto& spans = tools_.spans;
    const std::string_view text = level_.arena.value(entry);
    spans.clear();
    locate({text, candidate.evidence, candidate.context}, entry.found, spans);
    if (spans.empty()) return false;
    for (const Span& span : spans) add_span(span, candidate);
    unite();
    if (candidate.kind != Candidate::Kind::number) settle(candidate, text);
    return true;
  }

  // The strictest treatment among the unions.
  const Union& strictest() const {
    return *std::max_element(unions_.begin(), unions_.end(), [](const Union& a, const Union& b) {
      return strictness(a.treatment) < strictness(b.treatment);
    });
  }

  void count() {
    for (const Union& each : unions_) ++context_.findings.masked[index_of(each.class_id)];
  }

  Result<void> append_edits(const Candidate& candidate, std::string_view text, EditList& out) {
    count();
    const Union& whole = strictest();
    if (candidate.kind == Candidate::Kind::number) {
      return append_number_edit(whole.treatment, whole.class_id, text, candidate.begin, candidate.end, tools_.masked,
                                out);
    }
    if (candidate.kind == Candidate::Kind::string && whole.treatment.mask->type == config::MaskType::set_null) {
      out.add(candidate.begin - 1, candidate.end + 1, "null");
      return {};
    }
    tools_.masked.clear();
    for (const Union& each : unions_) append_mask_of(each, text, tools_.masked);
    for (const Edit& edit : tools_.masked) {
      const auto raw = [&](std::uint32_t at) {
        return candidate.begin + (candidate.identical ? at : level_.maps[candidate.map_begin + at]);
      };
      out.add(raw(edit.begin), raw(edit.end), json_text(tools_.masked.replacement(edit), tools_.text));
    }
    return {};
  }

  void append_mask_of(const Union& each, std::string_view text, EditList& out) const {
    // Where spans of several extents met, no class's own form can be relied on.
    const ClassId class_id = each.exact ? each.class_id : ClassId::none;
    append_mask(*each.treatment.mask, class_id, text, each.begin, each.end, out);
  }

  const std::vector<Union>& unions() const { return unions_; }

 private:
  void add_span(const Span& span, const Candidate& candidate) {
    unions_.push_back(
        {span.begin, span.end, span.class_id, *context_.plan.treatment_for(span.class_id, candidate.path), true});
  }

  // Sorts the unions and makes one of those that overlap.
  void unite() {
    std::stable_sort(unions_.begin(), unions_.end(), [](const Union& a, const Union& b) { return a.begin < b.begin; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < unions_.size(); ++i) {
      if (unions_[i].begin >= unions_[last].end) {
        unions_[++last] = unions_[i];
        continue;
      }
      Union& whole = unions_[last];
      const Union& part = unions_[i];
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
    Union& all = unions_.front();
    all = {0, static_cast<std::uint32_t>(text.size()), ClassId::none, strictest().treatment, false};
    unions_.resize(1);
  }

  // Adds what is found in the masked text and not covered yet. False: nothing.
  bool cover_what_is_left(const Candidate& candidate, std::string_view text) {
    tools_.settling.clear();
    for (const Union& each : unions_) append_mask_of(each, text, tools_.settling);
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
    spans.clear();
    locate_all({tools_.settled, candidate.evidence, candidate.context}, spans);
    const std::size_t known = unions_.size();
    for (Span span : spans) {
      span.begin = origin_of(span.begin, false);
      span.end = origin_of(span.end - 1, true);
      // Those known are in order and apart.
      const auto after =
          std::upper_bound(unions_.begin(), unions_.begin() + static_cast<std::ptrdiff_t>(known), span.begin,
                           [](std::uint32_t place, const Union& each) { return place < each.begin; });
      const bool covered = after != unions_.begin() && span.end <= std::prev(after)->end;
      if (!covered) add_span(span, candidate);
    }
    return unions_.size() != known;
  }

  // Where a byte of the masked text comes from: its place in the text, or the begin or end of what stood there.
  std::uint32_t origin_of(std::uint32_t at, bool end) const {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), at,
                         [](std::uint32_t place, const Piece& piece) { return place < piece.out_begin; });
    const Piece& piece = *std::prev(after);
    if (!piece.kept) return end ? piece.end : piece.begin;
    return piece.begin + (at - piece.out_begin) + (end ? 1 : 0);
  }

  struct Piece {
    std::uint32_t out_begin = 0;  // in the masked text
    std::uint32_t begin = 0;      // in the text
    std::uint32_t end = 0;
    bool kept = false;
  };

  const WalkContext& context_;
  ScratchTools& tools_;
  Level& level_;
  std::vector<Union> unions_;
  std::vector<Piece> pieces_;
};

}  // namespace

Result<void> resolve_candidates(const WalkContext& context, Level& level) {
  if (level.candidates.empty()) return {};
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned;
  for (std::size_t i = 0; i < level.candidates.size(); ++i) {
    const Arena::Entry& entry = level.arena.entries()[i];
    if (!resolver.find_unions(level.candidates[i], entry)) continue;
    auto done = resolver.append_edits(level.candidates[i], level.arena.value(entry), level.found);
    if (!done) return done;
  }
  return {};
}

Result<bool> resolve_single(const WalkContext& context, Level& level) {
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned.error();
  const Candidate candidate = level.candidates.back();
  const Arena::Entry entry = level.arena.entries().back();
  bool removed = false;
  if (resolver.find_unions(candidate, entry)) {
    removed = candidate.kind != Candidate::Kind::key &&
              resolver.strictest().treatment.mask->type == config::MaskType::remove_member;
    if (removed) {
      resolver.count();
    } else {
      EditList& out = candidate.kind == Candidate::Kind::key ? level.found : level.decided;
      if (auto done = resolver.append_edits(candidate, level.arena.value(entry), out); !done) return done.error();
    }
  }
  level.candidates.clear();
  level.arena.clear();
  level.maps.clear();
  return removed;
}

Result<std::uint32_t> cover_text(const WalkContext& context, std::string_view text, EditList& out) {
  Level& level = context.tools.level(0);
  level.begin_window();
  level.arena.add(text);
  Resolver resolver(context, level);
  if (auto scanned = resolver.scan(); !scanned) return scanned.error();
  if (!resolver.find_unions(Candidate{}, level.arena.entries().front())) return 0u;
  resolver.count();
  for (const Union& each : resolver.unions()) resolver.append_mask_of(each, text, out);
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
