#include "masking/detect/text_signs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "masking/bits.hpp"
#include "masking/detect/calling_words.hpp"
#include "masking/detect/character_bits.hpp"
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
    U"客户顾客买家用户会员签收代收患者病人乘客旅客司机骑手递员我叫我是名叫叫做转交转给交给联系本人住户学生"
    U"車主车主险人理人作人表人代表员工职工家属家长务员送员件员抬头账给款给租客房东同学选人聘者诉人案人事人原告被告"
    U"父亲母亲妻子丈夫儿子女儿配偶您好你好敬的爱的患儿产妇老人孩子";
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
  explicit Reader(std::string_view text) noexcept : text_(text), blocks_(text) {}

  TextSigns run() noexcept {
    constexpr std::size_t kWorthABlock = 24;  // bytes
    std::size_t next_block = 0;               // before it a block was tried and is not worth it
    for (std::size_t at = 0; at < text_.size();) {
      if (static_cast<unsigned char>(text_[at]) >= 0x80) {
        at = wide(at);
      } else if (at < next_block || text_.size() - at < kWorthABlock) {
        at = ascii(at);
      } else {
        const std::size_t end = block(at);
        if (end - at < kWorthABlock) next_block = at + kWorthABlock;
        at = end;
      }
    }
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
    if (c == '\\') return backslash(at);
    sign_at(at);
    before_ = static_cast<char32_t>(c);
    return at + 1;
  }

  // A sign, with what stands before it in `before_`.
  void sign_at(std::size_t at) noexcept {
    switch (text_[at]) {
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
      case '\\': backslash(at); break;
      default: break;
    }
  }

  // A reference that reveal() knows ends in `;` a few letters on; in a URL hardly anything does.
  bool is_named_reference(std::size_t at) const noexcept {
    std::size_t end = at;
    while (end < text_.size() && end - at < 7 && is_ascii_letter(text_[end])) ++end;
    return end != at && end < text_.size() && text_[end] == ';';
  }

  std::size_t word(std::size_t at) noexcept {
    std::size_t end = at;
    while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
    take_word(at, end);
    before_ = U'A';
    return end;
  }

  void take_word(std::size_t begin, std::size_t end) noexcept {
    if (end - begin == 1) {
      if (is_verb_of_i(text_, begin)) signs_.called |= kWesternName;
      return;
    }
    signs_.called |= calls_of_word(text_.substr(begin, end - begin));
  }

  // Up to 64 bytes from `at` on, of ASCII, by what they are; where the next to look at is. Not inside a word.
  std::size_t block(std::size_t at) noexcept {
    constexpr unsigned kFewest = 12;  // bytes that are worth it
    const std::size_t rest = text_.size() - at;
    const char* const data = blocks_.from(at);
    CharacterBits bits = read_characters(data);
    auto size = static_cast<unsigned>(std::min(rest, kBlock));
    if (bits.high != 0) size = std::min(size, static_cast<unsigned>(std::countr_zero(bits.high)));
    if (size < kFewest) return ascii(at);
    std::uint64_t others = bits.signs & ~places_in_block(' ', data) & first_places(size);
    while (others != 0) {
      const auto place = static_cast<unsigned>(std::countr_zero(others));
      others &= others - 1;
      const std::size_t sign = at + place;
      if (text_[sign] != '\\' || view == View::normal) {
        if (han_ && place != 0) before_ = kind_of(text_[sign - 1]);
        sign_at(sign);
        continue;
      }
      // What an escape by its number stands for is read one by one, and so is one that the block ends in.
      const bool whole = place + 1 < size && text_[sign + 1] != 'u';
      if (!whole) {
        size = place;
        break;
      }
      backslash(sign);
      bits.letters &= ~(std::uint64_t{2} << place);
      others &= ~(std::uint64_t{2} << place);
    }
    if (size == 0) return backslash(at);
    size = take_words(at, bits.letters & first_places(size), size);
    if (size == 0) return word(at);
    signs_.digits += count_bits(bits.digits & first_places(size));
    before_ = kind_of(text_[at + size - 1]);
    return at + size;
  }

  // The words among the first `size` bytes, and how many of these bytes are done: a word that may go on is not.
  unsigned take_words(std::size_t at, std::uint64_t letters, unsigned size) noexcept {
    while (letters != 0) {
      const auto begin = static_cast<unsigned>(std::countr_zero(letters));
      const auto end = begin + static_cast<unsigned>(std::countr_one(letters >> begin));
      if (end == kBlock && at + end < text_.size()) return begin;
      take_word(at + begin, at + end);
      if (end == kBlock) break;
      letters &= ~first_places(end);
    }
    return size;
  }

  static char32_t kind_of(char c) noexcept {
    return is_ascii_letter(c) ? U'A' : is_digit(c) ? U'0' : static_cast<char32_t>(c);
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
  Blocks blocks_;
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
