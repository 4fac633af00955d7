#include "masking/detect/sign_forms.hpp"

#include <algorithm>
#include <array>

#include "masking/detect/key_info.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr bool is_high(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_quote(char c) noexcept {
  return c == '"' || c == '\'' || c == '`';
}

// Something of an address before the @, and a point behind the first label of a domain.
bool may_be_email(std::string_view text, std::size_t at) noexcept {
  if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '@') return false;
  bool other = false;
  std::size_t end = at + 1;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    other = other || is_high(c) || c == '\\';
    if (!is_word_character(c) && c != '-' && !is_high(c) && c != '\\') break;
  }
  return other || (end != at + 1 && end < text.size() && text[end] == '.');
}

// https://user:password@host: back from the @ a colon and then a slash.
bool may_end_password(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kLongest = 128;
  constexpr std::size_t kLongestRaw = 6 * kLongest;
  bool colon = false;
  for (std::size_t place = at; place > 0 && at - place < kLongestRaw; --place) {
    const char c = text[place - 1];
    if (c == '/') return colon;
    if (c == ' ' || c == '?' || c == '#' || c == '@') return false;
    colon = colon || c == ':';
  }
  return false;
}

// Whether no word but hexadecimal digits ends before the second of two colons: std::map is none.
bool may_stand_in_address(std::string_view text, std::size_t second) noexcept {
  constexpr std::size_t kMostDigits = 4;
  std::size_t begin = second - 1;
  while (begin > 0 && second - 1 - begin <= kMostDigits && is_hex_digit(text[begin - 1])) --begin;
  if (begin == 0 || !is_ascii_letter(text[begin - 1])) return true;
  return begin >= 2 && text[begin - 1] == 'u' && text[begin - 2] == '\\';  // behind an escape
}

// The sign `joint` before the one at `at`, with `least` to `most` hexadecimal digits and nothing else between; npos
// when there is none.
std::size_t joint_before(std::string_view text, std::size_t at, char joint, std::size_t least,
                         std::size_t most) noexcept {
  std::size_t place = at;
  while (place > 0 && at - place <= most && is_hex_digit(text[place - 1])) --place;
  const std::size_t digits = at - place;
  const bool found = place > 0 && digits >= least && digits <= most && text[place - 1] == joint;
  return found ? place - 1 : std::string_view::npos;
}

// What the name of a parameter may be of; a backslash may be anything.
constexpr std::array<bool, 256> kNameCharacters = [] {
  std::array<bool, 256> characters = kWordCharacters;
  for (const char c : {'_', '-', '.', '\\'}) characters[static_cast<unsigned char>(c)] = true;
  for (std::size_t byte = 0x80; byte < characters.size(); ++byte) characters[byte] = true;
  return characters;
}();

// Whether the colon at `at` is that of http: or https:.
bool ends_web_scheme(std::string_view text, std::size_t at) noexcept {
  const std::string_view before = text.substr(0, at);
  const std::size_t size = before.ends_with("https") ? 5 : 4;
  if (size == 4 && !before.ends_with("http")) return false;
  return at == size || !kNameCharacters[static_cast<unsigned char>(text[at - size - 1])];
}

// The first bytes of 。【　 and ，；：.
constexpr char kWideSignBegin[] = {'\xE3', '\xEF'};

// Whether nothing but blanks and bullets stands between the byte at `begin` and a sign that a part begins behind.
bool begins_part(std::string_view text, std::size_t begin) noexcept {
  while (begin > 0 && std::string_view(" \t-*>#").find(text[begin - 1]) != std::string_view::npos) --begin;
  if (begin == 0 || is_high(text[begin - 1])) return true;
  constexpr std::size_t kEscape = 6;  // \u3002
  if (begin >= kEscape && text[begin - kEscape] == '\\' && text[begin - kEscape + 1] == 'u') return true;
  return std::string_view("\r\n,;|([{\\").find(text[begin - 1]) != std::string_view::npos;
}

// Whether what stands before a colon may end in a name that tells a class. Among escapes by number anything may.
bool may_be_telling(std::string_view word) noexcept {
  if (word.find("\\u") != std::string_view::npos) return true;
  const std::size_t escape = word.rfind('\\');
  return may_name_class(escape == std::string_view::npos ? word : word.substr(std::min(escape + 2, word.size())));
}

bool may_be_network_address(std::string_view text, std::size_t at) noexcept {
  const char joint = text[at];
  const std::size_t digits = joint == '.' ? 4 : joint == '-' ? 2 : 1;
  const std::size_t most = joint == ':' ? 4 : digits;
  const std::size_t before = joint_before(text, at, joint, digits, most);
  if (before == std::string_view::npos) return false;
  return joint == '.' || joint_before(text, before, joint, digits, most) != std::string_view::npos;
}

}  // namespace

DetectorSet calls_of_at_sign(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kLongestName = 64;
  DetectorSet calls = 0;
  // John Smith <js@example.com>
  const std::size_t floor = at > kLongestName ? at - kLongestName : 0;
  std::size_t begin = at;
  while (begin > floor && static_cast<signed char>(text[begin - 1]) > ' ' && text[begin - 1] != '<') --begin;
  if (begin > 1 && text[begin - 1] == '<') calls |= detector_bit(DetectorId::western_name);
  if (may_be_email(text, at)) calls |= detector_bit(DetectorId::email);
  if (may_end_password(text, at)) calls |= detector_bit(DetectorId::secret);
  return calls;
}

