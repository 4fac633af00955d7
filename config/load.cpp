#include "config/load.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>
#include <utility>

#include "config/check.hpp"
#include "config/places.hpp"
#include "config/schema.hpp"
#include "config/text_formats.hpp"
#include "config/types.hpp"
#include "config/yaml_json.hpp"
#include "config/yaml_tree.hpp"

namespace veilgate::config {
namespace {

constexpr std::string_view kIgnoredPrefix = "x-";

bool is_map(const YamlNode& node) noexcept {
  return node.kind == YamlNode::Kind::map;
}
bool is_list(const YamlNode& node) noexcept {
  return node.kind == YamlNode::Kind::list;
}

std::vector<std::string_view> keys_of(const Section& section, const void* owner, bool kind_known) {
  std::vector<std::string_view> keys;
  for (const Setting& setting : section.settings) {
    if (!kind_known || applies(section, setting, owner)) keys.push_back(setting.key);
  }
  return keys;
}

// Walks a tree and the schema side by side.
class Loader {
 public:
  Loader(Places& places, Diagnostics& problems) : places_(places), problems_(problems) {}

  void load_section(const Section& section, void* owner, const YamlNode& node, const std::string& path) {
    if (!is_map(node)) return refuse(node, path, "must be a map of keys", without_value(node));
    // The kind comes first, so that it is known which of the others apply.
    const bool kind_known = load_kind(section, owner, node, path);
    for (const YamlEntry& entry : node.entries) {
      if (entry.key.starts_with(kIgnoredPrefix)) continue;
      const std::string key = member_path(path, entry.key);
      const Setting* const setting = find_setting(section, entry.key);
      if (setting == nullptr) {
        report_unknown(section, owner, entry, key, kind_known);
      } else if (kind_known && !applies(section, *setting, owner)) {
        problems_.error(entry.place, key, "does not belong to this " + std::string(section.kind_key),
                        "it takes: " + join(keys_of(section, owner, kind_known)));
      } else if (setting->key != section.kind_key || section.kind_key.empty()) {
        load_setting(section, *setting, owner, *entry.value, key);
      }
    }
    for (const Setting& setting : section.settings) {
      const bool is_written = std::any_of(node.entries.begin(), node.entries.end(),
                                          [&](const YamlEntry& entry) { return entry.key == setting.key; });
      if (!setting.required || is_written) continue;
      if (!setting.only_for.empty() && (!kind_known || !applies(section, setting, owner))) continue;
      problems_.error(node.place, member_path(path, setting.key), "is required");
    }
  }

 private:
  void refuse(const YamlNode& node, const std::string& key, std::string reason, std::string suggestion = {}) {
    problems_.error(node.place, key, std::move(reason), std::move(suggestion));
    places_.remember(key, node.place);
    places_.mark_refused(key);
  }

  static std::string without_value(const YamlNode& node) {
    const bool is_nothing = node.kind == YamlNode::Kind::null;
    return is_nothing ? "there is no value; leave the key out to have the default" : std::string();
  }

  // Reads the setting that decides which others apply. False when there is one and it is not known.
  bool load_kind(const Section& section, void* owner, const YamlNode& node, const std::string& path) {
    if (section.kind_key.empty()) return true;
    const auto entry = std::find_if(node.entries.begin(), node.entries.end(),
                                    [&](const YamlEntry& candidate) { return candidate.key == section.kind_key; });
    if (entry == node.entries.end()) return false;
    const std::string key = member_path(path, section.kind_key);
    load_setting(section, *find_setting(section, section.kind_key), owner, *entry->value, key);
    return !places_.is_refused(key);
  }

  void report_unknown(const Section& section, const void* owner, const YamlEntry& entry, const std::string& key,
                      bool kind_known) {
    if (problems_.is_full()) return problems_.error(entry.place, key, "is not a known key");
    std::string suggestion = suggest(entry.key, keys_of(section, owner, kind_known));
    // A key that is right in another section is worth pointing at.
    if (nearest(entry.key, keys_of(section, owner, kind_known)).empty()) {
      if (const std::string elsewhere = find_elsewhere(settings_section(), entry.key, ""); !elsewhere.empty()) {
        suggestion = "there is " + elsewhere;
      }
    }
    problems_.error(entry.place, key, "is not a known key", std::move(suggestion));
  }

  static std::string find_elsewhere(const Section& section, std::string_view key, const std::string& path) {
    for (const Setting& setting : section.settings) {
      std::string here = path.empty() ? std::string(setting.key) : path + '.' + std::string(setting.key);
      if (setting.key == key) return here;
      if (setting.nested.section == nullptr) continue;
      if (setting.shape == Shape::list) here += "[]";
      if (setting.shape == Shape::map) here += ".NAME";
      if (std::string found = find_elsewhere(*setting.nested.section, key, here); !found.empty()) return found;
    }
    return {};
  }

  void load_setting(const Section& section, const Setting& setting, void* owner, const YamlNode& node,
                    const std::string& key) {
    places_.remember(key, node.place);
    if (setting.type == Type::section) return load_nested(setting, owner, node, key);
    switch (setting.shape) {
      case Shape::list: return load_list(section, setting, owner, node, key);
      case Shape::pairs: return load_pairs(setting, owner, node, key);
      default: break;
    }
    if (auto value = load_element(setting, node, key, may_be_empty(section, setting))) setting.write(owner, *value);
  }

