#include "masking/detect/prefilter.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "masking/bits.hpp"
#include "masking/detect/calling_words.hpp"
#include "masking/detect/spelled_email.hpp"
#include "masking/detect/text_planes.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kDateAndTime = "0000-00-00 00:00:00";
constexpr std::size_t kDateSize = 10;

// Whether the text begins like the first `size` characters of kDateAndTime.
bool begins_as_date(std::string_view text, std::size_t size) noexcept {
  if (text.size() < size || text[4] != '-' || text[7] != '-') return false;
  for (std::size_t i = 0; i < size; ++i) {
    const char shape = kDateAndTime[i];
    const bool fits = shape == '0' ? is_digit(text[i]) : text[i] == shape || (i == kDateSize && text[i] == 'T');
    if (!fits) return false;
  }
  return true;
}

bool is_date_and_time(std::string_view text) noexcept {
  constexpr std::string_view kShape = kDateAndTime;
  if (!begins_as_date(text, kShape.size())) return false;
  // Nothing but a fraction, a zone or both may follow.
  return text.size() <= kShape.size() + 4 &&
         text.find_first_not_of(".0123456789Z", kShape.size()) == std::string_view::npos;
}

// Whether no locator reads a number across this byte: any ASCII character but the signs people group digits with.
bool ends_number(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80 && std::string_view(" \t-._()[]").find(c) == std::string_view::npos;
}

// Digits with nothing but a few separators between them, as many as the fewest a class has; under a key that lowers
// evidence, as many as an ID of 18 has, so that a longer run is none.
bool digits_stand_together(std::string_view text, Evidence evidence) noexcept {
  constexpr std::size_t kWidestGap = 16;  // bytes; wider than any separator a locator reads across
  std::size_t together = 0;
  std::size_t run = 0;
  std::size_t gap = 0;
  bool grouped = false;
  const auto enough = [&] {
    if (evidence != Evidence::denied_key) return together >= kFewestDigits;
    return grouped ? together >= kFewestProvenDigits : run == 17 || run == 18;
  };
  for (const char c : text) {
    if (is_digit(c)) {
      grouped = grouped || (together != 0 && gap != 0);
      ++together;
      run = gap == 0 ? run + 1 : 1;
      gap = 0;
      continue;
    }
    if (enough()) return true;
    if (++gap > kWidestGap || ends_number(c)) {
      together = 0;
      run = 0;
      gap = 0;
      grouped = false;
    }
  }
  return enough();
}

// The signs that forms are told by. The values are places in SignPlaces.
enum Sign : std::uint8_t {
  kOther,
  kUnderscore,
  kEqual,
  kColon,
  kDash,
  kDot,
  kPlus,
  kBlank,
  kBracketOrHash,
  kTag,
  kSigns
};
constexpr std::array<std::uint8_t, 256> kSignOf = [] {
  std::array<std::uint8_t, 256> signs{};
  const auto add = [&signs](char c, Sign sign) { signs[static_cast<unsigned char>(c)] = sign; };
  add('_', kUnderscore);
  add('=', kEqual);
  add(':', kColon);
  add('-', kDash);
  add('.', kDot);
  add('+', kPlus);
  add(' ', kBlank);
  add('\t', kBlank);
  add('(', kBracketOrHash);
  add('[', kBracketOrHash);
  add('{', kBracketOrHash);
  add('#', kBracketOrHash);
  add('<', kTag);
  return signs;
}();
// Where each of them stands.
using SignPlaces = std::array<std::uint64_t, kSigns>;
SignPlaces places_of_signs(std::string_view text, std::uint64_t signs) noexcept {
  SignPlaces places{};
  for (std::uint64_t left = signs; left != 0; left &= left - 1) {
    const auto at = static_cast<unsigned>(std::countr_zero(left));
    places[kSignOf[static_cast<unsigned char>(text[at])]] |= std::uint64_t{1} << at;
  }
  return places;
}

// Whether the one colon that an address of the web begins with, or none, stands before its path.
bool is_web_address(std::string_view text) noexcept {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//");
}

}  // namespace

bool plain_run_may_matter(std::string_view digits) noexcept {
  switch (digits.size()) {
    case 10: return digits[0] == '0';
    case 11: return digits[0] == '0' || (digits[0] == '1' && digits[1] >= '3');
    case 12:
    case 13:
    case 14: return digits[0] == '0' || digits.starts_with("86");
    default: return digits.size() >= 15 && digits.size() <= 19;
  }
}

