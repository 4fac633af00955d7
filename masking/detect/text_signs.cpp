#include "masking/detect/text_signs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "masking/text/fold.hpp"
#include "masking/text/reveal.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr DetectorSet kName = detector_bit(DetectorId::person_name);
constexpr DetectorSet kAddress = detector_bit(DetectorId::address);
constexpr DetectorSet kWesternName = detector_bit(DetectorId::western_name);
constexpr DetectorSet kWesternAddress = detector_bit(DetectorId::western_address);

// ---- Han ------------------------------------------------------------------------------------------------------------
// The last two characters of the words that speak for a name (locate_person_name.cpp), and of 地址, 住址 and their
// like.
constexpr std::u32string_view kNamePairs =
    U"先生女士小姐太太老师師傅师傅医生醫生教授经理經理老師阿姨律师主任大爷大妈同志叔叔大夫护士警官校长院长老板件人货人"
    U"系人收人"
    U"取人办人请人卡人保人益人款人代人单人买人托人责人护人乘人住人姓名名字户名機主机主业主户主貨人繫人絡人络人票人提人"
    U"车人"
    U"客户顾客买家用户会员签收代收患者病人乘客旅客司机骑手递员我叫我是名叫叫做转交转给交给联系本人住户学生";
constexpr std::u32string_view kAddressPairs = U"地址住址货到家住住在寄到送到寄往送往發往位于搬到嘎查居委社区";
// A number before one of these may count houses; 村 and its like need none.
constexpr std::u32string_view kUnits = U"号號楼樓室栋棟幢座弄层層院组户房铺單单门队巷排期区社支街路";
constexpr std::u32string_view kPlaces = U"村镇乡屯庄寨堡沟";

constexpr std::uint8_t kPairEnd = 1;     // ends a pair
constexpr std::uint8_t kUnit = 2;        // one of kUnits
constexpr std::uint8_t kPlace = 4;       // one of kPlaces
constexpr std::uint8_t kNumeral = 8;     // a Chinese digit
constexpr std::uint8_t kPairBegin = 32;  // begins a pair
constexpr std::uint8_t kFoldable = 16;   // folding makes something else of it

// What there is to know about each character of the basic plane.
struct Kinds {
  std::array<std::uint8_t, 0x10000> of{};

  Kinds() {
    for (const std::u32string_view pairs : {kNamePairs, kAddressPairs}) {
      for (std::size_t i = 1; i < pairs.size(); i += 2) {
        of[pairs[i - 1]] |= kPairBegin;
        of[pairs[i]] |= kPairEnd;
      }
    }
    for (const char32_t c : kUnits) of[c] |= kUnit;
    for (const char32_t c : kPlaces) of[c] |= kPlace;
    for (char32_t c = 0x80; c < of.size(); ++c) {
      if (chinese_digit(c) >= 0) of[c] |= kNumeral;
      if (folds_to_telling_form(c)) of[c] |= kFoldable;
    }
    for (const char32_t c : std::u32string_view(U"十百千两甲乙丙丁")) of[c] |= kNumeral;
  }
};

const Kinds kKinds;

bool is_pair_of(std::u32string_view pairs, char32_t first, char32_t second) noexcept {
  for (std::size_t i = 1; i < pairs.size(); i += 2) {
    if (pairs[i] == second && pairs[i - 1] == first) return true;
  }
  return false;
}

// ---- English --------------------------------------------------------------------------------------------------------
constexpr std::size_t kLongestWord = 12;

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
    {"live", kWesternAddress},      {"lives", kWesternAddress},   {"psc", kWesternAddress},
    {"trl", kWesternAddress},       {"route", kWesternAddress},
};

constexpr std::uint32_t hash_word(std::string_view word) noexcept {
  std::uint32_t hash = static_cast<std::uint32_t>(word.size());
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

DetectorSet word_calls(std::string_view word, std::uint32_t hash) noexcept {
  for (std::size_t slot = hash % kSlots; kWordSlots[slot] != 0; slot = (slot + 1) % kSlots) {
    const Word& known = kWords[kWordSlots[slot] - 1];
    const bool same =
        known.word.size() == word.size() && std::equal(word.begin(), word.end(), known.word.begin(),
                                                       [](char a, char b) { return static_cast<char>(a | 0x20) == b; });
    if (same) return known.calls;
  }
  return 0;
}

// Words of up to seven letters, which most are, are looked up by the letters themselves, in small ones, as one number.
constexpr std::size_t kMostLetters = 7;
constexpr std::uint64_t kOnes = 0x0101010101010101ull;

constexpr std::uint64_t letters_of(std::string_view word) noexcept {
  std::uint64_t letters = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    letters |= std::uint64_t{static_cast<unsigned char>(word[i])} << (8 * i);
  }
  return letters;
}
constexpr std::size_t slot_of(std::uint64_t letters) noexcept {
  return static_cast<std::size_t>((letters * 0x9E3779B97F4A7C15ull) >> 55);
}