  void load_nested(const Setting& setting, void* owner, const YamlNode& node, const std::string& key) {
    const Nested& nested = setting.nested;
    if (setting.shape == Shape::one) {
      if (!is_map(node)) return refuse(node, key, "must be a map of keys", without_value(node));
      return load_section(*nested.section, nested.add(owner, {}), node, key);
    }
    if (setting.shape == Shape::list) {
      if (!is_list(node)) return refuse(node, key, "must be a list", without_value(node));
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string element = element_path(key, i);
        places_.remember(element, node.items[i]->place);
        load_section(*nested.section, nested.add(owner, {}), *node.items[i], element);
      }
      return;
    }
    if (!is_map(node)) return refuse(node, key, "must be a map of names", without_value(node));
    for (const YamlEntry& entry : node.entries) {
      if (entry.key.starts_with(kIgnoredPrefix)) continue;
      const std::string element = member_path(key, entry.key);
      places_.remember(element, entry.place);
      if (!is_id(entry.key)) {
        problems_.error(entry.place, element, "the name " + std::string(type_info(Type::id).wanted));
        continue;
      }
      load_section(*nested.section, nested.add(owner, entry.key), *entry.value, element);
    }
  }

  void load_list(const Section& section, const Setting& setting, void* owner, const YamlNode& node,
                 const std::string& key) {
    if (!is_list(node)) {
      return refuse(
          node, key, "must be a list",
          node.kind == YamlNode::Kind::scalar ? "write one element as a list, too: [...]" : without_value(node));
    }
    if (node.items.empty() && !may_be_empty(section, setting)) return refuse(node, key, "must not be empty");
    std::vector<std::string> list;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string element = element_path(key, i);
      places_.remember(element, node.items[i]->place);
      auto value = load_element(setting, *node.items[i], element, false);
      if (!value) {
        places_.mark_refused(key);
      } else if (auto* const text = std::get_if<std::string>(&*value)) {
        list.push_back(std::move(*text));
      }
    }
    setting.write(owner, list);
  }

  void load_pairs(const Setting& setting, void* owner, const YamlNode& node, const std::string& key) {
    if (!is_map(node)) return refuse(node, key, "must be a map", without_value(node));
    if (node.entries.empty() && setting.absent_when_empty) return refuse(node, key, "must not be empty");
    Pairs pairs;
    for (const YamlEntry& entry : node.entries) {
      const std::string member = member_path(key, entry.key);
      const TypeInfo& info = type_info(setting.key_type);
      if (!info.accepts(entry.key)) {
        problems_.error(entry.place, member, "the key " + std::string(info.wanted));
        continue;
      }
      auto value = load_element(setting, *entry.value, member, false);
      if (!value) continue;
      if (auto* const text = std::get_if<std::string>(&*value)) pairs.emplace_back(entry.key, std::move(*text));
    }
    setting.write(owner, pairs);
  }

  std::optional<Value> load_element(const Setting& setting, const YamlNode& node, const std::string& key,
                                    bool may_be_empty) {
    if (setting.type == Type::json_value) {
      JsonReading reading = read_json_value(node);
      if (reading.reason.empty()) return Value(std::move(reading.json));
      refuse(node, key, std::move(reading.reason), std::move(reading.suggestion));
      return std::nullopt;
    }
    if (node.kind == YamlNode::Kind::null) return load_null(setting, node, key);
    if (node.kind != YamlNode::Kind::scalar) {
      refuse(node, key, std::string(type_info(setting.type).wanted), allowed(setting));
      return std::nullopt;
    }
    const bool needs_plain = setting.type == Type::boolean || setting.type == Type::integer;
    if (needs_plain && !node.plain) {
      refuse(node, key, std::string(type_info(setting.type).wanted), "remove the quotes");
      return std::nullopt;
    }
    if (node.text.empty() && may_be_empty) return Value(std::string());
    Reading reading = read_text(setting, node.text);
    if (reading.ok()) return std::move(reading.value);
    refuse(node, key, std::move(reading.reason), std::move(reading.suggestion));
    return std::nullopt;
  }

  std::optional<Value> load_null(const Setting& setting, const YamlNode& node, const std::string& key) {
    if (setting.may_be_null && node.text.size() == 4) return Value(std::string("null"));
    if (node.text.empty()) {
      refuse(node, key, "has no value", "leave the key out to have the default");
    } else {
      refuse(node, key, std::string(type_info(setting.type).wanted) + ", not null",
             setting.type == Type::choice ? allowed(setting) : "put a text in quotes");
    }
    return std::nullopt;
  }

  static std::string allowed(const Setting& setting) {
    return setting.choices.empty() ? range_text(setting) : "one of: " + join(setting.choices);
  }

  Places& places_;
  Diagnostics& problems_;
};

LoadOutcome failed(std::string file_name, std::string reason) {
  Diagnostics problems(std::move(file_name));
  problems.error({}, "", std::move(reason));
  return {std::nullopt, problems.take()};
}

}  // namespace

LoadOutcome load_text(std::string_view yaml, std::string file_name) {
  Diagnostics problems(std::move(file_name));
  Places places;
  Settings settings;
  if (const YamlNodePtr root = parse_yaml(yaml, problems)) {
    Loader(places, problems).load_section(settings_section(), &settings, *root, "");
    check_settings(settings, places, problems);
  }
  LoadOutcome outcome;
  if (!problems.has_errors()) outcome.settings = std::move(settings);
  outcome.diagnostics = problems.take();
  return outcome;
}

LoadOutcome load_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed(path, std::string("cannot be opened: ") + std::strerror(errno));
  // One byte more than allowed tells a file that is too large from one that just fits.
  std::string text(kMaxFileBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return failed(path, "cannot be read");
  text.resize(static_cast<std::size_t>(file.gcount()));
  return load_text(text, path);
}

}  // namespace veilgate::config
