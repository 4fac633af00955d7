#include "masking/detect/text_signs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "masking/bits.hpp"
#include "masking/detect/calling_words.hpp"
#include "masking/detect/han_signs.hpp"
#include "masking/detect/han_words.hpp"
#include "masking/detect/number_signs.hpp"
#include "masking/detect/sign_forms.hpp"
#include "masking/detect/spelled_email.hpp"
#include "masking/detect/table_shape.hpp"
#include "masking/detect/text_planes.hpp"
#include "masking/text/fold.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr DetectorSet kName = detector_bit(DetectorId::person_name);
constexpr DetectorSet kAddress = detector_bit(DetectorId::address);
constexpr DetectorSet kPlate = detector_bit(DetectorId::cn_plate);
constexpr DetectorSet kWesternAddress = detector_bit(DetectorId::western_address);
constexpr DetectorSet kSecret = detector_bit(DetectorId::secret);
constexpr DetectorSet kWechat = detector_bit(DetectorId::wechat);
constexpr DetectorSet kBirthDate = detector_bit(DetectorId::birth_date);

constexpr std::size_t kEscape = 6;  // \u4e00
constexpr char32_t kNoCharacter = ~char32_t{0};
// The character of the escape by number at `at`; kNoCharacter when it is none.
char32_t escaped_character(std::string_view text, std::size_t at) noexcept {
  if (at + kEscape > text.size() || text[at] != '\\' || text[at + 1] != 'u') return kNoCharacter;
  unsigned code = 0;
  unsigned bad = 0;
  for (std::size_t i = 2; i < kEscape; ++i) {
    const unsigned value = hex_value(text[at + i]);
    bad |= value & 0xF0u;
    code = code << 4 | value;
  }
  return bad != 0 ? kNoCharacter : char32_t{code};
}

// Dashes, typographic quotes and bullets: nothing reads them in another way when they are written as escapes, and
// folding leaves them.
constexpr bool is_dash_or_quote(char32_t code) noexcept {
  return code >= 0x2010 && code <= 0x2023;
}

enum class View : std::uint8_t { normal, raw };

template <View view>
class Reader {
 public:
  explicit Reader(std::string_view text) noexcept : text_(text), numbers_(text) {}

  TextSigns run() noexcept {
    PlaneReader reader(text_, words_.fingerprints());
    while (reader.next()) take(reader.at(), reader.planes());
    return finish();
  }

 private:
  // A password stands at most so many bytes behind its word, its digit at most kLongestTold bytes further (label.hpp,
  // locate_secret.cpp); escapes take twice as many.
  static constexpr std::size_t kSecretReach = (64 + 128) * (view == View::raw ? 2 : 1);
  // A code stands at most so many before its name.
  static constexpr std::size_t kCodeReach = kLabelReach * (view == View::raw ? 2 : 1);

  void take(std::size_t block, const TextPlanes& planes) noexcept {
    std::uint64_t letters = planes.letters;
    std::uint64_t digits = planes.digits;
    std::uint64_t rare = planes.rare;
    std::uint64_t high = planes.high;
    if (done_ > block) {
      const std::uint64_t rest = rest_of_block(block);
      letters &= rest;
      digits &= rest;
      rare &= rest;
      high &= rest;
    }
    for (; rare != 0; rare &= rare - 1) {
      const auto place = static_cast<unsigned>(std::countr_zero(rare));
      if (view == View::normal || text_[block + place] != '\\') {
        sign_at(block + place);
        continue;
      }
      done_ = escape(block + place);
      const std::uint64_t rest = rest_of_block(block) | (std::uint64_t{1} << place) | ((std::uint64_t{1} << place) - 1);
      letters &= rest;
      digits &= rest;
      rare &= rest;
    }
    while (high != 0) {
      const std::size_t end = wide(block + static_cast<std::size_t>(std::countr_zero(high)));
      if (end >= block + kPlaneBytes) {
        done_ = std::max(done_, end);
        break;
      }
      high &= ~first_places(static_cast<unsigned>(end - block));
    }
    std::uint64_t left = may_call(planes, letters, before_letter_);
    before_letter_ = letters >> 63;
    for (; left != 0; left &= left - 1) {
      const auto place = static_cast<unsigned>(std::countr_zero(left));
      const WordCalls calls = words_.calls(text_, block + place, letters_end(text_, block, place, letters));
      signs_.called |= calls.calls;
      ask(calls.asks, block + place);
    }
    if (digits != 0) {
      if (block < secret_reach_) signs_.called |= kSecret;
      digits_end_ = block + kPlaneBytes;
    }
    numbers_.take(block, digits);
    take_joints(block, planes);
    for (std::uint64_t colons = planes.colons; colons != 0; colons &= colons - 1) {
      signs_.called |= calls_of_colon(text_, block + static_cast<std::size_t>(std::countr_zero(colons)));
    }
  }

