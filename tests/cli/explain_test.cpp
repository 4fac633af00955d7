#include <doctest/doctest.h>

#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kDocument =
    R"({"mobile":"13800138000","memo":"call 13900139000","no":"AB-77","13700137000":{"inner":"13600136000"}})";

TEST_CASE("explain names class, rule, evidence and action, and no value") {
  TemporaryFolder folder;
  const auto document = folder.write("d.json", kDocument);
  const auto config = folder.write("c.yaml",
                                   "version: 1\n"
                                   "classes: {part: {level: L3, pattern: \"[A-Z]{2}-[0-9]{2}\", context: [part]}}\n"
                                   "rules: [{id: phones, where: {class: [cn_mobile]}, do: \"null\"}]\n");
  for (const char* format : {"text", "json"}) {
    CAPTURE(format);
    const auto finished = run_program({"explain", "--config", config, "--format", format, document});
    CHECK(finished.exit_code == 0);
    CHECK(finished.err.empty());
    for (const char* part :
         {"/mobile", "/memo", "/no", "cn_mobile", "phones", "key", "pattern", "null", "part", "no context", "/inner"}) {
      CAPTURE(part);
      CHECK(holds(finished.out, part));
    }
    for (const char* value : {"13800138000", "13900139000", "13700137000", "13600136000", "AB-77"}) {
      CHECK_FALSE(holds(finished.out, value));
    }
    const auto shown = run_program({"explain", "--config", config, "--format", format, "--show-values", document});
    for (const char* value : {"13800138000", "13900139000", "13700137000", "AB-77"}) CHECK(holds(shown.out, value));
  }
}

TEST_CASE("records are explained one by one, behind a refused one too") {
  TemporaryFolder folder;
  constexpr const char* kRecords = "{\"mobile\":\"13800138000\"}\n\n{\"a\":\n{\"email\":\"zhang@example.com\"}";
  const auto text = run_program({"explain", folder.write("r.ndjson", kRecords)});
  CHECK(text.exit_code == 1);
  for (const char* part : {"record 1:\n/mobile", "record 3:\n/email"}) CHECK(holds(text.out, part));
  CHECK(holds(text.err, "record 2:"));
  CHECK(holds(text.err, "bad_json"));
  const auto json = run_program({"explain", "--ndjson", "--format", "json", folder.write("r.txt", kRecords)});
  CHECK(json.exit_code == 1);
  for (const char* part : {"{\"record\":1,\"values\"", "{\"record\":3,\"values\""}) CHECK(holds(json.out, part));
}

TEST_CASE("what cannot be masked cannot be explained") {
  TemporaryFolder folder;
  const auto finished = run_program({"explain", folder.write("bad.json", R"({"mobile":"13800138000")")});
  CHECK(finished.exit_code == 1);
  CHECK(finished.out.empty());
  CHECK(holds(finished.err, "bad_json"));
  CHECK_FALSE(holds(finished.err, "13800138000"));
  CHECK(run_program({"explain", "/nonexistent.json"}).exit_code == 2);
  const auto bad = folder.write("bad.yaml", "version: 1\nclasses: {part: {level: L3, pattern: \"a*\"}}\n");
  const auto refused = run_program({"explain", "--config", bad, folder.write("d.json", "{}")});
  CHECK(refused.exit_code == 2);
  CHECK(holds(refused.err, "can match the empty text"));
}

}  // namespace
}  // namespace veilgate::test
