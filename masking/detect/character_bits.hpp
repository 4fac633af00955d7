// What kinds of character the bytes of a text are, 64 at a time: the planes that the first looks at a text work on.
//
// The kernels (AVX2, SSE2, portable) agree bit for bit; the fastest this processor can run is taken once at start.
// Pure; any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace veilgate::masking {

// What the bytes of a text of at most 64 are: bit i is byte i.
struct CharacterBits {
  std::uint64_t digits = 0;  // of ASCII, as are the letters
  std::uint64_t letters = 0;
  std::uint64_t high = 0;   // beyond ASCII
  std::uint64_t signs = 0;  // all others
};

// Where a block has the signs that join what detectors look for.
struct SignBits {
  std::uint64_t colons = 0;
  std::uint64_t dashes = 0;
  std::uint64_t dots = 0;
  std::uint64_t equals = 0;
  std::uint64_t ats = 0;
};

constexpr std::size_t kBlock = 64;

// Of the 64 bytes at `data`, all of them readable.
CharacterBits read_characters(const char* data) noexcept;
SignBits read_signs_of_block(const char* data) noexcept;
// Where a block has a byte.
std::uint64_t places_in_block(char c, const char* data) noexcept;

// Where the first ASCII digit at `at` or behind it is; the size of the text when there is none.
std::size_t find_digit(std::string_view text, std::size_t at) noexcept;

// Gives 64 readable bytes from anywhere in a text on; behind its end stand NULs.
class Blocks {
 public:
  explicit Blocks(std::string_view text) noexcept : text_(text) {}

  const char* from(std::size_t at) noexcept {
    const std::size_t rest = text_.size() - at;
    if (rest >= kBlock) return text_.data() + at;
    if (rest != 0) std::memcpy(end_.data(), text_.data() + at, rest);
    std::memset(end_.data() + rest, 0, kBlock - rest);
    return end_.data();
  }

 private:
  std::string_view text_;
  std::array<char, kBlock> end_;
};

}  // namespace veilgate::masking