  // The places of a block that lie behind what was read.
  std::uint64_t rest_of_block(std::size_t block) const noexcept {
    if (done_ >= block + kPlaneBytes) return 0;
    return done_ <= block ? ~std::uint64_t{0} : ~first_places(static_cast<unsigned>(done_ - block));
  }

  void ask(DetectorSet asks, std::size_t at) noexcept {
    asks_ |= asks;
    if ((asks & kSecret) == 0) return;
    secret_reach_ = at + kSecretReach;
    if (digits_end_ != 0 && has_code_before(at)) signs_.called |= kSecret;
  }

  // As many digits in a row as a code has that is named behind it, within the reach of its name.
  bool has_code_before(std::size_t at) const noexcept {
    const std::size_t floor = std::max(at, kCodeReach) - kCodeReach;
    std::size_t digits = 0;
    for (std::size_t place = std::min(at, digits_end_); place > floor && digits < kFewestOfCode; --place) {
      digits = is_digit(text_[place - 1]) ? digits + 1 : 0;
    }
    return digits == kFewestOfCode;
  }

  void take_joints(std::size_t block, const TextPlanes& planes) noexcept {
    const std::uint64_t joints = planes.joints;
    std::uint64_t near = 0;
    for (unsigned gap = 1; gap <= kJointReach; ++gap) {
      // Only the groups between two colons may be of an even size.
      const bool even = gap % 2 == 0;
      const std::uint64_t second = even ? planes.colons : joints;
      near |= second << gap | (even ? before_colons_ : before_joints_) >> (64 - gap);
    }
    before_joints_ = joints;
    before_colons_ = planes.colons;
    for (std::uint64_t left = near & joints; left != 0; left &= left - 1) {
      signs_.called |= calls_of_joint(text_, block + static_cast<std::size_t>(std::countr_zero(left)));
    }
    // 3-2-501
    const std::uint64_t next = block + kPlaneBytes < text_.size() && is_digit(text_[block + kPlaneBytes]) ? 1 : 0;
    const std::uint64_t between = (planes.digits << 1 | before_digit_) & (planes.digits >> 1 | next << 63) & joints;
    before_digit_ = planes.digits >> 63;
    for (std::uint64_t left = house_ ? 0 : between; left != 0; left &= left - 1) {
      house_ = house_ || text_[block + static_cast<std::size_t>(std::countr_zero(left))] == '-';
    }
  }

  void sign_at(std::size_t at) noexcept {
    switch (text_[at]) {
      case '@': signs_.called |= calls_of_at_sign(text_, at); break;
      case '=': signs_.called |= calls_of_equal_sign(text_, at); break;
      case '(':
      case '[':
        if (is_bracketed_at(text_, at)) signs_.called |= detector_bit(DetectorId::email);
        break;
      case '<': signs_.called |= calls_of_tag(text_, at); break;
      case '%':
        if (at + 2 < text_.size() && is_hex_digit(text_[at + 1]) && is_hex_digit(text_[at + 2])) signs_.hidden = true;
        break;
      case '&':
        if (at + 1 < text_.size() && (text_[at + 1] == '#' || is_named_reference(at + 1))) signs_.hidden = true;
        break;
      case '#': house_ = house_ || is_counter(before(at)); break;
      case '\\':
        // An escape that was escaped once more.
        if (at + kEscape <= text_.size() && (text_[at + 1] | 0x20) == 'u') signs_.hidden = true;
        break;
      default: break;
    }
  }

