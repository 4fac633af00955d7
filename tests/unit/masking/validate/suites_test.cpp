// The validators against the tables of two other authors. Every difference is listed, with the reason.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"
#include "masking/validate/bank_card.hpp"
#include "masking/validate/cn_landline.hpp"
#include "masking/validate/cn_mobile.hpp"
#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/email.hpp"
#include "masking/validate/luhn.hpp"
#include "tests/support/suite_json.hpp"
#include "tests/support/suites.hpp"

namespace {

using namespace veilgate::masking;
using nlohmann::json;
using veilgate::test::read_suite_json;

// The validators take bare digits; the authors' tables hold separators and country codes too.
std::string without_separators(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
  return text;
}

bool is_mobile_as_written(const std::string& text) {
  std::vector<Span> spans;
  locate_cn_mobile({text, Evidence::neutral_key}, spans);
  return spans.size() == 1 && spans[0].end == text.size();
}

bool is_landline_as_written(const std::string& text) {
  std::vector<Span> spans;
  locate_cn_landline({text, Evidence::neutral_key}, spans);
  return spans.size() == 1 && spans[0].begin == 0 && spans[0].end == text.size();
}

bool is_resident_id(const std::string& text) {
  return is_cn_resident_id_18(text) || is_cn_resident_id_15(text);
}
bool is_card_as_written(const std::string& text) {
  return is_bank_card(without_separators(text));
}
bool is_luhn_as_written(const std::string& text) {
  return is_luhn(without_separators(text));
}

struct Comparison {
  std::string validator;
  json args;
  bool (*ours)(const std::string&);
  std::set<std::string> differences;
};

}  // namespace

TEST_CASE("validator.js: mobile, identity card, credit card, Luhn, e-mail") {
  const auto path = veilgate::test::find_suite("detect/validatorjs/cn_and_core.json");
  if (!path) return;
  const json tables = read_suite_json(*path);
  REQUIRE(tables.is_array());

  const Comparison comparisons[] = {
      {"isMobilePhone",
       json::array({"zh-CN"}),
       is_mobile_as_written,
       {
           // Theirs lets any digit 9 stand where the 1 belongs: no such numbers exist.
           "92138389438",
           "+8692138389438",
           "008692138389438",
           "98199649964",
           "+8698099649964",
           "008698099649964",
           // A stray 0 or + before the country code hides nothing of the number behind it.
           "08613811211114",
           "+08613811211114",
           "+008613811211114",
           // Dashes behind the country code, and the trunk 0 before the 1, are how people write them: a leak otherwise.
           "+86-13838389438",
           "0086-13811211114",
           "0086-138-1121-1114",
           "013838389438",

       }},
      {"isIdentityCard", json::array({"zh-CN"}), [](const std::string& text) { return is_resident_id(text); }, {}},
      {"isCreditCard", json::array(), is_card_as_written, {}},
      {"isLuhnNumber",
       json::array(),
       is_luhn_as_written,
       {
           "0",  // one digit is no number with a check digit
       }},
      {"isEmail", json::array(), [](const std::string& text) { return is_email(text); }, {}},
  };
  for (const auto& comparison : comparisons) {
    std::set<std::string> unseen = comparison.differences;
    std::size_t rows = 0;
    for (const auto& table : tables) {
      if (table.at("validator") != comparison.validator || table.at("args") != comparison.args) continue;
      for (const bool valid : {true, false}) {
        std::size_t index = 0;
        for (const auto& entry : table.at(valid ? "valid" : "invalid")) {
          const std::string text = entry.get<std::string>();
          const bool differs = comparison.differences.contains(text);
          unseen.erase(text);
          INFO(comparison.validator, std::string(valid ? " valid row " : " invalid row "), index);
          CHECK(comparison.ours(text) == (valid != differs));
          ++index;
          ++rows;
        }
      }
    }
    INFO(comparison.validator);
    CHECK(rows > 15);
    CHECK(unseen.empty());
  }
}

TEST_CASE("hutool: identity cards and telephones") {
  const auto path = veilgate::test::find_suite("detect/hutool_cn_ids.json");
  if (!path) return;
  const json suite = read_suite_json(*path);
  REQUIRE(suite.is_object());

  const std::set<std::string> differences = {
      "010 12345678",  // theirs takes no space after the area code; people write one
      // Theirs takes any six to eight digits in one run; without a separator only the length this area has counts, or
      // every number that begins with a 0 would be a landline.
      "0209999999",
      "07557654321",
  };
  std::size_t rows = 0;
  for (const auto& row : suite.at("validity")) {
    const std::string type = row.at("type");
    const std::string text = row.at("input");
    const bool valid = row.at("valid").get<bool>() != differences.contains(text);
    bool (*ours)(const std::string&) = nullptr;
    if (type.starts_with("CN_ID")) ours = is_resident_id;
    if (type == "CN_MOBILE") ours = is_mobile_as_written;
    if (type == "CN_LANDLINE") ours = is_landline_as_written;
    if (type == "CN_400") {
      INFO("CN_400: a company's number, no personal one");
      CHECK_FALSE(is_landline_as_written(text));
      continue;
    }
    if (ours == nullptr) continue;
    INFO(type, " row ", rows);
    CHECK(ours(text) == valid);
    ++rows;
  }
  CHECK(rows >= 24);
}
