#include "masking/json/decide.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "masking/detect/named_value.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/json/resolve.hpp"
#include "masking/text/other_view.hpp"
#include "masking/text/reveal.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kShortestEncoded = 16;  // {"a":"b@c.d"} and the like

// A sentence: characters beyond ASCII, or words with blanks between them. A name that says that its value is an order's
// or an article's number says nothing about the numbers in a sentence.
bool is_prose(std::string_view raw) noexcept {
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (static_cast<unsigned char>(raw[at]) >= 0x80) return true;
    if (at + 1 == raw.size()) break;
    if (raw[at] == '\\' && raw[at + 1] == 'u') return true;
    if (raw[at] == ' ' && is_ascii_letter(raw[at + 1])) return true;
  }
  return false;
}

}  // namespace

const Treatment* Decider::treatment_of(const Slot& slot) const noexcept {
  if (slot.class_id == ClassId::none && slot.forced == nullptr && slot.path.dead()) return nullptr;
  const Treatment* own = context_.plan.treatment_for(slot.class_id, slot.path);
  if (slot.forced == nullptr) return own;
  return own != nullptr && strictness(*own) > strictness(*slot.forced) ? own : slot.forced;
}

const Treatment* Decider::container_treatment_of(const Slot& slot) const noexcept {
  const Treatment* own = context_.plan.container_treatment_for(slot.class_id, slot.path);
  return own != nullptr && slot.forced != nullptr && strictness(*own) <= strictness(*slot.forced) ? slot.forced : own;
}

bool Decider::is_plain(std::uint32_t begin, std::uint32_t end, Evidence evidence, bool forms) noexcept {
  const auto content = level_.bytes.content(begin, end, fewest_digits(evidence));
  const std::string_view raw = text_.substr(begin, end - begin);
  if (!content.backslash && !content.mark) {
    if (!forms && !(content.many_digits && digits_may_matter(raw, evidence))) return true;
  } else if (evidence != Evidence::neutral_key && is_prose(raw)) {
    evidence = Evidence::neutral_key;
  }
  const TextSigns& signs = signs_of(begin, end);
  if ((signs.called & detectors_under(evidence)) != 0 || signs.hidden || signs.escape) return false;
  return raw[0] != '\\' || raw[1] == 'u';
}

Verdict Decider::refuse(Error error) {
  error_ = std::move(error);
  return Verdict::refuse;
}

bool Decider::is_spared(Slot& slot, std::uint32_t begin, std::uint32_t end, bool other_view, Rejection& why) {
  const CompiledPlan& plan = context_.plan;
  const std::string_view raw = text_.substr(begin, end - begin);
  const auto view = [&](std::string_view& text) {
    if (!other_view) return true;
    if (!unescape_and_fold_text(raw, tools_.decoded)) return false;
    text = tools_.decoded.text;
    return true;
  };
  std::string_view text = raw;
  if (may_be_other_than_named(slot.class_id, slot.protected_hex, raw) && view(text)) {
    const NamedValue value = read_named_value(slot.class_id, slot.protected_hex, text);
    slot.class_id = value.class_id;
    why = value.why;
    if (value.stays) return true;
  }
  if (plan.seal_mask != nullptr && may_begin_token(raw)) {
    // A value that was another than its name said was sealed as what it was. Seals see to tokens themselves.
    why = Rejection::protected_already;
    const Treatment* const treatment = treatment_of(slot);
    const bool seals = treatment != nullptr && treatment->mask->type == config::MaskType::encrypt;
    if (!seals && is_own_token(raw)) return true;
  }
  why = Rejection::excluded_by_rule;
  if (plan.is_excluded(slot.class_id, slot.path)) return true;
  why = Rejection::allow_listed;
  return plan.allowed.classes()[index_of(slot.class_id)] && view(text) && plan.allowed.holds(slot.class_id, text);
}

void Decider::observe_spared(const Slot& slot, ValueKind kind, std::uint32_t begin, std::uint32_t end, ClassId named,
                             Rejection why) const {
  if (context_.observer == nullptr) return;
  context_.observer->spared({kind, begin, end, slot.evidence, slot.context, slot.path}, named, why);
}

