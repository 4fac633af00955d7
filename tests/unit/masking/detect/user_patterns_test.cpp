// The two engines agree: what RE2 finds in a text, Hyperscan has called for, among whatever other texts it stands.
#include "masking/detect/user_patterns.hpp"

#include <doctest/doctest.h>
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "config/schema.hpp"
#include "masking/detect/pattern_syntax.hpp"
#include "masking/detect/validators.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;

class Maker {
 public:
  explicit Maker(unsigned seed) : generator_(seed) {}

  std::size_t pick(std::size_t n) { return static_cast<std::size_t>(generator_()) % n; }

  // A pattern of a few of everything RE2 knows.
  std::string pattern(unsigned depth = 2) {
    std::string out;
    if (depth == 2 && pick(4) == 0) out += "(?i)";
    if (depth == 2 && pick(8) == 0) out += "(?s)";
    for (std::size_t parts = 1 + pick(4); parts > 0; --parts) {
      std::string piece = depth > 0 && pick(4) == 0 ? group(depth) : atom();
      if (pick(3) == 0 && piece != "\\b" && piece != "\\B") piece += kRepeats[pick(std::size(kRepeats))];
      out += piece;
    }
    return out;
  }

  std::string text() {
    std::string out;
    for (std::size_t pieces = pick(14); pieces > 0; --pieces) out += kPieces[pick(std::size(kPieces))];
    return out;
  }

 private:
  std::string group(unsigned depth) {
    const char* const opening[] = {"(", "(?:", "(?i:", "(?P<name>", "(?s:", "(?-i:", "(?U:"};
    std::string out = opening[pick(std::size(opening))] + pattern(depth - 1);
    if (pick(2) == 0) out += "|" + pattern(depth - 1);
    return out + ")";
  }
  std::string atom() { return kAtoms[pick(std::size(kAtoms))]; }

  static constexpr const char* kRepeats[] = {"+", "*", "?", "{2}", "{1,3}", "{2,}", "+?", "*?", "{0,2}", "??"};
  static constexpr const char* kAtoms[] = {"a",
                                           "b",
                                           "K",
                                           "s",
                                           "1",
                                           "AB",
                                           "中",
                                           "é",
                                           "É",
                                           "-",
                                           " ",
                                           ".",
                                           "\\d",
                                           "\\D",
                                           "\\w",
                                           "\\W",
                                           "\\s",
                                           "\\S",
                                           "\\b",
                                           "\\B",
                                           "\\.",
                                           "\\x41",
                                           "\\x{4e2d}",
                                           "\\pN",
                                           "\\p{Han}",
                                           "\\P{Han}",
                                           "\\pL",
                                           "\\PL",
                                           "\\p{^Greek}",
                                           "\\n",
                                           "\\v",
                                           "\\Qa.b\\E",
                                           "[a-c]",
                                           "[^a-c]",
                                           "[0-9]",
                                           "[^0-9]",
                                           "[\\d中]",
                                           "[^\\d中]",
                                           "[\\s-]",
                                           "[^\\s]",
                                           "[\\S]",
                                           "[^\\S]",
                                           "[\\p{Han}1]",
                                           "[^\\pL]",
                                           "[[:alpha:]]",
                                           "[^[:alpha:]]",
                                           "[[:^digit:]]",
                                           "[é-ü]",
                                           "[^é]",
                                           "[]a]",
                                           "[^]a]",
                                           "[a\\]]",
                                           "[[]",
                                           "[\\x{4e00}-\\x{9fff}]",
                                           "σ",
                                           "Σ",
                                           "ς",
                                           "ß",
                                           "ſ",
                                           "\\x{212A}",
                                           "[k-s]",
                                           "[^k]",
                                           "[\\-a]",
                                           "\\pZ",
                                           "[[:space:]]",
                                           "[[:word:]]",
                                           "\\W",
                                           "𠮷",
                                           "[^𠮷]",
                                           "[a-\\x{ff}]",
                                           "\\a",
                                           "\\071"};
  static constexpr const char* kPieces[] = {"a",        "b",   "c",    "A",
                                            "B",        "k",   "K",    "\xE2\x84\xAA",
                                            "s",        "S",   "ſ",    "1",
                                            "23",       "9",   "AB",   "中",
                                            "国",       "é",   "É",    "ü",
                                            " ",        "-",   ".",    "\n",
                                            "\v",       "\t",  "σ",    "Σ",
                                            "ς",        "ß",   "ẞ",    "𠮷",
                                            "α",        "]",   "[",    "^",
                                            "ab",       "a.b", "_",    "№",
                                            "\xC2\xA0", "Ⅷ",   "٣",    "\xF0\x9F\x98\x80",
                                            "ꭰ",      "Ꭰ",   "𞤀", "𞤢"};

