#include "masking/detect/prefilter.hpp"

#include <algorithm>
#include <array>
#include <bit>
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

// Any text, byte by byte: also one with characters by their number.
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

// A text of more than a block. What escapes there are is read through, but for those by number.
class LongText {
 public:
  explicit LongText(std::string_view text) noexcept : text_(text) {}

  bool may_matter() noexcept {
    Blocks blocks(text_);
    for (std::size_t at = 0; at < text_.size(); at += kBlock) {
      const char* const data = blocks.from(at);
      CharacterBits bits = read_characters(data);
      if ((bits.signs != 0 || escaped_) && !take_escapes(at, data, bits)) return forms_may_matter_in_any(text_);
      if (take(at, data, bits)) return true;
    }
    return may_matter_in_all();
  }

 private:
  // Takes the letters of escapes out. False: a character stands there by its number.
  bool take_escapes(std::size_t block, const char* data, CharacterBits& bits) noexcept {
    if (escaped_) bits.letters &= ~std::uint64_t{1};
    std::uint64_t slashes = places_in_block('\\', data);
    if (escaped_) slashes &= ~std::uint64_t{1};
    escaped_ = false;
    while (slashes != 0) {
      const auto at = static_cast<unsigned>(std::countr_zero(slashes));
      if (block + at + 1 < text_.size() && text_[block + at + 1] == 'u') return false;
      escaped_ = at == 63;
      if (escaped_) break;
      slashes &= ~(std::uint64_t{3} << at);
      bits.letters &= ~(std::uint64_t{2} << at);
    }
    return true;
  }

  // True: whatever follows, the text may matter.
  bool take(std::size_t block, const char* data, const CharacterBits& bits) noexcept {
    digits_ += count_bits(bits.digits);
    letters_ = letters_ || bits.letters != 0;
    high_ = high_ || bits.high != 0;
    take_runs(bits.letters | bits.digits);
    if (bits.signs != 0) {
      const SignBits signs = read_signs_of_block(data);
      colons_ += count_bits(signs.colons);
      dashes_ += count_bits(signs.dashes);
      dots_ += count_bits(signs.dots);
      blank_ = blank_ || places_in_block(' ', data) != 0 || places_in_block('\t', data) != 0;
      underscore_ = underscore_ || places_in_block('_', data) != 0;
      for (std::uint64_t left = signs.equals; left != 0; left &= left - 1) {
        const std::size_t at = block + static_cast<std::size_t>(std::countr_zero(left));
        if (at != 0 && at + 1 < text_.size() && text_[at + 1] != '=') return true;
      }
    }
    if (high_ && (digits_ != 0 || underscore_)) return true;
    if (letters_ && digits_ != 0 && blank_) return true;
    return colons_ >= 5 || dashes_ >= 5 || (dots_ >= 3 && digits_ >= 4) || longest_ >= 20;
  }

  // The longest run of letters and digits, as far as its size matters.
  void take_runs(std::uint64_t word) noexcept {
    const auto leading = static_cast<unsigned>(std::countr_one(word));
    longest_ = std::max(longest_, run_ + leading);
    run_ = leading == kBlock ? run_ + leading : static_cast<unsigned>(std::countl_one(word));
    for (const unsigned size : {4u, 10u, 15u, 20u}) {
      if (longest_ < size && has_run(word, size)) longest_ = size;
      if (longest_ < size) return;
    }
  }

  bool may_matter_in_all() const noexcept {
    if (colons_ >= 2 && text_.find("::") != std::string_view::npos) return true;
    if (longest_ >= 15 && digits_ >= 5) return true;
    if (!letters_) return digits_ >= 8 && (dashes_ == 2 || text_.find('+') != std::string_view::npos);
    if (digits_ == 0) return underscore_ && (blank_ || colons_ != 0);
    const bool web = text_.starts_with("http") || text_.starts_with("//");
    if ((colons_ != 0 && !web) || text_.find_first_of("#(") != std::string_view::npos) return true;
    return digits_ >= 5 || (underscore_ && longest_ >= 4) || (longest_ >= 10 && !web);
  }

  std::string_view text_;
  bool escaped_ = false;  // the first byte of the next block belongs to an escape
  bool letters_ = false;
  bool high_ = false;
  bool blank_ = false;
  bool underscore_ = false;
  unsigned digits_ = 0;
  unsigned colons_ = 0;
  unsigned dashes_ = 0;
  unsigned dots_ = 0;
  unsigned run_ = 0;  // of letters and digits, at the end of the block before
  unsigned longest_ = 0;
};

bool forms_may_matter_in_long(std::string_view text) noexcept {
  return LongText(text).may_matter();
}

// Where a byte is among the first `size`, at most 64. Bytes up to the next multiple of 16 are read too.
#if defined(__x86_64__)
std::uint64_t places_of(char c, const char* data, std::size_t size) noexcept {
  if (size == 0) return 0;
  std::uint64_t places = 0;
  for (std::size_t at = 0; at < size; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    const __m128i same = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
    places |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(same))} << at;
  }
  return places & first_places(static_cast<unsigned>(size));
}
#else
std::uint64_t places_of(char c, const char* data, std::size_t size) noexcept {
  std::uint64_t places = 0;
  for (std::size_t at = 0; at < size; ++at) places |= std::uint64_t{data[at] == c} << at;
  return places;
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
  if (text.size() > kShort) return forms_may_matter_in_long(text);
  std::array<char, kShort> copy{};
  std::memcpy(copy.data(), text.data(), text.size());
  CharacterBits bits = read_characters(copy.data());
  bits.signs &= first_places(static_cast<unsigned>(text.size()));
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
