#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "masking/detect/cn_divisions.hpp"
#include "masking/detect/han_words.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kReach = 96;         // characters of one address looked at
constexpr std::size_t kWidestGap = 14;     // Han letters between two parts of one
constexpr std::size_t kLongestNumber = 6;  // digits of a house or room; a phone has more
constexpr std::size_t kLongestStreet = 8;  // letters of a street's name taken with it

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
constexpr std::string_view kRoads[] = {"大道", "大街", "胡同", "公路", "路", "街", "巷", "弄", "道", "里", "坊"};
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
// After these and a sign stands an address.
constexpr std::string_view kLabels[] = {"收货地址", "收件地址", "详细地址", "家庭住址", "地址", "住址",
                                        "送货到",   "家住",     "住在",     "寄到",     "送到", "寄往",
                                        "送往",     "發往",     "位于",     "搬到"};
// A street's name does not reach back over these.
constexpr std::u32string_view kBeforeName =
    U"到在至是于住寄往址为的了我你他她您请给把从和与及去送向经离距沿见约叫让走过";

bool is_numeral(char32_t c) noexcept {
  return (c >= U'0' && c <= U'9') || is_one_of(c, U"一二三四五六七八九十百零〇两甲乙丙丁");
}

struct Step {
  std::size_t end = 0;
  bool number = false;  // reached a number with its unit
  bool named = false;   // a street, an estate
  bool town = false;
  bool village = false;
  bool bare_number = false;  // the only number stands right behind the region
};

class Addresses {
 public:
  Addresses(const LocateInput& input, std::vector<Span>& out) : input_(input), text_(input.text), out_(out) {}

