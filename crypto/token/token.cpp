#include "crypto/token/token.hpp"

#include <algorithm>
#include <limits>

#include "crypto/base/base64url.hpp"
#include "crypto/suites/suite.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kIdDigits = 6;
constexpr std::size_t kMostVersionDigits = 6;
constexpr std::size_t kSuiteAt = kTokenPrefix.size();
constexpr std::size_t kIdAt = kSuiteAt + 1;
constexpr std::size_t kVersionAt = kIdAt + kIdDigits;

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<std::uint32_t> read_number(std::string_view digits) noexcept {
  std::uint64_t number = 0;
  for (const char digit : digits) {
    const std::uint8_t value = base64url_value(digit);
    if (value >= 64) return std::nullopt;
    number = number << 6 | value;
  }
  if (number == 0 || number > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return static_cast<std::uint32_t>(number);
}

std::size_t digits_of(std::uint32_t number) noexcept {
  std::size_t digits = 1;
  while (number >>= 6) ++digits;
  return digits;
}

}  // namespace

bool is_class_name(std::string_view text) noexcept {
  const auto is_allowed = [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= kMostClassBytes && is_letter(text.front()) &&
         std::ranges::all_of(text, is_allowed);
}

std::optional<Token> split_token(std::string_view text) noexcept {
  if (text.size() <= kVersionAt || text.size() > kMostTokenBytes || !has_token_prefix(text)) return std::nullopt;
  const SuiteFacts* suite = find_suite(text[kSuiteAt]);
  const auto id = read_number(text.substr(kIdAt, kIdDigits));
  if (suite == nullptr || !id) return std::nullopt;
  const std::string_view rest = text.substr(kVersionAt);
  const auto first = rest.find('.');
  if (first == std::string_view::npos || first == 0 || first > kMostVersionDigits) return std::nullopt;
  auto last = first;
  for (auto next = rest.find('.', last + 1); next != std::string_view::npos; next = rest.find('.', last + 1)) {
    last = next;
    if (last - first > kMostClassBytes + 1) return std::nullopt;
  }
  if (first == last) return std::nullopt;
  const auto version = read_number(rest.substr(0, first));
  if (!version || rest.front() == kBase64UrlAlphabet.front()) return std::nullopt;
  Token token;
  token.header = {suite->algorithm, KeyId{*id}, *version, rest.substr(first + 1, last - first - 1)};
  token.body = rest.substr(last + 1);
  if (!is_class_name(token.header.class_name)) return std::nullopt;
  const auto bytes = base64url_bytes(token.body.size());
  if (!bytes || *bytes < suite->overhead || (suite->keeps_format && *bytes != suite->overhead)) return std::nullopt;
  return token;
}

std::optional<Token> parse_token(std::string_view text) noexcept {
  const auto token = split_token(text);
  return token && is_base64url(token->body) ? token : std::nullopt;
}

void append_number(std::uint32_t number, std::string& out) {
  for (std::size_t digit = digits_of(number); digit-- > 0;) out += kBase64UrlAlphabet[number >> (6 * digit) & 63];
}

void append_header(const TokenHeader& header, std::string& out) {
  out += kTokenPrefix;
  out += facts_of(header.suite).letter;
  for (std::size_t digit = kIdDigits; digit-- > 0;)
    out += kBase64UrlAlphabet[std::uint64_t{header.key_id.value} >> (6 * digit) & 63];
  append_number(header.key_version, out);
  out += '.';
  out += header.class_name;
  out += '.';
}

std::size_t header_length(const TokenHeader& header) noexcept {
  return kVersionAt + digits_of(header.key_version) + header.class_name.size() + 2;
}

}  // namespace veilgate::crypto
