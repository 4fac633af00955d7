// What every match of a user's pattern holds: so many digits, letters, signs at least. A text that has fewer is told
// apart by a few instructions, and no scan needs to see it.
//
//   (?i)card[ -][0-9]{6,8}   4 letters, 1 sign, 6 digits        [A-F0-9]{8}   8 digits or letters
//   member/\w+               6 letters, 1 sign, 8 of ASCII      [^0-9]{3}     3 that are no digits
//
// The counts are of bytes. Letters and digits are those of ASCII; bytes beyond ASCII are a kind of their own, and all
// else is a sign. Pure; any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/bits.hpp"
#include "masking/detect/character_bits.hpp"

namespace veilgate::masking {

// A set of kinds of byte.
using Kinds = std::uint8_t;
inline constexpr Kinds kDigits = 1;
inline constexpr Kinds kLetters = 2;
inline constexpr Kinds kSigns = 4;
inline constexpr Kinds kHigh = 8;
inline constexpr Kinds kAllKinds = 15;

// How many bytes of several sets of kinds there are, at most 127 each.
class KindCounts {
 public:
  static constexpr std::array<Kinds, 8> kSets = {
      kDigits,  kLetters, kSigns, kHigh, kDigits | kLetters, kDigits | kLetters | kSigns, kLetters | kSigns | kHigh,
      kAllKinds};
  static constexpr unsigned kMost = 127;

  // What a text has; linear.
  static KindCounts of(std::string_view text) noexcept;
  // What a text of at most 64 bytes has.
  static KindCounts of(const CharacterBits& bits) noexcept {
    const std::uint64_t digits = count_bits(bits.digits);
    const std::uint64_t letters = count_bits(bits.letters);
    const std::uint64_t signs = count_bits(bits.signs);
    const std::uint64_t high = count_bits(bits.high);
    KindCounts all;
    all.packed_ = digits * times(kDigits) + letters * times(kLetters) + signs * times(kSigns) + high * times(kHigh);
    return all;
  }

  // Those of two texts together.
  KindCounts with(KindCounts more) const noexcept;

  // Of the set kSets[i].
  unsigned of_set(std::size_t i) const noexcept { return static_cast<unsigned>(packed_ >> (8 * i)) & kMost; }
  void set(std::size_t i, unsigned count) noexcept {
    packed_ &= ~(std::uint64_t{0xFF} << (8 * i));
    packed_ |= std::uint64_t{count < kMost ? count : kMost} << (8 * i);
  }

  // Whether none of the counts is smaller than that of `needs`.
  bool cover(KindCounts needs) const noexcept { return (((packed_ | kGuards) - needs.packed_) & kGuards) == kGuards; }

  friend bool operator==(KindCounts, KindCounts) noexcept = default;

 private:
  static constexpr std::uint64_t kGuards = 0x8080808080808080ull;

  // One in the count of every set the kind belongs to.
  static constexpr std::uint64_t times(Kinds kind) noexcept {
    std::uint64_t ones = 0;
    for (std::size_t i = 0; i < kSets.size(); ++i) {
      if ((kSets[i] & kind) != 0) ones |= std::uint64_t{1} << (8 * i);
    }
    return ones;
  }

  std::uint64_t packed_ = 0;  // a byte each
};

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
  std::uint16_t possible_ = 0;  // bit n: texts of no other kinds than the set n may do
};

}  // namespace veilgate::masking
