#include "masking/explain/explain.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "masking/detect/locate.hpp"
#include "masking/explain/class_facts.hpp"
#include "masking/explain/pointers.hpp"
#include "masking/json/observer.hpp"
#include "masking/policy.hpp"
#include "masking/text/decode.hpp"

namespace veilgate::masking {
namespace {

std::string_view action_of(const Treatment& treatment, ValueKind kind) noexcept {
  using config::MaskType;
  const MaskType type = treatment.mask->type;
  if (type == MaskType::remove_member) return "removed";
  if (type == MaskType::set_null) return "null";
  if (kind == ValueKind::container) return type == MaskType::fixed_text ? "null" : "masked";
  if (kind == ValueKind::number && type != MaskType::encrypt) {
    switch (treatment.on_number) {
      case config::OnNumber::null: return "null";
      case config::OnNumber::zero: return "zero";
      case config::OnNumber::string: return "masked as a string";
      case config::OnNumber::number: return "made coarser or null";
      case config::OnNumber::block: return "refused";
    }
  }
  switch (type) {
    case MaskType::fixed_text: return "fixed text";
    case MaskType::empty: return "emptied";
    case MaskType::encrypt: return "encrypted";
    case MaskType::bucket:
    case MaskType::truncate: return "made coarser";
    case MaskType::pseudonym: return "pseudonym";
    case MaskType::fake: return "fake";
    default: return "masked";
  }
}

constexpr std::string_view kContexts[] = {"person",  "phone",   "address",   "identity",  "bank",
                                          "vehicle", "company", "device",    "network",   "place",
                                          "medical", "birth",   "messenger", "credential"};

// Remembers the first reason against each class.
class Misses final : public RejectionSink {
 public:
  void reject(ClassId class_id, Rejection reason, std::uint32_t, std::uint32_t) override {
    const bool known = std::any_of(all.begin(), all.end(), [&](const auto& miss) { return miss.first == class_id; });
    if (!known) all.emplace_back(class_id, reason);
  }

  virtual ~Misses() = default;
  Misses() = default;
  Misses(Misses&&) = default;
  Misses& operator=(Misses&&) = default;

  std::vector<std::pair<ClassId, Rejection>> all;
};

// A value as the walk told about it.
struct Entry {
  ObservedValue value;
  std::vector<ExplainedFinding> findings;
  std::vector<ClassId> found;  // the classes of `findings`
  Misses misses;
  bool judged_by_look = false;
};

class Explainer final : public WalkObserver {
 public:
  Explainer(const CompiledPlan& plan, std::string_view document) : plan_(plan) {
    texts_.emplace_back().text = document;
  }

  void nested_begins(std::uint32_t begin, std::uint32_t end, std::string_view text) override {
    (void)end;
    Text& inner = texts_.emplace_back();
    inner.owned = std::make_unique<std::string>(text);
    inner.text = *inner.owned;
    inner.outer_begin = begin;
  }

  void nested_ends(bool is_document) override {
    Text inner = std::move(texts_.back());
    texts_.pop_back();
    if (!is_document) return;
    std::vector<ExplainedValue> values = report(inner);
    // They take the place of the string they are in.
    texts_.back().nested.push_back({inner.outer_begin, std::move(values)});
  }

  void decided(const ObservedValue& value, ClassId class_id, const Treatment& treatment) override {
    Entry& entry = entry_of(value);
    ExplainedFinding finding = finding_of(class_id, treatment, value.kind);
    if (class_id != ClassId::none) finding.evidence.push_back("key");
    if (is_by_path(treatment)) finding.evidence.push_back("path");
    finding.end = value.end - value.begin;
    entry.findings.push_back(std::move(finding));
    entry.found.push_back(class_id);
  }

  void spared(const ObservedValue& value, ClassId class_id, Rejection why) override {
    entry_of(value).misses.reject(class_id, why, 0, 0);
  }

  void looked_at(const ObservedValue& value) override { entry_of(value).judged_by_look = true; }

