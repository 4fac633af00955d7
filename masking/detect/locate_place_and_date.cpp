#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

#include "masking/detect/dms_position.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

Span span_of(std::size_t begin, std::size_t end, ClassId id) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id};
}

// A signed decimal: its end, its whole part and how many digits its fraction has.
struct Decimal {
  std::size_t end = 0;
  unsigned whole = 0;
  std::size_t decimals = 0;
};
Decimal read_decimal(std::string_view text, std::size_t at) noexcept {
  Decimal decimal;
  std::size_t digits = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  while (at < text.size() && is_digit(text[at]) && digits < 4) {
    decimal.whole = decimal.whole * 10 + static_cast<unsigned>(text[at] - '0');
    ++at;
    ++digits;
  }
  if (digits == 0 || digits > 3 || at >= text.size() || text[at] != '.') return {};
  ++at;
  while (at < text.size() && is_digit(text[at])) {
    ++at;
    ++decimal.decimals;
  }
  decimal.end = at;
  return decimal.decimals == 0 ? Decimal{} : decimal;
}

// The separators between the two of a pair.
std::size_t skip_pair_joint(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kFullComma = "，";
  std::size_t end = at;
  if (end < text.size() && text[end] == ' ') ++end;
  if (text.substr(end).starts_with(kFullComma)) {
    end += kFullComma.size();
  } else if (end < text.size() && (text[end] == ',' || text[end] == ';' || text[end] == '/')) {
    ++end;
  } else if (end == at) {
    return at;
  }
  while (end < text.size() && text[end] == ' ') ++end;
  return end;
}

// 1990-01-02, 1990/1/2, 1990.01.02, 19900102, 1990年1月2日, 1990年1月, 02/01/1990: the end; `begin` when it is none.
std::size_t date_end(std::string_view text, std::size_t begin) noexcept {
  std::array<unsigned, 3> parts{};
  std::array<std::size_t, 3> widths{};
  std::size_t count = 0;
  std::size_t at = begin;
  bool han = false;
  while (at < text.size() && count < parts.size()) {
    std::size_t width = 0;
    unsigned value = 0;
    while (at + width < text.size() && is_digit(text[at + width]) && width <= 8) {
      value = value * 10 + static_cast<unsigned>(text[at + width] - '0');
      ++width;
    }
    if (width == 0 || width > 8) break;
    parts[count] = value;
    widths[count++] = width;
    at += width;
    if (text.substr(at).starts_with("年") || text.substr(at).starts_with("月")) {
      han = true;
      at += 3;
    } else if (text.substr(at).starts_with("日")) {
      at += 3;
      break;
    } else if (count < 3 && at + 1 < text.size() && (text[at] == '-' || text[at] == '/' || text[at] == '.') &&
               is_digit(text[at + 1])) {
      ++at;
    } else {
      break;
    }
  }
  if (at < text.size() && is_word_character(text[at]) && text[at] != 'T') return begin;
  if (count == 1 && widths[0] == 8) {
    const unsigned year = parts[0] / 10000;
    const bool day = year >= 1900 && year < 2100 && is_calendar_day(year, parts[0] / 100 % 100, parts[0] % 100);
    return day ? at : begin;
  }
  if (count == 3 && widths[0] == 4 && parts[0] >= 1900 && parts[0] < 2100) {
    return is_calendar_day(parts[0], parts[1], parts[2]) ? at : begin;
  }
  if (count == 3 && widths[2] == 4 && parts[2] >= 1900 && parts[2] < 2100) {
    return is_calendar_day(parts[2], parts[1], parts[0]) || is_calendar_day(parts[2], parts[0], parts[1]) ? at : begin;
  }
  const bool year_month =
      count == 2 && widths[0] == 4 && parts[0] >= 1900 && parts[0] < 2100 && parts[1] >= 1 && parts[1] <= 12;
  return year_month && (han || text[begin + 4] == '-') ? at : begin;
}

