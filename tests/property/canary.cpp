#include "tests/property/canary.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace veilgate::test {
namespace {

std::string digits(Random& generator, std::size_t count) {
  std::string out;
  for (; count > 0; --count) out.push_back(static_cast<char>('0' + pick(generator, 10)));
  return out;
}

std::string two(std::size_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

// GB 11643: ISO 7064 MOD 11-2.
char id_check(std::string_view body) {
  constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (body[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

char luhn_check(std::string_view body) {
  int sum = 0;
  bool doubled = true;
  for (auto it = body.rbegin(); it != body.rend(); ++it, doubled = !doubled) {
    const int digit = (*it - '0') * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string grouped(std::string_view value, const std::vector<std::size_t>& sizes, std::string_view separator) {
  std::string out;
  std::size_t at = 0;
  for (const auto size : sizes) {
    if (at >= value.size()) break;
    if (at != 0) out += separator;
    out += value.substr(at, size);
    at += size;
  }
  if (at < value.size()) out += std::string(separator) + std::string(value.substr(at));
  return out;
}

// Each ASCII sign from 0x21 on as its full-width form, or only the digits.
std::string full_width(std::string_view text, bool only_digits) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x21 || byte > 0x7E || (only_digits && (c < '0' || c > '9'))) {
      out.push_back(c);
      continue;
    }
    const unsigned code = 0xFEE0u + byte;
    out.push_back(static_cast<char>(0xE0 | (code >> 12)));
    out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
  return out;
}

std::string mathematical(Random& generator, std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      out.push_back(c);
      continue;
    }
    const auto code = static_cast<unsigned>(0x8E + pick(generator, 5) * 10) + static_cast<unsigned>(c - '0');
    out += "\xF0\x9D\x9F";
    out.push_back(static_cast<char>(code));
  }
  return out;
}

std::string with_hidden_signs(Random& generator, std::string_view text) {
  constexpr std::string_view kSigns[] = {"\u200B", "\u200D", "\uFEFF", "\u00AD", "\u2060", "\u200E"};
  std::string out;
  for (const char c : text) {
    out.push_back(c);
    if (static_cast<unsigned char>(c) < 0x80 && pick(generator, 4) == 0) out += pick_of(generator, kSigns);
  }
  return out;
}

// What is left of a text when it is read for numbers and addresses: lower case, ASCII for its other forms.
std::string normalised(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) {
      return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    };
    if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD) && at + 2 < text.size()) {
      const unsigned code = ((byte(0) & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
      if (code >= 0xFF01 && code <= 0xFF5E) out.push_back(static_cast<char>(code - 0xFEE0));
      at += 3;
    } else if (byte(0) == 0xF0 && byte(1) == 0x9D && byte(2) == 0x9F && byte(3) >= 0x8E) {
      out.push_back(static_cast<char>('0' + (byte(3) - 0x8E) % 10));
      at += 4;
    } else {
      if (byte(0) < 0x80) out.push_back(static_cast<char>(byte(0)));
      ++at;
    }
  }
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool text_holds(std::string_view text, const Canary& canary) {
  if (canary.kind == Canary::Kind::text) return text.find(canary.value) != std::string_view::npos;
  const std::string normal = normalised(text);
  if (canary.kind == Canary::Kind::email) return normal.find(canary.value) != std::string::npos;
  std::string wanted = normalised(canary.value);
  std::string run;
  std::copy_if(normal.begin(), normal.end(), std::back_inserter(run),
               [](char c) { return (c >= '0' && c <= '9') || c == 'x'; });
  return run.find(wanted) != std::string::npos;
}

bool json_holds(std::string_view json, const Canary& canary, int depth);

bool string_holds(const std::string& text, const Canary& canary, int depth) {
  if (text_holds(text, canary)) return true;
  constexpr int kDeepest = 12;
  return depth < kDeepest && json_holds(text, canary, depth + 1);
}

// Sees every name and value, also those of members of one name.
struct Searcher : nlohmann::json_sax<nlohmann::json> {
  const Canary& canary;
  int depth;
  bool found = false;

  Searcher(const Canary& wanted, int how_deep) : canary(wanted), depth(how_deep) {}

  bool look(const std::string& text) {
    found = found || string_holds(text, canary, depth);
    return true;
  }
  bool number(const std::string& text) {
    found = found || text_holds(text, canary);
    return true;
  }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t value, const string_t& text) override {
    char whole[400];
    std::snprintf(whole, sizeof whole, "%.0f", value);
    return number(whole) && number(text);
  }
  bool string(string_t& value) override { return look(value); }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t& value) override { return look(value); }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
};

bool json_holds(std::string_view json, const Canary& canary, int depth) {
  Searcher searcher(canary, depth);
  // What was seen before a fault counts.
  static_cast<void>(nlohmann::json::sax_parse(json.begin(), json.end(), &searcher));
  return searcher.found;
}

}  // namespace

