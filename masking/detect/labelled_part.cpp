#include "masking/detect/labelled_part.hpp"

#include <algorithm>
#include <array>

#include "masking/detect/han_name.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kLongestName = 48;
constexpr std::size_t kLongestValue = 512;
constexpr std::size_t kLongestPerson = 48;

constexpr bool is_high(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t';
}

// Signs of three bytes that part a text.
constexpr std::string_view kWideSigns[] = {"，", "；", "。", "（", "）", "【", "】",
                                           "、", "！", "？", "：", "　", "｜"};
bool is_wide_sign(std::string_view sign) noexcept {
  return std::find(std::begin(kWideSigns), std::end(kWideSigns), sign) != std::end(kWideSigns);
}
bool ends_in_wide_sign(std::string_view text) noexcept {
  return text.size() >= 3 && is_high(text.back()) && is_wide_sign(text.substr(text.size() - 3));
}

bool parts_before(std::string_view before) noexcept {
  while (!before.empty() && std::string_view(" \t-*>#").find(before.back()) != std::string_view::npos) {
    before.remove_suffix(1);
  }
  if (before.empty() || ends_in_wide_sign(before)) return true;
  return std::string_view("\r\n,;|([{").find(before.back()) != std::string_view::npos;
}

bool ends_statement(std::string_view text, std::size_t at) noexcept {
  if (std::string_view("\r\n;|<>{}[]").find(text[at]) != std::string_view::npos) return true;
  const std::string_view sign = text.substr(at, 3);
  return sign == "；" || sign == "。" || sign == "｜" || sign == "】";
}

// Up to the end of the line, the list or the sentence, or the name of the next part: `老王家隔壁，电话：…`. What is
// longer than any value is cut between two characters.
std::string_view statement(std::string_view text) noexcept {
  std::size_t end = 0;
  while (end < text.size() && end < kLongestValue && !ends_statement(text, end) && colon_at(text, end) == 0) ++end;
  if (end == kLongestValue) {
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  } else if (end < text.size() && colon_at(text, end) != 0) {
    while (end > 0 && !is_blank(text[end - 1]) && text[end - 1] != ',' && !ends_in_wide_sign(text.substr(0, end)))
      --end;
  }
  return text.substr(0, end);
}

std::string_view before_comma(std::string_view value) noexcept {
  return value.substr(0, std::min({value.find(','), value.find("，"), value.find("　"), value.size()}));
}

std::string_view trimmed(std::string_view value) noexcept {
  while (!value.empty() && (is_blank(value.back()) || value.back() == ',')) value.remove_suffix(1);
  while (ends_in_wide_sign(value)) value.remove_suffix(3);
  return value;
}

// What people fill in when they have nothing to say, or where it is said.
constexpr std::string_view kNothing[] = {"无",   "没有", "暂无", "未填", "未知", "未提供", "未设置",
                                         "不详", "不明", "不便", "见附", "见上", "见下",   "见备注",
                                         "同上", "同前", "如下", "如上", "如图", "如有",   "请",
                                         "略",   "待",   "详见", "保密", "空",   "null",   "N/A"};
bool says_nothing(std::string_view value) noexcept {
  return value.size() < 2 || std::any_of(std::begin(kNothing), std::end(kNothing),
                                         [value](std::string_view word) { return value.starts_with(word); });
}

bool is_small_prose(std::string_view value) noexcept {
  return std::all_of(value.begin(), value.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == ' ' || c == '.'; });
}
// `required`, `Optional`: no capital but the first letter's.
bool is_word_of_prose(std::string_view value) noexcept {
  return !value.empty() && is_ascii_letter(value.front()) && is_small_prose(value.substr(1));
}

// Words of everyday English among the names, which stand before a colon in any text: `Attention: High Voltage`. What
// behind them is somebody's has a locator of its own.
bool is_everyday_word(std::string_view name) noexcept {
  constexpr std::string_view kWords =
      " attention attn contact contacts holder receiver recipient recipients consignee consigner beneficiary guarantor "
      "borrower policyholder house street residence address addresses addr account accounts acct signer nick sender "
      "mail "
      "mailbox handset telephone landline geo gps coordinate coordinates latitude longitude birth birthday pan handy ";
  constexpr std::size_t kLongest = 16;
  if (name.size() > kLongest || !std::all_of(name.begin(), name.end(), is_ascii_letter)) return false;
  std::array<char, kLongest + 2> word{' '};
  std::transform(name.begin(), name.end(), word.begin() + 1, [](char c) { return static_cast<char>(c | 0x20); });
  word[name.size() + 1] = ' ';
  return kWords.find({word.data(), name.size() + 2}) != std::string_view::npos;
}

bool has_digit(std::string_view value) noexcept {
  return std::any_of(value.begin(), value.end(), is_digit);
}

// What stands before the first character that no number or code has.
std::string_view code_at_begin(std::string_view value) noexcept {
  const auto end = std::find_if(value.begin(), value.end(), is_high);
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

}  // namespace

bool may_be_person(std::string_view value) noexcept {
  if (value.empty() || value.size() > kLongestPerson) return false;
  if (std::all_of(value.begin(), value.end(), is_high)) return whole_han_name_end(value, 0) == value.size();
  bool begins = true;
  for (const char c : value) {
    const bool inside = is_ascii_letter(c) || c == '.' || c == '\'' || c == '-' || is_high(c);
    if (begins ? !(c >= 'A' && c <= 'Z') && !is_high(c) : !inside && c != ' ') return false;
    begins = c == ' ';
  }
  return true;
}

std::optional<std::string_view> name_of_part(std::string_view text, std::size_t colon) noexcept {
  std::size_t end = colon;
  while (end > 0 && std::string_view(" *`").find(text[end - 1]) != std::string_view::npos) --end;  // **姓名**：
  std::size_t begin = end;
  while (begin > 0 && end - begin < kLongestName) {
    const char c = text[begin - 1];
    if (!is_word_character(c) && !is_high(c) && c != '_' && c != '-' && c != '.') break;
    if (ends_in_wide_sign(text.substr(0, begin))) break;
    --begin;
  }
  const std::string_view name = text.substr(begin, end - begin);
  if (name.size() < 2 || !parts_before(text.substr(0, begin)) || is_everyday_word(name)) return std::nullopt;
  return name;
}

std::string_view value_of_part(std::string_view text, std::size_t colon, ClassId class_id) noexcept {
  std::string_view rest = text.substr(colon + colon_at(text, colon));
  const bool close = !rest.starts_with(' ');
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  if (rest.empty() || rest.starts_with("//") || std::string_view("\"'`{[<\\").find(rest.front()) != rest.npos)
    return {};
  const std::string_view line = statement(rest);
  if (class_id == ClassId::address) {
    const std::string_view address = trimmed(line);
    return says_nothing(address) || is_small_prose(address) ? std::string_view() : address;
  }
  const std::string_view value = trimmed(before_comma(line));
  if (says_nothing(value) || class_id == ClassId::biometric) return {};
  if (class_id == ClassId::person_name) return may_be_person(value) ? value : std::string_view();
  if (class_id == ClassId::invoice_title) return value;
  if (class_id == ClassId::cn_plate || class_id == ClassId::birth_date)
    return has_digit(value) ? value : std::string_view();
  const std::string_view code = trimmed(code_at_begin(value));
  if (has_digit(code)) return code;
  // `openid: required` is a sentence.
  const bool one_word = code.size() > 1 && code.find(' ') == code.npos;
  return one_word && code.size() == value.size() && (close || !is_word_of_prose(code)) ? code : std::string_view();
}

}  // namespace veilgate::masking