  // A reference that reveal() knows ends in `;` a few letters on; in a URL hardly anything does.
  bool is_named_reference(std::size_t at) const noexcept {
    std::size_t end = at;
    while (end < text_.size() && end - at < 7 && is_ascii_letter(text_[end])) ++end;
    return end != at && end < text_.size() && text_[end] == ';';
  }

  // The escape that begins at a backslash: where it ends.
  std::size_t escape(std::size_t at) noexcept {
    const char c = at + 1 < text_.size() ? text_[at + 1] : '\0';
    if (c != 'u') {
      breaks_ = breaks_ || c == 'n';
      if (std::string_view("\"/bfnr").find(c) == std::string_view::npos) signs_.escape = true;
      return at + 2;
    }
    const char32_t code = escaped_character(text_, at);
    if (code == kNoCharacter) {
      signs_.escape = true;
      return at + 2;
    }
    if ((code < 0x3000 && !is_dash_or_quote(code)) || code >= 0xD000) signs_.escape = true;
    numbers_.take_escape(at + kEscape);
    take_character(code, at, at + kEscape);
    return at + kEscape;
  }

  // The characters beyond ASCII from `at` on: where the next of ASCII stands.
  std::size_t wide(std::size_t at) noexcept {
    while (at < text_.size() && static_cast<unsigned char>(text_[at]) >= 0x80) {
      const Character c = decode_utf8(text_, at);
      if (c.length == 0) {
        ++at;
        continue;
      }
      take_character(c.value, at, at + c.length);
      at += c.length;
    }
    return at;
  }

  // A character beyond ASCII, written in [begin, end).
  void take_character(char32_t code, std::size_t begin, std::size_t end) noexcept {
    constexpr char32_t kFirstHan = 0x2E80;
    han_ = han_ || code >= kFirstHan;
    const std::uint8_t kinds = han_signs_.kinds(code);
    if (code >= 0x10000 && folds_to_telling_form(code)) signs_.hidden = true;
    if (code == U'收' && !is_han(decode_utf8(text_, end).value)) signs_.called |= kName;  // 王建国收
    if ((kinds & ~HanSigns::kPairBegin) != 0) telling(code, begin, end, kinds);
    if ((kinds & HanSigns::kPairBegin) != 0 && end < text_.size() && is_ascii_letter(text_[end])) {
      take_pair(code, static_cast<char32_t>(text_[end] | 0x20), begin);
    }
  }

  void telling(char32_t code, std::size_t begin, std::size_t end, std::uint8_t kinds) noexcept {
    if ((kinds & HanSigns::kFoldable) != 0) signs_.hidden = true;
    if ((kinds & HanSigns::kNumeral) != 0) ++numerals_;
    if ((kinds & HanSigns::kPlace) != 0) signs_.called |= kAddress;
    if ((kinds & HanSigns::kPlate) != 0 && may_be_plate(code, end)) signs_.called |= kPlate;
    if ((kinds & (HanSigns::kUnit | HanSigns::kPairEnd | HanSigns::kAlone)) == 0) return;
    const char32_t first = before(begin);
    if ((kinds & HanSigns::kUnit) != 0 && (is_counter(first) || (first == U' ' && is_counter(before(begin - 1))))) {
      signs_.called |= kAddress;
    }
    take_pair(first, code, begin);
  }

