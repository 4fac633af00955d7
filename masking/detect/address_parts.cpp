#include "masking/detect/address_parts.hpp"

#include <algorithm>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kWidestGap = 14;     // Han letters between two parts of one
constexpr std::size_t kLongestNumber = 6;  // digits of a house or room; a phone has more

// What a number in an address counts.
constexpr std::string_view kNumberUnits[] = {
    "号楼", "号院", "号弄", "号门", "号室", "号房", "号铺", "單元", "单元", "门牌", "号", "號", "栋",
    "棟",   "幢",   "座",   "室",   "弄",   "楼",   "樓",   "层",   "層",   "院",   "组", "户", "房",
    "铺",   "队",   "巷",   "门",   "排",   "期",   "区",   "社",   "支路", "街",   "路", "#"};
// Behind these a number with 号 is of something else.
constexpr std::string_view kOtherNumbers[] = {
    "线",   "机",   "码",   "文件", "店长", "选手", "电池", "染色", "色",   "球",   "技师", "航站", "公告",
    "令",   "链",   "高速", "发货", "到",   "前",   "之前", "以前", "以后", "早",   "晚",   "上午", "下午",
    "中午", "左右", "会议", "开",   "起",   "才",   "就",   "可以", "还",   "送货", "送达"};
// What has a name in an address.
constexpr std::string_view kEstates[] = {
    "小区", "社区", "花园", "家园", "公寓", "新村", "大厦",   "广场",   "宿舍",   "花苑",   "雅苑",   "庄园",
    "山庄", "别墅", "公馆", "名都", "国际", "中心", "产业园", "科技园", "工业园", "创业园", "软件园", "园区",
    "大学", "学院", "中学", "小学", "医院", "酒店", "商城",   "市场",   "家属院", "家属楼", "厂",     "苑",
    "园",   "府",   "城",   "居",   "湾",   "庭",   "邸",     "塔",     "楼"};
constexpr std::string_view kTowns[] = {"街道", "镇", "乡", "苏木", "农场", "林场", "办事处", "开发区", "新区"};
constexpr std::string_view kVillages[] = {"村", "庄", "屯", "寨", "堡", "沟", "嘎查", "社区", "居委会", "村委会"};
constexpr std::string_view kPlainWords[] = {"线路", "电路", "思路", "网路", "铁路", "道路", "马路", "一路", "半路",
                                            "走路", "问路", "出路", "后路", "退路", "知道", "味道", "频道", "通道",
                                            "渠道", "报道", "轨道", "管道", "赛道", "隧道", "跑道", "逛街", "公里",
                                            "手里", "家里", "那里", "这里", "哪里", "店里", "城里", "箱里", "单里",
                                            "车里", "心里", "套路", "回路", "三路", "两路", "四路", "八路"};
// A letter or digit may not follow.
bool is_end(std::string_view text, std::size_t at) noexcept {
  return at >= text.size() || (!is_digit(text[at]) && !is_ascii_letter(text[at]) && text[at] != '*');
}

// 3号楼501, 2栋B-1203
std::size_t rooms_behind(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end < text.size() && end - at <= kLongestNumber &&
         (is_digit(text[end]) || is_ascii_letter(text[end]) ||
          (text[end] == '-' && end + 1 < text.size() && is_digit(text[end + 1])))) {
    ++end;
  }
  // A unit of its own follows, or the digits go on: the next part reads them.
  const bool own_unit = word_at(text, end, kNumberUnits) != end;
  if (std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
                   is_digit))
    return at;
  return end - at > kLongestNumber || own_unit || !is_end(text, end) || end - at < 2 ? at : end;
}

bool is_other_number(std::string_view text, std::size_t begin, std::size_t end, std::size_t unit) noexcept {
  const std::string_view word = text.substr(end, unit - end);
  if (word != "号" && word != "號" && word != "楼" && word != "期" && word != "区" && word != "门" && word != "排" &&
      word != "组" && word != "房" && word != "队" && word != "层")
    return false;
  if (word_at(text, unit, kOtherNumbers) != unit) return true;
  return text.substr(0, begin).ends_with("月") || text.substr(0, begin).ends_with("第");
}

// A part with a name of its own ends at the unit that begins at `at`; `gap` letters of the name stand before it.
std::size_t read_name(std::string_view text, std::size_t at, std::size_t gap, AddressParts& parts) noexcept {
  // 大风厂宿舍: one estate's word behind another's.
  if (gap == 0) return parts.named ? word_at(text, at, kEstates) : at;
  if (const std::size_t end = word_at(text, at, kTowns); end != at) {
    parts.town = true;
    return end;
  }
  if (const std::size_t end = word_at(text, at, kRoads); end != at && !is_no_road(text, end)) {
    parts.named = true;
    return end;
  }
  if (const std::size_t end = word_at(text, at, kVillages); end != at) {
    parts.village = true;
    parts.named = true;
    if (parts.town) parts.end = end;
    return end;
  }
  if (const std::size_t end = word_at(text, at, kEstates); end != at) {
    parts.named = true;
    // 397号创意园: the last part may have no number.
    const Character next = decode_utf8(text, end);
    if (parts.number && (next.length == 0 || !is_han(next.value))) parts.end = end;
    return end;
  }
  return at;
}

}  // namespace

