#include "masking/detect/prefilter.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

#include "masking/bits.hpp"

namespace veilgate::masking {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

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

// The kinds of character that forms_may_matter counts.
enum Kind : std::uint8_t {
  kOther,
  kLetter,
  kFigure,
  kHigh,
  kEqual,
  kColon,
  kDot,
  kDash,
  kPlus,
  kUnderscore,
  kBlank,
  kHash,
  kBackslash,
  kKinds,
};
constexpr std::array<std::uint8_t, 256> kKindOf = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 'a' + 'A'] = kLetter;
  for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = kFigure;
  for (std::size_t c = 0x80; c < 256; ++c) kinds[c] = kHigh;
  kinds['='] = kEqual;
  kinds[':'] = kColon;
  kinds['.'] = kDot;
  kinds['-'] = kDash;
  kinds['+'] = kPlus;
  kinds['_'] = kUnderscore;
  kinds[' '] = kinds['\t'] = kBlank;
  kinds['#'] = kinds['('] = kHash;
  kinds['\\'] = kBackslash;
  return kinds;
}();

// Any text, byte by byte.
bool forms_may_matter_in_any(std::string_view text) noexcept {
  std::array<std::uint32_t, kKinds> counts{};
  std::size_t run = 0;  // of letters and digits
  std::size_t longest = 0;
  bool parameter = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t kind = kKindOf[static_cast<unsigned char>(text[i])];
    ++counts[kind];
    run = kind == kLetter || kind == kFigure ? run + 1 : 0;
    longest = std::max(longest, run);
    if (kind == kEqual && i != 0 && i + 1 < text.size() && text[i + 1] != '=') parameter = true;
    if (kind != kBackslash || i + 1 == text.size()) continue;
    if (text[i + 1] == 'u') {
      ++counts[kHigh];
      i += 5;
    } else {
      ++i;
      run = 0;
    }
  }
  const std::uint32_t digits = counts[kFigure];
  if (parameter) return true;
  if (counts[kHigh] != 0 && (digits != 0 || counts[kUnderscore] != 0)) return true;
  if (counts[kColon] >= 2 && text.find("::") != std::string_view::npos) return true;
  if (counts[kColon] >= 5 || counts[kDash] >= 5) return true;
  if (counts[kDot] >= 3 && digits >= 4) return true;
  if (longest >= 15 && (digits >= 5 || longest >= 20)) return true;
  if (counts[kLetter] == 0) return digits >= 8 && (counts[kPlus] != 0 || counts[kDash] == 2 || counts[kColon] >= 5);
  if (digits == 0) return counts[kUnderscore] != 0 && counts[kBlank] + counts[kColon] != 0;
  // A word and a number: behind a blank or a colon the one may be the other's label. Web addresses have neither.
  const bool web = text.starts_with("http") || text.starts_with("//");
  if (counts[kBlank] != 0 || (counts[kColon] != 0 && !web) || counts[kHash] != 0) return true;
  // wxid_…, qq12345, E12345678 and keys of services.
  return digits >= 5 || (counts[kUnderscore] != 0 && longest >= 4) || (longest >= 10 && !web);
}

// Which of the first `size` bytes, at most 64, pass a test. Bytes up to the next multiple of 16 are read too.
#if defined(__x86_64__)
template <class Test>
std::uint64_t places_passing(const char* data, std::size_t size, Test test) noexcept {
  std::uint64_t places = 0;
  for (std::size_t at = 0; at < size; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    places |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(test(bytes)))} << at;
  }
  return places & first_places(static_cast<unsigned>(size));
}

std::uint64_t places_of(char c, const char* data, std::size_t size) noexcept {
  return places_passing(data, size, [c](__m128i bytes) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); });
}

CharacterBits read_characters(const char* data, std::size_t size) noexcept {
  const auto within = [=](char set, char low, char span) {
    return places_passing(data, size, [=](__m128i bytes) {
      const __m128i from_low = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(set)), _mm_set1_epi8(low));
      return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(span)), from_low);
    });
  };
  CharacterBits bits;
  bits.digits = within(0, '0', 9);
  bits.letters = within(0x20, 'a', 25);
  bits.high = places_passing(data, size, [](__m128i bytes) { return bytes; });
  bits.signs = first_places(static_cast<unsigned>(size)) & ~(bits.digits | bits.letters | bits.high);
  return bits;
}
#else
std::uint64_t places_of(char c, const char* data, std::size_t size) noexcept {
  std::uint64_t places = 0;
  for (std::size_t at = 0; at < size; ++at) places |= std::uint64_t{data[at] == c} << at;
  return places;
}

CharacterBits read_characters(const char* data, std::size_t size) noexcept {
  CharacterBits bits;
  for (std::size_t at = 0; at < size; ++at) {
    const std::uint8_t kind = kKindOf[static_cast<unsigned char>(data[at])];
    std::uint64_t& places = kind == kFigure   ? bits.digits
                            : kind == kLetter ? bits.letters
                            : kind == kHigh   ? bits.high
                                              : bits.signs;
    places |= std::uint64_t{1} << at;
  }
  return bits;
}
#endif

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
  constexpr std::size_t kShort = 64;
  if (text.size() > kShort) return forms_may_matter_in_any(text);
  std::array<char, kShort> copy{};
  std::memcpy(copy.data(), text.data(), text.size());
  const CharacterBits bits = read_characters(copy.data(), text.size());
  if (bits.signs != 0 && places_of('\\', copy.data(), text.size()) != 0) return forms_may_matter_in_any(text);
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

  const auto places = [&](char c) { return bits.signs == 0 ? 0 : places_of(c, text.data(), text.size()); };
  const std::uint64_t underscores = places('_');
  if (bits.high != 0 && underscores != 0) return true;
  if ((bits.signs & ~underscores) == 0 && digits == 0) return false;
  const std::uint64_t equals = places('=');
  const std::uint64_t inner = first_places(static_cast<unsigned>(text.size()) - 1) & ~1ull;  // neither first nor last
  if ((equals & inner & ~(equals >> 1)) != 0) return true;
  const std::uint64_t colons = places(':');
  if ((colons & colons >> 1) != 0 || count_bits(colons) >= 5) return true;
  const std::uint64_t dashes = places('-');
  if (count_bits(dashes) >= 5 || (digits >= 4 && count_bits(places('.')) >= 3)) return true;
  if (bits.letters == 0) return digits >= 8 && (count_bits(dashes) == 2 || places('+') != 0);
  const std::uint64_t blanks = places(' ') | places('\t');
  if (digits == 0) return underscores != 0 && (blanks | colons) != 0;
  const bool web = text.starts_with("http") || text.starts_with("//");
  if (blanks != 0 || (colons != 0 && !web) || (places('#') | places('(')) != 0) return true;
  return digits >= 5 || (underscores != 0 && has_run(word, 4)) || (!web && has_run(word, 10));
}

bool may_hold_value(std::string_view text, Evidence evidence) noexcept {
  if (forms_may_matter(text)) return true;
  if (text.find('@') != std::string_view::npos) return true;
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits >= static_cast<std::ptrdiff_t>(fewest_digits(evidence)) && digits_may_matter(text, evidence);
}

}  // namespace veilgate::masking
