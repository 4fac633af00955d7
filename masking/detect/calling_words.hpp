// The English words and prefixes that speak for a value behind or around them: Mr, dear, street, password, AKIA …
//
// Nearly every word of a text goes by its first three bytes (text_planes.hpp); one that may be known is looked up, and
// then asked whether what stands beside it lets it speak: `Mr` before a capital, `contact` before a colon. What is
// refused here, the locators find nothing at. A text may be in its normal view or the raw inside of a JSON string
// without escapes by number: a backslash may be anything. A WordTable is immutable; any number of threads.
// CallingWords: one object a text, which must outlive it. Offsets are bytes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "masking/detect/detectors.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/text_planes.hpp"

namespace veilgate::masking {

// Which detector asks for which words beside a value.
struct AskedLabel {
  Label label;
  DetectorId detector;
};
inline constexpr AskedLabel kAskedLabels[] = {
    {Label::wechat, DetectorId::wechat},    {Label::account, DetectorId::wechat},
    {Label::password, DetectorId::secret},  {Label::card_code, DetectorId::secret},
    {Label::birth, DetectorId::birth_date},
};

struct WordCalls {
  DetectorSet calls = 0;  // worth calling for this word
  DetectorSet asks = 0;   // worth calling when a value stands in the text that the word could be about
};

// The words there are; most others are told apart from them in a few instructions.
class WordTable {
 public:
  static const WordTable& get() noexcept;

  const Fingerprints& fingerprints() const noexcept { return fingerprints_; }

  // Of the word [begin, end), a maximal run of ASCII letters, in any case.
  WordCalls calls(std::string_view text, std::size_t begin, std::size_t end) const noexcept {
    const std::size_t size = end - begin;
    const std::size_t second = begin + 1 < text.size() ? static_cast<unsigned char>(text[begin + 1]) : 0;
    const unsigned sizes = sizes_of_[place_of(static_cast<unsigned char>(text[begin]), second)];
    const unsigned last = sizes_by_last_[static_cast<unsigned char>(text[end - 1]) & 0x1Fu];
    const bool known = size <= kLongestWord && ((sizes & last) >> size & 1) != 0;
    return known || size == 1 || (sizes & kPrefixed) != 0 ? find(text, begin, end) : WordCalls{};
  }

 private:
  static constexpr std::size_t kLongestWord = 14;
  static constexpr unsigned kPrefixed = 1u << 15;  // in sizes_of_: what a key of a service begins with
  static constexpr unsigned kSlotBits = 10;
  static constexpr std::size_t kSlots = std::size_t{1} << kSlotBits;

  struct Word;
  struct Words;

  WordTable();
  ~WordTable();

  static constexpr std::size_t place_of(std::size_t first, std::size_t second) noexcept {
    return (first & 0x1F) << 5 | (second & 0x1F);
  }
  // The letters of a word of at most kLongestWord, all small, and nothing behind them.
  struct Letters {
    std::uint64_t first = 0;
    std::uint64_t rest = 0;
    friend bool operator==(const Letters&, const Letters&) = default;
  };
  static Letters letters_of(std::string_view text, std::size_t begin, std::size_t size) noexcept;
  static std::size_t slot_of(const Letters& word) noexcept;
  void add(const Word& word);
  void mark(std::string_view begin);
  WordCalls find(std::string_view text, std::size_t begin, std::size_t end) const noexcept;

  std::unique_ptr<Words> words_;
  std::array<std::uint16_t, 1024> sizes_of_{};     // by the first two letters: bit n for words of n letters
  std::array<std::uint16_t, 32> sizes_by_last_{};  // the same by the last letter
  std::array<std::uint16_t, kSlots> slots_{};      // place among the words + 1; one whose slot is taken has the next
  Fingerprints fingerprints_;
};

// Which places of a block may begin a word that calls: `letters` of the block, and whether the block before ends in
// one. Words of two letters have no third.
constexpr std::uint64_t may_call(const TextPlanes& planes, std::uint64_t letters, std::uint64_t before) noexcept {
  return (planes.words | (planes.pairs & ~(letters >> 2))) & letters & ~(letters << 1 | before);
}

// Where the run of ASCII letters that goes on at `at` ends.
std::size_t letters_end(std::string_view text, std::size_t at) noexcept;
// The same of the run that begins at a place of a block with such letters.
inline std::size_t letters_end(std::string_view text, std::size_t block, unsigned place,
                               std::uint64_t letters) noexcept {
  const auto size = static_cast<unsigned>(std::countr_one(letters >> place));
  return place + size < kPlaneBytes ? block + place + size : letters_end(text, block + place);
}

// Walks the words of a text that call or ask for one of some detectors.
class CallingWords {
 public:
  CallingWords(std::string_view text, DetectorSet wanted) noexcept
      : text_(text), reader_(text, table_.fingerprints()), wanted_(wanted) {}

  // The next word; false when there is none.
  bool next() noexcept;
  std::size_t begin() const noexcept { return begin_; }
  std::size_t end() const noexcept { return end_; }

 private:
  const WordTable& table_ = WordTable::get();
  std::string_view text_;
  PlaneReader reader_;
  DetectorSet wanted_;
  std::uint64_t left_ = 0;   // of this block, words not looked at yet
  std::uint64_t carry_ = 0;  // the block before ends in a letter
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace veilgate::masking