  void found(const ObservedValue& value, std::string_view text, const Span& span, bool by_pattern,
             const Treatment& treatment) override {
    (void)text;
    Entry& entry = entry_of(value);
    // Two locators may find one name: by its label, and by what stands before it.
    for (std::size_t i = 0; i < entry.found.size(); ++i) {
      const ExplainedFinding& other = entry.findings[i];
      if (entry.found[i] == span.class_id && other.begin == span.begin && other.end == span.end) return;
    }
    ExplainedFinding finding = finding_of(span.class_id, treatment, value.kind);
    finding.evidence.push_back(by_pattern ? "pattern of the configuration" : "pattern");
    if (index_of(span.class_id) < kBuiltinClassCount && !by_pattern) {
      if (const auto& facts = class_facts(span.class_id); !facts.validator.empty()) {
        finding.evidence.push_back("validator: " + std::string(facts.validator));
      }
    }
    for (std::size_t bit = 0; bit < std::size(kContexts); ++bit) {
      if ((value.context & (ContextBits{1} << bit)) != 0) {
        finding.evidence.push_back("context: " + std::string(kContexts[bit]));
      }
    }
    if (is_by_path(treatment)) finding.evidence.push_back("path");
    finding.begin = span.begin;
    finding.end = span.end;
    entry.findings.push_back(std::move(finding));
    entry.found.push_back(span.class_id);
  }

  void spared_span(const ObservedValue& value, const Span& span, Rejection why) override {
    entry_of(value).misses.reject(span.class_id, why, span.begin, span.end);
  }

  std::vector<ExplainedValue> take() { return report(texts_.front()); }

 private:
  struct Nested {
    std::uint32_t begin = 0;  // of the string's inside
    std::vector<ExplainedValue> values;
  };
  struct Text {
    std::string_view text;
    std::vector<Entry> entries;
    std::unique_ptr<std::string> owned;
    std::uint32_t outer_begin = 0;
    std::vector<Nested> nested;
  };

  bool is_by_path(const Treatment& treatment) const noexcept {
    return std::any_of(plan_.by_path.begin(), plan_.by_path.end(),
                       [&](const PathTreatment& candidate) { return &candidate.treatment == &treatment; });
  }

  ExplainedFinding finding_of(ClassId class_id, const Treatment& treatment, ValueKind kind) const {
    const Vocabulary& vocabulary = plan_.policy.vocabulary();
    ExplainedFinding finding;
    finding.class_name = vocabulary.class_name(class_id);
    finding.level = "L" + std::to_string(static_cast<int>(vocabulary.class_level(class_id)));
    finding.rule = plan_.rule_of(treatment);
    finding.action = action_of(treatment, kind);
    return finding;
  }

  // Values come in document order, what is found in them later.
  Entry& entry_of(const ObservedValue& value) {
    auto& entries = texts_.back().entries;
    for (auto entry = entries.rbegin(); entry != entries.rend() && entry->value.begin >= value.begin; ++entry) {
      if (entry->value.begin == value.begin && entry->value.kind == value.kind) return *entry;
    }
    const auto after =
        std::upper_bound(entries.begin(), entries.end(), value.begin,
                         [](std::uint32_t begin, const Entry& entry) { return begin < entry.value.begin; });
    if (after != entries.begin()) {
      Entry& known = *std::prev(after);
      if (known.value.begin == value.begin && known.value.kind == value.kind) return known;
    }
    return *entries.insert(after, Entry{value, {}, {}, {}, false});
  }

  // Why the classes that came near lost: the locators once more, with somebody listening.
  void find_misses(std::string_view text, Entry& entry) {
    const std::string_view raw = text.substr(entry.value.begin, entry.value.end - entry.value.begin);
    if (entry.value.kind == ValueKind::number) {
      decoded_.text.assign(raw);
    } else {
      unescape_and_fold_text(raw, decoded_);
    }
    std::vector<Span> spans;
    const LocateInput input{decoded_.text, entry.value.evidence, entry.value.context, &entry.misses,
                            &plan_.policy.keys()};
    locate_all(input, spans);
    if (const UserPatterns* patterns = plan_.policy.vocabulary().patterns()) patterns->locate_all(input, spans);
  }