struct ShortWord {
  std::uint64_t letters = 0;  // 0: none
  DetectorSet calls = 0;
};
// A word whose slot is taken has the next one.
constexpr std::array<ShortWord, kSlots> kShortWords = [] {
  std::array<ShortWord, kSlots> slots{};
  for (const Word& known : kWords) {
    if (known.word.size() > kMostLetters) continue;
    std::size_t slot = slot_of(letters_of(known.word));
    while (slots[slot].letters != 0) slot = (slot + 1) % kSlots;
    slots[slot] = {letters_of(known.word), known.calls};
  }
  return slots;
}();
static_assert(kSlots == 512, "slot_of() gives nine bits");

DetectorSet short_word_calls(std::uint64_t letters) noexcept {
  for (std::size_t slot = slot_of(letters); kShortWords[slot].letters != 0; slot = (slot + 1) % kSlots) {
    if (kShortWords[slot].letters == letters) return kShortWords[slot].calls;
  }
  return 0;
}

// ---- the pass -------------------------------------------------------------------------------------------------------

// The value of a hexadecimal digit; 0xFF for any other byte.
constexpr std::array<std::uint8_t, 256> kHexValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(0xFF);
  for (std::uint8_t i = 0; i < 10; ++i) values['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) values['a' + i] = values['A' + i] = static_cast<std::uint8_t>(10 + i);
  return values;
}();

bool is_hex(char c) noexcept {
  return kHexValues[static_cast<unsigned char>(c)] != 0xFF;
}

enum class View : std::uint8_t { normal, raw };

template <View view>
class Reader {
 public:
  explicit Reader(std::string_view text) noexcept : text_(text) {}

  TextSigns run() noexcept {
    for (std::size_t at = 0; at < text_.size();)
      at = static_cast<unsigned char>(text_[at]) < 0x80 ? ascii(at) : wide(at);
    // A number beside a name: 张三 13800138000.
    if (signs_.digits + numerals_ >= kFewestDigits) {
      if (han_) signs_.called |= kName;
      if (numerals_ >= 3) signs_.hidden = true;
    }
    if (signs_.digits == 0) signs_.called &= ~kWesternAddress;
    return signs_;
  }

 private:
  static constexpr std::uint32_t kFewestDigits = 10;

  std::size_t ascii(std::size_t at) noexcept {
    const char c = text_[at];
    if (is_ascii_letter(c)) return word(at);
    if (is_digit(c)) {
      ++signs_.digits;
      before_ = U'0';
      return at + 1;
    }
    switch (c) {
      case '@': signs_.at_sign = true; break;
      case '%':
        if (at + 2 < text_.size() && is_hex(text_[at + 1]) && is_hex(text_[at + 2])) signs_.hidden = true;
        break;
      case '&':
        if (at + 1 < text_.size() && (text_[at + 1] == '#' || is_named_reference(at + 1))) signs_.hidden = true;
        break;
      case '#':
        if (han_ && is_counter(before_)) signs_.called |= kAddress;
        break;
      case '-':
        if (han_ && before_ == U'0' && at + 1 < text_.size() && is_digit(text_[at + 1])) signs_.called |= kAddress;
        break;
      case '\\': return backslash(at);
      default: break;
    }
    before_ = static_cast<char32_t>(c);
    return at + 1;
  }

  // A reference that reveal() knows ends in `;` a few letters on; in a URL hardly anything does.
  bool is_named_reference(std::size_t at) const noexcept {
    std::size_t end = at;
    while (end < text_.size() && end - at < 7 && is_ascii_letter(text_[end])) ++end;
    return end != at && end < text_.size() && text_[end] == ';';
  }

