#include "config/types.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "config/diagnostics.hpp"
#include "config/net_formats.hpp"
#include "config/quantities.hpp"
#include "config/text_formats.hpp"
#include "crypto/base/ids.hpp"

namespace veilgate::config {
namespace {

bool accept_any(std::string_view) noexcept {
  return true;
}
bool is_secret_ref(std::string_view text) {
  const auto kind = parse_secret_ref(text).kind;
  return kind == SecretRef::Kind::file || kind == SecretRef::Kind::env;
}
bool is_key_source(std::string_view text) {
  return parse_secret_ref(text).kind != SecretRef::Kind::none;
}
bool is_tenant(std::string_view text) {
  return TenantId::parse(text).has_value();
}

// In the order of Type.
constexpr std::array<TypeInfo, static_cast<std::size_t>(Type::tenant) + 1> kTypes = {{
    {"section", "must be a map of keys", ""},
    {"true or false", "must be true or false", ""},
    {"number", "must be a whole number without quotes", ""},
    {"size", "must be a size, such as 65536, 64KiB or 1MiB", "^(0|[1-9][0-9]*)(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?$"},
    {"duration", "must be a duration with its unit, such as 250ms, 5s, 1m or 2h", "^(0|[1-9][0-9]*)(ms|s|m|h)$"},
    {"name", "is not one of the allowed names", ""},
    {"text", "must be a text", "", accept_any},
    {"text", "must be a text in one line", "^.+$", is_line},
    {"id", "must begin with a letter and hold letters, digits, -, _ and . only, at most 64",
     "^[A-Za-z][A-Za-z0-9._-]{0,63}$", is_id},
    {"character", "must be exactly one character", "^.$", is_one_character},
    {"secret reference", "must be a reference to the secret, file:PATH or env:NAME; a secret may not stand in the file",
     "^(file:.+|env:[A-Za-z_][A-Za-z0-9_]*)$", is_secret_ref},
    {"file", "must be the path of a file", "^.+$", is_line},
    {"HOST:PORT", "must be HOST:PORT or [V6]:PORT, such as 127.0.0.1:8080", "^.+:[0-9]+$", is_host_port},
    {"HOST:PORT or unix:/PATH", "must be an address and port or unix:/PATH, such as 127.0.0.1:9090",
     "^(|unix:/.+|.+:[0-9]+)$", is_admin_address},
    {"network", "must be an address or a network, such as 10.0.0.0/8 or fd00::/8", "^[0-9A-Fa-f:.]+(/[0-9]+)?$",
     is_network},
    {"URL", "must be http://HOST[:PORT] or https://HOST[:PORT], without a path", "^https?://[^/?#@]+/?$", is_origin},
    {"host", "must be a host name or an address", "^[^/\\s]+$", is_host},
    {"host or *", "must be a host name or an address without a port, or *", "^[^/\\s]+$", is_host_pattern},
    {"glob", "must be a path such as /orders/**, where * stands for a segment or part of one and ** for whole segments",
     "^/[^?#;\\\\]*$", is_glob},
    {"path", "must be a request path, such as /orders/1", "^/[^?#\\s]*$", is_request_path},
    {"JSONPath", "must be a path such as $.data[*].name; steps are .name, ['name'], [*], [n] and ..name", "^\\$",
     is_json_path},
    {"JSON pointer", "must be a JSON pointer, such as /data/0/name", "^(/.*)?$", is_json_pointer},
    {"JSON value", "must be a value", ""},
    {"media type", "must be a media type in lower case without parameters, such as text/plain, or \"\" for none",
     "^([^/A-Z*;]+/[^/A-Z*;]+)?$", is_media_type_or_none},
    {"media type", "must be a media type or type/*, such as image/*, and none that the engine reads itself",
     "^[^/A-Z*;]+/([^/A-Z*;]+|\\*)$", is_passable_media},
    {"method", "must be an HTTP method in capitals, such as GET", "^[A-Z-]{1,32}$", is_method},
    {"date and time", "must be a date, time and offset that exist, such as 2027-06-30T00:00:00+08:00 (RFC 3339)",
     "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$", is_timestamp},
    {"key source", "must be a reference to key-encryption keys, file:PATH, env:NAME or pkcs11:token=…",
     "^(file:.+|env:[A-Za-z_][A-Za-z0-9_]*|pkcs11:.+)$", is_key_source},
    {"tenant", "must begin with a letter or digit and hold a-z, 0-9, -, _ and . only, at most 64",
     "^[a-z0-9][a-z0-9._-]{0,63}$", is_tenant},
}};

std::optional<std::uint64_t> parse_number(Type type, std::string_view text) {
  switch (type) {
    case Type::integer: return parse_integer(text);
    case Type::bytes: return parse_bytes(text);
    case Type::duration: return parse_duration(text);
    default: return std::nullopt;
  }
}

std::string number_text(Type type, std::uint64_t number) {
  switch (type) {
    case Type::bytes: return render_bytes(number);
    case Type::duration: return render_duration(number);
    default: return std::to_string(number);
  }
}

Reading refuse(std::string_view reason, std::string suggestion = {}) {
  return {{}, std::string(reason), std::move(suggestion)};
}

Reading read_number(const Setting& setting, std::string_view text) {
  const auto number = parse_number(setting.type, text);
  if (number && *number >= setting.min && *number <= setting.max) return {*number, {}, {}};
  const bool is_a_number = number || (setting.type == Type::integer && is_json_number(text));
  if (is_a_number) return refuse("is out of range", "allowed: " + range_text(setting));
  return refuse(type_info(setting.type).wanted);
}

Reading read_boolean(std::string_view text) {
  if (text == "true") return {true, {}, {}};
  if (text == "false") return {false, {}, {}};
  return refuse(type_info(Type::boolean).wanted);
}

}  // namespace

const TypeInfo& type_info(Type type) noexcept {
  return kTypes[static_cast<std::size_t>(type)];
}

Reading read_text(const Setting& setting, std::string_view text) {
  switch (setting.type) {
    case Type::boolean: return read_boolean(text);
    case Type::integer:
    case Type::bytes:
    case Type::duration: return read_number(setting, text);
    case Type::choice: {
      if (std::find(setting.choices.begin(), setting.choices.end(), text) != setting.choices.end()) {
        return {std::string(text), {}, {}};
      }
      return refuse(type_info(Type::choice).wanted, suggest(text, setting.choices));
    }
    case Type::origin:
      // A slash at the end is what people paste.
      if (text.ends_with('/')) text.remove_suffix(1);
      break;
    default: break;
  }
  const TypeInfo& info = type_info(setting.type);
  if (info.accepts == nullptr || !info.accepts(text)) return refuse(info.wanted);
  return {std::string(text), {}, {}};
}

bool may_be_empty(const Section& section, const Setting& setting) {
  return !setting.required && !setting.absent_when_empty && is_empty(default_value(section, setting));
}

std::string range_text(const Setting& setting) {
  const bool counts = setting.type == Type::integer || setting.type == Type::bytes || setting.type == Type::duration;
  if (!counts) return {};
  return number_text(setting.type, setting.min) + " to " + number_text(setting.type, setting.max);
}

std::string element_text(Type type, const Value& element) {
  if (const bool* flag = std::get_if<bool>(&element)) return *flag ? "true" : "false";
  if (const std::uint64_t* number = std::get_if<std::uint64_t>(&element)) return number_text(type, *number);
  if (const std::string* text = std::get_if<std::string>(&element)) return *text;
  return {};
}

}  // namespace veilgate::config
