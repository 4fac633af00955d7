// KeyCache: remembers what a KeyVocabulary said about the member names of a partner, which are few and come again and
// again.
//
// Set associative over the raw bytes between the quotes (so an escaped spelling is an entry of its own); the whole name
// is compared, never only its hash. Names longer than kLongest are classified each time. Not thread safe.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "masking/detect/key_vocabulary.hpp"
#include "masking/text/decode.hpp"

namespace veilgate::masking {

class KeyCache {
 public:
  static constexpr std::size_t kLongest = 48;

  KeyCache() : entries_(kSets * kWays), last_(entries_.data()) {}
  KeyCache(const KeyCache&) = delete;
  KeyCache& operator=(const KeyCache&) = delete;

  // From here on names mean what `vocabulary` says; it must outlive the calls of find(). Cheap when it is the one in
  // use.
  void use(const KeyVocabulary& vocabulary) {
    vocabulary_ = &vocabulary;
    if (vocabulary.id() == vocabulary_id_) return;
    vocabulary_id_ = vocabulary.id();
    for (Entry& entry : entries_) entry.size = kLongest + 1;
  }

  // `raw` stands between quotes in a valid JSON text; eight bytes behind its beginning are readable whatever its size.
  // The answer is valid until the next call. A name with a bad escape has `malformed` set.
  const KeyInfo& find(std::string_view raw) {
    // Objects of one kind repeat their names in one order, so the name that followed the last one is most likely this
    // one, and to compare it waits for no hash.
    const Words words = words_of(raw);
    Entry& expected = entries_[last_->next];
    if (is_same(expected, raw, words)) {
      last_ = &expected;
      return expected.info;
    }
    if (raw.size() > kLongest) {
      long_name_ = classify(raw);
      return long_name_;
    }
    Entry& entry = find_or_add(raw, words);
    last_->next = static_cast<std::uint32_t>(&entry - entries_.data());
    last_ = &entry;
    return entry.info;
  }

 private:
  static constexpr unsigned kSetBits = 9;
  static constexpr std::size_t kSets = std::size_t{1} << kSetBits;
  static constexpr std::size_t kWays = 4;

  // The first and the last eight bytes; of a shorter name all of it, twice.
  struct Words {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
  };
  struct Entry {
    std::size_t size = kLongest + 1;  // no name in the cache has this size
    Words ends;
    std::uint32_t next = 0;  // the entry that came after this one the last time
    KeyInfo info;
    std::array<char, kLongest> bytes{};
  };

  static std::uint64_t load(const char* data) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, data, sizeof word);
    return word;
  }
  static Words words_of(std::string_view raw) noexcept {
    const std::uint64_t head = load(raw.data());
    if (raw.size() >= 8) return {head, load(raw.data() + raw.size() - 8)};
    const std::uint64_t whole = head & ((std::uint64_t{1} << (8 * raw.size())) - 1);
    return {whole, whole};
  }
  static bool is_same(const Entry& entry, std::string_view raw, const Words& words) noexcept {
    if (entry.size != raw.size() || entry.ends.head != words.head || entry.ends.tail != words.tail) return false;
    for (std::size_t at = 8; at + 8 < raw.size(); at += 8) {
      if (load(entry.bytes.data() + at) != load(raw.data() + at)) return false;
    }
    return true;
  }

  Entry& find_or_add(std::string_view raw, const Words& words) {
    const std::uint64_t mixed = (words.head ^ words.tail * 0x9E3779B97F4A7C15ull ^ raw.size()) * 0xD6E8FEB86659FD93ull;
    Entry* const set = &entries_[(mixed >> (64 - kSetBits)) * kWays];
    for (std::size_t way = 0; way < kWays; ++way) {
      if (is_same(set[way], raw, words)) return set[way];
    }
    Entry& entry = set[next_victim_++ % kWays];
    entry.info = classify(raw);
    entry.size = raw.size();
    entry.ends = words;
    std::memcpy(entry.bytes.data(), raw.data(), raw.size());
    return entry;
  }

  KeyInfo classify(std::string_view raw) {
    KeyInfo info;
    if (unescape_and_fold(raw, decoded_)) {
      info = vocabulary_->classify(decoded_.text);
    } else {
      info.malformed = true;
    }
    return info;
  }

  const KeyVocabulary* vocabulary_ = nullptr;
  std::uint64_t vocabulary_id_ = 0;
  std::vector<Entry> entries_;
  Entry* last_;
  std::size_t next_victim_ = 0;
  KeyInfo long_name_;
  DecodedText decoded_;
};

}  // namespace veilgate::masking