std::size_t read_address_number(std::string_view text, std::size_t at, AddressParts& parts, std::size_t gap) noexcept {
  std::size_t end = at;
  std::size_t digits = 0;
  std::size_t numerals = 0;
  for (;;) {
    const Character c = decode_utf8(text, end);
    const bool letter = c.value < 0x80 && is_ascii_letter(static_cast<char>(c.value));
    const bool dash = digits != 0 && c.value == U'-' && end + 1 < text.size() &&
                      (is_digit(text[end + 1]) || is_ascii_letter(text[end + 1]));
    if (c.length == 0 || !(is_numeral(c.value) || letter || dash)) break;
    digits = dash ? 0 : digits + 1;
    numerals += letter || dash ? 0 : 1;
    end += c.length;
    if (digits > kLongestNumber + 4) return 0;
  }
  const std::size_t word = end + (end < text.size() && text[end] == ' ' ? 1 : 0);  // 1266 号
  const std::size_t unit = word_at(text, word, kNumberUnits);
  constexpr std::size_t kMostLettersOnly = 2;  // A座; not Street#, nor its end
  if (numerals == 0 && (digits > kMostLettersOnly || (at > 0 && is_ascii_letter(text[at - 1])))) return at;
  if (unit != word) {
    if (is_other_number(text, at, word, unit)) return 0;
    parts.bare_number = !parts.number && !parts.named && !parts.town && gap == 0 && unit - word == 3;
    parts.number = true;
    parts.end = rooms_behind(text, unit);
    return parts.end;
  }
  // Digits behind a named place or another number: 阳光花园3-2-501, A座1203. Alone they may be anything.
  const bool plain = is_digit(text[end - 1]) &&
                     text.substr(at, end - at).find_first_not_of("0123456789-ABCDEFabcdef") == std::string_view::npos;
  const bool rooms = parts.number || (parts.named && text.substr(at, end - at).find('-') != std::string_view::npos);
  if (plain && gap == 0 && rooms && digits <= kLongestNumber && end - at >= 3 && is_end(text, end)) {
    parts.number = true;
    parts.end = end;
    return end;
  }
  return text[at] >= '0' && text[at] <= '9' && digits > kLongestNumber ? 0 : at;
}

AddressParts read_address_parts(std::string_view text, std::size_t at) noexcept {
  AddressParts parts;
  parts.end = at;
  std::size_t gap = 0;  // letters since the last part
  bool blank = false;
  std::size_t place = at;
  for (std::size_t letters = 0; letters < kAddressReach && gap <= kWidestGap; ++letters) {
    const Character c = decode_utf8(text, place);
    if (c.length == 0) break;
    if (c.value == U' ' || c.value == U'-' || c.value == U'/' || (c.value == U',' && parts.end == place)) {
      if (blank) break;
      blank = true;
      place += c.length;
      continue;
    }
    if (is_numeral(c.value) || is_ascii_letter(static_cast<char>(c.value < 0x80 ? c.value : 0))) {
      const std::size_t end = read_address_number(text, place, parts, gap);
      if (end == 0) break;
      if (end != place) {
        place = end;
        gap = 0;
        blank = false;
        continue;
      }
    }
    if (!is_han(c.value)) {
      if (c.value >= 0x80 || (!is_digit(static_cast<char>(c.value)) && !is_ascii_letter(static_cast<char>(c.value))))
        break;
    }
    blank = false;
    if (const std::size_t end = read_name(text, place, gap, parts); end != place) {
      place = end;
      gap = 0;
      continue;
    }
    place += c.length;
    ++gap;
  }
  return parts;
}

bool is_no_road(std::string_view text, std::size_t end) noexcept {
  return word_before(text, end, kPlainWords) != end;
}

bool is_house_number(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kHouse[] = {"号", "號", "弄", "巷", "#", "支路", "栋", "幢"};
  std::size_t end = at;
  for (Character c = decode_utf8(text, end); c.length != 0 && (is_numeral(c.value) || c.value == U'-');
       c = decode_utf8(text, end)) {
    end += c.length;
  }
  if (end != at && end < text.size() && text[end] == ' ') ++end;
  return word_at(text, end, kHouse) != end;
}

}  // namespace veilgate::masking
