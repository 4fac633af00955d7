// Characters as people see them: the rules of UAX #29 one by one, and the table against the Unicode data files where
// the package unicode-data is installed.
#include "masking/text/grapheme.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "masking/text/grapheme_table.hpp"

namespace {

using namespace veilgate::masking;

std::string utf8(std::uint32_t code) {
  std::string out;
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = grapheme_at(text, at).end;
    REQUIRE(end > at);
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  CHECK(out.size() == count_graphemes(text));
  return out;
}

const std::string kUnicode = "/usr/share/unicode/";

std::string without_comment(const std::string& line) {
  return line.substr(0, line.find('#'));
}

}  // namespace

TEST_CASE("what is one character") {
  struct Row {
    std::string name;
    std::vector<std::string> characters;
  };
  const Row rows[] = {
      {"ASCII", {"a", "1", " ", "*"}},
      {"Han", {"张", "三", "丰"}},
      {"Han and ASCII", {"张", "a", "三"}},
      {"Han beyond the BMP", {"𠮷", "野", "𪚥"}},
      {"Han with a variation selector", {"葛\U000E0100", "城"}},
      {"a combining accent", {"e\u0301", "t"}},
      {"several combining marks", {"a\u0301\u0323\u0302", "b"}},
      {"a family", {"👨\u200D👩\u200D👧\u200D👦", "x"}},
      {"a skin tone", {"👍🏽", "👍"}},
      {"a heart with its presentation", {"❤\uFE0F", "x"}},
      {"a rainbow flag", {"🏳\uFE0F\u200D🌈"}},
      {"flags", {"🇨🇳", "🇩🇪", "🇫"}},
      {"a flag in tags", {"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "x"}},
      {"a key cap", {"1\uFE0F\u20E3", "2"}},
      {"emoji side by side", {"😀", "😁"}},
      {"a joiner between letters", {"a\u200D", "b"}},
      {"a joiner behind an emoji", {"👨\u200D", "b"}},
      {"Hangul syllables", {"김", "치"}},
      {"Hangul in jamo", {"\u1100\u1161\u11A8", "\u1102\u1161"}},
      {"a syllable with a final", {"가\u11A8", "x"}},
      {"Devanagari with a vowel sign", {"\u0915\u093F", "\u0916"}},
      {"Thai with a vowel sign", {"\u0E01\u0E33", "\u0E02"}},
      {"an Arabic number sign", {"\u06001", "2"}},
      {"controls", {"\r", "\n", "\t", "\u200B"}},
      {"a mark behind a control", {"\n", "\u0301", "a"}},
      {"a mark at the beginning", {"\u0301", "a"}},
      {"bytes of no character", {"\xFF", "\x80", "a"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    std::string text;
    for (const auto& character : row.characters) text += character;
    CHECK(split(text) == row.characters);
  }
  CHECK(count_graphemes("") == 0);
}

TEST_CASE("what stands alone") {
  const auto alone = [](const std::string& text) { return grapheme_at(text, 0).stands_alone; };
  CHECK(alone("a"));
  CHECK(alone("张"));
  CHECK(alone("👨\u200D👩"));
  CHECK(alone("e\u0301"));
  CHECK_FALSE(alone("\u0301"));
  CHECK_FALSE(alone("\u200D"));
  CHECK_FALSE(alone("\u093F"));
  CHECK_FALSE(alone("👨\u200D"));
  CHECK_FALSE(alone("\u0600"));
  for (const char* character : {"*", "●", "★", "x", "🔒", "＊"}) {
    CAPTURE(character);
    CHECK(is_separate_character(character));
  }
  for (const char* character : {"", "\u0301", "\u200D", "🇨", "\u1100", "\u0600", "\n", "ab", "가"}) {
    CAPTURE(character);
    CHECK_FALSE(is_separate_character(character));
  }
}

TEST_CASE("plain characters are counted like all others") {
  for (std::uint32_t code = 0x4000; code < 0xA000; ++code) {
    const std::string text = utf8(code) + "a" + utf8(code) + utf8(code);
    REQUIRE(count_plain_characters(text) != kNotPlain);
    REQUIRE(count_graphemes(text) == 4);
    REQUIRE(grapheme_at(text, 0).end == 3);
  }
  CHECK(count_plain_characters("abc *+86") == 8);
  CHECK(count_plain_characters("abcdefgh张三é") == 11);
  CHECK(count_plain_characters("\xBC\xA0") == kNotPlain);
  CHECK(count_plain_characters("张\xE5\xBC") == kNotPlain);
  CHECK(count_plain_characters("e\u0301") == kNotPlain);
  CHECK(count_plain_characters("张\uFE0F") == kNotPlain);
  CHECK(count_plain_characters("😀") == kNotPlain);
}

TEST_CASE("the table is in order, and the one of the Unicode data files") {
  char32_t last = 0x7F;
  std::map<std::uint32_t, GraphemeBreak> table;
  for (const GraphemeRange& range : grapheme_ranges()) {
    REQUIRE(range.first > last);
    REQUIRE(range.last >= range.first);
    last = range.last;
    for (char32_t code = range.first; code <= range.last; ++code) table[code] = range.property;
  }
  const std::map<std::string, GraphemeBreak> names = {
      {"CR", GraphemeBreak::control},      {"LF", GraphemeBreak::control},
      {"Control", GraphemeBreak::control}, {"Extend", GraphemeBreak::extend},
      {"ZWJ", GraphemeBreak::zwj},         {"Regional_Indicator", GraphemeBreak::regional},
      {"Prepend", GraphemeBreak::prepend}, {"SpacingMark", GraphemeBreak::spacing_mark},
      {"L", GraphemeBreak::hangul_l},      {"V", GraphemeBreak::hangul_v},
      {"T", GraphemeBreak::hangul_t},      {"Extended_Pictographic", GraphemeBreak::pictograph},
  };
  std::map<std::uint32_t, GraphemeBreak> expected;
  for (const char* name : {"auxiliary/GraphemeBreakProperty.txt", "emoji/emoji-data.txt"}) {
    std::ifstream file(kUnicode + name);
    if (!file) {
      std::cout << "skipped: the package unicode-data is not installed\n";
      return;
    }
    for (std::string line; std::getline(file, line);) {
      std::istringstream fields(without_comment(line));
      std::string range;
      std::string semicolon;
      std::string property;
      if (!(fields >> range >> semicolon >> property) || names.count(property) == 0) continue;
      const auto first = std::stoul(range, nullptr, 16);
      const auto dots = range.find("..");
      const auto end = dots == std::string::npos ? first : std::stoul(range.substr(dots + 2), nullptr, 16);
      for (auto code = first; code <= end; ++code) {
        if (code >= 0x80) expected[static_cast<std::uint32_t>(code)] = names.at(property);
      }
    }
  }
  CHECK(table == expected);
}

TEST_CASE("the segmentation test of Unicode") {
  std::ifstream file(kUnicode + "auxiliary/GraphemeBreakTest.txt");
  if (!file) {
    std::cout << "skipped: the package unicode-data is not installed\n";
    return;
  }
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(without_comment(line));
    std::string text;
    std::vector<std::string> expected;
    for (std::string word; words >> word;) {
      if (word == "÷") {
        expected.emplace_back();
      } else if (word != "×") {
        expected.back() += utf8(static_cast<std::uint32_t>(std::stoul(word, nullptr, 16)));
      }
    }
    if (expected.empty()) continue;
    expected.pop_back();
    for (const auto& character : expected) text += character;
    if (text.find("\r\n") != std::string::npos) continue;  // two characters here
    CAPTURE(line);
    CHECK(split(text) == expected);
    ++lines;
  }
  CHECK(lines > 500);
}
