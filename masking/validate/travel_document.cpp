#include "masking/validate/travel_document.hpp"

#include <algorithm>

#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

std::size_t leading_letters(std::string_view text) noexcept {
  std::size_t letters = 0;
  while (letters < text.size() && is_ascii_letter(text[letters])) ++letters;
  return letters;
}

// Letters first and nothing but digits behind them.
struct Parts {
  std::size_t letters = 0;
  std::size_t digits = 0;
  char first = '\0';
  char second = '\0';
};
Parts parts_of(std::string_view text) noexcept {
  Parts parts;
  parts.letters = leading_letters(text);
  if (!is_all_digits(text.substr(parts.letters))) return {};
  parts.digits = text.size() - parts.letters;
  if (parts.letters > 0) parts.first = to_upper(text[0]);
  if (parts.letters > 1) parts.second = to_upper(text[1]);
  return parts;
}

}  // namespace

bool has_cn_passport_form(std::string_view text) noexcept {
  const Parts parts = parts_of(text);
  if (parts.letters == 0) return parts.digits == 9 && (text.starts_with("14") || text.starts_with("15"));
  if (parts.letters == 1) {
    switch (parts.first) {
      case 'E':
      case 'G': return parts.digits == 8;
      case 'P':
      case 'S':
      case 'D':
      case 'H':
      case 'K':
      case 'M': return parts.digits == 7 || parts.digits == 8;
      default: return false;
    }
  }
  if (parts.letters != 2 || (parts.digits != 7 && parts.digits != 8)) return false;
  if (parts.first == 'E') return parts.digits == 7 && parts.second != 'I' && parts.second != 'O';
  if (parts.second == 'E') return parts.digits == 7 && (parts.first == 'D' || parts.first == 'S' || parts.first == 'P');
  if (parts.second == 'J') return parts.first == 'K' || parts.first == 'H';
  return parts.first == 'M' && (parts.second == 'A' || parts.second == 'B');
}

bool has_passport_form(std::string_view text) noexcept {
  if (has_cn_passport_form(text)) return true;
  const auto digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_ascii_letter(c); });
  return plain && text.size() >= 7 && text.size() <= 9 && digits >= 5 && (digits < text.size() || text.size() == 9);
}

bool has_travel_permit_form(std::string_view text) noexcept {
  const Parts parts = parts_of(text);
  if (parts.letters == 1) {
    switch (parts.first) {
      case 'C':
      case 'W':
      case 'T':
      case 'L': return parts.digits == 8;
      case 'H':
      case 'M': return parts.digits == 8 || parts.digits == 10;
      default: return false;
    }
  }
  if (parts.letters == 2) return (parts.first == 'C' || parts.first == 'W') && parts.digits == 7;
  if (parts.letters == 0 && parts.digits == 8) return true;
  return text.size() == 11 && is_all_digits(text.substr(0, 10)) && is_ascii_letter(text[10]);
}

bool has_old_foreigner_id_form(std::string_view text) noexcept {
  if (text.size() != 15 || leading_letters(text) != 3 || !is_all_digits(text.substr(3))) return false;
  const unsigned month = digits_value(text.substr(9, 2));
  const unsigned day = digits_value(text.substr(11, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

std::size_t military_id_length(std::string_view text) noexcept {
  // Services and, on older cards, military regions.
  constexpr std::u32string_view kServices = U"军士文参警武政后装总海空炮火陆沈北兰济南广成联战支海边消学院指国科义兵官";
  constexpr std::string_view kMark = "字第";
  const Character service = decode_utf8(text, 0);
  if (service.length < 2 || kServices.find(service.value) == std::u32string_view::npos) return 0;
  std::size_t at = service.length;
  if (!text.substr(at).starts_with(kMark)) return 0;
  at += kMark.size();
  while (at < text.size() && text[at] == ' ') ++at;
  std::size_t digits = 0;
  while (at + digits < text.size() && digits <= 8 && is_digit(text[at + digits])) ++digits;
  if (digits < 4 || digits > 8) return 0;
  at += digits;
  return text.substr(at).starts_with("号") ? at + std::string_view("号").size() : at;
}

}  // namespace veilgate::masking
