// Names of China's provinces, prefectures and counties, as they stand in addresses.
//
// Known are the full names (广东省, 湘西土家族苗族自治州, 海珠区), provinces and prefectures also in short (广东,
// 湘西). Short names of counties are not: 朝阳 is a road in most cities. A name that is not in the table is no region,
// so a mask that keeps the region hides what it does not know. Names as of the table (cn_divisions_table.hpp). Pure;
// any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veilgate::masking {

enum class Division : std::uint8_t { province = 1, city = 2, county = 4 };  // bits: 北京市 is a province and a city

// The longest division name that begins at byte `at`: where it ends; `at` when none begins there.
std::size_t division_end(std::string_view text, std::size_t at) noexcept;

// The region an address begins with: province, prefecture and county, in this order, any of them left out, joined
// directly or by a blank, dash or slash.
struct Region {
  std::size_t end = 0;  // where it ends; where it would have begun when there is none
  unsigned parts = 0;   // how many divisions it names
  bool county = false;  // it reaches down to a county (a city without counties counts as one)
};
Region read_region(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
