#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/character_bits.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::array<bool, 256> kTokenCharacters = [] {
  std::array<bool, 256> characters = kWordCharacters;
  for (const unsigned char c : {'-', '_'}) characters[c] = true;
  return characters;
}();
constexpr bool is_token_character(char c) noexcept {
  return kTokenCharacters[static_cast<unsigned char>(c)];
}

std::size_t token_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_token_character(text[at])) ++at;
  return at;
}

// Keys of well-known services begin with letters of their own.
struct Issued {
  std::string_view prefix;
  std::size_t least;  // characters behind the prefix
  std::size_t most;
};
constexpr Issued kIssued[] = {
    {"AKIA", 16, 16},      {"ASIA", 16, 16},   {"LTAI", 12, 26},    {"AKID", 13, 40},      {"ghp_", 36, 255},
    {"gho_", 36, 255},     {"ghu_", 36, 255},  {"ghs_", 36, 255},   {"ghr_", 36, 255},     {"github_pat_", 22, 255},
    {"glpat-", 20, 64},    {"xoxb-", 10, 255}, {"xoxp-", 10, 255},  {"xoxa-", 10, 255},    {"xoxr-", 10, 255},
    {"xoxs-", 10, 255},    {"AIza", 35, 35},   {"ya29.", 20, 1024}, {"sk_live_", 16, 255}, {"rk_live_", 16, 255},
    {"sk_test_", 16, 255}, {"npm_", 36, 36},   {"sk-", 32, 255},    {"SG.", 22, 80},
};

// A JSON web token (RFC 7519): two parts that begin as JSON objects do in base64url, and a third, perhaps empty.
std::size_t jwt_end(std::string_view text, std::size_t begin) noexcept {
  const std::size_t header = token_end(text, begin);
  if (header - begin < 10 || header >= text.size() || text[header] != '.') return begin;
  if (!text.substr(header + 1).starts_with("eyJ")) return begin;
  const std::size_t payload = token_end(text, header + 1);
  if (payload >= text.size() || text[payload] != '.') return begin;
  std::size_t end = token_end(text, payload + 1);
  // Encrypted ones have five parts.
  while (end < text.size() && text[end] == '.' && end + 1 < text.size() && is_token_character(text[end + 1])) {
    end = token_end(text, end + 1);
  }
  return end;
}

// -----BEGIN … PRIVATE KEY----- to its end mark, or to the end of the text when that is missing.
std::size_t private_key_end(std::string_view text, std::size_t begin) noexcept {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kKey = "PRIVATE KEY";
  constexpr std::string_view kEnd = "-----END ";
  constexpr std::size_t kLongestName = 32;
  if (!text.substr(begin).starts_with(kBegin)) return begin;
  const std::string_view name = text.substr(begin + kBegin.size(), kLongestName);
  if (name.find(kKey) == std::string_view::npos) return begin;
  const std::size_t end_mark = text.find(kEnd, begin + kBegin.size());
  if (end_mark == std::string_view::npos) return text.size();
  const std::size_t dashes = text.find("-----", end_mark + kEnd.size());
  return dashes == std::string_view::npos ? text.size() : dashes + 5;
}

bool starts_folded(std::string_view text, std::string_view lower) noexcept {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == to_lower(b); });
}

