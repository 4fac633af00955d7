#include "config/yaml_json.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "config/text_formats.hpp"

namespace veilgate::config {
namespace {

bool is_disputed(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords = {"yes", "no",   "on",    "off",  "y",
                                                       "n",   "true", "false", "null", "~"};
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (std::find(kWords.begin(), kWords.end(), lower) != kWords.end()) return true;

  std::string_view digits = lower;
  if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
  if (digits == ".inf" || digits == ".nan") return true;
  if (digits.starts_with('.')) digits.remove_prefix(1);
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return false;
  // Octal, hexadecimal, base 60, dates, grouped digits.
  return digits.find_first_not_of("0123456789abcdefxo_:.+-tz ") == std::string_view::npos;
}

// Appends the JSON of a node; false leaves the reason.
bool append(const YamlNode& node, JsonReading& reading) {
  std::string& out = reading.json;
  switch (node.kind) {
    case YamlNode::Kind::null:
      if (node.text.empty()) {
        reading.reason = "has no value";
        reading.suggestion = "write null, or \"\" for an empty text";
        return false;
      }
      out += "null";
      return true;
    case YamlNode::Kind::scalar:
      if (node.plain && (node.text == "true" || node.text == "false" || is_json_number(node.text))) {
        out += node.text;
        return true;
      }
      if (node.plain && is_disputed(node.text)) {
        reading.reason = "is a plain word that YAML readers take for different things";
        reading.suggestion = "put a text in quotes; write numbers and true or false as JSON does";
        return false;
      }
      append_json_string(out, node.text);
      return true;
    case YamlNode::Kind::list: {
      out += '[';
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i != 0) out += ',';
        if (!append(*node.items[i], reading)) return false;
      }
      out += ']';
      return true;
    }
    case YamlNode::Kind::map: {
      out += '{';
      for (std::size_t i = 0; i < node.entries.size(); ++i) {
        if (i != 0) out += ',';
        append_json_string(out, node.entries[i].key);
        out += ':';
        if (!append(*node.entries[i].value, reading)) return false;
      }
      out += '}';
      return true;
    }
  }
  return false;
}

}  // namespace

JsonReading read_json_value(const YamlNode& node) {
  JsonReading reading;
  if (!append(node, reading)) reading.json.clear();
  return reading;
}

}  // namespace veilgate::config
