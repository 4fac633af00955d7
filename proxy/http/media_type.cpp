#include "proxy/http/media_type.hpp"

#include <algorithm>
#include <optional>

#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

struct KnownType {
  std::string_view essence;
  MediaPlan plan;
};
constexpr KnownType kKnownTypes[] = {
    {"application/json", MediaPlan::json},           {"text/json", MediaPlan::json},
    {"application/x-ndjson", MediaPlan::records},    {"application/ndjson", MediaPlan::records},
    {"application/jsonl", MediaPlan::records},       {"application/jsonlines", MediaPlan::records},
    {"application/x-jsonlines", MediaPlan::records}, {"text/event-stream", MediaPlan::event_stream},
};

Error refuse(Code code, const char* why) {
  return make_error(code, Origin::upstream, why);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

std::string_view take_token(std::string_view& text) noexcept {
  std::size_t n = 0;
  while (n < text.size() && is_token_char(text[n])) ++n;
  const std::string_view token = text.substr(0, n);
  text.remove_prefix(n);
  return token;
}

struct Quoted {
  std::string_view inside;
  bool escaped = false;
};

// A quoted-string at the front of `text`, which it is taken off.
std::optional<Quoted> take_quoted(std::string_view& text) noexcept {
  Quoted quoted;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      quoted.inside = text.substr(1, i - 1);
      text.remove_prefix(i + 1);
      return quoted;
    }
    if (text[i] == '\\') {
      quoted.escaped = true;
      ++i;
    }
  }
  return std::nullopt;
}

MediaPlan find_known(const MediaType& type) noexcept {
  for (const KnownType& known : kKnownTypes) {
    if (equal_ignoring_case(type.essence, known.essence)) return known.plan;
  }
  constexpr std::string_view kSuffix = "+json";
  const std::size_t size = type.subtype.size();
  if (size > kSuffix.size() && equal_ignoring_case(type.subtype.substr(size - kSuffix.size()), kSuffix)) {
    return MediaPlan::json;
  }
  return MediaPlan::refuse;
}

bool holds(const std::vector<std::string>& names, std::string_view name) noexcept {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& entry) { return equal_ignoring_case(entry, name); });
}

bool is_utf8_name(std::string_view charset) noexcept {
  return equal_ignoring_case(charset, "utf-8") || equal_ignoring_case(charset, "utf8");
}

}  // namespace

Result<MediaType> parse_media_type(std::string_view value) {
  constexpr const char* kMalformed = "a Content-Type outside the grammar";
  std::string_view rest = trim_blanks(value);
  MediaType type;
  const char* start = rest.data();
  type.type = take_token(rest);
  if (type.type.empty() || rest.empty() || rest[0] != '/') return refuse(Code::unsupported_media_type, kMalformed);
  rest.remove_prefix(1);
  type.subtype = take_token(rest);
  if (type.subtype.empty()) return refuse(Code::unsupported_media_type, kMalformed);
  type.essence = {start, type.type.size() + 1 + type.subtype.size()};

  for (rest = trim_blanks(rest); !rest.empty(); rest = trim_blanks(rest)) {
    if (rest[0] != ';') return refuse(Code::unsupported_media_type, kMalformed);
    rest = trim_blanks(rest.substr(1));
    const std::string_view name = take_token(rest);
    if (name.empty()) continue;  // an empty parameter, or what the next round refuses
    if (rest.empty() || rest[0] != '=') return refuse(Code::unsupported_media_type, kMalformed);
    rest.remove_prefix(1);
    std::optional<Quoted> parameter;
    if (!rest.empty() && rest[0] == '"') {
      parameter = take_quoted(rest);
    } else if (const std::string_view token = take_token(rest); !token.empty()) {
      parameter = Quoted{token, false};
    }
    if (!parameter) return refuse(Code::unsupported_media_type, kMalformed);
    if (!equal_ignoring_case(name, "charset")) continue;
    if (type.has_charset) return refuse(Code::unsupported_media_type, "two charset parameters");
    if (parameter->escaped) return refuse(Code::unsupported_media_type, "an escape in a charset");
    type.charset = parameter->inside;
    type.has_charset = true;
  }
  return type;
}

Result<MediaRules> MediaRules::compile(const std::vector<std::string>& pass,
                                       const std::vector<config::TreatAs>& treat_as) {
  const auto bad = [](const char* why) { return make_error(Code::bad_config, Origin::policy, why); };
  MediaRules rules;
  for (const std::string& entry : pass) {
    const std::size_t slash = entry.find('/');
    const std::string_view type = std::string_view(entry).substr(0, slash);
    const std::string_view subtype = slash == std::string::npos ? "" : std::string_view(entry).substr(slash + 1);
    if (!is_token(type) || !is_token(subtype)) return bad("pass: an entry is not type/subtype or type/*");
    if (type == "*") return bad("pass: a body that passes unread must be named; */* is not allowed");
    if (subtype == "*") {
      rules.pass_types_.push_back(lower_case(type));
    } else {
      rules.pass_exact_.push_back(lower_case(entry));
    }
  }
  for (const config::TreatAs& entry : treat_as) {
    if (!entry.from.empty()) {
      const auto from = parse_media_type(entry.from);
      if (!from || from->essence.size() != entry.from.size() || entry.from.find('*') != std::string::npos) {
        return bad("treat_as: `from` is not a plain type/subtype");
      }
    }
    const auto to = parse_media_type(entry.to);
    if (!to || to->essence.size() != entry.to.size() || find_known(*to) == MediaPlan::refuse) {
      return bad("treat_as: `to` is not a type that can be read");
    }
    rules.treat_as_.push_back({lower_case(entry.from), find_known(*to)});
  }
  return rules;
}

Result<MediaPlan> MediaRules::plan(const ResponseHead& head) const {
  switch (head.headers.count(Field::content_type)) {
    case 0: return plan(std::string_view{});
    case 1: {
      const std::string_view value = head.headers.first(Field::content_type)->value;
      if (value.empty()) return refuse(Code::unsupported_media_type, "an empty Content-Type");
      return plan(value);
    }
    default: return refuse(Code::unsupported_media_type, "two Content-Type fields");
  }
}

Result<MediaPlan> MediaRules::plan(std::string_view content_type) const {
  MediaType type;
  if (!content_type.empty()) {
    auto parsed = parse_media_type(content_type);
    if (!parsed) return parsed.error();
    type = *parsed;
  }

  MediaPlan plan = MediaPlan::refuse;
  const auto mapped = std::find_if(treat_as_.begin(), treat_as_.end(), [&](const Mapping& mapping) {
    return equal_ignoring_case(mapping.from, type.essence);
  });
  if (mapped != treat_as_.end()) {
    plan = mapped->to;
  } else if (content_type.empty()) {
    return refuse(Code::unsupported_media_type, "no Content-Type");
  } else if (holds(pass_exact_, type.essence)) {
    return MediaPlan::pass;
  } else {
    plan = find_known(type);
  }

  if (plan == MediaPlan::refuse) {
    if (holds(pass_types_, type.type)) return MediaPlan::pass;
    return refuse(Code::unsupported_media_type, "a type that is neither read nor passed on this route");
  }
  if (type.has_charset && !is_utf8_name(type.charset)) {
    return refuse(Code::unsupported_charset, "a charset other than UTF-8");
  }
  return plan;
}

}  // namespace veilgate::proxy
