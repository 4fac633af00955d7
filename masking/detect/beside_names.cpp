#include "masking/detect/beside_names.hpp"

#include "masking/detect/han_roles.hpp"
#include "masking/detect/han_words.hpp"
#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {

bool is_title_of_brand(std::string_view text, std::size_t title, char32_t family) noexcept {
  const std::string_view rest = text.substr(title);
  return (family == U'康' && rest.starts_with("师傅")) || (family == U'班' && rest.starts_with("主任")) ||
         (family == U'钱' && rest.starts_with("大妈"));
}

bool is_title_of_goods(std::string_view text, std::size_t title) noexcept {
  constexpr std::string_view kWear[] = {"鞋", "包",   "装",   "跑",   "表",   "款",   "内",   "衣",   "裤",  "帽",
                                        "袜", "裙",   "项",   "钱",   "皮",   "运动", "短",   "休闲", "睡",  "香",
                                        "围", "手表", "手提", "手链", "牛肉", "的店", "毛",   "羽",   "T恤", "泳",
                                        "凉", "拖",   "高跟", "戒",   "耳",   "护肤", "专用", "节"};
  const std::size_t end = word_at(text, title, kHanTitles);
  return word_at(text, end, kWear) != end;
}

std::size_t personal_number_end(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kId = 18;
  if (is_cn_resident_id_18(text.substr(at, kId))) return at + kId;
  std::size_t from = at;
  for (const std::string_view code : {std::string_view("+86"), std::string_view("0086"), std::string_view("86")}) {
    if (!text.substr(at).starts_with(code)) continue;
    from = at + code.size();
    if (from < text.size() && (text[from] == ' ' || text[from] == '-')) ++from;
    if (from < text.size() && text[from] == '1') break;
    from = at;
  }
  std::size_t digits = 0;
  std::size_t end = from;
  for (std::size_t place = from; place < text.size() && digits < 13;) {
    if (is_digit(text[place])) {
      ++digits;
      end = ++place;
    } else if ((text[place] == ' ' || text[place] == '-') && place + 1 < text.size() && is_digit(text[place + 1])) {
      if (digits >= 11) break;
      ++place;
    } else {
      break;
    }
  }
  if (from >= text.size()) return at;
  const bool mobile = digits == 11 && text[from] == '1' && text[from + 1] != '0';
  const bool landline = (digits >= 10 && digits <= 12) && text[from] == '0' && from + 1 < end && text[from + 1] != '0';
  return mobile || landline ? end : at;
}

std::size_t skip_type_before(std::string_view text, std::size_t floor, std::size_t end) noexcept {
  constexpr std::size_t kLongestType = 12;
  if (end == 0 || text[end - 1] != ')') return end;
  std::size_t begin = end - 1;
  while (begin > floor && end - begin <= kLongestType && is_ascii_letter(text[begin - 1])) --begin;
  return begin > floor && begin + 1 < end && text[begin - 1] == '(' ? begin - 1 : end;
}

std::size_t latin_name_end(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  for (int words = 0; words < 4; ++words) {
    std::size_t from = end == at ? at : end;
    if (end != at) {
      if (from >= text.size() || text[from] != ' ') break;
      ++from;
    }
    if (from >= text.size() || text[from] < 'A' || text[from] > 'Z') break;
    std::size_t to = from;
    while (to < text.size() && (is_ascii_letter(text[to]) || text[to] == '\'' || text[to] == '.' || text[to] == '-'))
      ++to;
    if (to < text.size() && (is_digit(text[to]) || text[to] == '_')) break;
    if (end == at && to - from < 2) break;
    end = to;
  }
  return end;
}

}  // namespace veilgate::masking
