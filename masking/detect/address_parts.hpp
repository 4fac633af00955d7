// What a Chinese address is made of below its region: roads, estates, towns and villages by the words their names end
// in, and numbers by what they count.
//
//   建国路 88号 阳光花园 3栋 2单元 501        named, number
//   城关镇 石桥村                           town, village
//
// Places are bytes of a text in its normal view. Each function looks a bounded way ahead; pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/detect/han_words.hpp"

namespace veilgate::masking {

inline constexpr std::size_t kAddressReach = 96;  // characters of one address looked at

inline constexpr std::string_view kRoads[] = {"大道", "大街", "胡同", "公路", "路", "街", "巷", "弄", "道", "里", "坊"};

// A digit, or a Han numeral or letter people number houses with.
constexpr bool is_numeral(char32_t c) noexcept {
  return (c >= U'0' && c <= U'9') || is_one_of(c, U"一二三四五六七八九十百零〇两甲乙丙丁");
}

// How far the parts of an address reach, and what was among them.
struct AddressParts {
  std::size_t end = 0;
  bool number = false;  // reached a number with its unit
  bool named = false;   // a street, an estate
  bool town = false;
  bool village = false;
  bool bare_number = false;  // the only number stands right behind the region
};

// The parts that begin at `at`, as far as they reach.
AddressParts read_address_parts(std::string_view text, std::size_t at) noexcept;

// A number and what it counts at `at`; `gap`: letters since the last part. Where it ends, `at` when there is none, 0
// when no address goes on with it. What it is goes to `parts`.
std::size_t read_address_number(std::string_view text, std::size_t at, AddressParts& parts, std::size_t gap) noexcept;

// Whether the word for a road that ends at byte `end` is the end of an everyday word: 线路, 味道.
bool is_no_road(std::string_view text, std::size_t end) noexcept;

// The number at `at` counts houses: 号, 弄, 巷 or # follows it.
bool is_house_number(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
