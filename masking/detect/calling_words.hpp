// The English words that speak for a name or an address behind or around them: Mr, dear, street, box …
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/detect/character_bits.hpp"
#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

namespace calling_words_detail {

inline constexpr std::size_t kLongestWord = 12;
// Which sizes the words have that begin with two letters, by place_of(): bit n for n letters.
extern const std::array<std::uint16_t, 1024> kSizes;
// The same by their last letter.
extern const std::array<std::uint16_t, 32> kSizesByLast;

constexpr std::size_t place_of(char first, char second) noexcept {
  return static_cast<std::size_t>((first & 0x1F) << 5 | (second & 0x1F));
}

DetectorSet calls_of_likely_word(std::string_view word) noexcept;

}  // namespace calling_words_detail

// The detectors a word of ASCII letters, in any case, is worth calling. Most words go by their first two and their last
// letter.
inline DetectorSet calls_of_word(std::string_view word) noexcept {
  using namespace calling_words_detail;
  const std::size_t size = word.size();
  if (size < 2 || size > kLongestWord) return 0;
  const unsigned sizes = kSizes[place_of(word[0], word[1])] & kSizesByLast[word.back() & 0x1F];
  if (((sizes >> size) & 1) == 0) return 0;
  return calls_of_likely_word(word);
}

// Whether the letter at `at`, alone between others, is the verb of I'm.
bool is_verb_of_i(std::string_view text, std::size_t at) noexcept;

// Walks the words of a text, maximal runs of ASCII letters, that call one of some detectors; the verb of I'm is one.
class CallingWords {
 public:
  CallingWords(std::string_view text, DetectorSet wanted) noexcept : text_(text), blocks_(text), wanted_(wanted) {}

  // The next word; false when there is none.
  bool next() noexcept;
  std::size_t begin() const noexcept { return begin_; }
  std::size_t end() const noexcept { return end_; }

 private:
  std::string_view text_;
  Blocks blocks_;
  DetectorSet wanted_;
  std::size_t block_ = 0;      // of the letters below
  std::uint64_t letters_ = 0;  // not looked at yet
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace veilgate::masking
