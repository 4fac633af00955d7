// How many bytes of which kinds a text has: digits, letters, signs and bytes beyond ASCII, counted for eight sets of
// these kinds at once and compared in one step.
//
// Letters and digits are those of ASCII; bytes beyond ASCII are a kind of their own, and all else is a sign. Pure; any
// number of threads.
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

inline constexpr std::uint32_t kFirstBeyondAscii = 0x80;

// Of a character by its number; of a byte.
constexpr Kinds kind_of(std::uint32_t character) noexcept {
  if (character >= kFirstBeyondAscii) return kHigh;
  if (character >= '0' && character <= '9') return kDigits;
  const std::uint32_t small = character | 0x20;
  return small >= 'a' && small <= 'z' ? kLetters : kSigns;
}

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

}  // namespace veilgate::masking
