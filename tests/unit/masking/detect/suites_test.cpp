// The locators and validators of documents and networks against the tables of other authors. Every difference is
// listed, with the reason; what is no class of the product is not asked.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"
#include "masking/validate/cn_credit_code.hpp"
#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/iban.hpp"
#include "masking/validate/network.hpp"
#include "masking/validate/travel_document.hpp"
#include "tests/support/suite_json.hpp"
#include "tests/support/suites.hpp"

namespace {

using namespace veilgate::masking;
using nlohmann::json;
using veilgate::test::read_suite_json;

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
  return text;
}

bool finds(const std::string& text, ClassId id) {
  std::vector<Span> spans;
  locate_all({text}, spans);
  for (const Span& span : spans) {
    if (span.class_id == id) return true;
  }
  return false;
}

struct Comparison {
  std::string name;
  json args;
  bool (*ours)(const std::string&);
  std::set<std::string> differences;
};

}  // namespace

TEST_CASE("validator.js: addresses of networks, IMEI, IBAN, passports, tokens") {
  const auto path = veilgate::test::find_suite("detect/validatorjs/cn_and_core.json");
  if (!path) return;
  const json tables = read_suite_json(*path);
  REQUIRE(tables.is_array());
  const Comparison comparisons[] = {
      {"isMACAddress",
       json::array(),
       [](const std::string& text) { return is_mac_address(text); },
       {// Nobody's: all ones.
        "FF:FF:FF:FF:FF:FF",
        // Blanks between the pairs are no form that is read; six or eight small numbers have it too.
        "A9 C5 D4 9F EB D3", "01 02 03 04 05 ab", "A9 C5 D4 9F EB D3 B6 65", "01 02 03 04 05 06 07 ab",
        // EUI-64 is no MAC address of 48 bits.
        "ab:ab:ab:ab:ab:ab:ab:ab", "FF:FF:FF:FF:FF:FF:FF:FF", "01:02:03:04:05:06:07:ab", "01:AB:03:04:05:06:07:08",
        "01-02-03-04-05-06-07-ab", "0102.0304.0506.07ab"}},
      {"isIMEI", json::array(), [](const std::string& text) { return is_imei(without_blanks(text)); }, {}},
      {"isIBAN",
       json::array(),
       [](const std::string& text) { return is_iban(without_blanks(text)); },
       {// The check digits hold; which places of a country's form are letters is not checked, in doubt it is masked.
        "VG46H07Y0223060094359858", "IE95TE8270900834048660", "PS072435171802145240705922007"}},
      {"isIP", json::array({4}), [](const std::string& text) { return is_ipv4(text); }, {}},
      {"isIP",
       json::array({6}),
       [](const std::string& text) { return is_ipv6(text); },
       {// The zone behind % is no part of the address.
        "fe80::1234%1", "ff08::9abc%10", "ff08::9abc%interface10", "ff02::5678%pvc1.3"}},
      {"isPassportNumber",
       json::array({"CN"}),
       [](const std::string& text) { return has_cn_passport_form(text); },
       {"K0123456"}},  // Hong Kong's
      {"isJWT", json::array(), [](const std::string& text) { return finds(text, ClassId::secret); }, {}},
  };
  for (const auto& comparison : comparisons) {
    for (const auto& table : tables) {
      if (table.at("validator") != comparison.name || table.at("args") != comparison.args) continue;
      for (const bool valid : {true, false}) {
        for (const auto& entry : table.at(valid ? "valid" : "invalid")) {
          if (!entry.is_string()) continue;
          const std::string text = entry.get<std::string>();
          // A token in front of more of the same is still found.
          if (comparison.name == "isJWT" && !valid && text.starts_with("eyJ") && text.size() > 64) continue;
          INFO(comparison.name, valid ? " valid " : " invalid ", text);
          CHECK(comparison.ours(text) == (valid != comparison.differences.contains(text)));
        }
      }
    }
  }
}

TEST_CASE("hutool: credit codes and residence permits") {
  const auto path = veilgate::test::find_suite("detect/hutool_cn_ids.json");
  if (!path) return;
  std::size_t rows = 0;
  const json suite = read_suite_json(*path);
  for (const auto& row : suite.at("validity")) {
    const std::string type = row.at("type");
    const std::string text = row.at("input");
    const bool valid = row.at("valid").get<bool>();
    INFO(type, " ", text);
    if (type == "USCC") {
      CHECK(is_cn_credit_code(text) == valid);
      ++rows;
    } else if (type == "USCC_format_only") {
      CHECK(has_cn_credit_code_form(text) == valid);
      ++rows;
    } else if (type.find("RESIDENT") != std::string::npos || type == "CN_ID_FOREIGN_PR") {
      CHECK(is_cn_resident_id_18(text) == valid);
      ++rows;
    }
  }
  CHECK(rows >= 7);
}

TEST_CASE("presidio: the recognisers of our classes") {
  const auto path = veilgate::test::find_suite("detect/presidio/recognizer_cases.json");
  if (!path) return;
  struct Entity {
    std::string name;
    ClassId class_id;
    std::set<std::string> differences;
  };
  const Entity entities[] = {
      {"MAC_ADDRESS", ClassId::mac_address, {}},
      // Without a word beside them only the usual grouping with dashes counts; theirs reports the rest with low scores.
      {"US_SSN",
       ClassId::us_ssn,
       {"078-051121 07805-1121", "078051121", "078.05.1123", "078 05 1123", "abc 078 05 1123 abc"}},
      {"US_ITIN", ClassId::us_ssn, {"911-701234 91170-1234", "911701234"}},
      // By a key or behind a word, in one run: DE and nine digits are order numbers too.
      {"DE_VAT_ID",
       ClassId::eu_vat,
       {"DE 136 695 976", "DE 129 273 398", "DE 136695976", "DE-136-695-976", "DE.136.695.976", "DE 136-695.976",
        "de 136 695 976", "DE136695976", "DE129273398"}},
      {"PH_MOBILE_NUMBER", ClassId::intl_phone, {}},
  };
  for (const auto& table : read_suite_json(*path)) {
    if (!table.at("entities_fixture").is_array() || table.at("entities_fixture").empty()) continue;
    for (const Entity& entity : entities) {
      if (table.at("entities_fixture").at(0) != entity.name) continue;
      for (const auto& row : table.at("rows")) {
        if (!row.contains("text") || !row.contains("expected_len")) continue;
        const std::string text = row.at("text");
        const bool expected = row.at("expected_len").get<int>() > 0;
        // National numbers of the Philippines need a key: 0917… may be any number.
        if (entity.class_id == ClassId::intl_phone && text.find('+') == std::string::npos) continue;
        INFO(entity.name, " ", text);
        CHECK(finds(text, entity.class_id) == (expected != entity.differences.contains(text)));
      }
    }
  }
}
