#include "masking/policy.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <mutex>

namespace veilgate::masking {
namespace {

constexpr std::size_t kNoRule = std::numeric_limits<std::size_t>::max();

// Masks that need no declaration.
struct BuiltinMask {
  std::string_view id;
  config::MaskType type;
};
constexpr BuiltinMask kBuiltinMasks[] = {
    {"full", config::MaskType::full},
    {"smart", config::MaskType::smart},
    {"null", config::MaskType::set_null},
    {"remove", config::MaskType::remove_member},
};

Error bad_rule(const config::Rule& rule, const std::string& why) {
  return make_error(Code::bad_config, Origin::policy, "rule " + rule.id + ": " + why);
}

Result<ClassSet> classes_of(const config::Rule& rule, const Vocabulary& vocabulary) {
  ClassSet named;
  if (rule.classes.empty()) named.set();
  for (const auto& name : rule.classes) {
    const auto id = vocabulary.find_class(name);
    if (!id) return bad_rule(rule, "no class is called " + name);
    named.set(index_of(*id));
  }
  if (!rule.min_level) return named;
  for (std::size_t i = 1; i < vocabulary.class_count(); ++i) {
    if (vocabulary.class_level(static_cast<ClassId>(i)) < *rule.min_level) named.reset(i);
  }
  return named;
}

bool is_keyed(const MaskSpec& mask) noexcept {
  return mask.type == config::MaskType::pseudonym || mask.type == config::MaskType::fake;
}

bool seals(const Treatment& treatment) noexcept {
  return treatment.mask != nullptr && treatment.mask->type == config::MaskType::encrypt;
}

// Whether a mask does no more than put characters between the quotes that need no escape there.
bool is_put_in_place(const MaskSpec& mask) noexcept {
  return mask.json_plain && mask.type != config::MaskType::remove_member && mask.type != config::MaskType::set_null &&
         mask.type != config::MaskType::encrypt;
}

std::uint64_t next_policy_id() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

// BUCKET and TRUNCATE make numbers of numbers, so that is what becomes of them unless a rule says otherwise.
bool makes_numbers(const MaskSpec& mask) noexcept {
  return mask.type == config::MaskType::bucket || mask.type == config::MaskType::truncate;
}

Result<std::shared_ptr<const crypto::KeyedHasher>> make_hasher(config::MaskType type, config::KeyedHash hash,
                                                               const SecretBytes& secret, std::string_view tenant) {
  const auto digest = hash == config::KeyedHash::sm3 ? crypto::Digest::sm3 : crypto::Digest::sha256;
  return crypto::KeyedHasher::make(secret, digest, type == config::MaskType::fake ? "fake" : "pseudonym", tenant);
}

}  // namespace

int strictness(const Treatment& treatment) noexcept {
  if (treatment.mask == nullptr) return 0;
  constexpr std::size_t kManyShown = 900;
  switch (treatment.mask->type) {
    case config::MaskType::remove_member: return kWholeValue + 1000;
    case config::MaskType::set_null: return kWholeValue;
    case config::MaskType::fixed_text:
    case config::MaskType::empty: return 3000;
    case config::MaskType::encrypt: return 2500;
    case config::MaskType::full: return 2000;
    case config::MaskType::pseudonym: return 1920;
    case config::MaskType::fake: return 1910;
    case config::MaskType::bucket:
    case config::MaskType::truncate: return 500;
    default: break;
  }
  return static_cast<int>(1900 - std::min(kManyShown, most_shown(*treatment.mask)));
}

const Treatment* CompiledPlan::treatment_for(ClassId class_id, const PathState& path) const noexcept {
  const auto index = index_of(class_id);
  const bool classed = class_id != ClassId::none;
  const Treatment* by_its_class = classed ? &by_class[index] : nullptr;
  if (path.dead()) return by_its_class;
  for (auto at = paths.accepts(path); at; at = paths.accepts(path, *at + 1)) {
    const auto& candidate = by_path[*at];
    if (candidate.excludes || !candidate.is_for(class_id)) continue;
    return classed && rule_of_class[index] < candidate.rule ? by_its_class : &candidate.treatment;
  }
  return by_its_class;
}

const Treatment* CompiledPlan::container_treatment_for(ClassId class_id, const PathState& path) const noexcept {
  for (auto at = paths.accepts(path); at; at = paths.accepts(path, *at + 1)) {
    if (!by_path[*at].excludes && by_path[*at].is_for(class_id)) return &by_path[*at].treatment;
  }
  return nullptr;
}

bool CompiledPlan::is_excluded(ClassId class_id, const PathState& path) const noexcept {
  if (class_id == ClassId::none) return false;
  if (excluded[index_of(class_id)]) return true;
  if (!excludes_by_path || path.dead()) return false;
  for (auto at = paths.accepts(path); at; at = paths.accepts(path, *at + 1)) {
    if (by_path[*at].excludes && by_path[*at].is_for(class_id)) return true;
  }
  return false;
}

std::string_view CompiledPlan::rule_of(const Treatment& treatment) const noexcept {
  for (const PathTreatment& candidate : by_path) {
    if (&candidate.treatment == &treatment) return policy.rule_id(candidate.rule);
  }
  for (std::size_t i = 0; i < by_class.size(); ++i) {
    if (&by_class[i] == &treatment && rule_of_class[i] != kNoRule) return policy.rule_id(rule_of_class[i]);
  }
  return {};
}

CompiledPolicy::CompiledPolicy() : id_(next_policy_id()) {}

Result<std::shared_ptr<const CompiledPolicy>> CompiledPolicy::compile(const config::Policy& policy,
                                                                      const MaskSecrets& secrets, SealKeys keys) {
  std::shared_ptr<CompiledPolicy> compiled(new CompiledPolicy());
  compiled->limits_ = policy.limits;
  compiled->seal_keys_ = std::move(keys);

  auto vocabulary = Vocabulary::compile(policy);
  if (!vocabulary) return vocabulary.error();
  compiled->vocabulary_ = std::move(*vocabulary);

  std::unordered_map<std::string, const MaskSpec*> masks;
  const auto add_mask = [&](const std::string& id, MaskSpec spec) {
    compiled->masks_.push_back(std::make_unique<const MaskSpec>(std::move(spec)));
    return masks.emplace(id, compiled->masks_.back().get()).second;
  };
  for (const auto& builtin : kBuiltinMasks) {
    MaskSpec spec;
    spec.type = builtin.type;
    add_mask(std::string(builtin.id), std::move(spec));
  }
  for (const auto& mask : policy.masks) {
    auto spec = compile_mask(mask);
    if (!spec) return spec.error();
    const auto secret = secrets.find(mask.id);
    if (is_keyed(*spec)) {
      if (secret == secrets.end()) {
        return make_error(Code::bad_config, Origin::policy, "mask " + mask.id + " has no key");
      }
      auto hasher = make_hasher(spec->type, mask.hash, secret->second, {});
      if (!hasher) return hasher.error();
      spec->hasher = std::move(*hasher);
    }
    const bool keyed = is_keyed(*spec);
    if (!add_mask(mask.id, std::move(*spec))) {
      return make_error(Code::bad_config, Origin::policy, "mask " + mask.id + " is declared twice or built in");
    }
    if (keyed) compiled->keyed_.push_back({masks.at(mask.id), mask.hash, secret->second.clone()});
  }

  compiled->defaults_.fill(Treatment{masks.at("smart"), policy.on_number});
  compiled->defaults_[index_of(ClassId::biometric)].mask = masks.at("remove");
  for (const auto& [class_id, id] : compiled->vocabulary_->masks()) {
    const auto mask = masks.find(id);
    if (mask == masks.end()) return make_error(Code::bad_config, Origin::policy, "classes: no mask is called " + id);
    const auto on_number = makes_numbers(*mask->second) ? config::OnNumber::number : policy.on_number;
    compiled->defaults_[index_of(class_id)] = Treatment{mask->second, on_number};
  }
  for (const auto& rule : policy.rules) {
    auto route = parse_glob(rule.route);
    if (!route) return bad_rule(rule, "route: " + route.error().note.for_log());
    CompiledRule out(std::move(*route));
    out.id = rule.id;
    out.role = rule.role;
    if (!rule.path.empty()) {
      auto path = parse_json_path(rule.path);
      if (!path) return bad_rule(rule, "path: " + path.error().note.for_log());
      out.path = std::move(*path);
    }
    const bool by_class = !rule.classes.empty() || rule.min_level.has_value();
    if (!by_class && !out.path) return bad_rule(rule, "`where` says neither class, level nor path");
    if (by_class) {
      auto classes = classes_of(rule, *compiled->vocabulary_);
      if (!classes) return classes.error();
      out.classes = *classes;
    }
    const auto mask = masks.find(rule.mask);
    if (mask == masks.end()) return bad_rule(rule, "no mask is called " + rule.mask);
    const auto on_number = makes_numbers(*mask->second) ? config::OnNumber::number : policy.on_number;
    out.treatment = Treatment{mask->second, rule.on_number.value_or(on_number)};
    if (auto sealable = compiled->check_sealable_by(rule, out); !sealable) return sealable.error();
    compiled->rules_.push_back(std::move(out));
  }

  // All rules at once need the most path positions, so what compiles here compiles for every request.
  auto widest = compiled->make_plan(RuleSet(compiled->parts(), true), {});
  if (!widest) return widest.error();
  return std::shared_ptr<const CompiledPolicy>(std::move(compiled));
}

// What a rule seals must be sealable now, for every class it may be about: a missing key is found at start, unless keys
// are not required to be there.
Result<void> CompiledPolicy::check_sealable_by(const config::Rule& rule, const CompiledRule& compiled) const {
  const MaskSpec& mask = *compiled.treatment.mask;
  if (mask.type != config::MaskType::encrypt) return {};
  for (std::size_t i = 0; i < kMostClasses; ++i) {
    const auto id = static_cast<ClassId>(i);
    if (id == ClassId::none ? compiled.classes.any() : !compiled.classes[i]) continue;
    if (name_of(id).empty()) continue;
    if (auto sealable = check_sealable(seal_keys_, mask, id, name_of(id)); !sealable) {
      if (!seal_keys_.required && sealable.error().code == Code::key_unavailable) continue;
      return make_error(sealable.error().code, Origin::policy,
                        "rule " + rule.id + ": " + sealable.error().note.for_log());
    }
  }
  return {};
}

Result<std::unique_ptr<const CompiledPlan>> CompiledPolicy::make_plan(const RuleSet& applies,
                                                                      std::string_view tenant) const {
  std::unique_ptr<CompiledPlan> plan(new CompiledPlan(*this));
  plan->by_class = defaults_;
  plan->rule_of_class.fill(kNoRule);
  std::vector<JsonPath> paths;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (!applies[i]) continue;
    const auto& rule = rules_[i];
    if (rule.path) {
      paths.push_back(*rule.path);
      plan->by_path.push_back({rule.treatment, i, rule.classes});
      continue;
    }
    for (std::size_t id = 1; id < kMostClasses; ++id) {
      if (!rule.classes[id] || plan->rule_of_class[id] != kNoRule) continue;
      plan->by_class[id] = rule.treatment;
      plan->rule_of_class[id] = i;
    }
  }
  add_spared(applies, *plan, paths);
  auto compiled_paths = PathSet::compile(paths);
  if (!compiled_paths) return compiled_paths.error();
  plan->paths = std::move(*compiled_paths);
  const auto removes = [](const Treatment& treatment) {
    return treatment.mask != nullptr && treatment.mask->type == config::MaskType::remove_member;
  };
  // A biometric payload is known by its name alone, so it never waits for the scan.
  for (std::size_t id = 1; id < kMostClasses; ++id) {
    if (id != index_of(ClassId::biometric) && removes(plan->by_class[id])) plan->removes_found_values = true;
  }
  plan->removes_found_values =
      plan->removes_found_values ||
      std::any_of(plan->by_path.begin(), plan->by_path.end(),
                  [&](const PathTreatment& by_path) { return by_path.classes.any() && removes(by_path.treatment); });
  if (!tenant.empty()) use_keys_of(tenant, *plan);
  plan->seal_keys = seal_keys_;
  if (!tenant.empty()) plan->seal_keys.tenant = tenant;
  for (std::size_t i = 1; i < kMostClasses && plan->seal_mask == nullptr; ++i) {
    if (seals(plan->by_class[i])) {
      plan->seal_mask = plan->by_class[i].mask;
      plan->seal_class = static_cast<ClassId>(i);
    }
  }
  for (const auto& by_path : plan->by_path) {
    if (plan->seal_mask == nullptr && seals(by_path.treatment)) plan->seal_mask = by_path.treatment.mask;
  }
  for (std::size_t i = 1; i < kMostClasses && plan->seal_mask == nullptr; ++i) {
    const MaskSpec* const mask = plan->by_class[i].mask;
    const bool spared = plan->excluded[i] || plan->allowed.classes()[i];
    if (!spared && mask != nullptr && is_put_in_place(*mask)) plan->plain_masks[i] = mask;
  }
  return std::unique_ptr<const CompiledPlan>(std::move(plan));
}