  std::size_t word(std::size_t at) noexcept {
    if (std::endian::native == std::endian::little && text_.size() - at > kMostLetters) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text_.data() + at, sizeof bytes);
      const std::uint64_t small = bytes | (kOnes * 0x20);
      // The highest bit of each byte: no letter. Without their highest bits no byte carries into the next.
      const std::uint64_t low = small & (kOnes * 0x7F);
      const std::uint64_t others =
          (bytes | ~(low + kOnes * (0x80 - 'a')) | (low + kOnes * (0x80 - ('z' + 1)))) & (kOnes * 0x80);
      if (others != 0) {
        const auto size = static_cast<std::size_t>(std::countr_zero(others)) / 8;
        if (size > 1) {
          signs_.called |= short_word_calls(small & ((std::uint64_t{1} << (8 * size)) - 1));
        } else if (text_[at] == 'm' && (before_ == U'\'' || before_ == 0x2019)) {
          signs_.called |= kWesternName;  // I'm
        }
        before_ = U'A';
        return at + size;
      }
    }
    std::size_t end = at;
    std::uint32_t hash = 0;
    while (end < text_.size() && is_ascii_letter(text_[end])) {
      hash = hash * 31 + static_cast<unsigned char>(text_[end] | 0x20);
      ++end;
    }
    const std::size_t size = end - at;
    const bool apostrophe = before_ == U'\'' || before_ == 0x2019;
    before_ = U'A';
    if (size < 2 || size > kLongestWord) {
      if (size == 1 && apostrophe && text_[at] == 'm') signs_.called |= kWesternName;  // I'm
      return end;
    }
    // hash_word() begins with the size.
    static constexpr auto kPowers = [] {
      std::array<std::uint32_t, kLongestWord + 1> powers{1};
      for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 31;
      return powers;
    }();
    signs_.called |= word_calls(text_.substr(at, size), hash + static_cast<std::uint32_t>(size) * kPowers[size]);
    return end;
  }

  std::size_t backslash(std::size_t at) noexcept {
    if constexpr (view == View::normal) {
      // An escape that was escaped once more.
      if (at + 6 <= text_.size() && (text_[at + 1] | 0x20) == 'u') signs_.hidden = true;
      before_ = U'\\';
      return at + 1;
    }
    if (at + 1 >= text_.size()) {
      signs_.escape = true;
      return at + 1;
    }
    const char c = text_[at + 1];
    if (c != 'u') {
      before_ = U'\\';
      if (std::string_view("\"/bfnr").find(c) == std::string_view::npos) signs_.escape = true;
      return at + 2;
    }
    if (at + 6 > text_.size()) {
      signs_.escape = true;
      return at + 2;
    }
    const auto digit = [&](std::size_t i) { return unsigned{kHexValues[static_cast<unsigned char>(text_[at + i])]}; };
    const unsigned a = digit(2);
    const unsigned b = digit(3);
    const unsigned d = digit(4);
    const unsigned e = digit(5);
    if ((a | b | d | e) > 0x0F) {
      signs_.escape = true;
      return at + 2;
    }
    const char32_t code = a << 12 | b << 8 | d << 4 | e;
    if (code < 0x3000 || code >= 0xD000) signs_.escape = true;
    character(code);
    return at + 6;
  }

  std::size_t wide(std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[at + i]); };
    // Three bytes for nearly every Han text, which tells nothing in most of its characters; valid UTF-8 was checked
    // when the document was indexed.
    if ((byte(0) & 0xF0) == 0xE0 && at + 3 <= text_.size()) {
      char32_t before = before_;
      do {
        const char32_t code = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        const std::uint8_t kinds = kKinds.of[code];
        if ((kinds & ~kPairBegin) != 0) telling(code, before, kinds);
        before = code;
        at += 3;
      } while (at + 3 <= text_.size() && (byte(0) & 0xF0) == 0xE0);
      before_ = before;
      han_ = true;
      return at;
    }
    const Character c = decode_utf8(text_, at);
    if (c.length == 0) return at + 1;
    character(c.value);
    return at + c.length;
  }

  void character(char32_t code) noexcept {
    const char32_t before = before_;
    before_ = code;
    han_ = true;
    if (code >= kKinds.of.size()) {
      if (folds_to_telling_form(code)) signs_.hidden = true;
      return;
    }
    const std::uint8_t kinds = kKinds.of[code];
    if ((kinds & ~kPairBegin) != 0) telling(code, before, kinds);
  }

  void telling(char32_t code, char32_t before, std::uint8_t kinds) noexcept {
    if ((kinds & kFoldable) != 0) signs_.hidden = true;
    if ((kinds & kNumeral) != 0) ++numerals_;
    if ((kinds & kPlace) != 0) signs_.called |= kAddress;
    if ((kinds & kUnit) != 0 && is_counter(before)) signs_.called |= kAddress;
    if ((kinds & kPairEnd) != 0 && before < kKinds.of.size() && (kKinds.of[before] & kPairBegin) != 0) {
      if (is_pair_of(kNamePairs, before, code)) signs_.called |= kName;
      if (is_pair_of(kAddressPairs, before, code)) signs_.called |= kAddress;
    }
  }

  // What may stand before the word for what it counts: a digit, a letter, a Chinese numeral.
  static bool is_counter(char32_t code) noexcept { return code == U'0' || code == U'A' || is_numeral(code); }

  static bool is_numeral(char32_t code) noexcept {
    return code < kKinds.of.size() && (kKinds.of[code] & kNumeral) != 0;
  }

  std::string_view text_;
  TextSigns signs_;
  char32_t before_ = 0;  // the character before; '0' for any digit, 'A' for any letter
  std::uint32_t numerals_ = 0;
  bool han_ = false;
};

}  // namespace

TextSigns read_signs(std::string_view text) noexcept {
  return Reader<View::normal>(text).run();
}

TextSigns read_raw_signs(std::string_view raw) noexcept {
  return Reader<View::raw>(raw).run();
}

}  // namespace veilgate::masking