// One of 一 to 九 as its figure, 零 and 〇 as 0, 十 as 10; 11 for anything else.
unsigned han_figure(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kFigures[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  constexpr std::size_t kBytes = 3;
  if (text.substr(std::min(at, text.size())).starts_with("零")) return 0;
  const auto* figure =
      std::find(std::begin(kFigures), std::end(kFigures), text.substr(std::min(at, text.size()), kBytes));
  return static_cast<unsigned>(figure - std::begin(kFigures));
}

// 三, 十, 十二, 二十, 二十一: the number at `at`, which is moved behind it; 0 when there is none.
unsigned read_han_number(std::string_view text, std::size_t& at) noexcept {
  constexpr std::size_t kBytes = 3;
  unsigned number = 0;
  for (unsigned figure = han_figure(text, at); figure <= 10; figure = han_figure(text, at)) {
    if (figure == 10 && number >= 10) return 0;
    number = figure == 10 ? std::max(number, 1U) * 10 : number + figure;
    if (number > 31) return 0;
    at += kBytes;
  }
  return number;
}

// 一九九〇年一月二日, 一九九〇年一月: the end; `begin` when it is none.
std::size_t han_date_end(std::string_view text, std::size_t begin) noexcept {
  constexpr std::size_t kBytes = 3;
  if (static_cast<unsigned char>(text[begin]) < 0xE3) return begin;
  unsigned year = 0;
  std::size_t at = begin;
  for (int i = 0; i < 4; ++i, at += kBytes) {
    const unsigned figure = han_figure(text, at);
    if (figure > 9) return begin;
    year = year * 10 + figure;
  }
  if (year < 1900 || year >= 2100 || !text.substr(at).starts_with("年")) return begin;
  at += kBytes;
  const unsigned month = read_han_number(text, at);
  if (month < 1 || month > 12 || !text.substr(at).starts_with("月")) return begin;
  at += kBytes;
  std::size_t end = at;
  const unsigned day = read_han_number(text, end);
  const bool ends = text.substr(end).starts_with("日") || text.substr(end).starts_with("号");
  if (day == 0 || !ends) return at;
  return is_calendar_day(year, month, day) ? end + kBytes : begin;
}

// The month a word names, in full or by its first letters; 0 for any other word. `word`: letters of ASCII.
unsigned month_of(std::string_view word) noexcept {
  constexpr std::string_view kMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
  for (std::size_t i = 0; i < std::size(kMonths) && word.size() >= 3; ++i) {
    if (word.size() > kMonths[i].size() || (word.size() > 4 && word.size() != kMonths[i].size())) continue;
    const bool same = std::equal(word.begin(), word.end(), kMonths[i].begin(),
                                 [](char a, char b) { return static_cast<char>(a | 0x20) == b; });
    if (same) return static_cast<unsigned>(i) + 1;
  }
  return 0;
}

std::size_t skip_date_signs(std::string_view text, std::size_t at) noexcept {
  for (int i = 0; i < 3 && at < text.size() && (text[at] == ' ' || text[at] == ',' || text[at] == '.'); ++i) ++at;
  return at;
}
std::size_t skip_letters(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_ascii_letter(text[at])) ++at;
  return at;
}

// A year of four digits at `at`: where it ends; `at` when there is none.
std::size_t year_end(std::string_view text, std::size_t at) noexcept {
  if (at + 4 > text.size() || (at + 4 < text.size() && is_word_character(text[at + 4]))) return at;
  const std::string_view year = text.substr(at, 4);
  const bool past = year.starts_with("19") || year.starts_with("20");
  return past && std::all_of(year.begin(), year.end(), is_digit) ? at + 4 : at;
}

// The month that ends before `at`, with a blank or a point between them: where it begins; `at` when there is none.
std::size_t month_before(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kLongest = 9;
  std::size_t end = at;
  while (end > 0 && at - end < 2 && (text[end - 1] == ' ' || text[end - 1] == '.')) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin <= kLongest && is_ascii_letter(text[begin - 1])) --begin;
  return month_of(text.substr(begin, end - begin)) != 0 ? begin : at;
}

