// What kinds of character the bytes of a short text are, and where its digits stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veilgate::masking {

// What the bytes of a text of at most 64 are: bit i is byte i.
struct CharacterBits {
  std::uint64_t digits = 0;  // of ASCII, as are the letters
  std::uint64_t letters = 0;
  std::uint64_t high = 0;   // beyond ASCII
  std::uint64_t signs = 0;  // all others
};

// Where the first ASCII digit at `at` or behind it is; the size of the text when there is none. Linear; pure.
std::size_t find_digit(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