  std::mt19937 generator_;
};

std::shared_ptr<const UserPatterns> compiled(const config::Class& added, std::string* why = nullptr) {
  const PatternClass one{static_cast<ClassId>(kBuiltinClassCount), &added, 0};
  auto patterns = UserPatterns::compile({&one, 1});
  if (!patterns && why != nullptr) *why = patterns.error().note.for_log();
  return patterns ? *patterns : nullptr;
}

bool has_hit(const std::vector<PatternHit>& hits, std::size_t entry) {
  return std::any_of(hits.begin(), hits.end(), [&](const PatternHit& hit) { return hit.entry == entry; });
}

TEST_CASE("whatever RE2 finds, the scan has called for") {
  Maker make(20240717);
  PatternScratch scratch;
  std::vector<PatternHit> hits;
  std::size_t tried = 0;
  std::size_t found = 0;
  for (int round = 0; round < 600; ++round) {
    config::Class added;
    added.id = "own";
    added.pattern = make.pattern();
    added.inside_words = true;
    std::string why;
    const auto patterns = compiled(added, &why);
    if (patterns == nullptr) {
      // Word boundaries beside the wrong characters: Hyperscan sees that such a pattern can never match.
      const bool never =
          added.pattern.find("\\b") != std::string::npos || added.pattern.find("\\B") != std::string::npos;
      CAPTURE(added.pattern);
      if (!never) CHECK(why.find("cannot be compiled") == std::string::npos);
      continue;
    }
    ++tried;
    Arena arena('\0');
    std::vector<std::string> texts;
    for (int i = 0; i < 20; ++i) texts.push_back(make.text());
    for (const std::string& text : texts) arena.add(text);
    REQUIRE(patterns->scan(arena, scratch, hits).has_value());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::vector<Span> spans;
      patterns->locate(0, {texts[i]}, spans);
      if (spans.empty()) continue;
      ++found;
      CAPTURE(added.pattern);
      CAPTURE(texts[i]);
      CHECK(has_hit(hits, i));
      CHECK(texts[i].size() >= patterns->least_bytes());
      for (const Span& span : spans) {
        const std::string match = texts[i].substr(span.begin, span.end - span.begin);
        CHECK(patterns->least_needs().may_be_met(KindCounts::of(match)));
      }
      CHECK(patterns->may_match(texts[i]));
    }
  }
  CHECK(tried > 300);
  CHECK(found > 1000);
}

TEST_CASE("each entry has its own hits, in order and once") {
  config::Class added;
  added.id = "own";
  added.patterns = {"[0-9]{3}", "a[^b]*c", "x"};
  const auto patterns = compiled(added);
  REQUIRE(patterns != nullptr);
  Arena arena('\0');
  for (const char* const text : {"a 123 456", "", "c", "x", "", "a", "x 123 x 456 ac"}) arena.add(text);
  PatternScratch scratch;
  std::vector<PatternHit> hits;
  REQUIRE(patterns->scan(arena, scratch, hits).has_value());
  const auto count = [&](std::uint32_t entry, std::uint32_t pattern) {
    return std::count_if(hits.begin(), hits.end(),
                         [&](const PatternHit& hit) { return hit.entry == entry && hit.pattern == pattern; });
  };
  CHECK(count(0, 0) == 1);
  CHECK(count(3, 2) == 1);
  CHECK(count(6, 0) == 1);
  CHECK(count(6, 1) == 1);
  CHECK(count(6, 2) == 1);
  CHECK(count(5, 2) == 0);
  for (std::size_t i = 1; i < hits.size(); ++i) CHECK(hits[i - 1].entry <= hits[i].entry);
}

