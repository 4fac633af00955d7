#include "masking/engine.hpp"

#include <algorithm>
#include <array>

#include "masking/content/event_stream_masker.hpp"
#include "masking/content/record_masker.hpp"
#include "masking/content/text.hpp"
#include "masking/json/json_masker.hpp"
#include "masking/policy.hpp"

namespace veilgate::masking {

namespace {

ClassId class_of_name(std::string_view name, const KeyVocabulary& vocabulary, KeyCache& keys) {
  if (name.starts_with("X-") || name.starts_with("x-")) name.remove_prefix(2);
  if (name.empty() || name.size() > KeyCache::kLongest) return vocabulary.classify(name).class_id;
  keys.use(vocabulary);
  std::array<char, KeyCache::kLongest + 8> readable{};  // the cache reads a little further than a short name goes
  std::copy(name.begin(), name.end(), readable.begin());
  return keys.find({readable.data(), name.size()}).class_id;
}

}  // namespace

Scratch::Scratch() : tools_(std::make_unique<ScratchTools>()) {}
Scratch::~Scratch() = default;

Result<std::shared_ptr<const Engine>> Engine::compile(const config::Policy& policy, const MaskSecrets& secrets,
                                                      SealKeys keys) {
  auto compiled = CompiledPolicy::compile(policy, secrets, std::move(keys));
  if (!compiled) return compiled.error();
  return std::shared_ptr<const Engine>(new Engine(std::move(*compiled)));
}

Plan Engine::plan(std::string_view path, std::string_view role, std::string_view tenant) const {
  return Plan(policy_->plan(path, role, tenant));
}

OwnClassLabels Engine::own_classes() const noexcept {
  return policy_->vocabulary().own_classes();
}

std::unique_ptr<BodyMasker> Engine::make_masker(MediaKind kind, const Plan& plan, Scratch& scratch,
                                                const MaskerOptions& options) const {
  std::unique_ptr<BodyMasker> masker;
  switch (kind) {
    case MediaKind::json: masker = std::make_unique<JsonMasker>(*scratch.tools_); break;
    case MediaKind::records: masker = std::make_unique<RecordMasker>(*scratch.tools_); break;
    case MediaKind::event_stream: masker = std::make_unique<EventStreamMasker>(*scratch.tools_); break;
  }
  masker->reset(plan, options);
  return masker;
}

Result<MaskedText> Engine::mask_text(std::string_view text, Scratch& scratch) const {
  Findings findings;
  const auto plan = policy_->plan("/", {}, {});
  MaskedText out;
  const auto covered = append_masked_text({*plan, *scratch.tools_, findings}, text, out.text);
  if (!covered) return covered.error();
  out.masked = *covered;
  return out;
}

bool Engine::name_decides(std::string_view name, Scratch& scratch) const {
  return class_of_name(name, policy_->keys(), scratch.tools_->keys) != ClassId::none;
}

Result<MaskedText> Engine::mask_field(std::string_view name, std::string_view text, Scratch& scratch) const {
  const ClassId class_id = class_of_name(name, policy_->keys(), scratch.tools_->keys);
  if (class_id == ClassId::none || text.empty()) return mask_text(text, scratch);
  ScratchTools& tools = *scratch.tools_;
  const auto plan = policy_->plan("/", {}, {});
  MaskedText out;
  out.masked = append_covered_text(*plan->treatment_for(class_id, PathState{}), class_id, tools, text, out.text);
  return out;
}

}  // namespace veilgate::masking
