// What one configuration adds to what the engine knows: classes, names, patterns, values and places that are nobody's.
//
// Immutable; shared by threads. Made once for a CompiledPolicy.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/class_labels.hpp"
#include "masking/classes.hpp"
#include "masking/detect/key_vocabulary.hpp"
#include "masking/detect/user_patterns.hpp"
#include "masking/path/glob.hpp"
#include "masking/path/json_path.hpp"

namespace veilgate::masking {

// Values that are nobody's. Compared whole, without regard to letter case, blanks and the signs people group numbers
// with.
class AllowedValues {
 public:
  static constexpr std::size_t kLongest = 256;  // bytes; a longer value is in no list

  void add(ClassId class_id, std::string_view value);
  bool holds(ClassId class_id, std::string_view value) const;
  const ClassSet& classes() const noexcept { return classes_; }  // that have values

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  ClassSet classes_;
  std::unordered_set<std::string, Hash, std::equal_to<>> values_;  // behind the number of their class
};

class Vocabulary {
 public:
  struct AllowList {
    Glob route;
    ClassSet classes;
    std::vector<std::string> values;
  };
  struct Exclusion {
    Glob route;
    ClassSet classes;
    std::optional<JsonPath> path;  // none: anywhere
  };

  // Errors: bad_config naming the class, list or exclusion at fault, of patterns all that are.
  static Result<std::shared_ptr<const Vocabulary>> compile(const config::Policy& policy);

  // The built-in classes and the configuration's; ids from 0 (none) to class_count() - 1.
  std::size_t class_count() const noexcept { return kBuiltinClassCount + own_.size(); }
  std::string_view class_name(ClassId id) const noexcept;
  config::Level class_level(ClassId id) const noexcept;
  std::optional<ClassId> find_class(std::string_view name) const noexcept;

  OwnClassLabels own_classes() const noexcept { return own_; }

  const KeyVocabulary& keys() const noexcept { return *keys_; }
  const UserPatterns* patterns() const noexcept { return patterns_.get(); }  // null: there are none
  // The masks the configuration gives to classes, by their ids.
  const std::vector<std::pair<ClassId, std::string>>& masks() const noexcept { return masks_; }
  const std::vector<AllowList>& allow_lists() const noexcept { return allow_lists_; }
  const std::vector<Exclusion>& exclusions() const noexcept { return exclusions_; }

 private:
  Vocabulary() = default;
  Result<void> add_classes(const config::Policy& policy);
  Result<void> add_allowed(const config::Allowed& list);
  Result<void> add_exclusion(const config::Exclusion& exclusion);
  Result<ClassSet> classes_named(const std::vector<std::string>& names, const std::string& who) const;

  std::vector<ClassLabel> own_;
  std::shared_ptr<const KeyVocabulary> keys_;
  std::shared_ptr<const UserPatterns> patterns_;
  std::vector<std::pair<ClassId, std::string>> masks_;
  std::vector<AllowList> allow_lists_;
  std::vector<Exclusion> exclusions_;
};

}  // namespace veilgate::masking