void Decider::observe_decided(const Slot& slot, ValueKind kind, std::uint32_t begin, std::uint32_t end,
                              const Treatment& treatment) const {
  if (context_.observer == nullptr) return;
  context_.observer->decided({kind, begin, end, slot.evidence, slot.context, slot.path}, slot.class_id, treatment);
}

Verdict Decider::string_value(Slot& slot, std::uint32_t begin, std::uint32_t end) {
  count_values(1);
  if (begin == end) return Verdict::keep;
  auto content = level_.bytes.content(begin, end, fewest_digits(slot.evidence));
  if (slot.evidence != Evidence::neutral_key && (content.mark || content.backslash) &&
      is_prose(text_.substr(begin, end - begin))) {
    slot.evidence = Evidence::neutral_key;
    content = level_.bytes.content(begin, end, kFewestDigits);
  }
  if (const ClassId named = slot.class_id; named != ClassId::none) {
    Rejection why = Rejection::excluded_by_rule;
    if (is_spared(slot, begin, end, content.backslash || content.mark, why)) {
      observe_spared(slot, ValueKind::string, begin, end, named, why);
      slot.class_id = ClassId::none;
    }
  }
  return judge_string(slot, content, begin, end);
}

Verdict Decider::judge_string(const Slot& slot, const ByteMap::Content& content, std::uint32_t begin,
                              std::uint32_t end) {
  const bool escaped = content.backslash;
  const std::string_view raw = text_.substr(begin, end - begin);
  if (const Treatment* treatment = treatment_of(slot); treatment != nullptr) {
    observe_decided(slot, ValueKind::string, begin, end, *treatment);
    return treat_string(slot, *treatment, begin, end, escaped || (content.mark && may_have_other_view(raw)));
  }

  const auto head = static_cast<std::uint32_t>(payload_begin(raw));
  if (raw.size() - head >= kShortestEncoded && may_begin_encoded(raw.data() + head)) {
    std::string_view text = raw.substr(head);  // a slash may be escaped
    if (escaped && unescape(text, tools_.decoded)) text = tools_.text.assign(tools_.decoded.text);
    const Nested nested = encoded_document(slot, begin + head, end, text);
    if (nested != Nested::not_json) return nested == Nested::masked ? Verdict::keep : Verdict::refuse;
  }
  const bool document = may_begin_document(raw.data());
  if (document && !escaped && looks_like_document(raw)) {
    const Nested nested = nested_document(slot, begin, end, false);
    if (nested != Nested::not_json) return nested == Nested::masked ? Verdict::keep : Verdict::refuse;
  }
  const bool matters = escaped || content.mark || forms_may_matter(raw) ||
                       (content.many_digits && digits_may_matter(raw, slot.evidence));
  const TextSigns raw_signs = matters ? signs_of(begin, end) : TextSigns{};
  if (!escaped) {
    observe_looked_at(slot, begin, end);
    if (!raw_signs.any() && !may_be_told(slot.context, raw.size())) {
      if (!wants_own(begin, end)) return Verdict::keep;
      add_own_string(begin, end, slot.context, slot.path);
      return settle_added();
    }
    if (!raw_signs.hidden && !(content.mark && may_have_other_view(raw))) {
      return add_text(slot, begin, end, raw, raw_signs.called, true);
    }
  }
  if (!unescape_and_fold_text(raw, tools_.decoded)) {
    return refuse(make_error(Code::bad_json, Origin::upstream, "a string has a bad escape"));
  }
  if (document && escaped && looks_like_document(tools_.decoded.text)) {
    const Nested nested = nested_document(slot, begin, end, true);
    if (nested != Nested::not_json) return nested == Nested::masked ? Verdict::keep : Verdict::refuse;
    unescape_and_fold_text(raw, tools_.decoded);  // the attempt has used the buffer
  }
  if (escaped) observe_looked_at(slot, begin, end);
  // What was read through the escapes holds, unless the text has become another one.
  const bool other = raw_signs.escape || tools_.decoded.folded;
  TextSigns signs = other ? read_signs(tools_.decoded.text) : raw_signs;
  if (signs.hidden && reveal(tools_.decoded)) signs = read_signs(tools_.decoded.text);
  return add_text(slot, begin, end, tools_.decoded.text, signs.called, false);
}