// What follows `Bearer ` or `Basic ` (RFC 6750, RFC 7617).
std::size_t credentials_end(std::string_view text, std::size_t begin) noexcept {
  std::size_t end = begin;
  while (end < text.size() &&
         (is_token_character(text[end]) || std::string_view("./+=~").find(text[end]) != std::string_view::npos)) {
    ++end;
  }
  return end;
}
bool looks_random(std::string_view token) noexcept {
  const bool digit = std::any_of(token.begin(), token.end(), is_digit);
  const bool capital = std::any_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool small = std::any_of(token.begin(), token.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return (digit && (capital || small)) || (capital && small && token.size() >= 20);
}

// user:password@ of a URL: where the password's end, an @, stands; `begin` when there is none.
std::size_t url_password_end(std::string_view text, std::size_t begin, std::size_t& password) noexcept {
  constexpr std::size_t kLongest = 128;
  password = std::string_view::npos;
  for (std::size_t at = begin; at < text.size() && at - begin < kLongest; ++at) {
    const char c = text[at];
    if (c == '@') return password == std::string_view::npos || password == at ? begin : at;
    if (c == ':' && password == std::string_view::npos) password = at + 1;
    if (c == '/' || c == '?' || c == '#' || c == ' ' || c == '"' || c == '\n') return begin;
  }
  return begin;
}

constexpr std::size_t kLongestTold = 128;  // bytes of a password behind a word
constexpr std::array<bool, 256> kOfPasswords = [] {
  std::array<bool, 256> of = kWordCharacters;
  for (const char c : std::string_view("!@#$%^*_-+.?")) of[static_cast<unsigned char>(c)] = true;
  return of;
}();
// A word with a digit in it, at least three characters, as passwords are.
std::size_t password_end(std::string_view text, std::size_t begin) noexcept {
  std::size_t end = begin;
  bool digit = false;
  while (end < text.size() && end - begin < kLongestTold && kOfPasswords[static_cast<unsigned char>(text[end])]) {
    digit = digit || is_digit(text[end]);
    ++end;
  }
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '?' || text[end - 1] == '!')) --end;
  return digit && end - begin >= 3 ? end : begin;
}

// 482913 is your verification code (no year); 482913（登录验证码）. A bracket with English in it is a remark: error
// 40013 (token expired).
bool is_code_named_behind(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  constexpr std::size_t kLongest = 8;
  const std::string_view word = text.substr(begin, end - begin);
  if (word.size() < kFewestOfCode || word.size() > kLongest || !std::all_of(word.begin(), word.end(), is_digit))
    return false;
  std::string_view behind = text.substr(end);
  if (behind.starts_with(' ')) behind.remove_prefix(1);
  const bool remark = behind.starts_with('(') || behind.starts_with('[');
  if (remark && (behind.size() < 2 || static_cast<unsigned char>(behind[1]) < 0x80)) return false;
  return label_behind(text, end, Label::password);
}

// Whether a word says that the word in [begin, end) is a password, or one of three or four digits a card's code.
bool is_told(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  constexpr std::size_t kShortestPassword = 4;
  const std::string_view word = text.substr(begin, end - begin);
  const bool code = word.size() <= 4 && std::all_of(word.begin(), word.end(), is_digit);
  if (!code && word.size() < kShortestPassword) return false;
  const Label label = label_before(text, begin);
  if (label == Label::card_code) return code;
  return label == Label::password ? word.size() >= kShortestPassword : is_code_named_behind(text, begin, end);
}

bool has_issued_prefix(std::string_view text) noexcept {
  return std::any_of(std::begin(kIssued), std::end(kIssued),
                     [text](const Issued& issued) { return text.starts_with(issued.prefix); });
}

// The two characters a secret begins with that shows by its form.
constexpr std::size_t kAscii = 128;
constexpr std::array<bool, kAscii* kAscii> kBegins = [] {
  std::array<bool, kAscii * kAscii> begins{};
  const auto add = [&](std::string_view pair) { begins[static_cast<std::size_t>(pair[0]) * kAscii + pair[1]] = true; };
  for (const Issued& issued : kIssued) add(issued.prefix);
  for (const std::string_view pair : {"--", ":/", "ey", "be", "bE", "Be", "BE", "ba", "bA", "Ba", "BA"}) add(pair);
  return begins;
}();
bool may_begin_secret(std::string_view text, std::size_t at) noexcept {
  const auto first = static_cast<unsigned char>(text[at]);
  const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0xFFu;
  return first < kAscii && second < kAscii && kBegins[first * kAscii + second];
}

// Where a word or one of the signs stands that a secret begins with.
constexpr std::array<bool, 256> kStarts = [] {
  std::array<bool, 256> starts = kWordCharacters;
  for (const unsigned char c : {'-', ':'}) starts[c] = true;
  return starts;
}();
std::size_t next_start(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && !kStarts[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}
std::size_t word_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_word_character(text[at])) ++at;
  return at;
}