// May 17, 1990; 17 May 1990; 17th of May 1990; May 1990: a date with its month in letters, of which a number begins at
// `at`. Empty when it is none.
struct Date {
  std::size_t begin = 0;
  std::size_t end = 0;
};
Date spelled_date(std::string_view text, std::size_t at) noexcept {
  const std::size_t month = month_before(text, at);
  if (month != at) {
    if (const std::size_t end = year_end(text, at); end != at) return {month, end};
  }
  std::size_t place = at;
  while (place < text.size() && place - at < 3 && is_digit(text[place])) ++place;
  if (place - at > 2) return {};
  const std::size_t letters = skip_letters(text, place);
  const std::string_view ordinal = text.substr(place, letters - place);
  if (ordinal == "st" || ordinal == "nd" || ordinal == "rd" || ordinal == "th") place = letters;
  if (month != at) {
    const std::size_t year = skip_date_signs(text, place);
    const std::size_t end = year_end(text, year);
    return end == year ? Date{} : Date{month, end};
  }
  place = skip_date_signs(text, place);
  if (text.substr(place).starts_with("of ")) place += 3;
  const std::size_t word_end = skip_letters(text, place);
  if (month_of(text.substr(place, word_end - place)) == 0) return {};
  const std::size_t year = skip_date_signs(text, word_end);
  const std::size_t end = year_end(text, year);
  return end == year ? Date{} : Date{at, end};
}

}  // namespace

void locate_coordinates(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  if (input.evidence != Evidence::neutral_key) return reject_as_denied(input, locate_coordinates);
  for (std::size_t at = 0; at < text.size();) {
    const bool starts = is_digit(text[at]) && (at == 0 || (!is_word_character(text[at - 1]) && text[at - 1] != '.'));
    if (!starts) {
      ++at;
      continue;
    }
    if (const std::size_t end = dms_position_end(text, at); end != at) {
      out.push_back(span_of(at, end, ClassId::coordinates));
      at = end;
      continue;
    }
    const std::size_t begin = at > 0 && text[at - 1] == '-' ? at - 1 : at;
    const Decimal first = read_decimal(text, begin);
    std::size_t next = at;
    while (next < text.size() && is_digit(text[next])) ++next;
    at = next;
    if (first.end == 0 || first.whole > 180 || first.decimals < 2) continue;
    at = first.end;
    const Label label = label_before(text, begin);
    const bool told = label == Label::coordinates || input.has(Context::place);
    const std::size_t second_begin = skip_pair_joint(text, first.end);
    const Decimal second = second_begin == first.end ? Decimal{} : read_decimal(text, second_begin);
    const bool pair = second.end != 0 && second.whole <= 180 && second.decimals >= 2 &&
                      (first.whole <= 90 || second.whole <= 90) &&
                      (second.end == text.size() || !is_word_character(text[second.end]));
    if (pair && told) {
      out.push_back(span_of(begin, second.end, ClassId::coordinates));
      at = second.end;
    } else if (label == Label::coordinates && first.decimals >= 3) {
      out.push_back(span_of(begin, first.end, ClassId::coordinates));
    } else if (pair) {
      input.reject(ClassId::coordinates, Rejection::no_context, begin, second.end);
    }
  }
}

void locate_birth_date(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t han_end = is_digit(text[at]) ? at : han_date_end(text, at);
    if (han_end == at && (!is_digit(text[at]) || (at > 0 && is_word_character(text[at - 1])))) {
      ++at;
      continue;
    }
    std::size_t begin = at;
    std::size_t end = han_end != at ? han_end : date_end(text, at);
    std::size_t next = han_end;
    while (next < text.size() && is_digit(text[next])) ++next;
    if (end == at) {
      const Date spelled = spelled_date(text, at);
      if (spelled.end != 0) {
        begin = spelled.begin;
        end = spelled.end;
      }
    }
    const bool behind = text.substr(end).starts_with("出生") || text.substr(end).starts_with("生人");
    const bool whole = begin == 0 && end == text.size() && input.has(Context::birth);
    if (end != at && (behind || whole || label_before(text, begin) == Label::birth)) {
      out.push_back(span_of(begin, end, ClassId::birth_date));
      next = end;
    } else if (input.rejections != nullptr && label_before(text, begin) == Label::birth) {
      input.reject(ClassId::birth_date, Rejection::not_a_date, begin, next);
    } else if (end != at) {
      input.reject(ClassId::birth_date, Rejection::no_context, begin, end);
    }
    at = next;
  }
}

}  // namespace veilgate::masking
