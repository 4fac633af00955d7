// Dates as they are written: 1990-05-17, 1990/5/17, 1990.05.17, 19900517, 1990年5月17日, 17/05/1990, each also without
// its day or month, the year-first forms also with a time behind. Pure; any number of threads. Offsets are bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/act/places.hpp"

namespace veilgate::masking {

// The groups of digits, or of mask characters in their stead, of a text that holds nothing else but the signs of dates
// and times between them.
class DateGroups {
 public:
  static constexpr std::size_t kMost = 9;

  struct Group {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t places = 0;   // digits and mask characters
    std::uint32_t leading = 0;  // digits before the first mask character
    bool all_digits() const noexcept { return leading == places; }
  };

  // Of text[begin, end); `hidden` is the mask character. False: it holds something else, or more than kMost groups.
  bool read(std::string_view text, std::uint32_t begin, std::uint32_t end, std::string_view hidden) noexcept;

  std::size_t count() const noexcept { return count_; }
  const Group& operator[](std::size_t i) const noexcept { return groups_[i]; }

 private:
  std::array<Group, kMost> groups_;
  std::size_t count_ = 0;
};

// A date all of whose digits are there and say a day that may exist.
struct DateText {
  PlaceRange year{};
  PlaceRange month{};  // empty when the text has none
  PlaceRange day{};
  bool year_first = true;
};

// False: the text is no date.
bool read_date(std::string_view text, std::uint32_t begin, std::uint32_t end, DateText& date) noexcept;

// Whether four digits can be the year somebody was born in or something happened.
bool is_year(std::string_view digits) noexcept;

}  // namespace veilgate::masking