// What the allow lists and exclusions that apply say, which stand behind the rules.
void CompiledPolicy::add_spared(const RuleSet& applies, CompiledPlan& plan, std::vector<JsonPath>& paths) const {
  std::size_t part = rules_.size();
  for (const auto& list : vocabulary_->allow_lists()) {
    if (!applies[part++]) continue;
    for (std::size_t id = 1; id < vocabulary_->class_count(); ++id) {
      if (!list.classes[id]) continue;
      for (const std::string& value : list.values) plan.allowed.add(static_cast<ClassId>(id), value);
    }
  }
  for (const auto& exclusion : vocabulary_->exclusions()) {
    if (!applies[part++]) continue;
    if (exclusion.path) {
      paths.push_back(*exclusion.path);
      plan.by_path.push_back({Treatment{}, kNoRule, exclusion.classes, true});
      plan.excludes_by_path = true;
    } else {
      plan.excluded |= exclusion.classes;
    }
  }
}

// A mask whose key cannot be had hides everything.
void CompiledPolicy::use_keys_of(std::string_view tenant, CompiledPlan& plan) const {
  for (const auto& keyed : keyed_) {
    auto own = std::make_unique<MaskSpec>(*keyed.spec);
    auto hasher = make_hasher(own->type, keyed.hash, keyed.secret, tenant);
    own->hasher = hasher ? std::move(*hasher) : nullptr;
    const auto replace = [&](Treatment& treatment) {
      if (treatment.mask == keyed.spec) treatment.mask = own.get();
    };
    for (auto& treatment : plan.by_class) replace(treatment);
    for (auto& by_path : plan.by_path) replace(by_path.treatment);
    plan.tenant_masks.push_back(std::move(own));
  }
}

