#include "masking/validate/cn_plate.hpp"

#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::u32string_view kProvinces = U"京沪津渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kLastOnes = U"挂学警港澳领";

constexpr bool is_serial_letter(char c) noexcept {
  const char upper = to_upper(c);
  return upper >= 'A' && upper <= 'Z' && upper != 'I' && upper != 'O';
}
constexpr bool is_energy_letter(char c) noexcept {
  const char upper = to_upper(c);
  return upper >= 'A' && upper <= 'K' && upper != 'I';
}

std::size_t separator_length(std::string_view text, std::size_t at) noexcept {
  const Character c = decode_utf8(text, at);
  const bool separator = c.value == U' ' || c.value == U'-' || c.value == U'.' || c.value == 0xB7 ||
                         c.value == 0x2022 || c.value == 0x30FB;
  return separator ? c.length : 0;
}

// Six that make a new-energy serial.
bool is_energy_serial(std::string_view six) noexcept {
  if (is_energy_letter(six[5])) return is_all_digits(six.substr(0, 5));
  return is_energy_letter(six[0]) && (is_digit(six[1]) || is_serial_letter(six[1])) && is_all_digits(six.substr(2));
}

}  // namespace

std::size_t cn_plate_length(std::string_view text) noexcept {
  const Character province = decode_utf8(text, 0);
  if (province.length == 0) return 0;
  std::size_t at = province.length;
  if (province.value == U'使') {
    at += separator_length(text, at);
    const bool plate = text.size() >= at + 6 && is_all_digits(text.substr(at, 6));
    return plate ? at + 6 : 0;
  }
  if (kProvinces.find(province.value) == std::u32string_view::npos) return 0;
  if (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size() || !is_ascii_letter(text[at]) || to_upper(text[at]) == 'I') return 0;
  ++at;
  at += separator_length(text, at);

  std::size_t count = 0;
  std::size_t letters = 0;
  while (at + count < text.size() && count < 7 && (is_digit(text[at + count]) || is_ascii_letter(text[at + count]))) {
    if (!is_digit(text[at + count]) && !is_serial_letter(text[at + count])) return 0;
    letters += is_digit(text[at + count]) ? 0 : 1;
    ++count;
  }
  if (count == 6) return is_energy_serial(text.substr(at, 6)) ? at + 6 : 0;
  if (count == 5) return letters <= 2 ? at + 5 : 0;
  if (count != 4 || letters > 2) return 0;
  const Character last = decode_utf8(text, at + 4);
  return last.length != 0 && kLastOnes.find(last.value) != std::u32string_view::npos ? at + 4 + last.length : 0;
}

}  // namespace veilgate::masking
