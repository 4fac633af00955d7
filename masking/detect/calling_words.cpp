#include "masking/detect/calling_words.hpp"

#include <algorithm>
#include <bit>

#include "masking/bits.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr DetectorSet kWesternName = detector_bit(DetectorId::western_name);
constexpr DetectorSet kWesternAddress = detector_bit(DetectorId::western_address);

struct Word {
  std::string_view word;
  DetectorSet calls;
};
// Small letters, at most twelve.
constexpr Word kWords[] = {
    {"mr", kWesternName},           {"mrs", kWesternName},        {"ms", kWesternName},
    {"miss", kWesternName},         {"mx", kWesternName},         {"dr", kWesternName | kWesternAddress},
    {"prof", kWesternName},         {"professor", kWesternName},  {"sir", kWesternName},
    {"madam", kWesternName},        {"name", kWesternName},       {"named", kWesternName},
    {"contact", kWesternName},      {"customer", kWesternName},   {"recipient", kWesternName},
    {"receiver", kWesternName},     {"consignee", kWesternName},  {"attn", kWesternName},
    {"attention", kWesternName},    {"dear", kWesternName},       {"signed", kWesternName},
    {"cardholder", kWesternName},   {"patient", kWesternName},    {"buyer", kWesternName},
    {"sender", kWesternName},       {"user", kWesternName},       {"client", kWesternName},
    {"regards", kWesternName},      {"sincerely", kWesternName},  {"am", kWesternName},
    {"street", kWesternAddress},    {"st", kWesternAddress},      {"avenue", kWesternAddress},
    {"ave", kWesternAddress},       {"road", kWesternAddress},    {"rd", kWesternAddress},
    {"boulevard", kWesternAddress}, {"blvd", kWesternAddress},    {"lane", kWesternAddress},
    {"ln", kWesternAddress},        {"drive", kWesternAddress},   {"court", kWesternAddress},
    {"ct", kWesternAddress},        {"place", kWesternAddress},   {"pl", kWesternAddress},
    {"square", kWesternAddress},    {"sq", kWesternAddress},      {"way", kWesternAddress},
    {"highway", kWesternAddress},   {"hwy", kWesternAddress},     {"parkway", kWesternAddress},
    {"pkwy", kWesternAddress},      {"terrace", kWesternAddress}, {"crescent", kWesternAddress},
    {"close", kWesternAddress},     {"circle", kWesternAddress},  {"box", kWesternAddress},
    {"suite", kWesternAddress},     {"apt", kWesternAddress},     {"apartment", kWesternAddress},
    {"unit", kWesternAddress},      {"address", kWesternAddress}, {"streets", kWesternAddress},
    {"trail", kWesternAddress},     {"plaza", kWesternAddress},   {"zip", kWesternAddress},
    {"live", kWesternAddress},      {"lives", kWesternAddress},   {"living", kWesternAddress},
    {"psc", kWesternAddress},       {"trl", kWesternAddress},     {"route", kWesternAddress},
};

constexpr std::uint32_t hash_word(std::string_view word) noexcept {
  auto hash = static_cast<std::uint32_t>(word.size());
  for (const char c : word) hash = hash * 31 + static_cast<unsigned char>(c | 0x20);
  return hash;
}

constexpr std::size_t kSlots = 512;
// Place in kWords + 1; a word whose slot is taken has the next one.
constexpr std::array<std::uint8_t, kSlots> kWordSlots = [] {
  std::array<std::uint8_t, kSlots> slots{};
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    std::size_t slot = hash_word(kWords[i].word) % kSlots;
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return slots;
}();

}  // namespace

namespace calling_words_detail {

constexpr std::array<std::uint16_t, 1024> kSizes = [] {
  std::array<std::uint16_t, 1024> sizes{};
  for (const Word& known : kWords) {
    std::uint16_t& of = sizes[place_of(known.word[0], known.word[1])];
    of = static_cast<std::uint16_t>(of | 1u << known.word.size());
  }
  return sizes;
}();

constexpr std::array<std::uint16_t, 32> kSizesByLast = [] {
  std::array<std::uint16_t, 32> sizes{};
  for (const Word& known : kWords) {
    std::uint16_t& of = sizes[known.word.back() & 0x1F];
    of = static_cast<std::uint16_t>(of | 1u << known.word.size());
  }
  return sizes;
}();

DetectorSet calls_of_likely_word(std::string_view word) noexcept {
  for (std::size_t slot = hash_word(word) % kSlots; kWordSlots[slot] != 0; slot = (slot + 1) % kSlots) {
    const Word& known = kWords[kWordSlots[slot] - 1];
    const bool same =
        known.word.size() == word.size() && std::equal(word.begin(), word.end(), known.word.begin(),
                                                       [](char a, char b) { return static_cast<char>(a | 0x20) == b; });
    if (same) return known.calls;
  }
  return 0;
}

}  // namespace calling_words_detail

bool CallingWords::next() noexcept {
  for (;;) {
    while (letters_ == 0) {
      if (block_ >= text_.size()) return false;
      letters_ = read_characters(blocks_.from(block_)).letters;
      if (letters_ == 0) block_ += kBlock;
    }
    const auto at = static_cast<unsigned>(std::countr_zero(letters_));
    const auto size = static_cast<unsigned>(std::countr_one(letters_ >> at));
    if (at + size == kBlock && block_ + kBlock < text_.size()) {
      // The word may go on: once more from where it begins, or behind it when it is long.
      letters_ = 0;
      block_ += at;
      if (at != 0) continue;
      while (block_ < text_.size() && is_ascii_letter(text_[block_])) ++block_;
      continue;
    }
    letters_ &= at + size == kBlock ? 0 : ~first_places(at + size);
    begin_ = block_ + at;
    end_ = begin_ + size;
    if (letters_ == 0) block_ += at + size;
    if (size == 1 ? is_verb_of_i(text_, begin_) && (wanted_ & kWesternName) != 0
                  : (calls_of_word(text_.substr(begin_, size)) & wanted_) != 0) {
      return true;
    }
  }
}

bool is_verb_of_i(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kTypographic = "\xE2\x80\x99";
  if (text[at] != 'm') return false;
  return at != 0 && (text[at - 1] == '\'' || text.substr(0, at).ends_with(kTypographic));
}

}  // namespace veilgate::masking
