#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "masking/detect/digit_groups.hpp"

namespace {

using namespace veilgate::masking;

// Each group's digits, with the sign of the joint before it; `|` where a sequence begins.
std::string described(std::string_view text) {
  std::string result;
  for (DigitGroups groups(text); !groups.done(); groups.advance()) {
    static constexpr char kSigns[] = "|s-._b";
    result += kSigns[static_cast<int>(groups[0].joint)];
    result += groups.digits(0);
  }
  return result;
}

}  // namespace

TEST_CASE("groups and joints") {
  struct Row {
    std::string_view name;
    std::string_view text;
    std::string_view described;
  };
  const Row rows[] = {
      {"none", "abc", ""},
      {"empty", "", ""},
      {"one", "a123b", "|123"},
      {"at the ends", "1 2", "|1s2"},
      {"dash", "138-0013-8000", "|138-0013-8000"},
      {"spaced dash", "138 - 0013", "|138-0013"},
      {"en dash, minus, non-breaking hyphen",
       "1\xE2\x80\x93"
       "2\xE2\x88\x92"
       "3\xE2\x80\x91"
       "4",
       "|1-2-3-4"},
      {"no-break, thin and ideographic space",
       "1\xC2\xA0"
       "2\xE2\x80\x89"
       "3\xE3\x80\x80"
       "4",
       "|1s2s3s4"},
      {"dot", "1.2", "|1.2"},
      {"underscore", "1_2", "|1_2"},
      {"brackets", "(010) 8888", "|010b8888"},
      {"dash and bracket", "86-(010)8888", "|86b010b8888"},
      {"three spaces", "1   2", "|1s2"},
      {"four spaces", "1    2", "|1|2"},
      {"two signs", "1-.2", "|1|2"},
      {"line break", "1\n2", "|1|2"},
      {"comma", "1,2", "|1|2"},
      {"colon", "16:38", "|16|38"},
      {"letter", "1a2", "|1|2"},
      {"Han",
       "1\xE5\x92\x8C"
       "2",
       "|1|2"},
      {"malformed byte",
       "1\xFF"
       "2",
       "|1|2"},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK(described(row.text) == row.described);
  }
}

TEST_CASE("a sequence longer than the view") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "7 ";
  DigitGroups groups(text);
  CHECK(groups.joined() == DigitGroups::kAhead);
  CHECK(groups.previous() == nullptr);
  std::size_t count = 0;
  for (; !groups.done(); groups.advance()) {
    CHECK(groups.joined() == std::min<std::size_t>(DigitGroups::kAhead, 100 - count));
    CHECK(groups.joined_digits() == groups.joined());
    CHECK((groups.previous() != nullptr) == (count > 0));
    ++count;
  }
  CHECK(count == 100);
}

TEST_CASE("how many digits are joined") {
  struct Row {
    std::string_view text;
    std::size_t digits[4];  // from each group on
  };
  const Row rows[] = {
      {"138-0013-8000", {11, 8, 4, 0}},
      {"12 345,6", {5, 3, 1, 0}},
      {"1,22,333", {1, 2, 3, 0}},
      {"1 2,34 5", {2, 1, 3, 1}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    std::size_t group = 0;
    for (DigitGroups groups(row.text); !groups.done(); groups.advance()) {
      CHECK(groups.joined_digits() == row.digits[group++]);
    }
  }
}
