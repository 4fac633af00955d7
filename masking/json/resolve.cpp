#include "masking/json/resolve.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace veilgate::masking {
namespace {

void locate(std::string_view text, Evidence evidence, ClassBits found, std::vector<Span>& out) {
  out.clear();
  if ((found & class_bit(ClassId::cn_resident_id)) != 0) locate_cn_resident_id(text, evidence, out);
  if ((found & class_bit(ClassId::bank_card)) != 0) locate_bank_card(text, evidence, out);
  if ((found & class_bit(ClassId::cn_mobile)) != 0) locate_cn_mobile(text, evidence, out);
  if ((found & class_bit(ClassId::cn_landline)) != 0) locate_cn_landline(text, evidence, out);
  if ((found & class_bit(ClassId::email)) != 0) locate_email(text, evidence, out);
}

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
    locate(level_.arena.value(entry), candidate.evidence, entry.found, spans);
    std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    for (const Span& span : spans) {
      const Treatment& treatment = *context_.plan.treatment_for(span.class_id, candidate.path);
      if (unions_.empty() || span.begin >= unions_.back().end) {
        unions_.push_back({span.begin, span.end, span.class_id, treatment, true});
        continue;
      }
      Union& last = unions_.back();
      last.exact = last.exact && span.begin == last.begin && span.end == last.end;
      last.end = std::max(last.end, span.end);
      if (strictness(treatment) > strictness(last.treatment)) {
        last.treatment = treatment;
        last.class_id = span.class_id;
      }
    }
    return !unions_.empty();
  }

  // The strictest treatment among the unions.
  const Union& strictest() const {
    return *std::max_element(unions_.begin(), unions_.end(), [](const Union& a, const Union& b) {
      return strictness(a.treatment) < strictness(b.treatment);
    });
  }

  void count() {
    for (const Union& each : unions_) ++context_.findings.masked[static_cast<std::size_t>(each.class_id)];
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
  const WalkContext& context_;
  ScratchTools& tools_;
  Level& level_;
  std::vector<Union> unions_;
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
