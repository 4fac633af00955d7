#include "masking/detect/calling_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "masking/detect/label.hpp"
#include "masking/detect/speaking_words.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr DetectorSet kWesternName = detector_bit(DetectorId::western_name);
constexpr DetectorSet kWesternAddress = detector_bit(DetectorId::western_address);
constexpr DetectorSet kSecret = detector_bit(DetectorId::secret);
constexpr DetectorSet kWechat = detector_bit(DetectorId::wechat);

struct Row {
  std::string_view words;  // small letters, parted by |
  DetectorSet calls;
  bool (*speaks)(const PlacedWord&) noexcept;
};
constexpr Row kRows[] = {
    {"mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau|monsieur|madame|mme|mlle|signor|signora|herrn|sr|sra|"
     "srta|sig|pani",
     kWesternName, speaks_as_title},
    {"pid|msh", kWesternName, speaks_before_bar},
    {"lives|born|phoned|emailed|resides|called|resigned", kWesternName, speaks_behind_name},
    {"called|spoke|speaking|assigned|reported|approved|signed|reviewed|prepared|submitted|received|requested|witnessed|"
     "payable|transfer|transferred|payment|behalf|delivered|deliver|interview|appointment|addressed|married|ask|asked|"
     "tell|told|remitter|attn|customer|defendant|plaintiff|witness|tenant|landlord|driver|employee|student|guest|"
     "candidate|nurse|physician|colleague|neighbour|neighbor|client|buyer|teacher|detective|caller|resident|hello|hi|"
     "gentile|estimado|estimada|panie|appelle|llamo|chiamo|nazywam|name|this",
     kWesternName, speaks_before_small},
    {"pax|assignee|driver|tenant|landlord|employee|student|candidate|witness|defendant|plaintiff|guest|physician|nurse|"
     "teacher|manager|supervisor|interviewer|organizer|participant|remitter|reporter|reviewer|caller|lessee|lessor|"
     "grantor|trustee|heir|owner|username",
     kWesternName, speaks_as_role},
    {"name|named", kWesternName, speaks_as_name},
    {"dear|am|contact|beneficiary|payee|passenger|patient|applicant", kWesternName, speaks_before_name},
    {"regards|sincerely|cheers|cordially|faithfully|truly|best|yours|wishes|thanks|respectfully|cordialement|"
     "atentamente|"
     "pozdrawiam|groeten|hilsen",
     kWesternName, speaks_as_closing},
    {"contact|customer|recipient|receiver|consignee|attn|attention|signed|cardholder|patient|buyer|sender|user|client|"
     "payee|payer|beneficiary|applicant|insured|passenger|attendee|borrower|nominee|guarantor|shipper|policyholder|"
     "signatory|spouse",
     kWesternName, speaks_as_role},
    {"street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq|way|highway|hwy|parkway|"
     "pkwy|terrace|crescent|close|circle|trail|trl|plaza|streets|route",
     kWesternAddress, speaks_as_street},
    {"box|psc", kWesternAddress, speaks_before_number},
    {"address", kWesternAddress, speaks_as_address},
    {"zip", kWesternAddress, speaks_as_zip},
    {"live|lives|living", kWesternAddress, speaks_as_dwelling},
    {"bearer|basic", kSecret, speaks_before_blank},
    {"dot", detector_bit(DetectorId::email), speaks_before_blank},
};

// What begins as a key of a service does, and so many characters of it that have to follow.
struct Prefix {
  std::string_view prefix;
  DetectorSet calls;
  std::size_t least;
};
constexpr Prefix kPrefixes[] = {
    {"eyJ", kSecret, 7},       {"AKIA", kSecret, 10},     {"ASIA", kSecret, 10},  {"LTAI", kSecret, 10},
    {"AKID", kSecret, 10},     {"AIza", kSecret, 10},     {"ghp_", kSecret, 10},  {"gho_", kSecret, 10},
    {"ghu_", kSecret, 10},     {"ghs_", kSecret, 10},     {"ghr_", kSecret, 10},  {"github_pat_", kSecret, 10},
    {"glpat-", kSecret, 10},   {"xoxb-", kSecret, 10},    {"xoxa-", kSecret, 10}, {"xoxp-", kSecret, 10},
    {"xoxr-", kSecret, 10},    {"xoxs-", kSecret, 10},    {"ya29.", kSecret, 10}, {"sk_live_", kSecret, 10},
    {"rk_live_", kSecret, 10}, {"sk_test_", kSecret, 10}, {"npm_", kSecret, 10},  {"sk-", kSecret, 10},
    {"SG.", kSecret, 10},      {"wxid_", kWechat, 6},
};

