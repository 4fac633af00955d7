#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "masking/detect/address_parts.hpp"
#include "masking/detect/cn_divisions.hpp"
#include "masking/detect/han_words.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kLongestStreet = 8;  // letters of a street's name taken with it

// After these and a sign stands an address.
constexpr std::string_view kLabels[] = {"收货地址", "收件地址", "详细地址", "家庭住址", "地址", "住址",
                                        "送货到",   "家住",     "住在",     "寄到",     "送到", "寄往",
                                        "送往",     "發往",     "位于",     "搬到"};
// A street's name does not reach back over these.
constexpr std::u32string_view kBeforeName =
    U"到在至是于住寄往址为的了我你他她您请给把从和与及去送向经离距沿见约叫让走过";

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

  // An address that begins with a region. Where it ends; `at` when none begins here.
  std::size_t at_region(std::size_t at) {
    const Region region = read_region(text_, at);
    if (region.parts == 0) return at;
    const AddressParts parts = read_address_parts(text_, region.end);
    const bool down = parts.number && (parts.named || parts.town || (region.county && !parts.bare_number));
    const bool rural = parts.village && parts.town && parts.end > region.end;
    if (down || rural) {
      add(at, parts.end);
      return parts.end;
    }
    if (const std::size_t end = labelled_end(at, region.end, parts); end != at) {
      add(at, end);
      return end;
    }
    if (region.parts > 1) input_.reject(ClassId::address, Rejection::other_form, at, region.end);
    return region.parts > 1 ? region.end : at;
  }

  // Behind a label what follows is an address in whatever form: up to the next sign.
  std::size_t labelled_end(std::size_t at, std::size_t parts_from, const AddressParts& parts) const noexcept {
    std::size_t label = skip_signs_before(text_, at, U":：=是为-[【「\"", 3);
    if (word_before(text_, label, kLabels) == label) return at;
    if (!parts.named && !parts.number && !parts.town && !parts.village) return at;
    std::size_t end = parts_from;
    for (std::size_t letters = 0; letters < kAddressReach; ++letters) {
      const Character c = decode_utf8(text_, end);
      const bool plain =
          c.value < 0x80 && (is_digit(static_cast<char>(c.value)) || is_ascii_letter(static_cast<char>(c.value)) ||
                             c.value == U'-' || c.value == U'#');
      if (c.length == 0 || !(is_han(c.value) || plain)) break;
      end += c.length;
    }
    return std::max(end, parts.end);
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
    if (road == end || is_no_road(text_, end)) return none;
    const std::size_t number = end < text_.size() && text_[end] == ' ' ? end + 1 : end;
    const Character c = decode_utf8(text_, number);
    if (c.length == 0 || !is_numeral(c.value)) return none;
    AddressParts parts;
    parts.named = true;
    parts.end = end;
    const std::size_t first = read_address_number(text_, number, parts, 0);
    if (first <= number || !parts.number) return none;
    // 道 and 里 end many words, so their number needs a further part.
    const bool weak = end - road == 3 &&
                      (text_.substr(road, 3) == "道" || text_.substr(road, 3) == "里" || text_.substr(road, 3) == "坊");
    if (!is_house_number(text_, number)) return none;
    const std::size_t begin = name_begin(road);
    if (begin == road) return none;
    const AddressParts rest = read_address_parts(text_, first);
    if (weak && !rest.number) return none;
    const std::size_t last = std::max(rest.number ? rest.end : first, first);
    add(begin, last);
    return last;
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
    AddressParts parts;
    parts.named = true;
    const std::size_t first = read_address_number(text_, end, parts, 0);
    if (first <= end || !parts.number) return none;
    const std::size_t begin = name_begin(estate);
    if (begin == estate) return none;
    const AddressParts rest = read_address_parts(text_, first);
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
    const std::size_t last = read_address_parts(text_, entrance).end;
    add(begin, last);
    return last;
  }

  // 地址：… without a region.
  std::size_t behind_label(std::size_t end) {
    const std::size_t none = end - 3;
    if (word_before(text_, end, kLabels) == end) return none;
    const std::size_t begin = skip_signs(text_, end, U":：=是为-[【「\"", 3);
    if (begin == end || begin >= text_.size() || read_region(text_, begin).parts != 0) return none;
    const AddressParts parts = read_address_parts(text_, begin);
    if (!parts.number || !(parts.named || parts.town)) return none;
    const std::size_t last = labelled_end(begin, begin, parts);
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
