#include "masking/detect/dms_position.hpp"

#include <algorithm>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

std::size_t skip_blank(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && text[at] == ' ' ? at + 1 : at;
}

std::size_t skip_digits(std::string_view text, std::size_t at, std::size_t most) noexcept {
  std::size_t end = at;
  while (end < text.size() && end - at < most && is_digit(text[end])) ++end;
  return end;
}

// Behind one of the signs at `at`; `at` when none stands there.
template <std::size_t N>
std::size_t skip_one_of(std::string_view text, std::size_t at, const std::string_view (&signs)[N]) noexcept {
  for (const std::string_view sign : signs) {
    if (text.substr(std::min(at, text.size())).starts_with(sign)) return at + sign.size();
  }
  return at;
}

// So many digits, perhaps with decimals, and one of the signs behind them; `at` when they do not stand there.
template <std::size_t N>
std::size_t skip_part(std::string_view text, std::size_t at, std::size_t digits,
                      const std::string_view (&signs)[N]) noexcept {
  const std::size_t begin = skip_blank(text, at);
  std::size_t end = skip_digits(text, begin, digits);
  if (end == begin) return at;
  if (end + 1 < text.size() && text[end] == '.') end = skip_digits(text, end + 1, 6);
  const std::size_t sign = skip_blank(text, end);
  const std::size_t behind = skip_one_of(text, sign, signs);
  return behind == sign ? at : behind;
}

bool hemisphere_before(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kBefore[] = {"北纬", "南纬", "东经", "西经", "纬度", "经度"};
  std::string_view before = text.substr(0, at);
  while (!before.empty() && (before.back() == ' ' || before.back() == ':')) before.remove_suffix(1);
  if (before.ends_with("：")) before.remove_suffix(3);
  return std::any_of(std::begin(kBefore), std::end(kBefore),
                     [before](std::string_view word) { return before.ends_with(word); });
}

}  // namespace

std::size_t dms_position_end(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kDegrees[] = {"°", "º"};
  constexpr std::string_view kMinutes[] = {"′", "'", "’", "分"};
  constexpr std::string_view kSeconds[] = {"″", "′′", "\"", "”", "''", "’’", "秒"};
  const std::size_t degrees = skip_part(text, at, 3, kDegrees);
  if (degrees == at) return at;
  const std::size_t minutes = skip_part(text, degrees, 2, kMinutes);
  if (minutes == degrees) return at;
  const std::size_t seconds = skip_part(text, minutes, 2, kSeconds);
  const std::size_t letter = skip_blank(text, seconds);
  const bool hemisphere = letter < text.size() &&
                          std::string_view("NSEWnsew").find(text[letter]) != std::string_view::npos &&
                          (letter + 1 == text.size() || !is_ascii_letter(text[letter + 1]));
  if (hemisphere) return letter + 1;
  return hemisphere_before(text, at) ? seconds : at;
}

}  // namespace veilgate::masking