DetectorSet calls_of_equal_sign(std::string_view text, std::size_t at) noexcept {
  if (at == 0 || at + 1 >= text.size()) return 0;
  const std::size_t name_end = skip_blanks_before_sign(text, at);
  if (name_end == 0) return 0;
  const char before = text[name_end - 1];
  const bool name =
      is_word_character(before) || is_high(before) || std::string_view("_-.\"'`]").find(before) != text.npos;
  const std::size_t value_begin = skip_assignment(text, at);
  if (value_begin == text.size()) return 0;
  const char next = text[value_begin];
  const bool value = static_cast<unsigned char>(next) > ' ' && next != '=' && next != '&';
  return name && value ? detector_bit(DetectorId::parameter) : 0;
}

namespace {

// To: John Smith, 主诊: 王建国: two words with capitals or one letter that is no ASCII.
DetectorSet names_behind_colon(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kLongestWord = 32;
  const auto byte = [text](std::size_t place) { return place < text.size() ? text[place] : '\0'; };
  const auto high = [&](std::size_t place) {
    return is_high(byte(place)) || (byte(place) == '\\' && byte(place + 1) == 'u');
  };
  const auto capital = [&](std::size_t place) { return (byte(place) >= 'A' && byte(place) <= 'Z') || high(place); };
  std::size_t next = at + 1;
  if (is_digit(byte(next))) return 0;
  while (next - at < 3 && (byte(next) == ' ' || byte(next) == '"' || byte(next) == '\'' || byte(next) == '\\') &&
         !high(next)) {
    ++next;
  }
  if (!capital(next)) return 0;
  const DetectorSet han = high(next) ? detector_bit(DetectorId::person_name) : 0;
  std::size_t end = next;
  while (end - next<kLongestWord&& static_cast<unsigned char>(byte(end))> ' ' && byte(end) != ',') ++end;
  // A particle may stand between: van, de.
  const bool particle = byte(end + 1) == 'v' || byte(end + 1) == 'd';
  const bool western = byte(end) == ' ' && (capital(end + 1) || particle);
  return han | (western || (han != 0) ? detector_bit(DetectorId::western_name) : 0);
}

// Whether a value in quotes begins at `at`, a blank and the escape of its quote aside.
bool is_quoted(std::string_view text, std::size_t at) noexcept {
  if (at < text.size() && text[at] == ' ') ++at;
  if (at < text.size() && text[at] == '\\') ++at;
  return at < text.size() && is_quote(text[at]);
}

// "name": value, 'name': value, firstName: value, first_name: value.
DetectorSet parameter_at_colon(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kLongestName = 64;
  constexpr std::size_t kLongestRaw = 6 * kLongestName;
  std::size_t end = skip_blanks_before_sign(text, at);
  if (end > 0 && is_quote(text[end - 1])) return detector_bit(DetectorId::parameter);
  const std::size_t bold = end;  // **name**:
  while (end > 0 && text[end - 1] == '*') --end;
  // A capital behind a small letter, or an underscore.
  bool capital = false;
  bool letter = false;
  bool other = false;  // what may be a line break or a wide sign
  std::size_t begin = end;
  for (; begin > 0 && end - begin < kLongestRaw; --begin) {
    const char c = text[begin - 1];
    if (!kNameCharacters[static_cast<unsigned char>(c)]) break;
    if (c == '_' || (capital && c >= 'a' && c <= 'z')) return detector_bit(DetectorId::parameter);
    capital = c >= 'A' && c <= 'Z';
    letter = letter || !is_digit(c);
    other = other || c == '\\' || c == kWideSignBegin[0] || c == kWideSignBegin[1];
  }
  // At the beginning of a line or of a part of one, or before a value in quotes.
  const bool part = letter && end - begin >= 2 && (other || bold != end || begins_part(text, begin));
  if ((part || is_quoted(text, at + 1)) && may_be_telling(text.substr(begin, end - begin))) {
    return detector_bit(DetectorId::parameter);
  }
  // In a record, without a blank.
  if (!letter || end != at || at + 1 >= text.size()) return 0;
  if (static_cast<unsigned char>(text[at + 1]) <= ' ') return 0;
  if (begin != 0 && std::string_view("{[(,;|&").find(text[begin - 1]) == std::string_view::npos) return 0;
  return detector_bit(DetectorId::parameter);
}

}  // namespace

DetectorSet calls_of_colon(std::string_view text, std::size_t at) noexcept {
  if (at == 0 || ends_web_scheme(text, at)) return 0;
  return names_behind_colon(text, at) | parameter_at_colon(text, at);
}

DetectorSet calls_of_tag(std::string_view text, std::size_t at) noexcept {
  std::size_t next = at + 1;
  if (next < text.size() && text[next] == '\\') ++next;
  return next < text.size() && text[next] == '/' ? detector_bit(DetectorId::parameter) : 0;
}

DetectorSet calls_of_joint(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kPrivateKey = "-----BEGIN ";
  const char joint = text[at];
  const char before = at == 0 ? '\0' : text[at - 1];
  if (joint == ':' && before == ':' && may_stand_in_address(text, at)) return detector_bit(DetectorId::mac_address);
  if (joint == '-' && before == '-') {
    const bool begins = at >= 4 && text.substr(at - 4).starts_with(kPrivateKey);
    return begins ? detector_bit(DetectorId::secret) : 0;
  }
  return may_be_network_address(text, at) ? detector_bit(DetectorId::mac_address) : 0;
}

}  // namespace veilgate::masking
