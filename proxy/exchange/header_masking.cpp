// Sensitive values in the header fields of a response.
#include <algorithm>

#include "proxy/exchange/exchange.hpp"
#include "proxy/exchange/hidden_document.hpp"
#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {

namespace {

// Fields that do not reach the client, or were written by this proxy anew.
bool is_harmless(const HeaderField& field) noexcept {
  switch (field.id) {
    case Field::content_length:
    case Field::content_encoding:
    case Field::transfer_encoding:
    case Field::connection:
    case Field::keep_alive:
    case Field::etag:
    case Field::last_modified:
    case Field::accept_ranges:
    case Field::content_range:
    case Field::digest:
    case Field::content_digest:
    case Field::repr_digest:
    case Field::content_md5:
    case Field::alt_svc:
    case Field::x_veilgate:
    case Field::x_request_id:
    case Field::traceparent:
    case Field::tracestate: return true;
    default: return false;
  }
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct Sighting {
  std::uint32_t masked = 0;
  std::string text;            // the value with what was found covered
  bool under_escapes = false;  // found only once an encoding was undone: `text` is of no use
  bool by_rules = false;       // a document was walked: other rules may find what these did not
};

HiddenDocument hidden_in(Exchange& x, std::string_view value) {
  return find_hidden_document(*x.snapshot->engine, *x.rules, x.loop->scratch, value);
}

bool begins_document(std::string_view value) noexcept {
  return value.starts_with('{') || value.starts_with('[');
}

Result<masking::MaskedText> mask_value(Exchange& x, std::string_view value) {
  if (auto document = mask_document(*x.snapshot->engine, *x.rules, x.loop->scratch, value)) return std::move(*document);
  return x.snapshot->engine->mask_text(value, x.loop->scratch);
}

// `name`: of a field that may decide about its value; of those this proxy knows ("Set-Cookie") the value alone counts.
Result<Sighting> look_at(Exchange& x, std::optional<std::string_view> name, std::string_view value) {
  Sighting seen;
  auto plain = name ? x.snapshot->engine->mask_field(*name, value, x.loop->scratch) : mask_value(x, value);
  if (!plain) return plain.error();
  if (plain->masked != 0) {
    seen.masked = plain->masked;
    seen.text = std::move(plain->text);
  }
  const HiddenDocument hidden = hidden_in(x, value);
  seen.by_rules = hidden != HiddenDocument::none || begins_document(value);
  if (hidden == HiddenDocument::telling) {
    seen.masked = std::max(seen.masked, 1u);
    seen.under_escapes = true;
    return seen;
  }
  if (value.find('%') == std::string_view::npos) return seen;
  const std::string text = percent_decoded(value);
  const auto decoded = mask_value(x, text);
  if (!decoded) return decoded.error();
  seen.by_rules = seen.by_rules || begins_document(text);
  if (decoded->masked > seen.masked) {
    seen.masked = decoded->masked;
    seen.under_escapes = true;
  }
  return seen;
}

// The value of a session cookie: one run of letters and digits, long and of both. A run of digits inside it is chance.
bool is_opaque_token(std::string_view value) noexcept {
  constexpr std::size_t kShortest = 16;
  while (value.ends_with('=')) value.remove_suffix(1);
  bool letter = false;
  bool digit = false;
  for (const char c : value) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_digit && !is_letter) return false;
    letter |= is_letter;
    digit |= is_digit;
  }
  return letter && digit && value.size() >= kShortest;
}

// `name=token; attributes` without the token when that is opaque.
std::string cookie_to_look_at(std::string_view value) {
  const auto end = std::min(value.find(';'), value.size());
  const auto equals = value.find('=');
  if (equals == std::string_view::npos || equals > end) return std::string(value);
  if (!is_opaque_token(value.substr(equals + 1, end - equals - 1))) return std::string(value);
  std::string rest(value.substr(0, equals + 1));
  rest.append(value.substr(end));
  return rest;
}

// Whether the name of a field nobody knows is itself a value.
Result<bool> is_telling_name(Exchange& x, std::string_view name) {
  const masking::Engine& engine = *x.snapshot->engine;
  if (x.loop->clean_texts.holds(engine, CleanTexts::Kind::field_name, name)) return false;
  const auto seen = engine.mask_text(name, x.loop->scratch);
  if (!seen) return seen.error();
  if (seen->masked == 0) x.loop->clean_texts.add(engine, CleanTexts::Kind::field_name, name);
  return seen->masked != 0;
}

void drop(Exchange& x, std::size_t index) {
  ++x.masked_in_headers;
  x.overrides.push_back({index, std::nullopt});
}

bool is_reference(Field id) noexcept {
  return id == Field::location || id == Field::content_location || id == Field::refresh || id == Field::link;
}

void replace(Exchange& x, std::size_t index, Sighting&& seen) {
  x.masked_in_headers += seen.masked;
  if (seen.under_escapes) {
    x.overrides.push_back({index, std::nullopt});
    return;
  }
  x.override_texts.push_back(std::move(seen.text));
  x.overrides.push_back({index, std::string_view{}});
}

}  // namespace

Result<void> mask_response_headers(Exchange& x) {
  if (x.shadow) return {};
  const masking::Engine& engine = *x.snapshot->engine;
  const auto fields = x.response.headers.all();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& field = fields[i];
    if (is_harmless(field)) continue;
    if (field.id == Field::other) {
      const auto telling = is_telling_name(x, field.name);
      if (!telling) return telling.error();
      if (*telling) {
        drop(x, i);
        continue;
      }
    }
    const bool decided = field.id == Field::other && engine.name_decides(field.name, x.loop->scratch);
    if (!decided && x.loop->clean_texts.holds(engine, CleanTexts::Kind::field_value, field.value)) continue;
    if (is_reference(field.id) && x.route->location == config::LocationPolicy::pass) continue;
    const bool cookie = field.id == Field::set_cookie;
    if (cookie && hidden_in(x, field.value) == HiddenDocument::telling) {
      drop(x, i);
      continue;
    }
    const std::string looked_at = cookie ? cookie_to_look_at(field.value) : std::string();
    auto seen = look_at(x, decided ? std::optional(field.name) : std::nullopt, cookie ? looked_at : field.value);
    if (!seen) return seen.error();
    if (seen->masked == 0) {
      // What is left of a cookie says nothing about the whole.
      if (!decided && !cookie && !seen->by_rules)
        x.loop->clean_texts.add(engine, CleanTexts::Kind::field_value, field.value);
      continue;
    }
    if (is_reference(field.id) && x.route->location == config::LocationPolicy::refuse) {
      return make_error(Code::sensitive_header, Origin::upstream,
                        "a Location, Content-Location, Refresh or Link carries a sensitive value");
    }
    // What is left of a cookie without its token is not the cookie.
    if (cookie && looked_at.size() != field.value.size()) seen->under_escapes = true;
    replace(x, i, std::move(*seen));
  }
  // The texts have stopped moving only now.
  std::size_t text = 0;
  for (auto& override : x.overrides) {
    if (override.value) override.value = x.override_texts[text++];
  }
  return {};
}

}  // namespace veilgate::proxy
