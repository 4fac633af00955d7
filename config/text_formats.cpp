#include "config/text_formats.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace veilgate::config {
namespace {

constexpr std::size_t kMaxId = 64;

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
bool is_alpha(char c) noexcept {
  return is_lower(c) || is_upper(c);
}
bool is_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_control(char c) noexcept {
  return (c >= 0 && c < 0x20) || c == 0x7f;
}

bool is_path_character(char c) noexcept {
  return !is_control(c) && c != ' ' && c != '?' && c != '#';
}

// RFC 9110 tchar, without capitals.
bool is_lower_token_character(char c) noexcept {
  return is_lower(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_lower_token(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_lower_token_character);
}

// Two digits at `at` as a number; -1 when they are none.
int two_digits(std::string_view text, std::size_t at) noexcept {
  if (!is_digit(text[at]) || !is_digit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

int days_in_month(int year, int month) noexcept {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

constexpr auto kNone = std::string_view::npos;

// The following take a position in a JSONPath and return the one behind what they read, or kNone.

std::size_t skip_plain_name(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end < text.size()) {
    const char c = text[end];
    const bool letter = is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (!letter && !(is_digit(c) && end > at)) break;
    ++end;
  }
  return end == at ? kNone : end;
}

std::size_t skip_quoted_name(std::string_view text, std::size_t at) noexcept {
  const char quote = text[at];
  for (++at; at < text.size() && !is_control(text[at]); ++at) {
    if (text[at] == quote) return at + 1;
    if (text[at] != '\\') continue;
    ++at;
    if (at == text.size() || std::string_view("bfnrt'\"\\/").find(text[at]) == kNone) return kNone;
  }
  return kNone;
}

std::size_t skip_index(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  const bool leading_zero = end - at > 1 && text[at] == '0';
  return end == at || end - at > 9 || leading_zero ? kNone : end;
}

// `at` is behind the opening bracket.
std::size_t skip_bracket(std::string_view text, std::size_t at) noexcept {
  if (at == text.size()) return kNone;
  if (text[at] == '*') {
    ++at;
  } else if (text[at] == '\'' || text[at] == '"') {
    at = skip_quoted_name(text, at);
  } else {
    at = skip_index(text, at);
  }
  return at < text.size() && text[at] == ']' ? at + 1 : kNone;
}

std::size_t skip_json_path_step(std::string_view text, std::size_t at) noexcept {
  if (text[at] == '[') return skip_bracket(text, at + 1);
  if (text[at] != '.') return kNone;
  ++at;
  const bool descends = at < text.size() && text[at] == '.';
  if (descends) ++at;
  if (at == text.size()) return kNone;
  if (text[at] == '*') return at + 1;
  if (descends && text[at] == '[') return skip_bracket(text, at + 1);
  return skip_plain_name(text, at);
}

}  // namespace

bool is_id(std::string_view text) noexcept {
  if (text.empty() || text.size() > kMaxId || !is_alpha(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; });
}

bool is_line(std::string_view text) noexcept {
  return !text.empty() && std::none_of(text.begin(), text.end(), is_control);
}

bool is_environment_name(std::string_view text) noexcept {
  if (text.empty() || is_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_alpha(c) || is_digit(c) || c == '_'; });
}

bool is_request_path(std::string_view text) noexcept {
  return !text.empty() && text.front() == '/' && std::all_of(text.begin(), text.end(), is_path_character);
}

bool is_glob(std::string_view text) noexcept {
  if (!text.starts_with('/')) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_control(text[i]) || std::string_view("?#;\\").find(text[i]) != kNone) return false;
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) return false;
  }
  if (text == "/") return true;
  std::size_t at = 1;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('/', at), text.size());
    const std::string_view segment = text.substr(at, end - at);
    const bool last = end == text.size();
    if (segment.empty() && !last) return false;
    if (segment == "." || segment == "..") return false;
    if (segment != "**" && segment.find("**") != std::string_view::npos) return false;
    at = end + 1;
  }
  return true;
}

bool is_json_path(std::string_view text) noexcept {
  if (!text.starts_with('$')) return false;
  std::size_t at = 1;
  while (at < text.size()) {
    at = skip_json_path_step(text, at);
    if (at == kNone) return false;
  }
  return true;
}

