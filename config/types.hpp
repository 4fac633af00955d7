// What each Type of the schema table accepts, how it is described, and how one text becomes a Value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/schema.hpp"

namespace veilgate::config {

struct TypeInfo {
  std::string_view label;    // "HOST:PORT", for the reference
  std::string_view wanted;   // "must be HOST:PORT, such as 127.0.0.1:8080"
  std::string_view pattern;  // of its text, for editors (ECMA-262); looser than `accepts`; empty: any
  bool (*accepts)(std::string_view text) = nullptr;  // of the kinds of text; nullptr for the others
};

const TypeInfo& type_info(Type type) noexcept;

// One scalar read as a setting wants it: the value, or why not.
struct Reading {
  Value value;
  std::string reason;  // empty: `value` holds
  std::string suggestion;

  bool ok() const noexcept { return reason.empty(); }
};

// Reads one element (not the list or the map around it). Range, allowed names and syntax are checked. No value is
// repeated in the reason.
Reading read_text(const Setting& setting, std::string_view text);

// Whether a setting may be written as an empty text: its default is empty and that means something.
bool may_be_empty(const Section& section, const Setting& setting);

// "1KiB to 1MiB"; empty when the setting has no range.
std::string range_text(const Setting& setting);

// One element as a file writes it, without quotes: 1MiB, 5s, true, HOST:PORT. For Type::json_value the JSON text.
std::string element_text(Type type, const Value& element);

}  // namespace veilgate::config