bool is_date_and_time(std::string_view text, std::uint64_t digits) noexcept {
  constexpr std::uint64_t kDigits = 0b110'1101'1011'0110'1111;  // where kDateAndTime has them
  return text.size() == kDateAndTime.size() && digits == kDigits && text[4] == '-' && text[7] == '-' &&
         (text[10] == ' ' || text[10] == 'T') && text[13] == ':' && text[16] == ':';
}

bool digits_may_matter(std::string_view text, Evidence evidence) noexcept {
  const auto other = std::find_if_not(text.begin(), text.end(), is_digit);
  if (other == text.end()) return plain_run_may_matter(text);
  return !is_date_and_time(text) && digits_stand_together(text, evidence);
}

bool forms_may_matter(std::string_view text) noexcept {
  constexpr std::size_t kShortest = 6;
  if (text.size() < kShortest) return false;
  // A date is somebody's day of birth by what stands around it alone, and that calls its detector by itself.
  if (text.size() >= kDateSize && is_digit(text[0]) && text[4] == '-' &&
      (text.size() == kDateSize ? begins_as_date(text, kDateSize) : is_date_and_time(text))) {
    return false;
  }
  if (text.size() > kPlaneBytes || text.find('\\') != std::string_view::npos) return true;
  std::array<char, kPlaneBytes + kPlaneAhead> copy{};
  std::memcpy(copy.data(), text.data(), text.size());
  TextPlanes planes;
  read_planes(copy.data(), 1, WordTable::get().fingerprints(), &planes);
  CharacterBits bits{planes.digits, planes.letters, planes.high, 0};
  bits.signs = first_places(static_cast<unsigned>(text.size())) & ~(bits.digits | bits.letters | bits.high);
  return forms_may_matter({copy.data(), text.size()}, bits);
}

bool forms_may_matter(std::string_view text, const CharacterBits& bits) noexcept {
  constexpr std::size_t kShortest = 6;
  if (text.size() < kShortest) return false;
  const std::uint64_t word = bits.letters | bits.digits;
  const unsigned digits = count_bits(bits.digits);
  const bool run_of_15 = text.size() >= 15 && has_run(word, 15);
  if (run_of_15 && (digits >= 5 || has_run(word, 20))) return true;
  if (bits.high != 0 && digits != 0) return true;
  if (bits.signs == 0 && (bits.letters == 0 || digits == 0)) return false;

  const SignPlaces places = places_of_signs(text, bits.signs);
  const std::uint64_t underscores = places[kUnderscore];
  if (bits.high != 0 && underscores != 0) return true;
  if ((bits.signs & ~underscores) == 0 && digits == 0) return false;
  for (std::uint64_t left = places[kBracketOrHash]; left != 0; left &= left - 1) {
    if (is_bracketed_at(text, static_cast<std::size_t>(std::countr_zero(left)))) return true;
  }
  const std::uint64_t equals = places[kEqual];
  const std::uint64_t inner = first_places(static_cast<unsigned>(text.size()) - 1) & ~1ull;  // neither first nor last
  if ((equals & inner & ~(equals >> 1)) != 0) return true;
  const std::uint64_t colons = places[kColon];
  if ((colons & colons >> 1) != 0 || count_bits(colons) >= 5) return true;
  const std::uint64_t dashes = places[kDash];
  if (count_bits(dashes) >= 5 || (digits >= 4 && count_bits(places[kDot]) >= 3)) return true;
  const bool web = is_web_address(text);
  // Behind a name: <name>value</name>, name:value.
  if ((bits.letters | bits.high) != 0 && (places[kTag] != 0 || (colons != 0 && !web))) return true;
  if (bits.letters == 0) return digits >= 8 && (count_bits(dashes) == 2 || places[kPlus] != 0);
  const std::uint64_t blanks = places[kBlank];
  if (digits == 0) return underscores != 0 && blanks != 0;
  if (blanks != 0 || places[kBracketOrHash] != 0) return true;
  return digits >= 5 || (underscores != 0 && has_run(word, 4)) || (!web && has_run(word, 10));
}

}  // namespace veilgate::masking
