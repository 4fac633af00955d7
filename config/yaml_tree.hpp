// A YAML text as a tree that keeps the place of every key and value.
//
// The reader takes one document of plain YAML: no tags, no keys that are lists or maps, UTF-8 only. Aliases share the
// anchored node, `<<` merge keys are resolved (a key that is written wins over a merged one). What could make a small
// file large or deep is bounded before it is built: kMaxFileBytes, kMaxDepth, kMaxExpandedBytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics.hpp"

namespace veilgate::config {

inline constexpr std::size_t kMaxFileBytes = 1024 * 1024;
inline constexpr std::size_t kMaxDepth = 32;  // lists and maps open at once, aliases followed
// Bytes of all keys and scalars plus kNodeWeight a node, aliases counted each time they are used.
inline constexpr std::size_t kMaxExpandedBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kNodeWeight = 16;

struct YamlNode;
using YamlNodePtr = std::shared_ptr<const YamlNode>;

struct YamlEntry {
  std::string key;
  Place place;
  YamlNodePtr value;
};

struct YamlNode {
  enum class Kind : std::uint8_t { null, scalar, list, map };
  Kind kind = Kind::null;
  bool plain = false;  // written without quotes and not as a block
  std::string text;    // of a scalar; of a null the word that was written: null, Null, NULL, ~ or nothing
  Place place;
  std::vector<YamlNodePtr> items;
  std::vector<YamlEntry> entries;  // no key twice

  std::size_t height = 0;            // lists and maps below and including this one
  std::size_t weight = kNodeWeight;  // as kMaxExpandedBytes counts
};

// `a.b[0].c`: the path of a member or an element.
std::string member_path(const std::string& path, std::string_view key);
std::string element_path(const std::string& path, std::size_t index);

// The document's root, or null with at least one error in `problems`. Duplicate keys are reported and the first one
// kept.
YamlNodePtr parse_yaml(std::string_view text, Diagnostics& problems);

}  // namespace veilgate::config
