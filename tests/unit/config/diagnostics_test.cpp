#include "config/diagnostics.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace veilgate::config {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"upstream", "methods", "path", "location"};

TEST_CASE("the nearest name is one that differs little") {
  struct Row {
    const char* word;
    const char* near;
  };
  for (const Row& row : {Row{"upstram", "upstream"}, Row{"Upstream", "upstream"}, Row{"pusteram", "upstream"},
                         Row{"method", "methods"}, Row{"patj", "path"}, Row{"apth", "path"}, Row{"loction", "location"},
                         Row{"hold_bytes", ""}, Row{"p", ""}, Row{"", ""}, Row{"xy", ""}}) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, kNames) == row.near);
  }
  CHECK(nearest(std::string(100'000, 'a'), kNames).empty());
}

TEST_CASE("a suggestion names the nearest name, else all of them") {
  CHECK(suggest("pat", kNames) == "did you mean \"path\"?");
  CHECK(suggest("zzzzz", kNames) == "one of: upstream, methods, path, location");
  CHECK(suggest("zzzzz", {}) == "");
}

TEST_CASE("keys are shown without control characters and not at any length") {
  CHECK(printable("routes") == "routes");
  CHECK(printable("a\x1b[31m\nb\x7f") == "a?[31m?b?");
  CHECK(printable("\xc2\x9b"
                  "31m") == "?31m");
  CHECK(printable("\xe8\xb7\xaf\xe7\x94\xb1") == "\xe8\xb7\xaf\xe7\x94\xb1");
  CHECK(printable(std::string(1'000, 'a')) == std::string(64, 'a') + "...");
  std::string han;
  for (int i = 0; i < 100; ++i) han += "\xe8\xb7\xaf";
  CHECK(printable(han).ends_with("\xe8\xb7\xaf..."));
}

TEST_CASE("diagnostics as text and as JSON") {
  const Diagnostic full{Severity::error, "a.yaml", {12, 5}, "routes[0].upstream", "is wrong", "did you mean \"x\"?"};
  CHECK(to_text(full) == "a.yaml:12:5: error: routes[0].upstream: is wrong; did you mean \"x\"?");
  CHECK(to_json(full) ==
        R"({"severity":"error","file":"a.yaml","line":12,"column":5,"key":"routes[0].upstream","reason":"is wrong",)"
        R"("suggestion":"did you mean \"x\"?"})");
  const Diagnostic bare{Severity::warning, "command line", {}, "", "is odd", ""};
  CHECK(to_text(bare) == "command line: warning: is odd");
}

TEST_CASE("diagnostics come in the order of the file") {
  Diagnostics problems("a");
  problems.warning({3, 1}, "c", "");
  problems.error({1, 9}, "b", "");
  problems.error({1, 2}, "a", "");
  CHECK(problems.has_errors());
  const auto list = problems.take();
  REQUIRE(list.size() == 3);
  CHECK(list[0].key == "a");
  CHECK(list[1].key == "b");
  CHECK(list[2].key == "c");
  Diagnostics warned("a");
  warned.warning({}, "", "");
  CHECK_FALSE(warned.has_errors());
}

}  // namespace
}  // namespace veilgate::config
