// What every match of a user's pattern holds: so many digits, letters, signs at least. A text that has fewer is told
// apart by a few instructions, and no scan needs to see it.
//
//   (?i)card[ -][0-9]{6,8}   4 letters, 1 sign, 6 digits        [A-F0-9]{8}   8 digits or letters
//   member/\w+               6 letters, 1 sign, 8 of ASCII      [^0-9]{3}     3 that are no digits
//
// The counts are of bytes (kind_counts.hpp). Reading is linear; a LeastNeeds is immutable once filled; any number of
// threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/detect/character_bits.hpp"
#include "masking/detect/kind_counts.hpp"

namespace veilgate::masking {

// What every match of a pattern that RE2 accepts has at least. What the reader does not know counts as nothing.
KindCounts read_needs(std::string_view pattern);

// The needs of several patterns: what is short of all of them can be matched by none.
class LeastNeeds {
 public:
  void add(KindCounts needs) noexcept;

  // Whether what has these bytes may hold a match of some pattern.
  bool may_be_met(KindCounts counts) const noexcept {
    for (std::size_t i = 0; i < size_; ++i) {
      if (counts.cover(needs_[i])) return true;
    }
    return false;
  }
  // The same for a text of at most 64 bytes.
  bool may_be_met(const CharacterBits& bits) const noexcept {
    const unsigned present = (bits.digits != 0 ? kDigits : 0u) | (bits.letters != 0 ? kLetters : 0u) |
                             (bits.signs != 0 ? kSigns : 0u) | (bits.high != 0 ? kHigh : 0u);
    return (possible_ >> present & 1u) != 0 && may_be_met(KindCounts::of(bits));
  }

 private:
  static constexpr std::size_t kMostNeeds = 12;

  std::array<KindCounts, kMostNeeds> needs_;  // none covers another
  std::size_t size_ = 0;
  std::uint16_t possible_ = 0;  // bit n: a text with bytes of just the kinds of set n may meet some
};

}  // namespace veilgate::masking
