// Tables written as text: lines of cells parted by one sign, the first of which names the columns.
//
//   id,mobile,city        id<TAB>mobile        | id | mobile |        id;mobile
//   1,138…,"Paris, FR"    1<TAB>138…           |----|--------|        1;138…
//
// Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

inline constexpr std::size_t kLongestHeader = 1024;  // bytes

// The sign that parts the cells of a table that begins the text; 0: no table does. The first line has to hold it within
// a few words, and the second as often, outside quotes. `raw`: the text is the inside of a JSON string.
char table_separator(std::string_view text, bool raw) noexcept;

// Whether the text begins with SQL's insert, in any case.
constexpr bool begins_insert(std::string_view text) noexcept {
  constexpr std::string_view kInsert = "insert ";
  if (text.size() < kInsert.size() || (text[0] | 0x20) != kInsert[0]) return false;
  for (std::size_t i = 0; i < kInsert.size(); ++i) {
    if ((text[i] | 0x20) != kInsert[i]) return false;
  }
  return true;
}

// Where the line that begins at `at` ends: at its line break, which may be \r\n, or the end of the text.
std::size_t line_end(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
