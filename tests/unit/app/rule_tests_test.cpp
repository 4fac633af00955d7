#include "proxy/app/rule_tests.hpp"

#include <doctest/doctest.h>

#include "proxy/app/test_report.hpp"

namespace veilgate::proxy {
namespace {

config::Settings with_tests() {
  config::Settings settings;
  settings.tests = {{"phones", "/", R"({"tel":"13800138000"})", {{"/tel", "\"138****8000\""}}},
                    {"wrong <&\">", "/", R"({"tel":"13800138000"})", {{"/tel", "\"13800138000\""}, {"/tel", "null"}}},
                    {"refused", "/", R"({"tel":)", {{"/tel", "null"}}}};
  return settings;
}

TEST_CASE("tests run through the engine; each failed expectation is one failure") {
  const auto results = run_rule_tests(with_tests());
  REQUIRE(results.has_value());
  REQUIRE(results->size() == 3);
  CHECK((*results)[0].failures.empty());
  CHECK((*results)[1].failures.size() == 2);
  REQUIRE((*results)[2].failures.size() == 1);
  CHECK((*results)[2].failures[0].reason.find("bad_json") != std::string::npos);
  const auto totals = count_tests({{"f", *results}});
  CHECK(totals.tests == 3);
  CHECK(totals.failed == 2);
}

TEST_CASE("reports show values only when asked to") {
  const auto results = run_rule_tests(with_tests());
  REQUIRE(results.has_value());
  const std::vector<TestedFile> files{{"rules.yaml", *results}};
  for (const auto report : {report_as_text, report_as_json, report_as_junit}) {
    const auto without = report(files, false);
    CHECK(without.find("13800138000") == std::string::npos);
    CHECK(without.find("138****8000") == std::string::npos);
    const auto with = report(files, true);
    CHECK(with.find("13800138000") != std::string::npos);
    CHECK(with.find("138****8000") != std::string::npos);
  }
}

TEST_CASE("the JUnit report is well formed whatever the names hold") {
  const auto results = run_rule_tests(with_tests());
  REQUIRE(results.has_value());
  const auto xml = report_as_junit({{"a&b.yaml", *results}}, true);
  CHECK(xml.find("name=\"wrong &lt;&amp;&quot;&gt;\"") != std::string::npos);
  CHECK(xml.find("<testsuites tests=\"3\" failures=\"2\">") != std::string::npos);
  CHECK(xml.find("name=\"a&amp;b.yaml\"") != std::string::npos);
}

}  // namespace
}  // namespace veilgate::proxy
