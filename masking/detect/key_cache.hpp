// KeyCache: remembers what classify_key said about the member names of a partner, which are few and come again and
// again.
//
// Direct mapped over the raw bytes between the quotes (so an escaped spelling is an entry of its own); the whole name
// is compared, never only its hash. Names longer than kLongest are classified each time. Not thread safe.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "masking/detect/key_info.hpp"
#include "masking/text/decode.hpp"

namespace veilgate::masking {

class KeyCache {
 public:
  static constexpr std::size_t kLongest = 48;

  KeyCache() : entries_(kEntries) {}

  // `raw` stands between quotes in a valid JSON text whose escapes have been checked.
  KeyInfo find(std::string_view raw) {
    if (raw.size() > kLongest) return classify(raw);
    auto& entry = entries_[slot_of(raw)];
    if (entry.size == raw.size() && std::memcmp(entry.bytes.data(), raw.data(), raw.size()) == 0) return entry.info;
    entry.info = classify(raw);
    entry.size = static_cast<std::uint8_t>(raw.size());
    std::memcpy(entry.bytes.data(), raw.data(), raw.size());
    return entry.info;
  }

 private:
  static constexpr std::size_t kEntries = 1024;
  struct Entry {
    std::uint8_t size = 0xFF;  // no name has this size
    KeyInfo info;
    std::array<char, kLongest> bytes{};
  };

  static std::uint64_t load(const char* data, std::size_t size) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, data, size);
    return word;
  }
  static std::size_t slot_of(std::string_view raw) noexcept {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    if (raw.size() >= 8) {
      head = load(raw.data(), 8);
      tail = load(raw.data() + raw.size() - 8, 8);
    } else {
      head = load(raw.data(), raw.size());
    }
    const std::uint64_t mixed = (head ^ (tail * 0x9E3779B97F4A7C15ull) ^ raw.size()) * 0xD6E8FEB86659FD93ull;
    return static_cast<std::size_t>(mixed >> 54);
  }

  KeyInfo classify(std::string_view raw) {
    if (!unescape_and_fold(raw, decoded_)) return KeyInfo{};
    return classify_key(decoded_.text);
  }

  std::vector<Entry> entries_;
  DecodedText decoded_;
};

}  // namespace veilgate::masking
