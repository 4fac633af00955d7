// EmptyTexts: remembers short texts in which every detector was asked and none found anything. Product titles, states,
// kinds of payment and dates nobody filled in come again and again, and to know them is cheaper than to scan them.
//
// What is found depends on the text, its evidence and its context alone, so these three are compared whole. Texts are
// kept as they stand in the document, until others take their places. Set associative, of constant size; not thread
// safe.
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
  static constexpr std::size_t kLongest = 200;  // thirty Han characters in escapes

  EmptyTexts() : entries_(std::size_t{1} << kBits) {}

  // Texts are not empty, and eight bytes at their beginning are readable whatever their size.
  bool holds(std::string_view text, Evidence evidence, ContextBits context) const noexcept {
    if (text.size() > kLongest) return false;
    const Ends ends = ends_of(text);
    const Entry* const pair = &entries_[place_of(text, ends)];
    const auto is_it = [&](const Entry& entry) {
      if (entry.size != text.size() || entry.evidence != evidence || entry.context != context) return false;
      if (load(entry.bytes.data()) != ends.head) return false;
      for (std::size_t at = 8; at + 8 < text.size(); at += 8) {
        if (load(entry.bytes.data() + at) != load(text.data() + at)) return false;
      }
      return text.size() <= 8 || load(entry.bytes.data() + text.size() - 8) == ends.tail;
    };
    return is_it(pair[0]) || is_it(pair[1]);
  }
  void add(std::string_view text, Evidence evidence, ContextBits context) noexcept {
    if (text.size() > kLongest) return;
    const Ends ends = ends_of(text);
    Entry* const pair = &entries_[place_of(text, ends)];
    pair[1] = pair[0];
    Entry& entry = pair[0];
    entry.size = static_cast<std::uint16_t>(text.size());
    entry.evidence = evidence;
    entry.context = context;
    std::memcpy(entry.bytes.data(), text.data(), text.size());
    std::memcpy(entry.bytes.data(), &ends.head, sizeof ends.head);
  }

 private:
  static constexpr unsigned kBits = 9;

  struct Entry {
    std::uint16_t size = 0;  // 0: none
    Evidence evidence = Evidence::neutral_key;
    ContextBits context = 0;
    std::array<char, kLongest> bytes{};
  };

  // The first and the last eight bytes; of a shorter text all of it, twice.
  struct Ends {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
  };

  static std::uint64_t load(const char* data) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, data, sizeof word);
    return word;
  }
  static Ends ends_of(std::string_view text) noexcept {
    const std::uint64_t head = load(text.data());
    if (text.size() >= 8) return {head, load(text.data() + text.size() - 8)};
    const std::uint64_t whole = head & ((std::uint64_t{1} << (8 * text.size())) - 1);
    return {whole, whole};
  }
  // The first of a pair of places, by what lies at the ends and in the middle of the text.
  static std::size_t place_of(std::string_view text, const Ends& ends) noexcept {
    const std::uint64_t middle = text.size() > 16 ? load(text.data() + text.size() / 2) : 0;
    const std::uint64_t mixed = (ends.head + middle + text.size()) * 0x9E3779B97F4A7C15ull ^ ends.tail;
    return static_cast<std::size_t>((mixed * 0xD6E8FEB86659FD93ull) >> (64 - kBits)) & ~std::size_t{1};
  }

  std::vector<Entry> entries_;
};

}  // namespace veilgate::masking
