#include "config/json_schema.hpp"

#include <algorithm>
#include <string_view>

#include "config/document.hpp"
#include "config/schema.hpp"
#include "config/types.hpp"

namespace veilgate::config {
namespace {

Document names_document(std::span<const std::string_view> names) {
  Document list = Document::list();
  for (const std::string_view name : names) list.add(Document::text(name));
  return list;
}

void put_range(Document& schema, const Setting& setting) {
  schema.put("minimum", Document::raw(std::to_string(setting.min)));
  schema.put("maximum", Document::raw(std::to_string(setting.max)));
}

// Of one element, without the list or map around it.
Document element_schema(const Setting& setting) {
  Document schema = Document::map();
  switch (setting.type) {
    case Type::json_value: return schema;
    case Type::boolean: schema.put("type", Document::text("boolean")); return schema;
    case Type::integer:
      schema.put("type", Document::text("integer"));
      put_range(schema, setting);
      return schema;
    case Type::bytes: {
      Document& types = schema.put("type", Document::list());
      types.add(Document::text("integer"));
      types.add(Document::text("string"));
      put_range(schema, setting);
      break;
    }
    case Type::choice: {
      Document names = names_document(setting.choices);
      if (setting.may_be_null) names.add(Document::raw("null"));
      schema.put("enum", std::move(names));
      return schema;
    }
    default:
      if (setting.may_be_null) {
        Document& types = schema.put("type", Document::list());
        types.add(Document::text("string"));
        types.add(Document::text("null"));
      } else {
        schema.put("type", Document::text("string"));
      }
      break;
  }
  const std::string_view pattern = type_info(setting.type).pattern;
  if (!pattern.empty()) schema.put("pattern", Document::text(pattern));
  return schema;
}

std::string reference_to(const Section& section) {
  return "#/$defs/" + std::string(section.name);
}

Document nested_schema(const Setting& setting) {
  Document reference = Document::map();
  reference.put("$ref", Document::text(reference_to(*setting.nested.section)));
  if (setting.shape == Shape::one) return reference;
  Document schema = Document::map();
  if (setting.shape == Shape::list) {
    schema.put("type", Document::text("array"));
    schema.put("items", std::move(reference));
    return schema;
  }
  schema.put("type", Document::text("object"));
  schema.put("patternProperties", Document::map()).put("^x-", Document::raw("true"));
  Document& names = schema.put("propertyNames", Document::map());
  names.put("pattern", Document::text(type_info(Type::id).pattern));
  schema.put("additionalProperties", std::move(reference));
  return schema;
}

Document setting_schema(const Section& section, const Setting& setting) {
  Document schema = Document::map();
  if (setting.type == Type::section) {
    schema = nested_schema(setting);
  } else if (setting.shape == Shape::list) {
    schema.put("type", Document::text("array"));
    schema.put("items", element_schema(setting));
    if (!may_be_empty(section, setting)) schema.put("minItems", Document::raw("1"));
  } else if (setting.shape == Shape::pairs) {
    schema.put("type", Document::text("object"));
    schema.put("additionalProperties", element_schema(setting));
    if (setting.absent_when_empty) schema.put("minProperties", Document::raw("1"));
  } else if (may_be_empty(section, setting)) {
    Document& either = schema.put("anyOf", Document::list());
    either.add(element_schema(setting));
    Document nothing = Document::map();
    nothing.put("const", Document::text(""));
    either.add(std::move(nothing));
  } else {
    schema = element_schema(setting);
  }
  schema.put("description", Document::text(setting.says));
  if (setting.type != Type::section && setting.shape == Shape::one && !setting.required) {
    const Value value = default_value(section, setting);
    const bool is_raw = setting.type == Type::boolean || setting.type == Type::integer;
    const std::string text = element_text(setting.type, value);
    if (!is_empty(value)) schema.put("default", is_raw ? Document::raw(text) : Document::text(text));
  }
  return schema;
}

bool belongs_to(const Setting& setting, std::string_view kind) {
  return setting.only_for.empty() ||
         std::find(setting.only_for.begin(), setting.only_for.end(), kind) != setting.only_for.end();
}

// For each kind: which settings it needs, and that it has none of the others.
Document kinds_schema(const Section& section) {
  Document all = Document::list();
  for (const std::string_view kind : find_setting(section, section.kind_key)->choices) {
    Document rule = Document::map();
    Document& test = rule.put("if", Document::map()).put("properties", Document::map());
    test.put(std::string(section.kind_key), Document::map()).put("const", Document::text(kind));
    Document& then = rule.put("then", Document::map());
    Document required = Document::list();
    Document others = Document::map();
    for (const Setting& setting : section.settings) {
      if (!belongs_to(setting, kind)) {
        others.put(std::string(setting.key), Document::raw("false"));
      } else if (setting.required) {
        required.add(Document::text(setting.key));
      }
    }
    then.put("required", std::move(required));
    then.put("properties", std::move(others));
    all.add(std::move(rule));
  }
  return all;
}

void fill_section(Document& schema, const Section& section) {
  schema.put("type", Document::text("object"));
  schema.put("description", Document::text(section.says));
  Document& properties = schema.put("properties", Document::map());
  Document required = Document::list();
  bool one_is_needed = true;
  for (const Setting& setting : section.settings) {
    properties.put(std::string(setting.key), setting_schema(section, setting));
    if (setting.required && setting.only_for.empty()) required.add(Document::text(setting.key));
    one_is_needed = one_is_needed && setting.absent_when_empty;
  }
  schema.put("patternProperties", Document::map()).put("^x-", Document::raw("true"));
  schema.put("additionalProperties", Document::raw("false"));
  if (!required.empty()) schema.put("required", std::move(required));
  if (one_is_needed) schema.put("minProperties", Document::raw("1"));
  if (!section.kind_key.empty()) schema.put("allOf", kinds_schema(section));
}

void define_sections(Document& definitions, const Section& section) {
  for (const Setting& setting : section.settings) {
    if (setting.nested.section == nullptr) continue;
    fill_section(definitions.put(std::string(setting.nested.section->name), Document::map()), *setting.nested.section);
    define_sections(definitions, *setting.nested.section);
  }
}

}  // namespace

std::string render_json_schema() {
  Document schema = Document::map();
  schema.put("$schema", Document::text("https://json-schema.org/draft/2020-12/schema"));
  schema.put("title", Document::text("Veilgate configuration"));
  fill_section(schema, settings_section());
  define_sections(schema.put("$defs", Document::map()), settings_section());
  return schema.to_json();
}

}  // namespace veilgate::config