TEST_CASE("a scratch serves one set of patterns after another") {
  PatternScratch scratch;
  std::vector<PatternHit> hits;
  for (int i = 0; i < 20; ++i) {
    config::Class added;
    added.id = "own";
    added.pattern = "abc" + std::to_string(i) + "[0-9]{1," + std::to_string(1 + i * 5) + "}z";
    const auto patterns = compiled(added);
    REQUIRE(patterns != nullptr);
    Arena arena('\0');
    arena.add("abc" + std::to_string(i) + "1z");
    arena.add("nothing in this text");
    CHECK_FALSE(patterns->is_known_empty("nothing in this text", scratch));  // what others found says nothing
    REQUIRE(patterns->scan(arena, scratch, hits).has_value());
    CHECK(hits.size() == 1);
    CHECK(patterns->is_known_empty("nothing in this text", scratch));
    CHECK_FALSE(patterns->is_known_empty("nothing in that text", scratch));
    CHECK_FALSE(patterns->is_known_empty(arena.value(arena.entries()[0]), scratch));
  }
}

TEST_CASE("what a pattern costs is known") {
  config::Class added;
  added.id = "own";
  added.patterns = {"[A-Z]{2}[0-9]{8}", "member-[0-9]{4}", "(?:foo|barr)[0-9]", "中[0-9]+"};
  const auto patterns = compiled(added);
  REQUIRE(patterns != nullptr);
  const auto costs = patterns->costs();
  REQUIRE(costs.size() == 4);
  CHECK_FALSE(costs[0].has_literal);
  CHECK(costs[0].least_bytes == 10);
  CHECK(costs[0].needs == read_needs("[A-Z]{2}[0-9]{8}"));
  CHECK(costs[1].has_literal);
  CHECK(costs[1].least_bytes == 11);
  CHECK(costs[2].has_literal);
  CHECK(costs[2].least_bytes == 4);
  CHECK(costs[3].least_bytes == 4);
  CHECK(patterns->least_bytes() == 4);
}

TEST_CASE("matches are whole words, the longest at their place, and may end early to be one") {
  struct Row {
    const char* name;
    const char* pattern;
    const char* text;
    std::vector<std::string> expected;
  };
  const Row rows[] = {
      {"longest", "[0-9]{4}|[0-9]{6}", "123456", {"123456"}},
      {"not in a longer run", "[0-9]{4}", "12345 6789 x1234 1234x", {"6789"}},
      {"cut back to a word", "[0-9]{4}(-[A-Z])?", "1234-AB", {"1234"}},
      {"behind a rejected one", "[0-9]{4}", "123456,1234", {"1234"}},
      {"Han may touch", "[0-9]{4}", "号1234号", {"1234"}},
      {"signs at the ends", "#[0-9]+#", "a#12#b", {"#12#"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    config::Class added;
    added.id = "own";
    added.pattern = row.pattern;
    const auto patterns = compiled(added);
    REQUIRE(patterns != nullptr);
    std::vector<Span> spans;
    patterns->locate(0, {row.text}, spans);
    std::vector<std::string> found;
    for (const Span& span : spans) found.push_back(std::string(row.text).substr(span.begin, span.end - span.begin));
    CHECK(found == row.expected);
  }
}

TEST_CASE("the configuration names the validators there are") {
  REQUIRE(config::kValidatorNames.size() == validators().size());
  for (const std::string_view name : config::kValidatorNames) CHECK(find_validator(name) != nullptr);
  CHECK(find_validator("nothing") == nullptr);
}

TEST_CASE("there is room for as many classes as a configuration may have") {
  CHECK(kBuiltinClassCount + config::kMostOwnClasses <= kMostClasses);
}

TEST_CASE("validators look at what a match holds") {
  const auto accepts = [](const char* name, const char* text) { return find_validator(name)->accepts(text); };
  CHECK(accepts("luhn", "4111 1111 1111 1111"));
  CHECK_FALSE(accepts("luhn", "4111 1111 1111 1112"));
  CHECK_FALSE(accepts("luhn", "abc"));
  CHECK(accepts("cn_resident_id", "11010519491231002X"));
  CHECK_FALSE(accepts("cn_resident_id", "110105194912310021"));
  CHECK(accepts("iso7064_mod11_2", "11010519491231002X"));
  CHECK(accepts("iso7064_mod11_2", "07940"));
  CHECK_FALSE(accepts("iso7064_mod11_2", "07941"));
  CHECK(accepts("cn_mobile", "138-0013-8000"));
  CHECK_FALSE(accepts("cn_mobile", "12800138000"));
  CHECK(accepts("cn_landline", "010-88993108"));
  CHECK(accepts("bank_card", "4111-1111-1111-1111"));
  CHECK(accepts("email", "foo@bar.com"));
  CHECK_FALSE(accepts("email", "foo at bar.com"));
}

}  // namespace
