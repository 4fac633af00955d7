#include "masking/text/reveal.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "masking/text/fold.hpp"
#include "masking/text/write_utf8.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr int kMostTimes = 3;
constexpr std::size_t kLongestReference = 10;  // &#0065535;
constexpr std::size_t kFewestWrittenOut = 3;   // 张三13800138000 has one
constexpr std::size_t kFewestNumerals = 10;    // digits of the shortest number of a class

struct Sequence {
  char32_t code = 0;
  std::size_t size = 0;  // bytes of the text; 0: none
};

struct NamedReference {
  std::string_view name;
  char32_t code;
};
constexpr NamedReference kNamed[] = {
    {"amp;", U'&'},       {"nbsp;", U' '},     {"quot;", U'"'},     {"apos;", U'\''},    {"lt;", U'<'},
    {"gt;", U'>'},        {"ensp;", U' '},     {"emsp;", U' '},     {"thinsp;", U' '},   {"num;", U'#'},
    {"commat;", U'@'},    {"period;", U'.'},   {"lpar;", U'('},     {"rpar;", U')'},     {"plus;", U'+'},
    {"colon;", U':'},     {"comma;", U','},    {"hyphen;", U'-'},   {"dash;", U'-'},     {"zwj;", U'\u200D'},
    {"zwnj;", U'\u200C'}, {"shy;", U'\u00AD'}, {"lrm;", U'\u200E'}, {"rlm;", U'\u200F'}, {"sol;", U'/'},
    {"lowbar;", U'_'},    {"lsqb;", U'['},     {"rsqb;", U']'},     {"equals;", U'='},   {"semi;", U';'},
    {"ndash;", U'-'},     {"mdash;", U'-'},    {"middot;", U'·'}};

Sequence read_reference(std::string_view text, std::size_t at) noexcept {
  std::string_view rest = text.substr(at + 1, kLongestReference);
  if (rest.empty()) return {};
  if (rest.front() != '#') {
    for (const NamedReference& known : kNamed) {
      if (rest.starts_with(known.name)) return {known.code, 1 + known.name.size()};
    }
    return {};
  }
  const bool hex = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
  std::size_t place = hex ? 2 : 1;
  const std::size_t first = place;
  char32_t code = 0;
  for (; place < rest.size(); ++place) {
    const unsigned base = hex ? 16 : 10;
    const unsigned value = hex_value(rest[place]);
    if (value >= base) break;
    code = code * base + value;
    if (code > 0x10FFFF) return {};
  }
  if (place == first || code < 0x20 || (code >= 0xD800 && code <= 0xDFFF)) return {};
  if (place < rest.size() && rest[place] == ';') ++place;
  return {code, 1 + place};
}

// The byte that %XX at `at` stands for; kNoByte when it is none.
unsigned percent_byte(std::string_view text, std::size_t at) noexcept {
  if (at + 3 > text.size() || text[at] != '%') return kNoByte;
  return hex_byte(text[at + 1], text[at + 2]);
}

// A character, of as many %XX as it has bytes.
Sequence read_percent(std::string_view text, std::size_t at) noexcept {
  const unsigned lead = percent_byte(text, at);
  if (lead == kNoByte || lead < 0x20) return {};
  char bytes[4] = {static_cast<char>(lead)};
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned byte = percent_byte(text, at + 3 * i);
    if (byte == kNoByte) return {};
    bytes[i] = static_cast<char>(byte);
  }
  const Character character = decode_utf8({bytes, length}, 0);
  if (character.length != length) return {};
  return {character.value, 3 * length};
}

Sequence read_escape(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || (text[at + 1] != 'u' && text[at + 1] != 'U')) return {};
  char32_t code = 0;
  for (std::size_t i = 2; i < 6; ++i) {
    if (!is_hex_digit(text[at + i])) return {};
    code = code * 16 + hex_value(text[at + i]);
  }
  // Pairs of surrogates stand for what is of no class.
  if (code < 0x20 || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, 6};
}

Sequence read_sequence(std::string_view text, std::size_t at) noexcept {
  switch (text[at]) {
    case '&': return read_reference(text, at);
    case '%': return read_percent(text, at);
    case '\\': return read_escape(text, at);
    default: return {};
  }
}

// Replaces pieces of a text from its beginning to its end, in place.
class Rewriter {
 public:
  explicit Rewriter(DecodedText& decoded) noexcept : decoded_(decoded), mapped_(!decoded.raw_of.empty()) {}

  std::string_view text() const noexcept { return decoded_.text; }
  std::size_t at() const noexcept { return read_; }
  bool changed() const noexcept { return read_ != written_ || replaced_; }