  std::vector<ExplainedValue> report(Text& text) {
    const Pointers pointers(text.text);
    std::vector<ExplainedValue> out;
    auto entry = text.entries.begin();
    auto nested = text.nested.begin();
    std::vector<ExplainedValue> names;
    for (; entry != text.entries.end(); ++entry) {
      if (entry->judged_by_look) find_misses(text.text, *entry);
    }
    entry = text.entries.begin();
    for (const PlacedValue& placed : pointers.values()) {
      // What begins in this value or its name: at a string's inside, a number's or a container's first byte.
      const bool is_string = text.text[placed.begin] == '"';
      const std::uint32_t begin = placed.begin + (is_string ? 1 : 0);
      while (nested != text.nested.end() && nested->begin < begin) ++nested;
      while (entry != text.entries.end() && entry->value.begin <= begin) {
        if (entry->value.begin == begin || entry->value.kind == ValueKind::key) {
          out.push_back(explained(*entry, text.text, placed));
        }
        ++entry;
      }
      if (nested != text.nested.end() && nested->begin == begin) {
        for (ExplainedValue& value : nested->values) {
          value.inside.insert(value.inside.begin(), value.pointer);
          value.pointer = placed.pointer;
          out.push_back(std::move(value));
        }
        continue;
      }
      const bool told = !out.empty() && out.back().pointer == placed.pointer && out.back().kind != ExplainedKind::name;
      if (!told && !placed.container) {
        ExplainedValue plain;
        plain.pointer = placed.pointer;
        plain.kind = is_string ? ExplainedKind::string : ExplainedKind::number;
        plain.value = text.text.substr(placed.begin, placed.end - placed.begin);
        out.push_back(std::move(plain));
      }
    }
    return out;
  }

  ExplainedValue explained(Entry& entry, std::string_view text, const PlacedValue& placed) const {
    ExplainedValue value;
    value.pointer = placed.pointer;
    switch (entry.value.kind) {
      case ValueKind::string: value.kind = ExplainedKind::string; break;
      case ValueKind::number: value.kind = ExplainedKind::number; break;
      case ValueKind::key: value.kind = ExplainedKind::name; break;
      case ValueKind::container: value.kind = ExplainedKind::container; break;
    }
    value.value = value.kind == ExplainedKind::name
                      ? text.substr(entry.value.begin - 1, entry.value.end - entry.value.begin + 2)
                      : text.substr(placed.begin, placed.end - placed.begin);
    value.findings = std::move(entry.findings);
    for (const auto& [class_id, reason] : entry.misses.all) {
      if (std::find(entry.found.begin(), entry.found.end(), class_id) != entry.found.end()) continue;
      value.near.push_back(
          {std::string(plan_.policy.vocabulary().class_name(class_id)), std::string(rejection_text(reason))});
    }
    return value;
  }

  const CompiledPlan& plan_;
  std::vector<Text> texts_;
  DecodedText decoded_;
};

}  // namespace

std::string_view rejection_text(Rejection reason) noexcept {
  switch (reason) {
    case Rejection::no_context: return "no context";
    case Rejection::checksum_failed: return "checksum failed";
    case Rejection::not_allocated: return "not allocated";
    case Rejection::not_a_date: return "not a date";
    case Rejection::wrong_length: return "wrong length";
    case Rejection::inside_longer_run: return "inside a longer run";
    case Rejection::denied_key: return "deny key";
    case Rejection::other_form: return "another form";
    case Rejection::service_number: return "service number";
    case Rejection::allow_listed: return "allow list";
    case Rejection::protected_already: return "protected already";
    case Rejection::excluded_by_rule: return "excluded by rule";
  }
  return "unknown";
}

Result<Explanation> explain(const Engine& engine, const Plan& plan, Scratch& scratch, std::string_view document) {
  // A byte order mark is no part of the text that is walked.
  const std::string_view text =
      document.starts_with(kByteOrderMark) ? document.substr(kByteOrderMark.size()) : document;
  Explainer explainer(*plan.compiled(), text);
  MaskerOptions options;
  options.hold_bytes = document.size() + 1;
  options.observer = &explainer;
  const auto masker = engine.make_masker(MediaKind::json, plan, scratch, options);
  Explanation explanation;
  for (const bool last : {false, true}) {
    const auto piece = last ? masker->finish() : masker->feed(document);
    if (!piece) return piece.error();
    explanation.masked += piece->bytes();
  }
  explanation.findings = masker->findings();
  explanation.values = explainer.take();
  return explanation;
}

}  // namespace veilgate::masking