  void take_pair(char32_t first, char32_t second, std::size_t at) noexcept {
    const WordCalls calls = han_signs_.calls(first, second);
    signs_.called |= calls.calls;
    ask(calls.asks, at);
  }

  // 京A…, 京 A…, 使123456, 使 123456
  bool may_be_plate(char32_t first, std::size_t at) const noexcept {
    if (at >= text_.size()) return false;
    const char c = text_[at];
    if (first != U'使') {
      return is_ascii_letter(c) || (c == ' ' && at + 1 < text_.size() && is_ascii_letter(text_[at + 1]));
    }
    const bool separator = c == ' ' || c == '-' || c == '.';
    return is_digit(c) || c == '\\' || static_cast<unsigned char>(c) >= 0x80 ||
           (separator && at + 1 < text_.size() && is_digit(text_[at + 1]));
  }

  // The character before a place, small when it is a letter; 0 at the beginning.
  char32_t before(std::size_t at) const noexcept {
    if (at == 0) return 0;
    const char c = text_[at - 1];
    if (static_cast<unsigned char>(c) >= 0x80) return decode_utf8_before(text_, at).value;
    if (view == View::raw && at >= kEscape && is_hex_digit(c)) {
      const char32_t escaped = escaped_character(text_, at - kEscape);
      if (escaped != kNoCharacter) return escaped;
    }
    return static_cast<char32_t>(is_ascii_letter(c) ? c | 0x20 : c);
  }

  // What may stand before the word for what it counts: a digit, a letter, a Chinese numeral.
  bool is_counter(char32_t code) const noexcept {
    if (code >= 0x80) return (han_signs_.kinds(code) & HanSigns::kNumeral) != 0;
    return is_digit(static_cast<char>(code)) || is_ascii_letter(static_cast<char>(code));
  }

  TextSigns finish() noexcept {
    constexpr std::size_t kFewestDigits = 10;
    signs_.called |= numbers_.finish();
    if (han_ && house_) signs_.called |= kAddress;
    const std::size_t digits = numbers_.digits();
    // A number beside a name: 张三 13800138000.
    if (digits + numerals_ >= kFewestDigits) {
      if (han_) signs_.called |= kName;
      if (numerals_ >= 3) signs_.hidden = true;
    }
    if (digits == 0) signs_.called &= ~kWesternAddress;
    const bool lines = breaks_ || (view == View::normal && text_.substr(0, kLongestHeader).find('\n') != text_.npos);
    if (begins_insert(text_) || (lines && table_separator(text_, view == View::raw) != 0))
      signs_.called |= detector_bit(DetectorId::table);
    // A date may be in Han numerals, too.
    if ((asks_ & kBirthDate) != 0) signs_.called |= kBirthDate;
    if ((asks_ & kWechat) != 0 && (digits != 0 || text_.find('_') != std::string_view::npos)) signs_.called |= kWechat;
    return signs_;
  }

  std::string_view text_;
  const WordTable& words_ = WordTable::get();
  const HanSigns& han_signs_ = HanSigns::get();
  NumberSigns numbers_;
  TextSigns signs_;
  DetectorSet asks_ = 0;
  std::size_t done_ = 0;          // what lies before it was read out of turn
  std::size_t secret_reach_ = 0;  // before it a digit may be a password's
  std::size_t digits_end_ = 0;    // of the last block with a digit; 0: none
  std::uint64_t before_letter_ = 0;
  std::uint64_t before_joints_ = 0;
  std::uint64_t before_colons_ = 0;
  std::uint64_t before_digit_ = 0;  // the block before ends in one
  std::size_t numerals_ = 0;
  bool han_ = false;
  bool breaks_ = false;
  bool house_ = false;  // a sign that counts houses where there is Han
};

}  // namespace

TextSigns read_signs(std::string_view text) noexcept {
  return Reader<View::normal>(text).run();
}

TextSigns read_raw_signs(std::string_view raw) noexcept {
  return Reader<View::raw>(raw).run();
}

}  // namespace veilgate::masking