std::shared_ptr<const CompiledPlan> CompiledPolicy::plan(std::string_view path, std::string_view role,
                                                         std::string_view tenant) const {
  RuleSet applies(parts());
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const auto& rule = rules_[i];
    applies[i] = (rule.role == "*" || rule.role == role) && rule.route.matches(path);
  }
  std::size_t part = rules_.size();
  for (const auto& list : vocabulary_->allow_lists()) applies[part++] = list.route.matches(path);
  for (const auto& exclusion : vocabulary_->exclusions()) applies[part++] = exclusion.route.matches(path);
  const bool has_keys = !keyed_.empty() || seal_keys_.keyring != nullptr;
  const std::string owner(has_keys ? tenant : std::string_view());
  const auto owned = [this](const CompiledPlan& plan) {
    return std::shared_ptr<const CompiledPlan>(shared_from_this(), &plan);
  };
  {
    const std::shared_lock lock(plans_mutex_);
    if (const auto plans = plans_.find(owner); plans != plans_.end()) {
      if (const auto found = plans->second.find(applies); found != plans->second.end()) return owned(*found->second);
    }
  }
  auto made = make_plan(applies, owner);
  // compile() has made the widest plan, and a plan of fewer rules needs no more.
  if (!made) std::abort();
  const std::unique_lock lock(plans_mutex_);
  return owned(*plans_[owner].emplace(std::move(applies), std::move(*made)).first->second);
}

}  // namespace veilgate::masking
