#include "masking/detect/number_signs.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "masking/bits.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// Up to this many bytes stand between two digits of one number: three characters (digit_groups.hpp) of three bytes, or
// of six as escapes.
constexpr std::size_t kWidestGap = 9;
constexpr std::size_t kWidestEscapedGap = 18;
constexpr std::size_t kLongestCode = 34;  // characters: an IBAN
constexpr std::size_t kLongestPostcode = 5;

// What a byte between two runs of digits may be.
constexpr std::uint8_t kJoin = 1;    // inside one number; beyond ASCII included
constexpr std::uint8_t kLetter = 2;  // inside one code
constexpr std::uint8_t kEither = 4;
constexpr std::array<std::uint8_t, 256> kGapKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (const char c : {' ', '\t', '-', '.', '_', '(', ')', '[', ']'}) {
    kinds[static_cast<unsigned char>(c)] = kJoin | kEither;
  }
  for (std::size_t byte = 0x80; byte < kinds.size(); ++byte) kinds[byte] = kJoin | kEither;
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    if (is_ascii_letter(static_cast<char>(byte))) kinds[byte] = kLetter | kEither;
  }
  return kinds;
}();

constexpr DetectorSet bit(DetectorId id) noexcept {
  return detector_bit(id);
}

}  // namespace

// Every run of digits, from the one left open by the block before on.
void NumberSigns::look_at_runs(std::size_t block, std::uint64_t digits) noexcept {
  digits_ += count_bits(digits);
  std::uint64_t left = digits;
  if (open_ != kNone) {
    if (~digits == 0) return;
    const auto end = static_cast<unsigned>(std::countr_one(digits));
    close(block + end);
    if (end != 0) left &= ~first_places(end);
  }
  while (left != 0) {
    const auto begin = static_cast<unsigned>(std::countr_zero(left));
    open(block + begin);
    const unsigned end = begin + static_cast<unsigned>(std::countr_one(left >> begin));
    if (end == 64) return;
    close(block + end);
    left &= ~first_places(end);
  }
}

// Whether what stands between the run before and the one that begins here lets them belong to one number (no sign that
// ends one), and to one code: nothing but letters, or, in groups, letters and what joins them.
void NumberSigns::take_gap(std::size_t begin) noexcept {
  const std::size_t gap = begin - end_;
  if (escape_end_ > end_ && end_ != 0 && gap <= kWidestEscapedGap) return;
  std::uint8_t kinds = end_ == 0 || gap > kLongestCode ? 0 : gap <= kWidestGap ? kJoin | kEither : kLetter;
  for (std::size_t place = end_; kinds != 0 && place < begin; ++place) {
    kinds &= kGapKinds[static_cast<unsigned char>(text_[place])];
  }
  if ((kinds & kJoin) == 0) joined_ = 0;
  if ((kinds & (kLetter | kEither)) == 0) {
    code_ = 0;
    mixed_ = false;
  }
}

void NumberSigns::open(std::size_t begin) noexcept {
  open_ = begin;
  take_gap(begin);
  const bool letter = begin > 0 && begin != escape_end_ && is_ascii_letter(text_[begin - 1]);
  mixed_ = mixed_ || letter;
  const bool dot = end_ != 0 && begin - end_ == 1 && text_[end_] == '.';
  dotted_ = dot ? dotted_ + 1 : 0;
  if (dotted_ >= 3) called_ |= bit(DetectorId::ip_address);
  std::size_t plus = begin;
  while (plus > 0 && text_[plus - 1] == '(' && begin - plus < kWidestGap) --plus;
  if (plus > 0 && text_[plus - 1] == '+') called_ |= bit(DetectorId::intl_phone);
}

// 50674 Köln, 31-147 Kraków, 111 23 Lund, 1016 GV Delft, BS1 4DJ, EC1A 1BB, H2X 2V4: digits of a postcode.
bool NumberSigns::may_end_postcode(std::size_t end) const noexcept {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto back = [&](std::size_t count) { return open_ >= count ? text_[open_ - count] : '\0'; };
  const std::size_t size = end - open_;
  const char next = at(end + 1);
  if (at(end) != ' ') {
    return capital(back(1)) && is_digit(at(end + 2));
  }
  if (is_digit(next)) return capital(back(1)) && capital(at(end + 2));
  if (!capital(next) && next != '\\' && static_cast<unsigned char>(next) < 0x80) return false;
  if (size == 2) return back(1) == ' ' && is_digit(back(2));
  if (size == 3) return back(1) == '-' && is_digit(back(2));
  return size >= 4;
}

void NumberSigns::close(std::size_t end) noexcept {
  constexpr std::size_t kWholeDegrees = 3;  // digits
  const std::size_t size = end - open_;
  joined_ += size;
  longest_ = std::max(longest_, joined_);
  code_ += size;
  mixed_ = mixed_ || is_ascii_letter(at(end));
  if (mixed_) longest_code_ = std::max(longest_code_, code_);
  if (dotted_ == 1 && size >= 2 && size_ <= kWholeDegrees) called_ |= bit(DetectorId::coordinates);
  if (size <= kLongestPostcode && end < text_.size()) {
    const char behind = text_[end];
    const bool letter = behind >= 'A' && behind <= 'Z' && at(end + 1) == ' ';
    const bool blank = behind == ' ' && (at(end + 1) < 'a' || at(end + 1) > 'z');
    if ((blank || letter) && may_end_postcode(end)) called_ |= bit(DetectorId::western_address);
  }
  end_ = end;
  size_ = size;
  open_ = kNone;
}

DetectorSet NumberSigns::finish() noexcept {
  constexpr std::size_t kFewestOfCode = 4;
  constexpr std::size_t kFewestOfDocument = 5;
  constexpr std::size_t kFewestOfLandline = 7;
  constexpr std::size_t kFewestOfPhone = 10;
  constexpr std::size_t kFewestOfMobile = 11;
  constexpr std::size_t kFewestOfCard = 13;
  if (open_ != kNone) close(text_.size());
  if (longest_ >= kFewestOfDocument || longest_code_ >= kFewestOfCode) called_ |= bit(DetectorId::document);
  if (longest_ >= kFewestOfLandline) called_ |= bit(DetectorId::cn_landline);
  if (longest_ >= kFewestOfPhone) called_ |= bit(DetectorId::intl_phone);
  if (longest_ >= kFewestOfMobile) called_ |= bit(DetectorId::cn_mobile);
  if (longest_ >= kFewestOfCard) called_ |= bit(DetectorId::cn_resident_id) | bit(DetectorId::bank_card);
  return called_;
}

}  // namespace veilgate::masking