Canary make_canary(Random& generator) {
  Canary canary;
  canary.kind = static_cast<Canary::Kind>(pick(generator, 4));
  switch (canary.kind) {
    case Canary::Kind::mobile: {
      constexpr std::string_view kPrefixes[] = {"138", "139", "150", "177", "186", "199", "166", "133", "192"};
      canary.value = std::string(pick_of(generator, kPrefixes)) + digits(generator, 8);
      break;
    }
    case Canary::Kind::resident_id: {
      constexpr std::string_view kPlaces[] = {"110105", "440106", "310104", "330106", "510107"};
      std::string body(pick_of(generator, kPlaces));
      body += std::to_string(1950 + pick(generator, 60)) + two(1 + pick(generator, 12)) + two(1 + pick(generator, 28));
      body += digits(generator, 3);
      canary.value = body + id_check(body);
      break;
    }
    case Canary::Kind::card: {
      constexpr std::string_view kIssuers[] = {"622848", "621700", "620550", "622202"};
      const std::string body =
          std::string(pick_of(generator, kIssuers)) + digits(generator, pick(generator, 2) == 0 ? 9 : 12);
      canary.value = body + luhn_check(body);
      break;
    }
    case Canary::Kind::email: canary.value = "canary" + digits(generator, 6) + "@example.com"; break;
    case Canary::Kind::text: break;
  }
  return canary;
}

std::string spell(Random& generator, const Canary& canary, std::string& form) {
  std::string text = canary.value;
  constexpr std::string_view kSeparators[] = {" ", "-", ".", "_", "\u2013", "\u3000", "\u00A0"};
  const bool is_email = canary.kind == Canary::Kind::email;
  if (!is_email && pick(generator, 2) == 0) {
    const auto separator = pick_of(generator, kSeparators);
    if (canary.kind == Canary::Kind::mobile) text = grouped(text, {3, 4, 4}, separator);
    if (canary.kind == Canary::Kind::resident_id) text = grouped(text, {6, 8, 4}, separator);
    if (canary.kind == Canary::Kind::card) text = grouped(text, {4, 4, 4, 4, 4}, separator);
    form += " grouped";
  }
  if (canary.kind == Canary::Kind::mobile && pick(generator, 3) == 0) {
    constexpr std::string_view kCountries[] = {"+86", "+86 ", "86", "0086", "+86-", "(+86)"};
    text = std::string(pick_of(generator, kCountries)) + text;
    form += " country";
  }
  switch (pick(generator, 6)) {
    case 0:
      text = full_width(text, true);
      form += " full-width digits";
      break;
    case 1:
      text = full_width(text, false);
      form += " full-width";
      break;
    case 2:
      text = mathematical(generator, text);
      form += " mathematical";
      break;
    case 3:
      text = with_hidden_signs(generator, text);
      form += " hidden signs";
      break;
    default: break;
  }
  struct Around {
    std::string_view before, after;
  };
  constexpr Around kAround[] = {
      {"", ""},          {"", ""},        {"", ""},        {" ", " "},         {"请联系 ", " ，谢谢"},
      {"号码：", "。"},  {"(", ")"},      {"<b>", "</b>"}, {"\"", "\""},       {"call ", " now"},
      {"a\n", "\nb"},    {"【", "】"},    {"x=", "&y=1"},  {"[", "] text"},    {"{", "} text"},
      {"订单A-17 ", ""}, {"", " 转告他"}, {"\\", "\\"},    {"价格9.9 ", " 元"}};
  const auto& around = pick_of(generator, kAround);
  form += " in '" + std::string(around.before) + "…" + std::string(around.after) + "'";
  return std::string(around.before) + text + std::string(around.after);
}

std::string spell_number(Random& generator, const Canary& canary, std::string& form) {
  if (canary.kind == Canary::Kind::email || canary.value.back() == 'X') return {};
  form += " number";
  const std::string& value = canary.value;
  switch (pick(generator, 6)) {
    case 0: return value + ".0";
    case 1:
      return value.substr(0, 1) + "." + value.substr(1) + (pick(generator, 2) == 0 ? "e" : "E+") +
             std::to_string(value.size() - 1);
    case 2: return value + "000e-3";
    case 3: return "-" + value;
    default: return value;
  }
}

std::string to_json_string(Random& generator, std::string_view text) {
  const std::size_t density = pick(generator, 4);  // no character, few, many, all
  std::string out = "\"";
  char escape[16];
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    const std::string_view character = text.substr(at, size);
    at += size;
    const bool must = size == 1 && (lead < 0x20 || lead == '"' || lead == '\\');
    const bool chosen =
        density == 3 || (density == 2 && pick(generator, 2) == 0) || (density == 1 && pick(generator, 8) == 0);
    if (!must && !chosen) {
      out += character;
      continue;
    }
    if (must && lead >= 0x20 && pick(generator, 2) == 0) {
      out += '\\';
      out += character;
      continue;
    }
    unsigned code = size == 1 ? lead : lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) code = (code << 6) | (static_cast<unsigned char>(character[i]) & 0x3Fu);
    const char* unit = pick(generator, 2) == 0 ? "\\u%04x" : "\\u%04X";
    if (code >= 0x10000) {
      std::snprintf(escape, sizeof escape, unit, 0xD800u + ((code - 0x10000) >> 10));
      out += escape;
      code = 0xDC00u + ((code - 0x10000) & 0x3FFu);
    }
    std::snprintf(escape, sizeof escape, unit, code);
    out += escape;
  }
  return out + '"';
}

bool holds_canary(std::string_view json, const Canary& canary) {
  return json_holds(json, canary, 0);
}

bool holds_text(std::string_view json, std::string_view text) {
  return json_holds(json, Canary{Canary::Kind::text, std::string(text)}, 0);
}

}  // namespace veilgate::test
