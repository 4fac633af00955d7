#include "masking/validate/vin.hpp"

#include <algorithm>
#include <cstddef>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// The value of a character; 0 for those that have none, which are no VIN's.
constexpr unsigned value_of(char c) noexcept {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  constexpr std::string_view kValues = "12345678123457923456789";
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  const std::size_t at = kLetters.find(to_upper(c));
  return at == std::string_view::npos ? 0 : static_cast<unsigned>(kValues[at] - '0');
}

// The regions of ISO 3780 in which vehicles are made: North America, China, Japan, Korea, Europe and a few more.
bool has_maker_region(std::string_view vin) noexcept {
  constexpr std::string_view kFirst = "12345LJKSTVWXYZM9";
  return kFirst.find(to_upper(vin[0])) != std::string_view::npos;
}

}  // namespace

bool has_vin_form(std::string_view text) noexcept {
  if (text.size() != 17 || !is_all_digits(text.substr(13))) return false;
  for (const char c : text) {
    const char upper = to_upper(c);
    if (!is_digit(c) && (upper < 'A' || upper > 'Z' || upper == 'I' || upper == 'O' || upper == 'Q')) return false;
  }
  const char year = to_upper(text[9]);
  return year != 'U' && year != 'Z' && year != '0';
}

bool is_vin(std::string_view text) noexcept {
  constexpr unsigned kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  if (!has_vin_form(text) || !has_maker_region(text)) return false;
  unsigned sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) sum += kWeights[i] * value_of(text[i]);
  const unsigned check = sum % 11;
  if (to_upper(text[8]) != (check == 10 ? 'X' : static_cast<char>('0' + check))) return false;
  // Makers write their marks in letters, and a serial of digits only behind them.
  const auto letters = std::count_if(text.begin(), text.end(), is_ascii_letter);
  const auto first = std::count_if(text.begin(), text.begin() + 3, is_ascii_letter);
  return letters >= 3 && letters <= 12 && first >= 1;
}

}  // namespace veilgate::masking