Verdict Decider::add_text(const Slot& slot, std::uint32_t begin, std::uint32_t end, std::string_view text,
                          DetectorSet called, bool identical) {
  called = (called & detectors_under(slot.evidence)) | detectors_in_context(slot.context, text);
  const bool own = identical ? wants_own(begin, end) : wants_own(text);
  const bool builtin = called != 0;
  if (!builtin && !own) return Verdict::keep;
  if (builtin) {
    Candidate candidate;
    candidate.evidence = slot.evidence;
    candidate.context = slot.context;
    candidate.identical = identical;
    candidate.begin = begin;
    candidate.end = end;
    candidate.path = slot.path;
    add_candidate(candidate, text, called);
  }
  if (own) add_own(Candidate::Kind::string, begin, end, text, slot.context, slot.path);
  return settle_added();
}

void Decider::observe_looked_at(const Slot& slot, std::uint32_t begin, std::uint32_t end) const {
  if (context_.observer == nullptr) return;
  context_.observer->looked_at({ValueKind::string, begin, end, slot.evidence, slot.context, slot.path});
}

const TextSigns& Decider::signs_of(std::uint32_t begin, std::uint32_t end) noexcept {
  if (signs_begin_ != begin || signs_end_ != end) {
    signs_ = read_raw_signs(text_.substr(begin, end - begin));
    signs_begin_ = begin;
    signs_end_ = end;
  }
  return signs_;
}

Verdict Decider::number_value(Slot& slot, std::uint32_t begin, std::uint32_t end) {
  count_values(1);
  if (const ClassId named = slot.class_id; named != ClassId::none) {
    Rejection why = Rejection::excluded_by_rule;
    if (is_spared(slot, begin, end, false, why)) {
      observe_spared(slot, ValueKind::number, begin, end, named, why);
      slot.class_id = ClassId::none;
    }
  }
  return judge_number(slot, begin, end);
}

Verdict Decider::judge_number(const Slot& slot, std::uint32_t begin, std::uint32_t end) {
  if (const Treatment* treatment = treatment_of(slot); treatment != nullptr) {
    observe_decided(slot, ValueKind::number, begin, end, *treatment);
    return treat_number(slot, *treatment, begin, end);
  }
  if (context_.observer != nullptr) {
    context_.observer->looked_at({ValueKind::number, begin, end, slot.evidence, slot.context, slot.path});
  }
  std::string_view digits = text_.substr(begin, end - begin);
  const bool own = wants_own(begin, end);
  bool builtin = !is_plain_scalar(begin, end, slot.evidence == Evidence::denied_key);
  DetectorSet called = 0;
  if (builtin) {
    if (digits.find_first_of(".eE") != std::string_view::npos) {
      builtin = integer_digits(digits, tools_.text);
      digits = tools_.text;
    } else if (digits.front() == '-') {
      digits.remove_prefix(1);
    }
    if (builtin) called = read_signs(digits).called & detectors_under(slot.evidence);
    builtin = called != 0;
  }
  if (!builtin && !own) return Verdict::keep;
  if (builtin) {
    Candidate candidate;
    candidate.kind = Candidate::Kind::number;
    candidate.name_begin = slot.name_begin;
    candidate.name_end = slot.name_end;
    candidate.evidence = slot.evidence;
    candidate.context = slot.context;
    candidate.begin = begin;
    candidate.end = end;
    candidate.path = slot.path;
    add_candidate(candidate, digits, called);
  }
  if (own) add_own(Candidate::Kind::number, begin, end, text_.substr(begin, end - begin), slot.context, slot.path);
  return settle_added();
}