  void run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (static_cast<unsigned char>(text_[at]) < 0xE3) {
        ++at;
        continue;
      }
      const Character c = decode_utf8(text_, at);
      if (c.length == 0 || !is_han(c.value)) {
        at += std::max<std::size_t>(c.length, 1);
        continue;
      }
      const std::size_t next = at + c.length;
      std::size_t found = at_region(at);
      if (found == at && !denied()) found = behind_road(next);
      if (found == at && !denied()) found = behind_estate(next);
      if (found == at && !denied()) found = at_building(at);
      if (found == at && !denied()) found = behind_label(next);
      at = found == at ? next : std::max(found, next);
    }
  }

 private:
  bool denied() const noexcept { return input_.evidence != Evidence::neutral_key; }

  void add(std::size_t begin, std::size_t end) {
    if (begin < floor_ || begin >= end) return;
    out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::address});
    floor_ = end;
  }

  // Reads the parts of an address below its region, as far as they reach.
  Step read_parts(std::size_t at) const noexcept {
    Step step;
    step.end = at;
    std::size_t gap = 0;  // letters since the last part
    bool blank = false;
    std::size_t place = at;
    for (std::size_t letters = 0; letters < kReach && gap <= kWidestGap; ++letters) {
      const Character c = decode_utf8(text_, place);
      if (c.length == 0) break;
      if (c.value == U' ' || c.value == U'-' || c.value == U'/' || (c.value == U',' && step.end == place)) {
        if (blank) break;
        blank = true;
        place += c.length;
        continue;
      }
      if (is_numeral(c.value) || is_ascii_letter(static_cast<char>(c.value < 0x80 ? c.value : 0))) {
        const std::size_t end = read_number(place, step, gap);
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
      if (const std::size_t end = read_name(place, gap, step); end != place) {
        place = end;
        gap = 0;
        continue;
      }
      place += c.length;
      ++gap;
    }
    return step;
  }

  // A number and what it counts at `at`. Where it ends, `at` when there is none, 0 when no address goes on with it.
  std::size_t read_number(std::size_t at, Step& step, std::size_t gap) const noexcept {
    std::size_t end = at;
    std::size_t digits = 0;
    std::size_t numerals = 0;
    for (;;) {
      const Character c = decode_utf8(text_, end);
      const bool letter = c.value < 0x80 && is_ascii_letter(static_cast<char>(c.value));
      const bool dash = digits != 0 && c.value == U'-' && end + 1 < text_.size() &&
                        (is_digit(text_[end + 1]) || is_ascii_letter(text_[end + 1]));
      if (c.length == 0 || !(is_numeral(c.value) || letter || dash)) break;
      digits = dash ? 0 : digits + 1;
      numerals += letter || dash ? 0 : 1;
      end += c.length;
      if (digits > kLongestNumber + 4) return 0;
    }
    const std::size_t unit = word_at(text_, end, kNumberUnits);
    constexpr std::size_t kMostLettersOnly = 2;  // A座; not Street#, nor its end
    if (numerals == 0 && (digits > kMostLettersOnly || (at > 0 && is_ascii_letter(text_[at - 1])))) return at;
    if (unit != end) {
      if (is_other_number(at, end, unit)) return 0;
      step.bare_number = !step.number && !step.named && !step.town && gap == 0 && unit - end == 3;
      step.number = true;
      step.end = rooms_behind(unit);
      return step.end;
    }
    // Digits behind a named place or another number: 阳光花园3-2-501, A座1203. Alone they may be anything.
    const bool plain =
        is_digit(text_[end - 1]) &&
        text_.substr(at, end - at).find_first_not_of("0123456789-ABCDEFabcdef") == std::string_view::npos;
    const bool rooms = step.number || (step.named && text_.substr(at, end - at).find('-') != std::string_view::npos);
    if (plain && gap == 0 && rooms && digits <= kLongestNumber && end - at >= 3 && is_end(end)) {
      step.number = true;
      step.end = end;
      return end;
    }
    return text_[at] >= '0' && text_[at] <= '9' && digits > kLongestNumber ? 0 : at;
  }

  // A letter or digit may not follow.
  bool is_end(std::size_t at) const noexcept {
    return at >= text_.size() || (!is_digit(text_[at]) && !is_ascii_letter(text_[at]) && text_[at] != '*');
  }

  // 3号楼501, 2栋B-1203
  std::size_t rooms_behind(std::size_t at) const noexcept {
    std::size_t end = at;
    while (end < text_.size() && end - at <= kLongestNumber &&
           (is_digit(text_[end]) || is_ascii_letter(text_[end]) ||
            (text_[end] == '-' && end + 1 < text_.size() && is_digit(text_[end + 1])))) {
      ++end;
    }
    // A unit of its own follows, or the digits go on: the next part reads them.
    const bool own_unit = word_at(text_, end, kNumberUnits) != end;
    if (std::none_of(text_.begin() + static_cast<std::ptrdiff_t>(at), text_.begin() + static_cast<std::ptrdiff_t>(end),
                     is_digit))
      return at;
    return end - at > kLongestNumber || own_unit || !is_end(end) || end - at < 2 ? at : end;
  }

  bool is_other_number(std::size_t begin, std::size_t end, std::size_t unit) const noexcept {
    const std::string_view word = text_.substr(end, unit - end);
    if (word != "号" && word != "號" && word != "楼" && word != "期" && word != "区" && word != "门" && word != "排" &&
        word != "组" && word != "房" && word != "队" && word != "层")
      return false;
    if (word_at(text_, unit, kOtherNumbers) != unit) return true;
    return text_.substr(0, begin).ends_with("月") || text_.substr(0, begin).ends_with("第");
  }

  // A part with a name of its own ends at the unit that begins at `at`; `gap` letters of the name stand before it.
  std::size_t read_name(std::size_t at, std::size_t gap, Step& step) const noexcept {
    if (gap == 0) return at;
    if (const std::size_t end = word_at(text_, at, kTowns); end != at) {
      step.town = true;
      return end;
    }
    if (const std::size_t end = word_at(text_, at, kRoads); end != at && !is_plain_word(end)) {
      step.named = true;
      return end;
    }
    if (const std::size_t end = word_at(text_, at, kVillages); end != at) {
      step.village = true;
      step.named = true;
      if (step.town) step.end = end;
      return end;
    }
    if (const std::size_t end = word_at(text_, at, kEstates); end != at) {
      step.named = true;
      // 397号创意园: the last part may have no number.
      const Character next = decode_utf8(text_, end);
      if (step.number && (next.length == 0 || !is_han(next.value))) step.end = end;
      return end;
    }
    return at;
  }

  bool is_plain_word(std::size_t end) const noexcept { return word_before(text_, end, kPlainWords) != end; }

  // An address that begins with a region. Where it ends; `at` when none begins here.
  std::size_t at_region(std::size_t at) {
    const Region region = read_region(text_, at);
    if (region.parts == 0) return at;
    const Step step = read_parts(region.end);
    const bool down = step.number && (step.named || step.town || (region.county && !step.bare_number));
    const bool rural = step.village && step.town && step.end > region.end;
    if (down || rural) {
      add(at, step.end);
      return step.end;
    }
    if (const std::size_t end = labelled_end(at, region.end, step); end != at) {
      add(at, end);
      return end;
    }
    if (region.parts > 1) input_.reject(ClassId::address, Rejection::other_form, at, region.end);
    return region.parts > 1 ? region.end : at;
  }

  // Behind a label what follows is an address in whatever form: up to the next sign.
  std::size_t labelled_end(std::size_t at, std::size_t parts_from, const Step& step) const noexcept {
    std::size_t label = skip_signs_before(text_, at, U":：=是为-[【「\"", 3);
    if (word_before(text_, label, kLabels) == label) return at;
    if (!step.named && !step.number && !step.town && !step.village) return at;
    std::size_t end = parts_from;
    for (std::size_t letters = 0; letters < kReach; ++letters) {
      const Character c = decode_utf8(text_, end);
      const bool plain =
          c.value < 0x80 && (is_digit(static_cast<char>(c.value)) || is_ascii_letter(static_cast<char>(c.value)) ||
                             c.value == U'-' || c.value == U'#');
      if (c.length == 0 || !(is_han(c.value) || plain)) break;
      end += c.length;
    }
    return std::max(end, step.end);
  }

  // Back from `end` over a street's name: where it begins.
  std::size_t name_begin(std::size_t end) const noexcept {
    std::size_t begin = end;
    for (std::size_t letters = 0; letters < kLongestStreet && begin > floor_; ++letters) {
      const Character c = decode_utf8_before(text_, begin);
      const bool number = c.value < 0x80 && is_digit(static_cast<char>(c.value));
      if (c.length == 0 || !(is_han(c.value) || number) || is_one_of(c.value, kBeforeName)) break;
      begin -= c.length;
    }
    return begin;
  }

  // 建国路88号: a road ends at `end` and a number follows. Where the address ends.
  std::size_t behind_road(std::size_t end) {
    const std::size_t none = end - 3;
    const std::size_t road = word_before(text_, end, kRoads);
    if (road == end || is_plain_word(end)) return none;
    const std::size_t number = end < text_.size() && text_[end] == ' ' ? end + 1 : end;
    const Character c = decode_utf8(text_, number);
    if (c.length == 0 || !is_numeral(c.value)) return none;
    Step step;
    step.named = true;
    step.end = end;
    const std::size_t first = read_number(number, step, 0);
    if (first <= number || !step.number) return none;
    // 道 and 里 end many words, so their number needs a further part.
    const bool weak = end - road == 3 &&
                      (text_.substr(road, 3) == "道" || text_.substr(road, 3) == "里" || text_.substr(road, 3) == "坊");
    if (!is_house_number(number)) return none;
    const std::size_t begin = name_begin(road);
    if (begin == road) return none;
    const Step rest = read_parts(first);
    if (weak && !rest.number) return none;
    const std::size_t last = std::max(rest.number ? rest.end : first, first);
    add(begin, last);
    return last;
  }

  // The number at `at` counts houses: 号, 弄, 巷 or # follows it.
  bool is_house_number(std::size_t at) const noexcept {
    constexpr std::string_view kHouse[] = {"号", "號", "弄", "巷", "#", "支路", "栋", "幢"};
    std::size_t end = at;
    for (Character c = decode_utf8(text_, end); c.length != 0 && (is_numeral(c.value) || c.value == U'-');
         c = decode_utf8(text_, end)) {
      end += c.length;
    }
    return word_at(text_, end, kHouse) != end;
  }

  // 阳光花园3栋2单元501: an estate ends at `end`, and two numbers follow.
  std::size_t behind_estate(std::size_t end) {
    constexpr std::string_view kFirst[] = {"小区", "花园", "家园", "公寓", "新村", "大厦", "宿舍", "花苑", "雅苑",
                                           "山庄", "苑",   "村",   "园",   "府",   "城",   "居",   "湾",   "庭"};
    constexpr std::string_view kHouse[] = {"号楼", "栋", "棟", "幢", "座", "单元", "期", "区", "号", "弄"};
    const std::size_t none = end - 3;
    const std::size_t estate = word_before(text_, end, kFirst);
    if (estate == end) return none;
    std::size_t place = end;
    for (Character c = decode_utf8(text_, place);
         c.length != 0 && (is_numeral(c.value) || (c.value >= U'A' && c.value <= U'Z'));
         c = decode_utf8(text_, place)) {
      place += c.length;
    }
    if (place == end || word_at(text_, place, kHouse) == place) return none;
    Step step;
    step.named = true;
    const std::size_t first = read_number(end, step, 0);
    if (first <= end || !step.number) return none;
    const std::size_t begin = name_begin(estate);
    if (begin == estate) return none;
    const Step rest = read_parts(first);
    if (!rest.number && !is_digit(text_[first - 1])) return none;
    const std::size_t last = rest.number ? rest.end : first;
    add(begin, last);
    return last;
  }

  // 金地名都18栋1单元862: a number counts buildings at `at`, one behind it their entrances, one the rooms. Whatever the
  // estate's name ends in.
  std::size_t at_building(std::size_t at) {
    constexpr std::string_view kBuildings[] = {"栋", "棟", "幢", "座", "号楼"};
    constexpr std::string_view kEntrance = "单元";
    if (at == 0 || !(is_digit(text_[at - 1]) || is_ascii_letter(text_[at - 1]))) return at;
    const std::size_t entrance = word_at(text_, at, kBuildings);
    if (entrance == at) return at;
    std::size_t end = entrance;
    while (end < text_.size() && end - entrance < 3 && is_digit(text_[end])) ++end;
    if (end == entrance || !text_.substr(end).starts_with(kEntrance)) return at;
    end += kEntrance.size();
    if (end >= text_.size() || !is_digit(text_[end])) return at;
    std::size_t number = at;
    while (number > floor_ && at - number < 4 && (is_digit(text_[number - 1]) || is_ascii_letter(text_[number - 1])))
      --number;
    const std::size_t begin = name_begin(number);
    if (begin == number) return at;
    const std::size_t last = read_parts(entrance).end;
    add(begin, last);
    return last;
  }

  // 地址：… without a region.
  std::size_t behind_label(std::size_t end) {
    const std::size_t none = end - 3;
    if (word_before(text_, end, kLabels) == end) return none;
    const std::size_t begin = skip_signs(text_, end, U":：=是为-[【「\"", 3);
    if (begin == end || begin >= text_.size() || read_region(text_, begin).parts != 0) return none;
    const Step step = read_parts(begin);
    if (!step.number || !(step.named || step.town)) return none;
    const std::size_t last = labelled_end(begin, begin, step);
    add(begin, last);
    return last;
  }

  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
  std::size_t floor_ = 0;  // where the last span ends
};

}  // namespace

void locate_address(const LocateInput& input, std::vector<Span>& out) {
  Addresses(input, out).run();
}

}  // namespace veilgate::masking
