#include "config/show.hpp"

#include "config/document.hpp"
#include "config/schema.hpp"
#include "config/types.hpp"

namespace veilgate::config {
namespace {

enum class Sizes : unsigned char { with_unit, in_bytes };

Document element_document(const Setting& setting, const Value& element, Sizes sizes) {
  const std::string text = element_text(setting.type, element);
  switch (setting.type) {
    case Type::json_value:
    case Type::boolean:
    case Type::integer: return Document::raw(text);
    case Type::bytes:
      return sizes == Sizes::with_unit ? Document::word(text) : Document::raw(element_text(Type::integer, element));
    case Type::duration: return Document::word(text);
    default: return Document::text(text);
  }
}

Document value_document(const Setting& setting, const Value& value, Sizes sizes) {
  if (const auto* const list = std::get_if<std::vector<std::string>>(&value)) {
    Document document = Document::list();
    for (const std::string& element : *list) document.add(element_document(setting, element, sizes));
    return document;
  }
  if (const auto* const pairs = std::get_if<Pairs>(&value)) {
    Document document = Document::map();
    for (const auto& [key, element] : *pairs) document.put(key, element_document(setting, element, sizes));
    return document;
  }
  return element_document(setting, value, sizes);
}

Document section_document(const Section& section, const void* owner, Sizes sizes);

Document nested_document(const Setting& setting, const void* owner, Sizes sizes) {
  const Nested& nested = setting.nested;
  if (setting.shape == Shape::one) return section_document(*nested.section, nested.at(owner, 0), sizes);
  Document document = setting.shape == Shape::list ? Document::list() : Document::map();
  for (std::size_t i = 0; i < nested.count(owner); ++i) {
    const void* const element = nested.at(owner, i);
    Document inner = section_document(*nested.section, element, sizes);
    if (setting.shape == Shape::list) {
      document.add(std::move(inner));
    } else {
      document.put(std::string(nested.name(element)), std::move(inner));
    }
  }
  return document;
}

Document section_document(const Section& section, const void* owner, Sizes sizes) {
  Document document = Document::map();
  for (const Setting& setting : section.settings) {
    if (!applies(section, setting, owner)) continue;
    const std::string key(setting.key);
    if (setting.type == Type::section) {
      if (setting.nested.count(owner) != 0 || setting.shape != Shape::one) {
        document.put(key, nested_document(setting, owner, sizes));
      }
      continue;
    }
    const Value value = setting.read(owner);
    if (setting.absent_when_empty && is_empty(value)) continue;
    document.put(key, value_document(setting, value, sizes));
  }
  return document;
}

}  // namespace

std::string render_yaml(const Settings& settings) {
  return section_document(settings_section(), &settings, Sizes::with_unit).to_yaml();
}

std::string render_json(const Settings& settings) {
  return section_document(settings_section(), &settings, Sizes::in_bytes).to_json();
}

}  // namespace veilgate::config
