#include <doctest/doctest.h>

#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kServing =
    "version: 1\n"
    "upstreams: {jos: {addresses: [\"http://127.0.0.1:9\"]}}\n"
    "routes: [{id: orders, match: {path: \"/orders/**\"}, upstream: jos}]\n";

TEST_CASE("every verb explains itself with an example") {
  CHECK(holds(run_program({"--version"}).out, "veilgate "));
  for (const auto& verb : {std::vector<std::string>{"serve"},
                           {"mask"},
                           {"explain"},
                           {"scan"},
                           {"test"},
                           {"validate"},
                           {"config", "show"},
                           {"config", "reference"},
                           {"config", "schema"},
                           {"health"}}) {
    auto arguments = verb;
    arguments.emplace_back("--help");
    CAPTURE(arguments);
    const auto finished = run_program(arguments);
    CHECK(finished.exit_code == 0);
    CHECK(holds(finished.out, "Example"));
    CHECK(finished.err.empty());
  }
}

TEST_CASE("wrong usage: exit 2, the reason on standard error, nothing on standard output") {
  for (const auto& arguments :
       {std::vector<std::string>{},
        {"frobnicate"},
        {"mask", "--nothing"},
        {"serve"},
        {"serve", "--upstream", "nonsense"},
        {"serve", "--config", "/nonexistent.yaml"},
        {"mask", "/nonexistent.json"},
        {"validate"},
        {"test"},
        {"config"},
        {"mask", "--config", "/nonexistent.yaml"},
        {"health", "--admin", "nonsense"},
        {"validate", "x", "--format", "xml"},
        {"serve", "--upstream", "http://127.0.0.1:9", "--listen", "nonsense"},
        {"serve", "--upstream", "http://127.0.0.1:9", "--listen", "127.0.0.1:0", "--admin", "0.0.0.0:0"}}) {
    CAPTURE(arguments);
    const auto finished = run_program(arguments);
    CHECK(finished.exit_code == 2);
    CHECK(finished.out.empty());
    CHECK_FALSE(finished.err.empty());
  }
}

TEST_CASE("validate finds every mistake in one run and shows no value") {
  TemporaryFolder folder;
  const auto good = folder.write("good.yaml", kServing);
  const auto bad = folder.write("bad.yaml",
                                "version: 1\n"
                                "listn: {}\n"
                                "threads: \"" +
                                    std::string(kCanary) +
                                    "x\"\n"
                                    "routes: [{id: orders, upstream: nowhere}]\n");
  const auto valid = run_program({"validate", good});
  CHECK(valid.exit_code == 0);
  CHECK(valid.out == good + ": valid\n");

  const auto both = run_program({"validate", good, bad});
  CHECK(both.exit_code == 2);
  CHECK(holds(both.out, good + ": valid\n"));
  for (const char* part : {"bad.yaml:2:", "bad.yaml:3:", "bad.yaml:4:", "did you mean \"listen\""}) {
    CAPTURE(part);
    CHECK(holds(both.err, part));
  }
  CHECK_FALSE(holds(both.err, kCanary));

  const auto json = run_program({"validate", "--format", "json", good, bad});
  CHECK(json.exit_code == 2);
  CHECK(json.out.starts_with("{\"files\":[{\"file\":"));
  CHECK(holds(json.out, "\"valid\":true"));
  CHECK(holds(json.out, "\"valid\":false"));
  CHECK(json.err.empty());
  CHECK_FALSE(holds(json.out, kCanary));
}

TEST_CASE("validate looks at what only starting would show") {
  TemporaryFolder folder;
  const auto file = folder.write("tls.yaml", std::string(kServing) +
                                                 "listen: {tls: {certificate_file: /nonexistent.pem, "
                                                 "private_key: \"file:/nonexistent.key\"}}\n");
  const auto finished = run_program({"validate", file});
  CHECK(finished.exit_code == 2);
  CHECK_FALSE(finished.err.empty());
}

TEST_CASE("config show fills in every default, loads again, and keeps secrets references") {
  TemporaryFolder folder;
  const auto config =
      folder.write("c.yaml", std::string(kServing) +
                                 "listen: {tls: {certificate_file: a.pem, private_key: \"env:VEILGATE_TEST_KEY\"}}\n");
  ChildProcess child(VEILGATE_PROGRAM, {"config", "show", "--config", config}, {"VEILGATE_TEST_KEY=canary-of-a-key"});
  const auto shown = child.finish({}, in_seconds(kPatienceSeconds));
  CHECK(shown.exit_code == 0);
  CHECK(holds(shown.out, "drain_timeout"));
  CHECK(holds(shown.out, "env:VEILGATE_TEST_KEY"));
  CHECK_FALSE(holds(shown.out + shown.err, "canary-of-a-key"));

  const auto again = run_program({"config", "show", "--config", folder.write("again.yaml", shown.out)});
  CHECK(again.exit_code == 0);
  CHECK(again.out == shown.out);
  CHECK(holds(shown.out, "#   cn_mobile: L3"));
  const auto json = run_program({"config", "show", "--format", "json"}).out;
  CHECK(json.starts_with("{"));
  CHECK(holds(json, "\"builtin_classes\""));
}

TEST_CASE("config reference and schema describe every setting") {
  CHECK(holds(run_program({"config", "reference"}).out, "`drain_timeout`"));
  CHECK(holds(run_program({"config", "schema"}).out, "\"drain_timeout\""));
}

TEST_CASE("test runs the tests of a rule file") {
  TemporaryFolder folder;
  const std::string input = "'{\"tel\":\"" + std::string(kCanary) + "\"}'";
  const auto passing =
      folder.write("passing.yaml", "version: 1\ntests:\n  - {name: phone, input: " + input + ", expect: {\"/tel\": \"" +
                                       std::string(kCanaryMasked) + "\"}}\n");
  const auto failing = folder.write("failing.yaml", "version: 1\ntests:\n  - {name: phone, input: " + input +
                                                        ", expect: {\"/tel\": \"" + std::string(kCanary) + "\"}}\n");
  const auto passed = run_program({"test", passing});
  CHECK(passed.exit_code == 0);
  CHECK(holds(passed.out, "1 tests, 0 failed"));

  for (const char* format : {"text", "json", "junit"}) {
    CAPTURE(format);
    const auto failed = run_program({"test", "--format", format, passing, failing});
    CHECK(failed.exit_code == 1);
    CHECK(holds(failed.out, "/tel"));
    CHECK_FALSE(holds(failed.out + failed.err, kCanary));
    CHECK_FALSE(holds(failed.out + failed.err, kCanaryMasked));
    const auto shown = run_program({"test", "--show-values", "--format", format, failing});
    CHECK(holds(shown.out, kCanary));
    CHECK(holds(shown.out, kCanaryMasked));
  }
  CHECK(run_program({"test", folder.write("none.yaml", "version: 1\n")}).exit_code == 1);
  CHECK(run_program({"test", folder.write("bad.yaml", "version: 1\ntest: []\n")}).exit_code == 2);
}

TEST_CASE("health says when nobody is there") {
  TemporaryFolder folder;
  const auto finished = run_program({"health", "--admin", "unix:" + folder.path("none.sock")});
  CHECK(finished.exit_code == 1);
  CHECK(finished.out.empty());
}

}  // namespace
}  // namespace veilgate::test
