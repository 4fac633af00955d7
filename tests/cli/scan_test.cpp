#include <doctest/doctest.h>

#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("scan counts classes by path and suggests rules that load") {
  TemporaryFolder folder;
  folder.write("a.json", R"({"list":[{"contactPoint":"13800138000"},{"contactPoint":"13900139000"}],"n":1})");
  folder.write("b.ndjson", "{\"idCard\":\"11010519491231002X\"}\n\n{\"x\":\"none\"}\n");
  folder.write("c.txt", "{\"email\":\"foo@bar.com\"}");
  const auto finished = run_program({"scan", folder.path("")});
  CHECK(finished.exit_code == 0);
  CHECK(holds(finished.out, "$.list[*].contactPoint\n    cn_mobile L3: 2 of 2 values, 2 by look"));
  CHECK(holds(finished.out, "$.idCard\n    cn_resident_id L4: 1 of 1 values, 1 by name"));
  CHECK(holds(finished.out, "3 documents"));
  CHECK_FALSE(holds(finished.out, "email"));
  for (const char* value : {"13800138000", "13900139000", "11010519491231002X"}) {
    CHECK_FALSE(holds(finished.out + finished.err, value));
  }

  const auto rules = finished.out.substr(finished.out.find("# Suggested rules"));
  CHECK(holds(rules, "cn_mobile: {keys: [\"contactPoint\"]}"));
  const auto config = folder.write("rules.yaml", "version: 1\n" + rules);
  CHECK(run_program({"validate", config}).exit_code == 0);
  const auto again = run_program({"scan", "--config", config, folder.path("a.json")});
  CHECK(holds(again.out, "2 by name or path"));

  const auto json = run_program({"scan", "--format", "json", folder.path("a.json")});
  CHECK(holds(json.out, "\"path\":\"$.list[*].contactPoint\",\"values\":2"));
  CHECK(holds(json.out, "\"suggested_rules\""));
}

TEST_CASE("scan fails on a level, on a refused document and on nothing to scan") {
  TemporaryFolder folder;
  const auto phone = folder.write("a.json", R"({"mobile":"13800138000"})");
  CHECK(run_program({"scan", "--fail-on", "L4", phone}).exit_code == 0);
  CHECK(run_program({"scan", "--fail-on", "L3", phone}).exit_code == 1);
  const auto bad = folder.write("bad.json", R"({"mobile":"13800138000")");
  const auto refused = run_program({"scan", phone, bad});
  CHECK(refused.exit_code == 1);
  CHECK(holds(refused.err, "bad_json"));
  CHECK(holds(refused.out, "1 documents refused"));
  CHECK_FALSE(holds(refused.err, "13800138000"));
  CHECK(holds(run_program({"scan", bad}).out, "# no document was read"));
  const auto clean = folder.write("clean.json", R"({"n":1})");
  CHECK(holds(run_program({"scan", clean, bad}).out, "# nothing was found in the documents that were read"));
  CHECK(run_program({"scan", folder.path("none.json")}).exit_code == 2);
  CHECK(run_program({"scan", "--fail-on", "L9", phone}).exit_code == 2);
}

}  // namespace
}  // namespace veilgate::test
