#include "masking/detect/parameter_syntax.hpp"

#include <algorithm>
#include <array>

#include "masking/detect/labelled_part.hpp"
#include "masking/detect/sign_forms.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

constexpr bool is_high(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_character(char c) noexcept {
  return is_word_character(c) || c == '_' || c == '-' || c == '.' || is_high(c);
}
constexpr bool is_quote(char c) noexcept {
  return c == '"' || c == '\'';
}
// The signs between names and values, and the first byte of the wide colon.
constexpr std::array<bool, 256> kMayBeSign = [] {
  std::array<bool, 256> signs{};
  for (const char c : {'=', '>', ':', '\xEF'}) signs[static_cast<unsigned char>(c)] = true;
  return signs;
}();
bool ends_value(char c) noexcept {
  return static_cast<unsigned char>(c) <= 0x20 ||
         std::string_view("&;,\"'<>(){}[]|#\\").find(c) != std::string_view::npos;
}

// A name that a colon without quotes may follow: of a record's part any word, else one made of several as names in
// programs are (receiverName, id_card). A single word before a colon may be any.
bool is_plain_name(std::string_view name, bool in_record) noexcept {
  bool compound = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_ascii_letter(c) && c != '_') return false;
    const bool hump = i > 0 && c >= 'A' && c <= 'Z' && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    compound = compound || hump || (i > 0 && c == '_');
  }
  return compound || in_record;
}

}  // namespace

std::size_t ParameterSyntax::next_sign(std::size_t at) const noexcept {
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (kMayBeSign[static_cast<unsigned char>(c)] && (c == '=' || c == '>' || colon_at(text_, at) != 0)) return at;
  }
  return at;
}

std::optional<TextRange> ParameterSyntax::name_before(std::size_t floor, std::size_t sign) const noexcept {
  const bool colon = text_[sign] == ':';
  std::size_t end = std::max(floor, skip_blanks_before_sign(text_, sign));
  const bool closed = end > floor && text_[end - 1] == ']' && !colon;
  if (closed) --end;
  const bool quoted = end > floor && (is_quote(text_[end - 1]) || text_[end - 1] == '`');
  // Before most colons stands no name of a program's.
  if (colon && !quoted && (end == floor || !(is_ascii_letter(text_[end - 1]) || text_[end - 1] == '_'))) {
    return std::nullopt;
  }
  if (quoted) end = skip_escapes_before(end - 1, floor);
  std::size_t begin = end;
  while (begin > floor && end - begin < kLongestParameterName && is_name_character(text_[begin - 1])) --begin;
  if (begin == end) return std::nullopt;
  if (quoted && (begin == 0 || (!is_quote(text_[begin - 1]) && text_[begin - 1] != '`'))) return std::nullopt;
  if (closed && !quoted && (begin == 0 || text_[begin - 1] != '[')) return std::nullopt;
  const bool record = end == sign && (is_in_record(begin, sign) || is_quoted_behind(sign));
  if (colon && !quoted && !is_plain_name(text_.substr(begin, end - begin), record)) return std::nullopt;
  return TextRange{begin, end};
}

// {tel:138…,name:…}, {Tel:138… Name:…}, mobile:138…|…: no blank around the colon, and the name begins the text or a
// part of the record.
bool ParameterSyntax::is_in_record(std::size_t begin, std::size_t colon) const noexcept {
  constexpr std::size_t kReach = 128;
  const std::string_view before = text_.substr(begin > kReach ? begin - kReach : 0, std::min(begin, kReach));
  const std::size_t brace = before.ends_with(' ') ? before.find_last_of("{}") : std::string_view::npos;
  const bool first = begin == 0 || std::string_view("{[(,;|&").find(text_[begin - 1]) != std::string_view::npos ||
                     (brace != std::string_view::npos && before[brace] == '{');
  return first && colon + 1 < text_.size() && static_cast<unsigned char>(text_[colon + 1]) > ' ';
}

// createUser(name: "…", mobile: "…")
bool ParameterSyntax::is_quoted_behind(std::size_t colon) const noexcept {
  const std::size_t value = text_.substr(colon + 1).starts_with(' ') ? colon + 2 : colon + 1;
  return value < text_.size() && (is_quote(text_[value]) || text_[value] == '\\');
}

std::size_t ParameterSyntax::skip_escapes_before(std::size_t end, std::size_t floor) const noexcept {
  while (end > floor && text_[end - 1] == '\\') --end;
  return end;
}

std::optional<TextRange> ParameterSyntax::tag_before(std::size_t sign) noexcept {
  const std::size_t from = std::max(tag_floor_, sign > kLongestTag ? sign - kLongestTag : 0);
  tag_floor_ = sign + 1;
  const std::size_t before = text_.substr(from, sign - from).rfind('<');
  if (before == std::string_view::npos) return std::nullopt;
  const std::size_t open = from + before;
  std::size_t end = open + 1;
  while (end < sign && (is_name_character(text_[end]) || text_[end] == ':')) ++end;
  return end == open + 1 ? std::nullopt : std::optional(TextRange{open + 1, end});
}

TextRange ParameterSyntax::value_behind(std::size_t sign) noexcept {
  const bool colon = text_[sign] == ':';
  std::size_t at = colon ? sign + 1 : skip_assignment(text_, sign);
  while (colon && at < text_.size() && text_[at] == ' ') ++at;
  std::size_t quote = at;
  while (quote < text_.size() && text_[quote] == '\\') ++quote;  // of a document in a string in a string
  if (quote < text_.size() && is_quote(text_[quote])) return quoted(quote, quote - at);
  if (at == text_.size() || ends_value(text_[at]) || text_[at] == '=') return {};
  std::size_t end = at;
  bool small = text_[at - 1] == ' ';
  for (; end < text_.size() && !ends_value(text_[end]); ++end) small = small && text_[end] >= 'a' && text_[end] <= 'z';
  return small ? TextRange{} : TextRange{at, end};  // userName: required
}

// What stands between the quote at `open`, which has so many backslashes before it, and the next with as many.
TextRange ParameterSyntax::quoted(std::size_t open, std::size_t escapes) noexcept {
  bool& left = text_[open] == '"' ? double_left_ : single_left_;
  for (std::size_t at = open + 1;;) {
    const std::size_t close = find(text_.substr(open, 1), at, left);
    if (close == std::string_view::npos) return {};
    const std::size_t end = skip_escapes_before(close, open + 1);
    if (close - end <= escapes) return {open + 1, end};
    at = close + 1;
  }
}

TextRange ParameterSyntax::content_behind(std::size_t at, std::string_view name) noexcept {
  constexpr std::string_view kOpen = "<![CDATA[";
  constexpr std::string_view kClose = "]]>";
  const bool data = text_.substr(at).starts_with(kOpen);
  if (data) at += kOpen.size();
  const std::size_t end = data ? find(kClose, at, data_left_) : find("<", at, tag_left_);
  if (end == std::string_view::npos) return {};
  const std::string_view behind = text_.substr(data ? end + kClose.size() : end);
  return behind.starts_with("</") && behind.substr(2).starts_with(name) ? TextRange{at, end} : TextRange{};
}

// The next `sign` from `at` on; what was searched to the end in vain is not searched again.
std::size_t ParameterSyntax::find(std::string_view sign, std::size_t at, bool& left) const noexcept {
  const std::size_t place = left ? text_.find(sign, at) : std::string_view::npos;
  left = place != std::string_view::npos;
  return place;
}

}  // namespace veilgate::masking
