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

  KeyCache() : entries_(kSets * kWays), labels_(std::size_t{1} << kLabelBits), last_(entries_.data()) {}
  KeyCache(const KeyCache&) = delete;
  KeyCache& operator=(const KeyCache&) = delete;

  // From here on names mean what `vocabulary` says; it must outlive the calls of find(). Cheap when it is the one in
  // use.
  void use(const KeyVocabulary& vocabulary) {
    vocabulary_ = &vocabulary;
    if (vocabulary.id() == vocabulary_id_) return;
    vocabulary_id_ = vocabulary.id();
    for (Entry& entry : entries_) entry.size = kLongest + 1;
    for (KnownLabel& label : labels_) label.size = kLongest + 1;
  }

  // Objects of one kind repeat their names in one order, so the name that came after the last one is most likely the
  // next. What it means, when it stands at `at` between its quotes and with its colon behind them, `size` bytes in all;
  // null when it does not, or when nothing is expected. Eight bytes from `at` on are readable.
  const KeyInfo* expect(const char* at, std::size_t size) noexcept {
    Entry& expected = *last_->next;
    if (expected.size + kAround != size || !expected.stands_at(at, size)) return nullptr;
    last_ = &expected;
    return &expected.info;
  }

  // `raw` stands between quotes in a valid JSON text; eight bytes behind its beginning are readable whatever its size.
  // The answer is valid until the next call. A name with a bad escape has `malformed` set.
  const KeyInfo& find(std::string_view raw) {
    if (last_->is(raw)) return last_->info;  // expected before
    if (raw.size() > kLongest) {
      long_name_ = classify(raw);
      return long_name_;
    }
    Entry& entry = find_or_add(raw);
    last_->next = &entry;
    last_ = &entry;
    return entry.info;
  }

  // What a label says, read like a name. Of labels the last ones are kept, apart from the names: they may be many.
  // `raw` stands like that of find() and has at most kLongest bytes.
  LabelInfo label(std::string_view raw) {
    KnownLabel& known = labels_[set_of(raw, kLabelBits)];
    if (known.size != raw.size() || !are_same(known.bytes.data(), raw.data(), raw.size())) {
      known.info = read_label(raw);
      known.size = raw.size();
      std::memcpy(known.bytes.data(), raw.data(), raw.size());
    }
    return known.info;
  }

 private:
  LabelInfo read_label(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos && is_ascii(raw)) return vocabulary_->classify_label(raw);
    return unescape_and_fold_text(raw, decoded_) ? vocabulary_->classify_label(decoded_.text) : LabelInfo();
  }

  static constexpr unsigned kSetBits = 9;
  static constexpr std::size_t kSets = std::size_t{1} << kSetBits;
  static constexpr std::size_t kWays = 4;
  static constexpr unsigned kLabelBits = 10;

  static constexpr std::size_t kAround = 3;  // two quotes and a colon

  static bool is_ascii(std::string_view text) noexcept {
    unsigned char all = 0;
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return all < 0x80;
  }
  static std::uint64_t load(const char* data) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, data, sizeof word);
    return word;
  }
  // Whether the first `size` bytes are the same; eight bytes are readable of both.
  static bool are_same(const char* one, const char* other, std::size_t size) noexcept {
    if (size < 8) return ((load(one) ^ load(other)) & ((std::uint64_t{1} << (8 * size)) - 1)) == 0;
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (load(one + at) != load(other + at)) return false;
    }
    return load(one + size - 8) == load(other + size - 8);
  }

  struct Entry {
    std::size_t size = kLongest + 1;  // of the name; no name in the cache has this size
    Entry* next = this;               // the entry that came after this one the last time
    KeyInfo info;
    std::array<char, kLongest + kAround + 8> bytes{};  // "name":

    bool stands_at(const char* at, std::size_t whole) const noexcept { return are_same(bytes.data(), at, whole); }
    bool is(std::string_view raw) const noexcept {
      return size == raw.size() && are_same(bytes.data() + 1, raw.data(), raw.size());
    }
  };

  static std::size_t set_of(std::string_view raw, unsigned bits = kSetBits) noexcept {
    std::uint64_t head = load(raw.data());
    if (raw.size() < 8) head &= (std::uint64_t{1} << (8 * raw.size())) - 1;
    const std::uint64_t tail = raw.size() < 8 ? head : load(raw.data() + raw.size() - 8);
    const std::uint64_t mixed = (head ^ tail * 0x9E3779B97F4A7C15ull ^ raw.size()) * 0xD6E8FEB86659FD93ull;
    return mixed >> (64 - bits);
  }

  Entry& find_or_add(std::string_view raw) {
    Entry* const set = &entries_[set_of(raw) * kWays];
    for (std::size_t way = 0; way < kWays; ++way) {
      if (set[way].is(raw)) return set[way];
    }
    Entry& entry = set[next_victim_++ % kWays];
    entry.info = classify(raw);
    entry.size = raw.size();
    entry.bytes[0] = '"';
    std::memcpy(entry.bytes.data() + 1, raw.data(), raw.size());
    entry.bytes[raw.size() + 1] = '"';
    entry.bytes[raw.size() + 2] = ':';
    return entry;
  }

  KeyInfo classify(std::string_view raw) {
    KeyInfo info;
    if (unescape_and_fold_text(raw, decoded_)) {
      info = vocabulary_->classify(decoded_.text);
      info.tells_class = can_tell_class(info);
    } else {
      info.malformed = true;
    }
    return info;
  }

  struct KnownLabel {
    std::size_t size = kLongest + 1;  // as in Entry
    LabelInfo info;
    std::array<char, kLongest + 8> bytes{};
  };

  const KeyVocabulary* vocabulary_ = nullptr;
  std::uint64_t vocabulary_id_ = 0;
  std::vector<Entry> entries_;
  std::vector<KnownLabel> labels_;
  Entry* last_;
  std::size_t next_victim_ = 0;
  KeyInfo long_name_;
  DecodedText decoded_;
};

}  // namespace veilgate::masking
