#include "crypto/keys/pkcs11_uri.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace veilgate::crypto {
namespace {

constexpr std::string_view kScheme = "pkcs11:";
constexpr std::size_t kMaxLabelBytes = 32;  // a token's label, PKCS#11 section 5.5

Error wrong(const std::string& what) {
  return make_error(Code::bad_config, Origin::policy, "pkcs11 reference: " + what);
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) <= ' ') return std::nullopt;
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned value = 0;
    const char* const digits = text.data() + i + 1;
    if (text.size() - i < 3) return std::nullopt;
    const auto [end, error] = std::from_chars(digits, digits + 2, value, 16);
    if (error != std::errc{} || end != digits + 2 || value < 0x20) return std::nullopt;
    out += static_cast<char>(value);
    i += 2;
  }
  return out;
}

struct Attribute {
  std::string_view name;
  std::string Pkcs11Uri::*member;
  bool is_query;
};

constexpr std::array<Attribute, 4> kAttributes = {{{"token", &Pkcs11Uri::token, false},
                                                   {"object", &Pkcs11Uri::object, false},
                                                   {"module-path", &Pkcs11Uri::module_path, true},
                                                   {"pin-source", &Pkcs11Uri::pin_source, true}}};

Result<void> read_attribute(std::string_view pair, bool is_query, Pkcs11Uri& uri) {
  const auto equals = pair.find('=');
  const std::string_view name = pair.substr(0, equals);
  if (name == "pin-value") return wrong("pin-value would put the PIN in the configuration; use pin-source=file:PATH");
  const auto known = std::find_if(kAttributes.begin(), kAttributes.end(), [&](const Attribute& attribute) {
    return attribute.name == name && attribute.is_query == is_query;
  });
  if (equals == std::string_view::npos || known == kAttributes.end()) {
    return wrong("it takes token and object before '?', module-path and pin-source behind it");
  }
  auto value = unescape(pair.substr(equals + 1));
  if (!value || value->empty()) return wrong(std::string(known->name) + " has no proper value");
  if (!(uri.*known->member).empty()) return wrong(std::string(known->name) + " occurs twice");
  uri.*known->member = std::move(*value);
  return {};
}

Result<void> read_attributes(std::string_view text, char separator, bool is_query, Pkcs11Uri& uri) {
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (auto read = read_attribute(text.substr(0, end), is_query, uri); !read) return read;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

}  // namespace

Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text) {
  if (!text.starts_with(kScheme)) return wrong("it begins with pkcs11:");
  text.remove_prefix(kScheme.size());
  const auto question = std::min(text.find('?'), text.size());
  Pkcs11Uri uri;
  if (auto read = read_attributes(text.substr(0, question), ';', false, uri); !read) return read.error();
  if (auto read = read_attributes(text.substr(std::min(question + 1, text.size())), '&', true, uri); !read) {
    return read.error();
  }
  for (const Attribute& attribute : kAttributes) {
    if ((uri.*attribute.member).empty()) return wrong(std::string(attribute.name) + " is missing");
  }
  if (uri.token.size() > kMaxLabelBytes) return wrong("a token's label has at most 32 bytes");
  if (!uri.module_path.starts_with('/')) return wrong("module-path is an absolute path");
  if (!uri.pin_source.starts_with("file:") && !uri.pin_source.starts_with("env:")) {
    return wrong("pin-source is file:PATH or env:NAME");
  }
  return uri;
}

}  // namespace veilgate::crypto
