// YAML itself: places, anchors, duplicates, and the files made to break a reader.
#include "config/yaml_tree.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/config/problems.hpp"

namespace veilgate::config {
namespace {

using test::lines;
using test::load;

struct Fault {
  const char* name;
  std::string yaml;
  const char* reason;
  unsigned line;
  unsigned column;
};

TEST_CASE("a file that is no YAML is one diagnostic with the place of the fault") {
  const Fault faults[] = {
      {"empty", "", "empty", 0, 0},
      {"comments only", "# nothing\n", "empty", 0, 0},
      {"a word", "hello\n", "must be a map of keys", 1, 1},
      {"a list", "- version\n", "must be a map of keys", 1, 1},
      {"two documents", "version: 1\n---\nversion: 1\n", "more than one", 0, 0},
      {"open bracket", "version: 1\nroutes: [\n", "not valid YAML", 3, 1},
      {"open quote", "version: 1\nlog: {level: \"info\n", "not valid YAML", 3, 1},
      {"tab for indentation", "version: 1\nlog:\n\tlevel: info\n", "not valid YAML", 3, 7},
      {"unknown escape", "version: 1\nlog: {access: \"\\q\"}\n", "unknown escape", 2, 18},
      {"unknown anchor", "version: 1\nlog: *nowhere\n", "not valid YAML", 2, 6},
      {"star without quotes", "version: 1\nlog: {access: **}\n", "not valid YAML", 2, 15},
      {"tag", "version: !!int 1\n", "tags are not supported", 1, 10},
      {"custom tag", "version: 1\nlog: !include other.yaml\n", "tags are not supported", 2, 6},
      {"list as a key", "version: 1\n? [a]\n: b\n", "a key must be a word", 2, 3},
      {"alias inside itself", "version: 1\nx-a: &a [*a]\n", "inside the node it names", 2, 10},
      {"not UTF-8", "version: 1\n# \xe4\xb8\xff\n", "not UTF-8", 2, 3},
      {"overlong UTF-8", "version: 1\nlog: {access: \xc0\xaf}\n", "not UTF-8", 2, 15},
      {"zero byte", std::string("version: 1\n\0\n", 13), "control character", 2, 1},
      {"UTF-16", std::string("\xff\xfev\0e\0", 6), "not UTF-8", 1, 1},
      {"merge of a word", "version: 1\nlog: {<<: info}\n", "merge key", 2, 7},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.name);
    const auto outcome = load(fault.yaml);
    CAPTURE(lines(outcome));
    CHECK_FALSE(outcome.settings);
    REQUIRE(outcome.diagnostics.size() >= 1);
    const Diagnostic& diagnostic = outcome.diagnostics.front();
    CHECK(diagnostic.reason.find(fault.reason) != std::string::npos);
    CHECK(diagnostic.place.line == fault.line);
    CHECK(diagnostic.place.column == fault.column);
  }
}

TEST_CASE("columns count characters and lines end in either way") {
  const auto outcome = load("version: 1\r\nlog: {access: \"\xe6\x97\xa5\xe5\xbf\x97\", levl: info}\r\n");
  CAPTURE(lines(outcome));
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().place.line == 2);
  CHECK(outcome.diagnostics.front().place.column == 21);
}

TEST_CASE("a byte order mark is let pass") {
  const auto outcome = load("\xef\xbb\xbfversion: 1\nthreads: null\n");
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().reason.find("not null") != std::string::npos);
  CHECK(outcome.diagnostics.front().place.column == 10);
  CHECK(load("\xef\xbb\xbfversion: 1\n").settings);
}

TEST_CASE("a key written twice is an error wherever it is") {
  for (const char* const yaml :
       {"version: 1\nversion: 1\n", "version: 1\nlog: {level: info, level: info}\n",
        "version: 1\nx-notes: {a: 1, a: 2}\n", "version: 1\nlog: {\"level\": info, level: info}\n",
        "version: 1\ntests: [{name: a, input: '1', expect: {\"\": {b: 1, b: 2}}}]\n"}) {
    CAPTURE(yaml);
    const auto outcome = load(yaml);
    CAPTURE(lines(outcome));
    CHECK_FALSE(outcome.settings);
    REQUIRE(outcome.diagnostics.size() == 1);
    CHECK(outcome.diagnostics.front().reason == "this key is written twice");
  }
}

