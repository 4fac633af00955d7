// EmptyTexts: remembers short texts in which every detector was asked and none found anything. Product titles, states,
// kinds of payment and dates nobody filled in come again and again, and to know them is cheaper than to scan them.
//
// What is found depends on the text, its evidence and its context alone, so these three are compared whole. Texts are
// kept as they stand in the document, until others take their places. Direct mapped, of constant size; not thread safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"

namespace veilgate::masking {

class EmptyTexts {
 public:
  static constexpr std::size_t kLongest = 104;

  EmptyTexts() : entries_(std::size_t{1} << kBits) {}

  bool holds(std::string_view text, Evidence evidence, ContextBits context) const noexcept {
    if (text.size() > kLongest) return false;
    const Entry& entry = entries_[place_of(text)];
    return entry.size == text.size() && entry.evidence == evidence && entry.context == context &&
           std::memcmp(entry.bytes.data(), text.data(), text.size()) == 0;
  }
  // `text` is not empty.
  void add(std::string_view text, Evidence evidence, ContextBits context) noexcept {
    if (text.size() > kLongest) return;
    Entry& entry = entries_[place_of(text)];
    entry.size = static_cast<std::uint16_t>(text.size());
    entry.evidence = evidence;
    entry.context = context;
    std::memcpy(entry.bytes.data(), text.data(), text.size());
  }

 private:
  static constexpr unsigned kBits = 10;

  struct Entry {
    std::uint16_t size = 0;  // 0: none
    Evidence evidence = Evidence::neutral_key;
    ContextBits context = 0;
    std::array<char, kLongest> bytes{};
  };

  static std::size_t place_of(std::string_view text) noexcept {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ull;
    std::uint64_t hash = text.size();
    std::uint64_t word = 0;
    std::size_t at = 0;
    for (; at + sizeof word <= text.size(); at += sizeof word) {
      std::memcpy(&word, text.data() + at, sizeof word);
      hash = (hash ^ word) * kFactor;
      hash ^= hash >> 32;
    }
    word = 0;
    std::memcpy(&word, text.data() + at, text.size() - at);
    return static_cast<std::size_t>(((hash ^ word) * kFactor) >> (64 - kBits));
  }

  std::vector<Entry> entries_;
};

}  // namespace veilgate::masking