constexpr std::size_t kShortestKey = [] {
  std::size_t shortest = ~std::size_t{0};
  for (const Prefix& prefix : kPrefixes) shortest = std::min(shortest, prefix.prefix.size() + prefix.least);
  return shortest;
}();
bool goes_on_in_key(char c) noexcept {
  return is_word_character(c) || c == '-' || c == '_' || c == '.';
}

// In which of the sets of fingerprints the words with this first letter are. Chosen (by trying, on English prose) so
// that few everyday words are of any.
constexpr unsigned set_of(char first) noexcept {
  constexpr std::string_view kSets[] = {"fklw", "bn", "ar", "impvxy", "cu", "dehotz", "gjqs"};
  for (unsigned set = 0; set < std::size(kSets); ++set) {
    if (kSets[set].find(first) != std::string_view::npos) return set + 1;
  }
  return 1;
}

template <class Take>
void for_each_word(std::string_view words, Take take) {
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    take(words.substr(0, bar));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
}

DetectorSet calls_of_prefix(const PlacedWord& place) noexcept {
  DetectorSet calls = 0;
  const std::string_view text = place.text.substr(place.begin);
  for (const Prefix& prefix : kPrefixes) {
    // Most begin otherwise, which shows without a call.
    if (text[0] != prefix.prefix[0] || !text.starts_with(prefix.prefix)) continue;
    std::size_t size = prefix.prefix.size();
    const std::size_t enough = size + prefix.least;
    while (size < std::min(text.size(), enough) && goes_on_in_key(text[size])) {
      ++size;
    }
    if (size == enough) calls |= prefix.calls;
  }
  return calls;
}

}  // namespace

struct WordTable::Word {
  std::string_view word;  // two letters to kLongestWord
  DetectorSet calls = 0;
  DetectorSet asks = 0;
  bool (*speaks)(const PlacedWord&) noexcept = speaks_always;
  Letters letters;
};
struct WordTable::Words {
  std::vector<Word> all;
};

WordTable::WordTable() : words_(std::make_unique<Words>()) {
  for (const Row& row : kRows) {
    for_each_word(row.words, [&](std::string_view word) { add({word, row.calls, 0, row.speaks, {}}); });
  }
  for (const AskedLabel& asked : kAskedLabels) {
    for_each_word(label_words(asked.label), [&](std::string_view word) {
      const std::string_view first = word.substr(0, letters_end(word, 0));
      if (first.size() > 1) add({first, 0, detector_bit(asked.detector), speaks_always, {}});
    });
  }
  for (const Prefix& prefix : kPrefixes) {
    const auto byte = [&prefix](std::size_t i) { return static_cast<unsigned char>(prefix.prefix[i]); };
    std::uint16_t& sizes = sizes_of_[place_of(byte(0), byte(1))];
    sizes = static_cast<std::uint16_t>(sizes | kPrefixed);
    mark(prefix.prefix.substr(0, 3));
  }
  mark("i'm");
}
WordTable::~WordTable() = default;

const WordTable& WordTable::get() noexcept {
  static const WordTable table;
  return table;
}

WordTable::Letters WordTable::letters_of(std::string_view text, std::size_t begin, std::size_t size) noexcept {
  constexpr std::uint64_t kSmall = 0x2020202020202020ull;
  std::array<std::uint64_t, 2> bytes{};
  std::memcpy(bytes.data(), text.data() + begin, text.size() - begin >= sizeof bytes ? sizeof bytes : size);
  if constexpr (std::endian::native == std::endian::big) {
    for (std::uint64_t& eight : bytes) eight = __builtin_bswap64(eight);
  }
  const auto first_bytes = [](std::size_t count) { return ~std::uint64_t{0} >> (64 - 8 * count); };
  if (size <= 8) return {(bytes[0] | kSmall) & first_bytes(size), 0};
  return {bytes[0] | kSmall, (bytes[1] | kSmall) & first_bytes(size - 8)};
}

