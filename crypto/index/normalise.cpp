#include "crypto/index/normalise.hpp"

#include <algorithm>

namespace veilgate::crypto {
namespace {

constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostExtensionDigits = 6;
constexpr std::string_view kCountry = "86";
constexpr std::string_view kTurn = "\xe8\xbd\xac";  // U+8F6C, before an extension

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_left_out(char32_t c) noexcept {
  return c == U' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200d) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x2060 ||
         c == 0x3000 || c == 0xfeff;
}

std::size_t digits_at(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

bool is_number(std::string_view text) noexcept {
  return std::ranges::any_of(text, is_digit) &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-' || c == '(' || c == ')' || c == '+'; });
}

// What is behind a country code of China; all of it where there is none. `rest_is_mobile` tells whether what would be
// left is a mobile number, with its extension.
template <class IsMobile>
std::string_view without_country(std::string_view text, IsMobile&& rest_is_mobile) noexcept {
  for (const std::string_view code : {"+86-", "+86", "0086-", "0086", "86-", "86"}) {
    if (!text.starts_with(code)) continue;
    const auto rest = text.substr(code.size());
    if (rest_is_mobile(rest)) return rest;
  }
  return text;
}

// Where the extension of a virtual number begins: behind its sign; none: it is no such number.
std::size_t extension_at(std::string_view text) noexcept {
  if (digits_at(text) != kMobileDigits || !text.starts_with('1')) return std::string_view::npos;
  const auto rest = text.substr(kMobileDigits);
  std::size_t sign = 0;
  if (rest.starts_with('-') || rest.starts_with(',') || rest.starts_with('#')) sign = 1;
  if (rest.starts_with(kTurn)) sign = kTurn.size();
  const auto digits = rest.size() - std::min(rest.size(), sign);
  if (sign == 0 || digits == 0 || digits > kMostExtensionDigits || digits_at(rest.substr(sign)) != digits)
    return std::string_view::npos;
  return kMobileDigits + sign;
}

}  // namespace

Character next_character(std::string_view text) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = at(0);
  const std::size_t bytes = first < 0x80   ? 1
                            : first < 0xc2 ? 0
                            : first < 0xe0 ? 2
                            : first < 0xf0 ? 3
                            : first < 0xf5 ? 4
                                           : 0;
  if (bytes == 1) return {first, 1};
  if (bytes == 0 || text.size() < bytes) return {first, 1};
  char32_t code = first & (0x7fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((at(i) & 0xc0) != 0x80) return {first, 1};
    code = code << 6 | (at(i) & 0x3f);
  }
  return {code, bytes};
}

void append_normalised(std::string_view value, std::string& out) {
  const std::size_t before = out.size();
  while (!value.empty()) {
    const auto [code, bytes] = next_character(value);
    const bool is_wide = bytes == 3 && code >= 0xff01 && code <= 0xff5e;
    if (is_wide || bytes == 1) {
      char c = is_wide ? static_cast<char>(code - 0xff01 + '!') : value.front();
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      if (!(bytes == 1 && is_left_out(static_cast<unsigned char>(c)) && c >= 0)) out += c;
    } else if (!is_left_out(code)) {
      out += value.substr(0, bytes);
    }
    value.remove_prefix(bytes);
  }
  const auto is_extended = [](std::string_view rest) { return extension_at(rest) != std::string_view::npos; };
  const auto extended = without_country(std::string_view(out).substr(before), is_extended);
  if (const auto extension = extension_at(extended); extension != std::string_view::npos) {
    out.erase(before, out.size() - before - extended.size());
    out.replace(before + kMobileDigits, extension - kMobileDigits, "-");
  } else if (is_number(std::string_view(out).substr(before))) {
    const bool is_international = out[before] == '+';
    std::erase_if(out, [&, at = std::size_t{0}](char c) mutable {
      const bool is_ours = at++ >= before;
      return is_ours && !is_digit(c);
    });
    const auto is_mobile = [](std::string_view rest) { return rest.size() == kMobileDigits && rest.starts_with('1'); };
    const auto digits = std::string_view(out).substr(before);
    const auto national = without_country(digits, is_mobile);
    const bool is_chinese = is_international && digits.starts_with(kCountry);
    out.erase(before, is_chinese ? kCountry.size() : digits.size() - national.size());
  }
}

std::string_view number_of(std::string_view normalised) noexcept {
  const auto digits = digits_at(normalised);
  if (digits >= kFewestDigits && digits == normalised.size()) return normalised;
  return extension_at(normalised) != std::string_view::npos ? normalised.substr(0, kMobileDigits) : std::string_view{};
}

}  // namespace veilgate::crypto
