#include "masking/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

Error bad_policy(const std::string& who, const std::string& why) {
  return make_error(Code::bad_config, Origin::policy, who + ": " + why);
}

config::Level level_of(const std::string& name) noexcept {
  const bool known = name.size() == 2 && name[0] == 'L' && name[1] >= '1' && name[1] <= '4';
  return known ? static_cast<config::Level>(name[1] - '0') : config::Level::l4;
}

// A value as allow lists compare it, behind the number of its class.
class AllowForm {
 public:
  AllowForm(ClassId class_id, std::string_view value) noexcept {
    bytes_[0] = static_cast<char>(index_of(class_id));
    size_ = 1;
    for (const char c : value) {
      if (std::string_view(" \t-._()[]/").find(c) != std::string_view::npos) continue;
      if (size_ == bytes_.size()) {
        size_ = 0;
        return;
      }
      bytes_[size_++] = to_lower(c);
    }
  }
  // Empty: nothing is left of the value, or it is too long for any list.
  std::string_view text() const noexcept { return {bytes_.data(), size_ > 1 ? size_ : 0}; }

 private:
  std::array<char, AllowedValues::kLongest> bytes_;
  std::size_t size_ = 0;
};

}  // namespace

void AllowedValues::add(ClassId class_id, std::string_view value) {
  const AllowForm form(class_id, value);
  if (form.text().empty()) return;
  values_.emplace(form.text());
  classes_.set(index_of(class_id));
}

bool AllowedValues::holds(ClassId class_id, std::string_view value) const {
  if (!classes_[index_of(class_id)]) return false;
  const AllowForm form(class_id, value);
  return !form.text().empty() && values_.find(form.text()) != values_.end();
}

std::string_view Vocabulary::class_name(ClassId id) const noexcept {
  const std::size_t index = index_of(id);
  return index < kBuiltinClassCount ? masking::class_name(id) : own_[index - kBuiltinClassCount].name;
}

config::Level Vocabulary::class_level(ClassId id) const noexcept {
  const std::size_t index = index_of(id);
  return index < kBuiltinClassCount ? masking::class_level(id) : own_[index - kBuiltinClassCount].level;
}

std::optional<ClassId> Vocabulary::find_class(std::string_view name) const noexcept {
  if (const auto builtin = masking::find_class(name)) return builtin;
  const auto own = std::find_if(own_.begin(), own_.end(), [&](const ClassLabel& each) { return each.name == name; });
  if (own == own_.end()) return std::nullopt;
  return static_cast<ClassId>(kBuiltinClassCount + static_cast<std::size_t>(own - own_.begin()));
}

Result<ClassSet> Vocabulary::classes_named(const std::vector<std::string>& names, const std::string& who) const {
  ClassSet named;
  for (const auto& name : names) {
    const auto id = find_class(name);
    if (!id) return bad_policy(who, "no class is called " + name);
    named.set(index_of(*id));
  }
  return named;
}

Result<void> Vocabulary::add_classes(const config::Policy& policy) {
  AddedNames names;
  std::vector<PatternClass> patterned;
  std::map<std::vector<std::string>, ContextBits> contexts;  // one bit for each list of words
  for (const config::Class& added : policy.classes) {
    auto id = find_class(added.id);
    if (!id) {
      if (class_count() == kMostClasses) return bad_policy("class " + added.id, "is one more than there is room for");
      id = static_cast<ClassId>(class_count());
      own_.push_back({added.id, level_of(added.level)});
    }
    for (const std::string& key : added.keys) names.keys.push_back({key, *id});
    if (!added.mask.empty()) masks_.emplace_back(*id, added.mask);
    PatternClass patterns{*id, &added, 0};
    if (!added.context.empty()) {
      auto known = contexts.find(added.context);
      if (known == contexts.end()) {
        if (contexts.size() == kMostUserContexts) {
          return bad_policy("class " + added.id, "its context words are one more list than the 16 there may be");
        }
        const ContextBits bit = ContextBits{1} << (kFirstUserContext + contexts.size());
        known = contexts.emplace(added.context, bit).first;
        for (const std::string& word : added.context) names.contexts.push_back({word, bit});
      }
      patterns.context = known->second;
    }
    patterned.push_back(patterns);
  }
  auto patterns = UserPatterns::compile(patterned);
  if (!patterns) return patterns.error();
  patterns_ = std::move(*patterns);
  names.patterns = patterns_;
  keys_ = KeyVocabulary::extended(std::move(names));
  return {};
}

Result<void> Vocabulary::add_allowed(const config::Allowed& list) {
  const std::string who = "allow list " + list.id;
  auto route = parse_glob(list.route);
  if (!route) return bad_policy(who, "route: " + route.error().note.for_log());
  auto classes = classes_named(list.classes, who);
  if (!classes) return classes.error();
  allow_lists_.push_back({std::move(*route), *classes, list.values});
  return {};
}

Result<void> Vocabulary::add_exclusion(const config::Exclusion& exclusion) {
  const std::string who = "exclusion " + exclusion.id;
  auto route = parse_glob(exclusion.route);
  if (!route) return bad_policy(who, "route: " + route.error().note.for_log());
  auto classes = classes_named(exclusion.classes, who);
  if (!classes) return classes.error();
  if (classes->none()) return bad_policy(who, "`where` names no class");
  std::optional<JsonPath> at;
  if (!exclusion.path.empty()) {
    auto path = parse_json_path(exclusion.path);
    if (!path) return bad_policy(who, "path: " + path.error().note.for_log());
    at = std::move(*path);
  }
  exclusions_.push_back({std::move(*route), *classes, std::move(at)});
  return {};
}

Result<std::shared_ptr<const Vocabulary>> Vocabulary::compile(const config::Policy& policy) {
  std::shared_ptr<Vocabulary> compiled(new Vocabulary());
  if (auto added = compiled->add_classes(policy); !added) return added.error();
  for (const config::Allowed& list : policy.allow) {
    if (auto added = compiled->add_allowed(list); !added) return added.error();
  }
  for (const config::Exclusion& exclusion : policy.exclusions) {
    if (auto added = compiled->add_exclusion(exclusion); !added) return added.error();
  }
  return std::shared_ptr<const Vocabulary>(std::move(compiled));
}

}  // namespace veilgate::masking
