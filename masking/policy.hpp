// Policies and plans, compiled.
//
// A CompiledPolicy is everything one configuration says about masking. A CompiledPlan is what of it applies to one kind
// of request (a path and a role): the first rule in file order for each class, the path rules, and the built-in default
// for the rest. Both are immutable and shared by threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/act/mask.hpp"
#include "masking/classes.hpp"
#include "masking/detect/key_vocabulary.hpp"
#include "masking/mask_secrets.hpp"
#include "masking/path/glob.hpp"
#include "masking/path/json_path.hpp"
#include "masking/seal/sealing.hpp"
#include "masking/vocabulary.hpp"

namespace veilgate::masking {

class CompiledPolicy;

// How one value is treated.
struct Treatment {
  const MaskSpec* mask = nullptr;  // owned by the policy
  config::OnNumber on_number = config::OnNumber::null;
};

// The order of strictness: remove, null, a fixed or empty text, ENCRYPT, masks that show nothing, PSEUDONYM, FAKE,
// masks that show fewer characters before those that show more, BUCKET and TRUNCATE, plain. Of findings that overlap
// the strictest treatment is applied to all of them.
int strictness(const Treatment& treatment) noexcept;
// From this strictness on nothing of a value stays: the JSON null, or no member at all.
inline constexpr int kWholeValue = 4000;

struct PathTreatment {
  Treatment treatment;
  std::size_t rule = 0;   // place in the file
  ClassSet classes;       // none: any value at this path
  bool excludes = false;  // no rule but an exclusion; without a treatment

  bool is_for(ClassId class_id) const noexcept {
    return classes.none() || (class_id != ClassId::none && classes[index_of(class_id)]);
  }
};

struct CompiledPlan {
  explicit CompiledPlan(const CompiledPolicy& owner) : policy(owner) {}

  const CompiledPolicy& policy;
  std::array<Treatment, kMostClasses> by_class{};
  std::array<std::size_t, kMostClasses> rule_of_class{};  // place in the file; SIZE_MAX: the built-in default
  // The masks of values that stand on no path a rule is about and that nothing but their form can spare: without an
  // exclusion, an allow list or a seal, and written as they are between the quotes. Null: there is more to it.
  std::array<const MaskSpec*, kMostClasses> plain_masks{};
  PathSet paths;
  std::vector<PathTreatment> by_path;  // as numbered by `paths`
  bool removes_found_values = false;   // some class found by value is treated by remove_member
  ClassSet excluded;                   // classes that are looked for in vain everywhere
  bool excludes_by_path = false;
  AllowedValues allowed;
  std::vector<std::unique_ptr<const MaskSpec>> tenant_masks;  // PSEUDONYM and FAKE under the tenant's keys

  SealKeys seal_keys;                   // of ENCRYPT
  const MaskSpec* seal_mask = nullptr;  // an ENCRYPT mask of the plan, and a class it seals; null: there is none
  ClassId seal_class = ClassId::none;

  // What becomes of a value of `class_id` (none: no class) at a path; null when no rule and no default covers it.
  const Treatment* treatment_for(ClassId class_id, const PathState& path) const noexcept;
  // What becomes of a whole array or object there; null when no path rule chooses it. Rules of classes alone are about
  // the values in it.
  const Treatment* container_treatment_for(ClassId class_id, const PathState& path) const noexcept;
  // Whether an exclusion says that what looks like a value of `class_id` at a path is none.
  bool is_excluded(ClassId class_id, const PathState& path) const noexcept;
  // The id of the rule that a treatment of this plan is of; empty for a built-in default.
  std::string_view rule_of(const Treatment& treatment) const noexcept;
};

class CompiledPolicy : public std::enable_shared_from_this<CompiledPolicy> {
 public:
  // Errors: bad_config naming the rule or mask at fault; a PSEUDONYM or FAKE mask without its secret is one.
  // key_unavailable: a rule seals, and the tenant of `keys` has no active key for it.
  static Result<std::shared_ptr<const CompiledPolicy>> compile(const config::Policy& policy, const MaskSecrets& secrets,
                                                               SealKeys keys);

  // The returned pointer keeps the policy, which owns the plan, alive. `tenant`: whose keys PSEUDONYM and FAKE masks
  // use; empty where there is but one.
  std::shared_ptr<const CompiledPlan> plan(std::string_view path, std::string_view role, std::string_view tenant) const;
  const config::EngineLimits& limits() const noexcept { return limits_; }
  const Vocabulary& vocabulary() const noexcept { return *vocabulary_; }
  const KeyVocabulary& keys() const noexcept { return vocabulary_->keys(); }
  std::string_view rule_id(std::size_t rule) const noexcept { return rules_[rule].id; }
  // Different for every policy of a process, and larger for a later one.
  std::uint64_t id() const noexcept { return id_; }
  std::string_view name_of(ClassId id) const noexcept {
    return index_of(id) < vocabulary_->class_count() ? vocabulary_->class_name(id) : std::string_view();
  }

 private:
  struct CompiledRule {
    explicit CompiledRule(Glob glob) : route(std::move(glob)) {}

    Glob route;
    std::string id;
    std::string role;
    ClassSet classes;
    std::optional<JsonPath> path;
    Treatment treatment;
  };
  // What the keys of a tenant are derived from.
  struct KeyedMask {
    const MaskSpec* spec = nullptr;
    config::KeyedHash hash = config::KeyedHash::sha256;
    SecretBytes secret;
  };
  using RuleSet = std::vector<bool>;  // of the rules, the allow lists and the exclusions, in this order
  using Plans = std::unordered_map<RuleSet, std::unique_ptr<const CompiledPlan>>;

  CompiledPolicy();
  Result<std::unique_ptr<const CompiledPlan>> make_plan(const RuleSet& applies, std::string_view tenant) const;
  std::size_t parts() const noexcept {
    return rules_.size() + vocabulary_->allow_lists().size() + vocabulary_->exclusions().size();
  }
  void add_spared(const RuleSet& applies, CompiledPlan& plan, std::vector<JsonPath>& paths) const;
  void use_keys_of(std::string_view tenant, CompiledPlan& plan) const;
  Result<void> check_sealable_by(const config::Rule& rule, const CompiledRule& compiled) const;

  std::uint64_t id_;
  SealKeys seal_keys_;
  config::EngineLimits limits_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::vector<std::unique_ptr<const MaskSpec>> masks_;
  std::vector<KeyedMask> keyed_;
  std::array<Treatment, kMostClasses> defaults_{};
  std::vector<CompiledRule> rules_;

  // Plans by tenant, where it matters, and by the set of rules that apply; as many as there are different answers of
  // the rules' globs, which is few.
  mutable std::shared_mutex plans_mutex_;
  mutable std::unordered_map<std::string, Plans> plans_;
};

}  // namespace veilgate::masking
