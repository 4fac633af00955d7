#include "masking/detect/han_signs.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "masking/detect/han_roles.hpp"
#include "masking/detect/key_tables.hpp"
#include "masking/detect/label.hpp"
#include "masking/text/fold.hpp"
#include "masking/text/reveal.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

// The last two characters of 地址, 住址 and their like.
constexpr std::u32string_view kAddressPairs = U"地址住址货到家住住在寄到送到寄往送往發往位于搬到嘎查居委社区";
// A number before one of these may count houses; 村 and its like need none.
constexpr std::u32string_view kUnits = U"号號楼樓室栋棟幢座弄层層院组户房铺單单门队巷排期区社支街路";
constexpr std::u32string_view kPlaceEnds = U"村镇乡屯庄寨堡沟";
constexpr std::u32string_view kNumerals = U"十百千两甲乙丙丁";
// The provinces of number plates, and the plates of embassies.
constexpr std::u32string_view kPlates = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";
constexpr std::u32string_view kMilitary = U"字第";
constexpr std::u32string_view kBirth = U"生人";

constexpr std::uint64_t key_of(char32_t before, char32_t code) noexcept {
  return std::uint64_t{before} << 32 | code;
}

std::u32string characters_of(std::string_view word) {
  std::u32string characters;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = decode_utf8(word, at);
    if (c.length == 0) break;
    characters.push_back(c.value);
    at += c.length;
  }
  return characters;
}

}  // namespace

HanSigns::HanSigns() {
  const auto add_pairs = [this](std::u32string_view pairs, DetectorId id) {
    for (std::size_t i = 1; i < pairs.size(); i += 2) add(pairs[i - 1], pairs[i], {detector_bit(id), 0});
  };
  const auto add_words = [this](const auto& words, bool first) {
    for (const std::string_view word : words) {
      const std::u32string all = characters_of(word);
      const std::size_t last = first ? 1 : all.size() - 1;
      add(all[last - 1], all[last], {detector_bit(DetectorId::person_name), 0});
    }
  };
  add_words(kNameRoles, false);
  add_words(kWeakNameRoles, false);
  add_words(kFrontWords, false);
  add_words(kRoleEnds, false);
  add_words(kHanTitles, false);
  add_words(kAddressed, false);
  add_words(kPayments, false);
  add_words(kHanClosings, false);
  add_words(kBehindWords, true);
  // A label.
  pairs_[key_of(0, U'：')].calls |= detector_bit(DetectorId::person_name);
  kinds_[U'：'] |= kAlone;
  add_pairs(kAddressPairs, DetectorId::address);
  add_pairs(kMilitary, DetectorId::military_id);
  add_label(kBirth, detector_bit(DetectorId::birth_date));
  for (const AskedLabel& asked : kAskedLabels) {
    std::string_view words = label_words(asked.label);
    while (!words.empty()) {
      const std::size_t bar = std::min(words.find('|'), words.size());
      add_label(characters_of(words.substr(0, bar)), detector_bit(asked.detector));
      words.remove_prefix(std::min(bar + 1, words.size()));
    }
  }
  // 39°54′20″N
  for (char32_t digit = U'0'; digit <= U'9'; ++digit) {
    for (const char32_t degree : {U'°', U'º'}) add(digit, degree, {detector_bit(DetectorId::coordinates), 0});
  }
  add_names();
  const auto mark = [this](std::u32string_view characters, std::uint8_t kind) {
    for (const char32_t c : characters) kinds_[c] |= kind;
  };
  mark(kUnits, kUnit);
  mark(kPlaceEnds, kPlace);
  mark(kNumerals, kNumeral);
  mark(kPlates, kPlate);
  for (char32_t c = 0x80; c < kinds_.size(); ++c) {
    if (chinese_digit(c) >= 0) kinds_[c] |= kNumeral;
    if (folds_to_telling_form(c)) kinds_[c] |= kFoldable;
  }
}

const HanSigns& HanSigns::get() noexcept {
  static const HanSigns signs;
  return signs;
}

void HanSigns::add(char32_t first, char32_t last, const WordCalls& calls) {
  WordCalls& all = pairs_[key_of(first, last)];
  all.calls |= calls.calls;
  all.asks |= calls.asks;
  const std::size_t place = place_of(first, last);
  known_[place / 64] |= std::uint64_t{1} << (place % 64);
  kinds_[first] |= kPairBegin;
  kinds_[last] |= kPairEnd;
}

// A word with a character beyond ASCII among its last two; those of ASCII alone are calling_words.hpp's.
void HanSigns::add_label(std::u32string_view word, DetectorSet asks) {
  if (word.size() == 1 && word[0] >= 0x80) {
    pairs_[key_of(0, word[0])].asks |= asks;
    kinds_[word[0]] |= kAlone;
  }
  if (word.size() < 2) return;
  const char32_t first = word[word.size() - 2];
  const char32_t last = word[word.size() - 1];
  if (first >= 0x80 || last >= 0x80) add(first, last, {0, asks});
}

// A wide colon behind what the name of a member may end in: 收货地址：, realname：. Behind other words of Han a locator
// of its own is asked.
void HanSigns::add_names() {
  constexpr char32_t kWideColon = U'：';
  const WordCalls parameter{detector_bit(DetectorId::parameter), 0};
  for (char32_t c = U'a'; c <= U'z'; ++c) add(c, kWideColon, parameter);
  add(U'*', kWideColon, parameter);
  const auto add_last = [&](std::string_view name) {
    const char32_t last = decode_utf8_before(name, name.size()).value;
    if (last >= 0x80) add(last, kWideColon, parameter);
  };
  for (const auto& rows : {class_names(), class_names_abroad()}) {
    for (const ClassNames& row : rows) {
      if (row.class_id != ClassId::person_name && row.class_id != ClassId::address) continue;
      for (const std::string_view names : {row.whole, row.ending, row.word}) for_each_name(names, add_last);
    }
  }
}

WordCalls HanSigns::find(char32_t before, char32_t code) const noexcept {
  WordCalls found;
  for (const char32_t first : {char32_t{0}, before}) {
    const auto known = pairs_.find(key_of(first, code));
    if (known == pairs_.end()) continue;
    found.calls |= known->second.calls;
    found.asks |= known->second.asks;
  }
  return found;
}

}  // namespace veilgate::masking
