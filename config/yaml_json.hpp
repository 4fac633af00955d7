// A YAML node as JSON text: what a rule test expects.
#pragma once

#include <string>

#include "config/yaml_tree.hpp"

namespace veilgate::config {

struct JsonReading {
  std::string json;    // compact
  std::string reason;  // empty: `json` holds
  std::string suggestion;
};

// Quoted text is a string; a plain word is null, a truth value, a number in JSON's own grammar, or a string. A plain
// word that YAML readers disagree about (yes, 010, 0x1f, 1_000, .5, a date) is refused: it needs quotes.
JsonReading read_json_value(const YamlNode& node);

}  // namespace veilgate::config
