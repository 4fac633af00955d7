#include "config/reference.hpp"

#include <string_view>

#include "config/diagnostics.hpp"
#include "config/schema.hpp"
#include "config/types.hpp"
#include "config/yaml_tree.hpp"

namespace veilgate::config {
namespace {

std::string code(std::string_view text) {
  return '`' + std::string(text) + '`';
}

std::string codes(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += code(name);
  }
  return text;
}

std::string link(const Section& section) {
  std::string anchor;
  for (const char c : section.name) {
    if (c != '.') anchor += c;
  }
  return '[' + std::string(section.name) + "](#" + anchor + ')';
}

std::string element_type(const Setting& setting) {
  if (!setting.choices.empty()) return codes(setting.choices);
  std::string text(type_info(setting.type).label);
  if (const std::string range = range_text(setting); !range.empty()) text += ", " + range;
  return text;
}

std::string type_cell(const Setting& setting) {
  if (setting.type == Type::section) {
    switch (setting.shape) {
      case Shape::list: return "list of " + link(*setting.nested.section);
      case Shape::map: return "map from ids to " + link(*setting.nested.section);
      default: return link(*setting.nested.section);
    }
  }
  switch (setting.shape) {
    case Shape::list: return "list of: " + element_type(setting);
    case Shape::pairs:
      return "map from a " + std::string(type_info(setting.key_type).label) + " to: " + element_type(setting);
    default: return element_type(setting);
  }
}

std::string default_cell(const Section& section, const Setting& setting) {
  if (setting.required) return "required";
  if (setting.type == Type::section) {
    if (setting.shape == Shape::list) return code("[]");
    if (setting.shape == Shape::map) return code("{}");
    return setting.nested.count(section.defaults()) == 0 ? "not given" : "";
  }
  const Value value = default_value(section, setting);
  if (is_empty(value)) {
    if (setting.absent_when_empty) return "not given";
    switch (setting.shape) {
      case Shape::list: return code("[]");
      case Shape::pairs: return code("{}");
      default: return code("\"\"");
    }
  }
  return code(element_text(setting.type, value));
}

void append_section(std::string& out, const Section& section) {
  if (!section.name.empty()) out += "\n## " + std::string(section.name) + "\n\n" + std::string(section.says) + '\n';
  out += "\n| key | type | default | |\n|---|---|---|---|\n";
  for (const Setting& setting : section.settings) {
    out += "| " + code(setting.key) + " | " + type_cell(setting) + " | " + default_cell(section, setting) + " | " +
           std::string(setting.says);
    if (!setting.only_for.empty()) out += " Only for " + codes(setting.only_for) + '.';
    out += " |\n";
  }
  for (const Setting& setting : section.settings) {
    if (setting.nested.section != nullptr) append_section(out, *setting.nested.section);
  }
}

}  // namespace

std::string render_reference() {
  std::string out =
      "# Configuration reference\n\n"
      "Generated from the schema table in `config/schema.cpp` by `veilgate config reference`; do not edit.\n\n"
      "The file is one YAML document of UTF-8 text, at most " +
      std::to_string(kMaxFileBytes / 1024) +
      " KiB. Only `version` is required in it.\n\n"
      "- A key that is not listed here is an error. A key that begins with `x-` is ignored; it is a home for YAML "
      "anchors.\n"
      "  Aliases and `<<` merge keys work; tags do not.\n"
      "- A size is a number of bytes, or one with `B`, `KB`, `MB`, `GB`, `TB` (powers of 1000) or `KiB`, `MiB`, "
      "`GiB`,\n"
      "  `TiB` (powers of 1024). A duration is a number with `ms`, `s`, `m` or `h`; the unit is required.\n"
      "- A secret is given by reference, `file:PATH` or `env:NAME`, and never stands in the file.\n"
      "- An id begins with a letter and holds letters, digits, `-`, `_` and `.`, at most 64 characters.\n"
      "- Classes of values: " +
      codes(kClassNames) + ".\n- Masks that need no declaration: " + codes(kBuiltinMasks) + ".\n\n## Top level\n";
  append_section(out, settings_section());
  return out;
}

}  // namespace veilgate::config