std::size_t WordTable::slot_of(const Letters& word) noexcept {
  return ((word.first ^ word.rest * 0x9E3779B97F4A7C15ull) * 0xD6E8FEB86659FD93ull) >> (64 - kSlotBits);
}

void WordTable::add(const Word& word) {
  const std::string_view letters = word.word.substr(0, kLongestWord);
  words_->all.push_back(word);
  const auto byte = [letters](std::size_t i) { return static_cast<unsigned char>(letters[i]); };
  for (std::uint16_t* const sizes :
       {&sizes_of_[place_of(byte(0), byte(1))], &sizes_by_last_[byte(letters.size() - 1) & 0x1Fu]}) {
    *sizes = static_cast<std::uint16_t>(*sizes | 1u << letters.size());
  }
  words_->all.back().letters = letters_of(letters, 0, letters.size());
  std::size_t slot = slot_of(words_->all.back().letters);
  while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
  slots_[slot] = static_cast<std::uint16_t>(words_->all.size());
  mark(letters.substr(0, 3));
}

// Adds the first three characters of a word to the fingerprints, or both of one of two letters.
void WordTable::mark(std::string_view begin) {
  if (begin == "am") {  // `as` and `at` would come with it
    mark("am ");
    return mark("am\t");
  }
  const bool pair = begin.size() == 2 || (!is_ascii_letter(begin[2]) && static_cast<unsigned char>(begin[2]) > ' ');
  const unsigned set = pair ? 0 : set_of(to_lower(begin[0]));
  for (std::size_t i = 0; i < (pair ? 2 : 3); ++i) {
    fingerprints_.places[i].add(set, static_cast<unsigned char>(begin[i]));
  }
}

WordCalls WordTable::find(std::string_view text, std::size_t begin, std::size_t end) const noexcept {
  const PlacedWord place{text, begin, end};
  const std::string_view word = text.substr(begin, end - begin);
  WordCalls found;
  const auto byte = [text](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  const bool goes_on = word.size() >= kShortestKey || goes_on_in_key(place.at(end));
  if (goes_on && (sizes_of_[place_of(byte(begin), byte(begin + 1))] & kPrefixed) != 0) {
    found.calls = calls_of_prefix(place);
  }
  if (word.size() == 1) {
    const bool verb = (word[0] | 0x20) == 'i' && place.at(begin + 1) == '\'' && place.at(begin + 2) == 'm';
    if (verb && place.name_behind(begin + 3)) found.calls |= kWesternName;
    return found;
  }
  if (word.size() > kLongestWord) return found;
  const Letters letters = letters_of(text, begin, word.size());
  for (std::size_t slot = slot_of(letters); slots_[slot] != 0; slot = (slot + 1) % kSlots) {
    const Word& known = words_->all[slots_[slot] - 1u];
    if (known.letters != letters) continue;
    found.asks |= known.asks;
    if ((known.calls & ~found.calls) != 0 && known.speaks(place)) found.calls |= known.calls;
  }
  return found;
}

std::size_t letters_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_ascii_letter(text[at])) ++at;
  return at;
}

bool CallingWords::next() noexcept {
  for (;;) {
    while (left_ == 0) {
      if (!reader_.next()) return false;
      const std::uint64_t letters = reader_.planes().letters;
      left_ = may_call(reader_.planes(), letters, carry_);
      carry_ = letters >> 63;
    }
    const auto place = static_cast<unsigned>(std::countr_zero(left_));
    left_ &= left_ - 1;
    begin_ = reader_.at() + place;
    end_ = letters_end(text_, reader_.at(), place, reader_.planes().letters);
    const WordCalls calls = table_.calls(text_, begin_, end_);
    if (((calls.calls | calls.asks) & wanted_) != 0) return true;
  }
}

}  // namespace veilgate::masking