TEST_CASE("anchors, aliases and merge keys") {
  const auto outcome = load(
      "version: 1\n"
      "x-slow: &slow {connect_timeout: 9s, header_timeout: 9s}\n"
      "x-small: &small {pool_size: 1, header_timeout: 8s}\n"
      "upstreams:\n"
      "  one: {<<: *slow, addresses: &where [http://a], connect_timeout: 1s}\n"
      "  two: {addresses: *where, <<: [*small, *slow]}\n");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  const auto& upstreams = outcome.settings->upstreams;
  REQUIRE(upstreams.size() == 2);
  CHECK(upstreams[0].connect_timeout == milliseconds(1'000));
  CHECK(upstreams[0].header_timeout == milliseconds(9'000));
  CHECK(upstreams[1].addresses == upstreams[0].addresses);
  CHECK(upstreams[1].header_timeout == milliseconds(8'000));
  CHECK(upstreams[1].connect_timeout == milliseconds(9'000));
  CHECK(upstreams[1].pool_size == 1);
}

TEST_CASE("keys that begin with x- are ignored everywhere, whatever they hold") {
  CHECK(load("version: 1\nx-any: {unknown: [1, {a: b}]}\nlog: {x-note: ~}\nmasks: {x-base: {type: 5}}\n").settings);
  CHECK_FALSE(load("version: 1\nX-any: 1\n").settings);
  CHECK_FALSE(load("version: 1\nx_any: 1\n").settings);
}

TEST_CASE("a merged mistake is found") {
  const auto outcome = load("version: 1\nx-a: &a {levl: info}\nlog: {<<: *a}\n");
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().key == "log.levl");
  CHECK(outcome.diagnostics.front().place.line == 2);
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST_CASE("files made to exhaust a reader are refused") {
  std::string bomb = "version: 1\nx-0: &n0 [aaaaaaaaaa]\n";
  for (int i = 1; i <= 9; ++i) {
    const std::string before = "*n" + std::to_string(i - 1);
    bomb += "x-" + std::to_string(i) + ": &n" + std::to_string(i) + " [" + repeat(before + ", ", 9) + before + "]\n";
  }
  std::string chain = "version: 1\nx-0: &n0 [a]\n";
  for (int i = 1; i <= 100; ++i) {
    chain += "x-" + std::to_string(i) + ": &n" + std::to_string(i) + " [*n" + std::to_string(i - 1) + "]\n";
  }
  std::string merges = "version: 1\nx-0: &n0 {";
  for (int i = 0; i < 5'000; ++i) merges += "k" + std::to_string(i) + ": v, ";
  merges += "}\nx-1: [";
  for (int i = 0; i < 5'000; ++i) merges += "{<<: *n0}, ";
  merges += "]\n";

  const Fault faults[] = {
      {"alias bomb", bomb, "aliases make the file larger", 0, 0},
      {"chain of aliases", chain, "nested deeper", 0, 0},
      {"merge bomb", merges, "aliases make the file larger", 0, 0},
      {"nested lists", "version: 1\nx-a: " + repeat("[", 10'000) + repeat("]", 10'000), "nested deeper", 0, 0},
      {"nested maps", "version: 1\nx-a: " + repeat("{a: ", 10'000), "nested deeper", 0, 0},
      {"nested blocks", "version: 1\nx-a:\n" + repeat("- ", 10'000), "nested deeper", 0, 0},
      {"one byte too many", "version: 1\n#" + std::string(kMaxFileBytes, 'a'), "larger than", 0, 0},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.name);
    const auto outcome = load(fault.yaml);
    CHECK_FALSE(outcome.settings);
    REQUIRE(outcome.diagnostics.size() >= 1);
    CHECK_MESSAGE(outcome.diagnostics.front().reason.find(fault.reason) != std::string::npos,
                  outcome.diagnostics.front().reason);
  }
  const std::string largest = "version: 1\n#" + std::string(kMaxFileBytes - 13, 'a') + "\n";
  REQUIRE(largest.size() == kMaxFileBytes);
  CHECK(load(largest).settings);
}

TEST_CASE("a file full of mistakes yields a bounded list") {
  std::string yaml = "version: 1\n";
  for (int i = 0; i < 2'000; ++i) yaml += "unknown" + std::to_string(i) + ": 1\n";
  const auto outcome = load(yaml);
  CHECK_FALSE(outcome.settings);
  REQUIRE(outcome.diagnostics.size() == Diagnostics::kMaxDiagnostics + 1);
  CHECK(outcome.diagnostics.back().reason.find("more problems") != std::string::npos);
}

}  // namespace
}  // namespace veilgate::config