bool is_json_pointer(std::string_view text) noexcept {
  if (text.empty()) return true;
  if (text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '~') continue;
    if (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')) return false;
  }
  return true;
}

bool is_timestamp(std::string_view text) noexcept {
  constexpr std::string_view kShape = "0000-00-00T00:00:00";
  if (text.size() <= kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !is_digit(text[i]) : text[i] != kShape[i]) return false;
  }
  const int year = two_digits(text, 0) * 100 + two_digits(text, 2);
  const int month = two_digits(text, 5);
  const int day = two_digits(text, 8);
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return false;
  if (two_digits(text, 11) > 23 || two_digits(text, 14) > 59 || two_digits(text, 17) > 59) return false;

  std::string_view rest = text.substr(kShape.size());
  if (rest.front() == '.') {
    std::size_t end = 1;
    while (end < rest.size() && is_digit(rest[end])) ++end;
    if (end == 1 || end > 10) return false;
    rest.remove_prefix(end);
  }
  if (rest == "Z") return true;
  if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return false;
  const int hours = two_digits(rest, 1);
  const int minutes = two_digits(rest, 4);
  return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

bool is_media_type(std::string_view text) noexcept {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view subtype = text.substr(slash + 1);
  return is_lower_token(text.substr(0, slash)) && is_lower_token(subtype) && text.find('*') == std::string_view::npos;
}

bool is_media_type_or_none(std::string_view text) noexcept {
  return text.empty() || is_media_type(text);
}

bool is_passable_media(std::string_view text) noexcept {
  constexpr std::string_view kRangeEnd = "/*";
  if (text.ends_with(kRangeEnd)) {
    const std::string_view type = text.substr(0, text.size() - kRangeEnd.size());
    return is_lower_token(type) && type.find('*') == std::string_view::npos && type != "application" && type != "text";
  }
  constexpr std::array<std::string_view, 9> kRead = {"application/json",        "text/json",
                                                     "application/x-ndjson",    "application/ndjson",
                                                     "application/jsonl",       "application/jsonlines",
                                                     "application/x-jsonlines", "application/json-seq",
                                                     "text/event-stream"};
  return is_media_type(text) && !text.ends_with("+json") && std::find(kRead.begin(), kRead.end(), text) == kRead.end();
}

bool is_method(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 32 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_upper(c) || c == '-'; });
}

bool is_one_character(std::string_view text) noexcept {
  return !text.empty() && valid_utf8_prefix(text) == text.size() && count_characters(text) == 1 &&
         !is_control(text.front()) &&
         !(text.size() == 2 && text[0] == '\xc2' && static_cast<unsigned char>(text[1]) < 0xa0);
}

std::size_t valid_utf8_prefix(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i, unsigned low, unsigned high) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned lead = byte(at);
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xbf;
    if (lead < 0x80) {
      ++at;
      continue;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
      length = 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      length = 3;
      if (lead == 0xe0) low = 0xa0;
      if (lead == 0xed) high = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      length = 4;
      if (lead == 0xf0) low = 0x90;
      if (lead == 0xf4) high = 0x8f;
    } else {
      return at;
    }
    if (!continues(at + 1, low, high)) return at;
    for (std::size_t i = 2; i < length; ++i) {
      if (!continues(at + i, 0x80, 0xbf)) return at;
    }
    at += length;
  }
  return at;
}

std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto append_escape = [&](std::uint32_t code) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(code >> shift) & 0xf];
  };
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (is_control(c)) {
      append_escape(static_cast<unsigned char>(c));
    } else if (rest.size() >= 2 && c == '\xc2' && static_cast<unsigned char>(rest[1]) < 0xa0) {
      append_escape(static_cast<unsigned char>(rest[1]));
      i += 1;
    } else if (rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9")) {
      append_escape(rest[2] == '\xa8' ? 0x2028 : 0x2029);
      i += 2;
    } else if (rest.starts_with("\xef\xbb\xbf")) {
      append_escape(0xfeff);
      i += 2;
    } else {
      out += c;
    }
  }
  out += '"';
}

bool is_json_number(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > first;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const std::size_t first = at;
  if (!digits()) return false;
  if (text[first] == '0' && at - first > 1) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

}  // namespace veilgate::config
