// What a pattern needs is never more than one of its matches has; user_patterns_test.cpp tries that with patterns made
// at random.
#include "masking/detect/pattern_needs.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace veilgate::masking;

// Digits, letters, signs, bytes beyond ASCII; digits or letters, of ASCII, no digits, all.
using Row = std::array<unsigned, 8>;

Row row_of(KindCounts counts) {
  Row row{};
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = counts.of_set(i);
  return row;
}

CharacterBits bits_of(std::string_view text) {
  CharacterBits bits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::uint64_t place = std::uint64_t{1} << i;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    (c >= 0x80 ? bits.high : c >= '0' && c <= '9' ? bits.digits : letter ? bits.letters : bits.signs) |= place;
  }
  return bits;
}

TEST_CASE("the needs of a pattern are what all its matches have") {
  struct Case {
    const char* name;
    const char* pattern;
    Row needs;
  };
  const Case cases[] = {
      {"letters and digits", "VIP[0-9]{6}", {6, 3, 0, 0, 9, 9, 3, 9}},
      {"signs", "ab-[0-9]/\\d", {2, 2, 2, 0, 4, 6, 4, 6}},
      {"either of two kinds", "[A-F0-9]{8}", {0, 0, 0, 0, 8, 8, 0, 8}},
      {"no digits", "[^0-9]{3}", {0, 0, 0, 0, 0, 0, 3, 3}},
      {"words", "\\w{4}", {0, 0, 0, 0, 0, 4, 0, 4}},
      {"anything", "...", {0, 0, 0, 0, 0, 0, 0, 3}},
      {"Han", "中[0-9]+", {1, 0, 0, 2, 1, 1, 2, 3}},
      {"the lesser of two", "(?:abc1|12)x", {1, 1, 0, 0, 3, 3, 1, 3}},
      {"one may be empty", "a(?:bcd|)", {0, 1, 0, 0, 1, 1, 1, 1}},
      {"repeats", "a*b+c?d{2}e{3,}f{0,4}", {0, 6, 0, 0, 6, 6, 6, 6}},
      {"lazy repeats", "a*?b+?c??d{2}?", {0, 3, 0, 0, 3, 3, 3, 3}},
      {"braces that count nothing", "a{,2}{x", {1, 2, 4, 0, 3, 7, 6, 7}},
      {"repeated groups", "(a1){3}(?:b-){2,4}", {3, 5, 2, 0, 8, 10, 7, 10}},
      {"named groups", "(?P<n>a)(b)", {0, 2, 0, 0, 2, 2, 2, 2}},
      {"flags", "(?s)a(?U)b(?s:c)", {0, 3, 0, 0, 3, 3, 3, 3}},
      {"s and k fold beyond ASCII", "(?i)sky1", {1, 1, 0, 0, 2, 2, 3, 4}},
      {"as do the sets that hold them", "(?i)[a-z]{4}", {0, 0, 0, 0, 0, 0, 4, 4}},
      {"and what folds to them", "(?i)\xC5\xBF", {0, 0, 0, 0, 0, 0, 1, 1}},
      {"quoted", "\\Q1.a)\\E2", {2, 1, 2, 0, 3, 5, 3, 5}},
      {"quoted to the end", "\\Q1(", {1, 0, 1, 0, 1, 2, 1, 2}},
      {"characters by number", "\\x41\\x{4e2d}\\061\\n\\.", {1, 1, 2, 2, 2, 4, 5, 6}},
      {"sets of escapes", "[\\d\\x2d][\\]][\\x{30}-\\x{39}]", {1, 0, 1, 0, 1, 3, 1, 3}},
      {"sets with brackets", "[]a][^]a][[]", {0, 0, 1, 0, 0, 2, 2, 3}},
      {"sets that reach beyond ASCII", "[a-\\x{ff}][é-ü]", {0, 0, 0, 2, 0, 0, 3, 3}},
      {"sets by name", "[[:digit:]][[:alpha:]]\\pN[\\p{Han}1]", {1, 0, 0, 0, 1, 1, 0, 4}},
      {"sets without", "[^\\d中]\\D[^[:digit:]][^\\pL]", {0, 0, 0, 0, 0, 0, 3, 4}},
      {"blanks", "\\s[\\s-][^\\S]", {0, 0, 2, 0, 0, 2, 2, 3}},
      {"no width", "\\ba\\B$", {0, 1, 0, 0, 1, 1, 1, 1}},
      {"more than can be counted", "[0-9]{500}", {127, 0, 0, 0, 127, 127, 0, 127}},
      {"what is no pattern needs nothing", "abc)", {0, 0, 0, 0, 0, 0, 0, 0}},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    const KindCounts needs = read_needs(each.pattern);
    for (std::size_t i = 0; i < each.needs.size(); ++i) {
      CAPTURE(i);
      CHECK(needs.of_set(i) == each.needs[i]);
    }
  }
}

TEST_CASE("what a text has is counted alike from its bytes and from its planes") {
  for (const std::string_view text : {"", "a", "7", "-", "\xE4\xB8\xAD", "iPhone 15, \xE4\xB8\xAD\xE5\x9B\xBD No-1"}) {
    CHECK(row_of(KindCounts::of(text)) == row_of(KindCounts::of(bits_of(text))));
  }
  const std::string longest(64, '1');
  CHECK(row_of(KindCounts::of(bits_of(longest))) == Row{64, 0, 0, 0, 64, 64, 0, 64});
  CHECK(row_of(KindCounts::of(std::string(300, 'a'))) == Row{0, 127, 0, 0, 127, 127, 127, 127});
}

TEST_CASE("a text is left out when it is short of every pattern") {
  LeastNeeds needs;
  CHECK_FALSE(needs.may_be_met(bits_of("abc 123")));
  needs.add(read_needs("VIP[0-9]{6}"));
  needs.add(read_needs("[0-9]{4}-[0-9]{4}"));
  struct Case {
    const char* text;
    bool met;
  };
  const Case cases[] = {{"VIP123456", true}, {"VIP12345", false}, {"1234-5678", true},  {"12345678", false},
                        {"1234-567", false}, {"", false},         {"654321 piv", true}, {"中文中文中文", false}};
  for (const Case& each : cases) {
    CAPTURE(std::string(each.text));
    CHECK(needs.may_be_met(bits_of(each.text)) == each.met);
    CHECK(needs.may_be_met(KindCounts::of(std::string_view(each.text))) == each.met);
  }
  needs.add(read_needs(".?[^\\w]?(?:a|1|-|中)"));  // anything
  CHECK(needs.may_be_met(bits_of("x")));
  CHECK_FALSE(needs.may_be_met(bits_of("")));
}

TEST_CASE("more kinds of needs than there is room for leave out fewer texts, never one too many") {
  LeastNeeds needs;
  for (unsigned digits = 1; digits < 60; ++digits) {
    const std::string pattern = "[0-9]{" + std::to_string(digits) + "}[a-z]{" + std::to_string(60 - digits) + "}";
    needs.add(read_needs(pattern));
    for (unsigned added = 1; added <= digits; ++added) {
      CHECK(needs.may_be_met(bits_of(std::string(added, '1') + std::string(60 - added, 'a'))));
    }
  }
  CHECK_FALSE(needs.may_be_met(bits_of(std::string(60, '-'))));
}

}  // namespace
