// The one table that says what a configuration file may hold.
//
// A Section is a mapping of keys; each of its Settings states the key, the type, the range or the allowed names, one
// sentence, and how to reach the member of the model. Loading (load.hpp), `config show` (show.hpp), the reference
// (reference.hpp) and the JSON Schema (json_schema.hpp) are all walks over this table. A default is not repeated here:
// it is what a default-made object of the model holds.
//
// A new setting is one row here and one member in model.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/model.hpp"

namespace veilgate::config {

// The built-in classes. masking/classes.hpp holds the same list; a test compares them.
inline constexpr std::array<std::string_view, 35> kClassNames = {"person_name",
                                                                 "cn_mobile",
                                                                 "cn_landline",
                                                                 "address",
                                                                 "cn_resident_id",
                                                                 "bank_card",
                                                                 "email",
                                                                 "intl_phone",
                                                                 "foreigner_id",
                                                                 "passport",
                                                                 "travel_permit",
                                                                 "military_id",
                                                                 "bank_account",
                                                                 "cn_credit_code",
                                                                 "cn_tax_number",
                                                                 "cn_plate",
                                                                 "vin",
                                                                 "driver_file_number",
                                                                 "birth_date",
                                                                 "account_id",
                                                                 "qq",
                                                                 "wechat",
                                                                 "ip_address",
                                                                 "mac_address",
                                                                 "imei",
                                                                 "coordinates",
                                                                 "social_security_number",
                                                                 "medical_card",
                                                                 "invoice_title",
                                                                 "secret",
                                                                 "biometric",
                                                                 "iban",
                                                                 "us_ssn",
                                                                 "uk_nino",
                                                                 "eu_vat"};

// The checks a pattern of a file may name. masking/detect/validators.hpp holds the same list; a test compares them.
inline constexpr std::array<std::string_view, 7> kValidatorNames = {
    "luhn", "cn_resident_id", "cn_mobile", "cn_landline", "bank_card", "email", "iso7064_mod11_2"};

// How many classes a file may add; masking/classes.hpp has room for as many (a test compares them).
inline constexpr std::size_t kMostOwnClasses = 90;

// The masks that exist without being declared.
inline constexpr std::array<std::string_view, 4> kBuiltinMasks = {"full", "smart", "null", "remove"};

enum class Type : std::uint8_t {
  section,  // a mapping, a list of mappings or a map of names to mappings; see Setting::nested
  boolean,
  integer,
  bytes,
  duration,
  choice,
  text,
  line,
  id,
  character,
  secret,
  file_path,
  host_port,
  admin_address,
  network,
  origin,
  host,
  host_pattern,
  glob,
  request_path,
  json_path,
  json_pointer,
  json_value,
  media_type,
  passable_media,
  method,
  timestamp,
  key_source,
  tenant,
};

// How often a type occurs.
enum class Shape : std::uint8_t { one, list, pairs, map };

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A setting's value as the table handles it. monostate: not given. Bytes and milliseconds are numbers; choices, secret
// references and every kind of text are strings.
using Value = std::variant<std::monostate, bool, std::uint64_t, std::string, std::vector<std::string>, Pairs>;

struct Section;

// How to reach what a section's setting holds. For Shape::one `count` is 0 or 1 (0: an optional section that is not
// there); lists and maps hold any number. `add` makes one more element and returns it.
struct Nested {
  const Section* section = nullptr;
  std::size_t (*count)(const void* owner) = nullptr;
  const void* (*at)(const void* owner, std::size_t index) = nullptr;
  void* (*add)(void* owner, std::string_view name) = nullptr;
  std::string_view (*name)(const void* element) = nullptr;  // of Shape::map
};

struct Setting {
  std::string_view key;
  Type type = Type::text;
  Shape shape = Shape::one;
  bool required = false;
  bool may_be_null = false;        // the plain word null is read as the text "null"
  bool absent_when_empty = false;  // an empty value means "not given", so it may not be written
  std::uint64_t min = 0;           // of integers, bytes and durations
  std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
  std::span<const std::string_view> choices = {};   // of a choice; of a pair's value
  std::span<const std::string_view> only_for = {};  // values of the section's `kind_key` that have this setting
  Type key_type = Type::text;                       // of Shape::pairs
  std::string_view says = {};                       // one sentence

  Value (*read)(const void* owner) = nullptr;
  void (*write)(void* owner, const Value& value) = nullptr;
  Nested nested = {};
};

struct Section {
  std::string_view name;  // "upstream", for the reference
  std::string_view says;  // one sentence
  std::span<const Setting> settings;
  const void* (*defaults)() = nullptr;  // an object made by default
  std::string_view kind_key = {};       // the choice that decides which settings apply; empty: all do
};

// The section a file's top level is; its owner is a config::Settings.
const Section& settings_section() noexcept;

// nullptr when the section has no such key.
const Setting* find_setting(const Section& section, std::string_view key) noexcept;

// Whether the setting applies to this owner, given the section's kind.
bool applies(const Section& section, const Setting& setting, const void* owner);

// What the setting holds in a default-made owner.
Value default_value(const Section& section, const Setting& setting);

// monostate, "" or an empty list.
bool is_empty(const Value& value) noexcept;

// The form a reference names: `file:PATH`, `env:NAME`, `pkcs11:…`, or "" for none.
std::string to_text(const SecretRef& secret);
// A text that is not a reference yields Kind::none.
SecretRef parse_secret_ref(std::string_view text);

}  // namespace veilgate::config