void Decider::name_as_value(std::uint32_t begin, std::uint32_t end) {
  if (!unescape_and_fold_text(text_.substr(begin, end - begin), tools_.decoded)) return;
  TextSigns signs = read_signs(tools_.decoded.text);
  if (signs.hidden && reveal(tools_.decoded)) signs = read_signs(tools_.decoded.text);
  const bool builtin = signs.called != 0;
  const bool own = wants_own(tools_.decoded.text);
  if (!builtin && !own) return;
  if (context_.observer != nullptr) {
    context_.observer->looked_at({ValueKind::key, begin, end, Evidence::neutral_key, 0, PathState()});
  }
  if (builtin) {
    Candidate candidate;
    candidate.kind = Candidate::Kind::key;
    candidate.identical = false;
    candidate.begin = begin;
    candidate.end = end;
    add_candidate(candidate, tools_.decoded.text, signs.called);
  }
  if (own) add_own(Candidate::Kind::key, begin, end, tools_.decoded.text, 0, PathState());
  settle_added();
}

void Decider::add_candidate(const Candidate& candidate, std::string_view text, DetectorSet called) {
  level_.candidates.push_back(candidate);
  level_.arena.add(text, called);
}

bool Decider::may_meet_own(std::uint32_t begin, std::uint32_t end) const noexcept {
  const std::string_view raw = text_.substr(begin, end - begin);
  const auto planes = [&](std::uint32_t from) {
    const std::uint64_t inside = first_places(std::min<std::uint32_t>(end - from, ByteMap::kWidth));
    CharacterBits bits;
    bits.digits = level_.bytes.digits_from(from) & inside;
    bits.letters = level_.bytes.letters_from(from) & inside;
    bits.high = level_.bytes.high_from(from) & inside;
    bits.signs = inside & ~(bits.digits | bits.letters | bits.high);
    return bits;
  };
  if (raw.size() <= ByteMap::kWidth) {
    if (own_needs_->may_be_met(planes(begin))) return true;
  } else {
    KindCounts counts;
    for (std::uint32_t at = begin; at < end; at += ByteMap::kWidth) counts = counts.with(KindCounts::of(planes(at)));
    if (own_needs_->may_be_met(counts)) return true;
  }
  const auto content = level_.bytes.content(begin, end, kFewestDigits);
  return content.backslash || (content.mark && may_have_other_view(raw));
}

bool Decider::wants_own(std::string_view text) const noexcept {
  return text.size() >= least_own_bytes_ && own_needs_->may_be_met(KindCounts::of(text));
}

bool Decider::add_own_string(std::uint32_t begin, std::uint32_t end, ContextBits context, const PathState& path) {
  const std::string_view raw = text_.substr(begin, end - begin);
  const auto content = level_.bytes.content(begin, end, kFewestDigits);
  const bool as_it_is = !content.backslash && (!content.mark || !may_have_other_view(raw));
  if (as_it_is) {
    add_own(Candidate::Kind::string, begin, end, raw, context, path);
    return true;
  }
  if (!unescape_and_fold_text(raw, tools_.decoded)) return false;
  if (tools_.decoded.folded && read_signs(tools_.decoded.text).hidden) reveal(tools_.decoded);
  const std::string_view text = tools_.decoded.text;
  if (wants_own(text)) add_own(Candidate::Kind::string, begin, end, text, context, path);
  return true;
}

void Decider::add_own(Candidate::Kind kind, std::uint32_t begin, std::uint32_t end, std::string_view text,
                      ContextBits context, const PathState& path) {
  if (context_.plan.policy.vocabulary().patterns()->is_known_empty(text, tools_.own_scan)) return;
  OwnCandidate candidate{kind, context, begin, end, 0};
  if (!path.dead()) {
    level_.own_paths.push_back(path);
    candidate.path = static_cast<std::uint32_t>(level_.own_paths.size());
  }
  level_.own_candidates.push_back(candidate);
  level_.own.add(text);
}

Verdict Decider::settle_added() {
  if (!context_.plan.removes_found_values) return Verdict::keep;
  const auto removed = resolve_single(context_, level_);
  if (!removed) return refuse(removed.error());
  return *removed ? Verdict::remove : Verdict::keep;
}

}  // namespace veilgate::masking
