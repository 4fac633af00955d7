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
#include "masking/detect/scanner.hpp"
#include "masking/path/glob.hpp"
#include "masking/path/json_path.hpp"

namespace veilgate::masking {

class CompiledPolicy;

// How one value is treated.
struct Treatment {
  const MaskSpec* mask = nullptr;  // owned by the policy
  config::OnNumber on_number = config::OnNumber::null;
};

// The order of strictness; of findings that overlap the strictest treatment is applied to all of them.
int strictness(const Treatment& treatment) noexcept;

struct PathTreatment {
  Treatment treatment;
  std::size_t rule = 0;  // place in the file
  ClassSet classes;      // none: any value at this path

  bool is_for(ClassId class_id) const noexcept {
    return classes.none() || (class_id != ClassId::none && classes[index_of(class_id)]);
  }
};

struct CompiledPlan {
  explicit CompiledPlan(const CompiledPolicy& owner) : policy(owner) {}

  const CompiledPolicy& policy;
  std::array<Treatment, kMostClasses> by_class{};
  std::array<std::size_t, kMostClasses> rule_of_class{};  // place in the file; SIZE_MAX: the built-in default
  PathSet paths;
  std::vector<PathTreatment> by_path;  // as numbered by `paths`
  bool removes_found_values = false;   // some class found by value is treated by remove_member

  // What becomes of a value of `class_id` (none: no class) at a path; null when no rule and no default covers it.
  const Treatment* treatment_for(ClassId class_id, const PathState& path) const noexcept;
  // What becomes of a whole array or object there; null when no path rule chooses it. Rules of classes alone are about
  // the values in it.
  const Treatment* container_treatment_for(ClassId class_id, const PathState& path) const noexcept;
};

class CompiledPolicy : public std::enable_shared_from_this<CompiledPolicy> {
 public:
  // Errors: bad_config naming the rule at fault.
  static Result<std::shared_ptr<const CompiledPolicy>> compile(const config::Policy& policy);

  // The returned pointer keeps the policy, which owns the plan, alive.
  std::shared_ptr<const CompiledPlan> plan(std::string_view path, std::string_view role) const;
  const config::EngineLimits& limits() const noexcept { return limits_; }
  const Scanner& scanner() const noexcept { return *scanner_; }
  const KeyVocabulary& keys() const noexcept { return *keys_; }

 private:
  struct CompiledRule {
    explicit CompiledRule(Glob glob) : route(std::move(glob)) {}

    Glob route;
    std::string role;
    ClassSet classes;
    std::optional<JsonPath> path;
    Treatment treatment;
  };
  using RuleSet = std::vector<bool>;

  CompiledPolicy() = default;
  Result<std::unique_ptr<const CompiledPlan>> make_plan(const RuleSet& applies) const;

  config::EngineLimits limits_;
  std::shared_ptr<const Scanner> scanner_;
  std::shared_ptr<const KeyVocabulary> keys_;
  std::vector<std::unique_ptr<const MaskSpec>> masks_;
  std::array<Treatment, kMostClasses> defaults_{};
  std::vector<CompiledRule> rules_;

  // Plans by the set of rules that apply; as many as there are different answers of the rules' globs, which is few.
  mutable std::shared_mutex plans_mutex_;
  mutable std::unordered_map<RuleSet, std::unique_ptr<const CompiledPlan>> plans_;
};

}  // namespace veilgate::masking
