// What the names of members mean to one configuration: the built-in tables (key_info.hpp) and the names it adds.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "masking/detect/key_info.hpp"

namespace veilgate::masking {

// A name a configuration adds to a class: a whole name, or a glob in which `*` stands for any number of characters.
// Compared like all names (normal_name.hpp).
struct AddedKey {
  std::string pattern;
  ClassId class_id = ClassId::none;
};

// A word that speaks for a class of the configuration when a name holds it.
struct AddedContext {
  std::string word;
  ContextBits context = 0;
};

class UserPatterns;

struct AddedNames {
  std::vector<AddedKey> keys;
  std::vector<AddedContext> contexts;
  std::shared_ptr<const UserPatterns> patterns;  // names they match may be values; null: none
};

// Immutable; shared by all threads.
class KeyVocabulary final : public NameReader {
 public:
  static std::shared_ptr<const KeyVocabulary> builtin();
  // A whole name of `added` goes before what the tables say, a glob comes after it: a wide glob takes no name from a
  // class it already has. Of several that fit, the first counts.
  static std::shared_ptr<const KeyVocabulary> extended(AddedNames added);

  // `key` is decoded and folded UTF-8 (DecodedText normal view).
  KeyInfo classify(std::string_view key) const;

  // Its class alone.
  ClassId class_named(std::string_view key) const override;
  // What it says as a label that stands beside a value.
  LabelInfo classify_label(std::string_view key) const;

  // Different for every vocabulary of a process, so that a KeyCache knows whose answers it holds.
  std::uint64_t id() const noexcept { return id_; }

 private:
  struct Added {
    std::string name;  // normal_name of the pattern
    ClassId class_id = ClassId::none;
  };
  KeyVocabulary();
  ClassId class_with_added(std::string_view key, ClassId builtin) const;
  ClassId whole_class(std::string_view name) const;
  ClassId glob_class(std::string_view name) const;

  std::uint64_t id_;
  std::unordered_map<std::string, std::size_t> whole_;  // name: place in `added_`
  std::vector<std::size_t> globs_;                      // places in `added_`
  std::vector<Added> added_;
  std::vector<AddedContext> contexts_;  // words as names are compared
  std::shared_ptr<const UserPatterns> patterns_;
};

}  // namespace veilgate::masking
