// The places of a written number: each holds a digit, a letter where letters are allowed, or the mask character in its
// stead; separators stand between them. Pure; any number of threads. Offsets are bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {

struct PlaceRange {
  std::uint32_t begin;
  std::uint32_t end;
};

// The bytes of the sign people group digits with that `text` begins with; 0 when it is none. Letters are none, so a
// name beside a number makes the whole value of no known form.
inline std::uint32_t place_separator_size(std::string_view text) noexcept {
  if (std::string_view(" \t-.()[]/_").find(text.front()) != std::string_view::npos) return 1;
  if (text.starts_with("\u00A0")) return 2;
  // General punctuation: spaces and dashes (U+2000..U+2015, but the joiners), and the minus sign.
  if (text.size() >= 3 && text.starts_with("\xE2\x80")) {
    const auto last = static_cast<unsigned char>(text[2]);
    return last <= 0x8A || (last >= 0x90 && last <= 0x95) ? 3 : 0;
  }
  return text.starts_with("\u2212") ? 3 : 0;
}

class Places {
 public:
  static constexpr std::size_t kMost = 40;
  enum class Alphabet : std::uint8_t { digits, letters, hexadecimal };  // digits: and the x of an ID

  // False when text[begin, end) holds something else than places and separators, or more than kMost places. `hidden`
  // is the mask character.
  bool read(std::string_view text, std::uint32_t begin, std::uint32_t end, std::string_view hidden,
            Alphabet alphabet) noexcept {
    count_ = 0;
    while (begin < end) {
      if (holds(alphabet, text[begin])) {
        if (count_ == kMost) return false;
        places_[count_++] = {begin, begin + 1};
        ++begin;
        continue;
      }
      const std::string_view rest = text.substr(begin, end - begin);
      const std::uint32_t before = begin;
      if (rest.starts_with(hidden)) {
        if (count_ == kMost) return false;
        begin += static_cast<std::uint32_t>(hidden.size());
        places_[count_++] = {before, begin};
      } else if (rest.front() == ':' && alphabet == Alphabet::hexadecimal) {
        ++begin;
      } else {
        begin += place_separator_size(rest);
        if (begin == before) return false;
      }
    }
    return true;
  }

  std::size_t count() const noexcept { return count_; }
  const PlaceRange& operator[](std::size_t i) const noexcept { return places_[i]; }

 private:
  static bool holds(Alphabet alphabet, char c) noexcept {
    switch (alphabet) {
      case Alphabet::digits: return is_digit(c) || c == 'x' || c == 'X';
      case Alphabet::letters: return is_digit(c) || is_ascii_letter(c);
      case Alphabet::hexadecimal: return is_hex_digit(c);
    }
    return false;
  }

  std::array<PlaceRange, kMost> places_;
  std::size_t count_ = 0;
};

}  // namespace veilgate::masking