// Where the secret ends that begins at `begin`, as may_begin_secret() says one may; `begin` when none does.
std::size_t secret_end(std::string_view text, std::size_t begin, std::size_t& secret) noexcept {
  secret = begin;
  const std::string_view rest = text.substr(begin);
  if (rest[0] == '-') return private_key_end(text, begin);
  if (rest[0] == ':') {
    std::size_t password = 0;
    if (!rest.starts_with("://")) return begin;
    const std::size_t end = url_password_end(text, begin + 3, password);
    if (end == begin + 3) return begin;
    secret = password;
    return end;
  }
  if (rest.starts_with("eyJ")) return jwt_end(text, begin);
  for (const std::string_view scheme : {std::string_view("bearer "), std::string_view("basic ")}) {
    if (!starts_folded(rest, scheme)) continue;
    secret = begin + scheme.size();
    const std::size_t end = credentials_end(text, secret);
    return end - secret >= 8 && looks_random(text.substr(secret, end - secret)) ? end : begin;
  }
  for (const Issued& issued : kIssued) {
    if (!rest.starts_with(issued.prefix)) continue;
    // No further than it takes to see that it is too long: the next part may begin as a key does too.
    const std::string_view ahead = text.substr(0, begin + issued.prefix.size() + issued.most + 2);
    std::size_t end = token_end(ahead, begin + issued.prefix.size());
    while (issued.most > 64 && end + 1 < ahead.size() && ahead[end] == '.' && is_token_character(ahead[end + 1])) {
      end = token_end(ahead, end + 1);
    }
    const std::size_t size = end - begin - issued.prefix.size();
    if (size >= issued.least && size <= issued.most && looks_random(text.substr(begin, end - begin))) return end;
  }
  return begin;
}

// The first reason against a word that a password could be, or that begins as a service's key does.
void explain_miss(const LocateInput& input, std::size_t begin) {
  const std::string_view text = input.text;
  const std::size_t end = token_end(text, begin);
  const bool token = text.substr(begin).starts_with("eyJ") && end - begin >= 10;
  if (token || (has_issued_prefix(text.substr(begin)) && end - begin >= 10)) {
    return input.reject(ClassId::secret, token ? Rejection::other_form : Rejection::wrong_length, begin, end);
  }
  if (label_before(text, begin) == Label::password) input.reject(ClassId::secret, Rejection::other_form, begin, end);
}

}  // namespace

void locate_secret(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  // The next digit, and where the word begins that it may be the digit of.
  std::size_t digit = find_digit(text, 0);
  std::size_t told = digit;
  for (std::size_t at = next_start(text, 0); at < text.size(); at = next_start(text, at)) {
    const bool word = is_word_character(text[at]);
    const bool begins = may_begin_secret(text, at);
    std::size_t secret = at;
    std::size_t end = begins ? secret_end(text, at, secret) : at;
    if (end == at && word && input.evidence == Evidence::neutral_key) {
      secret = at;
      if (digit < at) told = digit = find_digit(text, at);
      while (told > at && kOfPasswords[static_cast<unsigned char>(text[told - 1])]) --told;
      end = at >= told ? password_end(text, at) : at;
      if (end != at && !is_told(text, at, end)) end = at;
      if (end == at && input.rejections != nullptr) explain_miss(input, at);
    }
    if (end != at) {
      out.push_back({static_cast<std::uint32_t>(secret), static_cast<std::uint32_t>(end), ClassId::secret});
      at = end;
      continue;
    }
    if (!word) {
      ++at;
      continue;
    }
    // What began as a token and is none is not tried again from inside.
    const std::string_view rest = text.substr(at);
    at = begins && (rest.starts_with("eyJ") || has_issued_prefix(rest)) ? token_end(text, at) : word_end(text, at);
  }
}

}  // namespace veilgate::masking