  void keep(std::size_t bytes) noexcept {
    if (read_ == written_) {
      read_ += bytes;
      written_ += bytes;
      return;
    }
    for (std::size_t i = 0; i < bytes; ++i, ++read_, ++written_) {
      decoded_.text[written_] = decoded_.text[read_];
      if (mapped_) decoded_.raw_of[written_] = decoded_.raw_of[read_];
    }
  }
  // `bytes` of the text by a character that is not longer.
  void replace(std::size_t bytes, char32_t code) noexcept {
    char buffer[4];
    bool folded = false;
    const char* const end = may_fold(code) ? write_folded(code, buffer, folded) : write_utf8(code, buffer);
    const std::uint32_t raw = mapped_ ? decoded_.raw_of[read_] : 0;
    for (const char* from = buffer; from != end; ++from, ++written_) {
      decoded_.text[written_] = *from;
      if (mapped_) decoded_.raw_of[written_] = raw;
    }
    read_ += bytes;
    replaced_ = true;
  }
  void finish() {
    keep(decoded_.text.size() - read_);
    if (mapped_) {
      decoded_.raw_of[written_] = decoded_.raw_of[read_];
      decoded_.raw_of.resize(written_ + 1);
    }
    decoded_.text.resize(written_);
  }

 private:
  DecodedText& decoded_;
  bool mapped_;
  bool replaced_ = false;
  std::size_t read_ = 0;
  std::size_t written_ = 0;
};

// Where the first byte at `at` or behind it is that may begin a sequence; the size of the text when there is none.
std::size_t find_mark(std::string_view text, std::size_t at) noexcept {
  static constexpr std::array<bool, 256> kMarks = [] {
    std::array<bool, 256> marks{};
    marks['&'] = marks['%'] = marks['\\'] = true;
    return marks;
  }();
  while (at < text.size() && !kMarks[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

bool resolve_sequences(DecodedText& decoded) {
  const std::size_t first = find_mark(decoded.text, 0);
  if (first == decoded.text.size()) return false;
  Rewriter rewriter(decoded);
  for (std::size_t mark = first; mark < rewriter.text().size(); mark = find_mark(rewriter.text(), rewriter.at())) {
    rewriter.keep(mark - rewriter.at());
    const Sequence sequence = read_sequence(rewriter.text(), mark);
    if (sequence.size == 0) {
      rewriter.keep(1);
    } else {
      rewriter.replace(sequence.size, sequence.code);
    }
  }
  const bool changed = rewriter.changed();
  rewriter.finish();
  return changed;
}

struct Numeral {
  int digit = -1;
  std::size_t size = 0;
};

Numeral read_numeral(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return {};
  if (text[at] >= '0' && text[at] <= '9') return {text[at] - '0', 1};
  if (static_cast<unsigned char>(text[at]) < 0xE2) return {};
  const Character character = decode_utf8(text, at);
  return character.length == 0 ? Numeral{} : Numeral{chinese_digit(character.value), character.length};
}

// The blanks and dashes, at most two, that may stand between two numerals.
std::size_t skip_joint(std::string_view text, std::size_t at) noexcept {
  for (int i = 0; i < 2 && at < text.size() && (text[at] == ' ' || text[at] == '-'); ++i) ++at;
  return at;
}

bool resolve_numerals(DecodedText& decoded) {
  // None of them begins with a lower byte.
  constexpr unsigned char kFirst = 0xE2;
  const bool some = std::any_of(decoded.text.begin(), decoded.text.end(),
                                [](char c) { return static_cast<unsigned char>(c) >= kFirst; });
  if (!some) return false;
  Rewriter rewriter(decoded);
  while (rewriter.at() < rewriter.text().size()) {
    const std::string_view text = rewriter.text();
    const std::size_t begin = rewriter.at();
    std::size_t count = 0;
    std::size_t written_out = 0;
    std::size_t end = begin;
    for (std::size_t at = begin;;) {
      const Numeral numeral = read_numeral(text, at);
      if (numeral.digit < 0) break;
      ++count;
      written_out += numeral.size > 1 ? 1 : 0;
      end = at + numeral.size;
      at = skip_joint(text, end);
    }
    if (written_out < kFewestWrittenOut || count < kFewestNumerals) {
      const Character character = decode_utf8(text, begin);
      rewriter.keep(count != 0 ? end - begin : character.length == 0 ? 1 : character.length);
      continue;
    }
    while (rewriter.at() < end) {
      const Numeral numeral = read_numeral(text, rewriter.at());
      if (numeral.digit >= 0 && numeral.size > 1) {
        rewriter.replace(numeral.size, static_cast<char32_t>('0' + numeral.digit));
      } else {
        rewriter.keep(1);
      }
    }
  }
  const bool changed = rewriter.changed();
  rewriter.finish();
  return changed;
}

}  // namespace

int chinese_digit(char32_t code) noexcept {
  switch (code) {
    case U'〇':
    case U'零':
    case U'○': return 0;
    case U'一':
    case U'壹':
    case U'幺': return 1;
    case U'二':
    case U'贰':
    case U'貳': return 2;
    case U'三':
    case U'叁':
    case U'參': return 3;
    case U'四':
    case U'肆': return 4;
    case U'五':
    case U'伍': return 5;
    case U'六':
    case U'陆':
    case U'陸': return 6;
    case U'七':
    case U'柒': return 7;
    case U'八':
    case U'捌': return 8;
    case U'九':
    case U'玖': return 9;
    default: return -1;
  }
}

bool reveal(DecodedText& decoded) {
  bool changed = false;
  for (int i = 0; i < kMostTimes && resolve_sequences(decoded); ++i) changed = true;
  return resolve_numerals(decoded) || changed;
}

}  // namespace veilgate::masking
