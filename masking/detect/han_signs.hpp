// What characters beyond ASCII say about the text they stand in: the words that speak for names, addresses, accounts
// and passwords, by their last two characters, and what folding would turn into something else (text/fold.hpp).
//
// A word added to one of the locators of Chinese names and addresses needs its last two characters in han_signs.cpp;
// the words of labels (label.hpp) are taken from there. Immutable; any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "masking/detect/calling_words.hpp"

namespace veilgate::masking {

class HanSigns {
 public:
  static constexpr std::uint8_t kPairEnd = 1;    // ends a pair
  static constexpr std::uint8_t kPairBegin = 2;  // begins a pair
  static constexpr std::uint8_t kUnit = 4;       // 号, 楼: what a number before it counts may be houses
  static constexpr std::uint8_t kPlace = 8;      // 村, 镇: speaks for an address by itself
  static constexpr std::uint8_t kNumeral = 16;   // a Chinese digit, or what counts as one
  static constexpr std::uint8_t kFoldable = 32;  // folding makes something telling of it
  static constexpr std::uint8_t kPlate = 64;     // may begin a number plate

  static constexpr std::uint8_t kAlone = 128;  // a word of one character

  static const HanSigns& get() noexcept;

  // Of a character of the basic plane; 0 beyond it.
  std::uint8_t kinds(char32_t code) const noexcept { return code < kinds_.size() ? kinds_[code] : 0; }
  // What a character and the one before it call and ask for. An ASCII letter is small.
  WordCalls calls(char32_t before, char32_t code) const noexcept {
    const std::uint8_t kind = kinds(code);
    const bool pair = (kind & kPairEnd) != 0 && may_be_pair(before, code);
    return pair || (kind & kAlone) != 0 ? find(before, code) : WordCalls{};
  }

 private:
  HanSigns();
  WordCalls find(char32_t before, char32_t code) const noexcept;
  // Whether a pair may be known: most whose characters stand in some pair are not.
  static constexpr std::size_t place_of(char32_t before, char32_t code) noexcept {
    return (before * 61 ^ code) & (kPlaces - 1);
  }
  bool may_be_pair(char32_t before, char32_t code) const noexcept {
    const std::size_t place = place_of(before, code);
    return (known_[place / 64] >> (place % 64) & 1) != 0;
  }
  void add(char32_t first, char32_t last, const WordCalls& calls);
  void add_names();
  void add_label(std::u32string_view word, DetectorSet asks);

  static constexpr std::size_t kPlaces = 0x4000;

  std::array<std::uint8_t, 0x10000> kinds_{};
  std::array<std::uint64_t, kPlaces / 64> known_{};     // bits of the pairs, by place_of()
  std::unordered_map<std::uint64_t, WordCalls> pairs_;  // before 0: the character alone
};

}  // namespace veilgate::masking
