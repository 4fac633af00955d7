// What the command line may say over a file, or without one.
#include "config/overrides.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/config/problems.hpp"

namespace veilgate::config {
namespace {

using test::lines;
using test::load;

TEST_CASE("an upstream alone is enough to serve") {
  const auto outcome = settings_for_upstream("http://127.0.0.1:9000/");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  const Settings& settings = *outcome.settings;
  REQUIRE(settings.upstreams.size() == 1);
  CHECK(settings.upstreams[0].addresses == std::vector<std::string>{"http://127.0.0.1:9000"});
  REQUIRE(settings.routes.size() == 1);
  CHECK(settings.routes[0].upstream == settings.upstreams[0].id);
  CHECK(settings.routes[0].path == "/**");
  CHECK(settings.routes[0].mode == Mode::enforce);
  CHECK(settings.listen == Listener{});
  CHECK(settings.policy == Policy{});
  CHECK(missing_for_serving(settings, "a").empty());
}

TEST_CASE("addresses given beside it") {
  const auto outcome = settings_for_upstream("https://api.example", "0.0.0.0:8443", "");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  CHECK(outcome.settings->listen.address == "0.0.0.0:8443");
  CHECK(outcome.settings->admin.address.empty());
}

TEST_CASE("options are judged as a file is, all of them") {
  const auto outcome = settings_for_upstream("http://user:CANARY@a", "8080", "0.0.0.0:1");
  CHECK_FALSE(outcome.settings);
  const std::string text = lines(outcome);
  CAPTURE(text);
  REQUIRE(outcome.diagnostics.size() == 2);
  CHECK(outcome.diagnostics[0].key == "--upstream");
  CHECK(outcome.diagnostics[1].key == "--listen");
  CHECK(outcome.diagnostics[0].file == "command line");
  CHECK(text.find("CANARY") == std::string::npos);

  const auto remote = settings_for_upstream("http://a", std::nullopt, "0.0.0.0:1");
  CHECK_FALSE(remote.settings);
  REQUIRE(remote.diagnostics.size() == 1);
  CHECK(remote.diagnostics[0].key == "admin.address");

  const auto same = settings_for_upstream("http://a", "127.0.0.1:1", "127.0.0.1:1");
  CHECK_FALSE(same.settings);
}

TEST_CASE("an upstream over a file with one") {
  auto file = load(
      "version: 1\nupstreams: {a: {addresses: [http://a, http://b], pool_size: 9}}\nroutes: [{id: r, upstream: a}]\n");
  REQUIRE(file.settings);
  const auto outcome = apply_overrides(*file.settings, {"http://c", {}, {}});
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  CHECK(outcome.settings->upstreams.at(0).addresses == std::vector<std::string>{"http://c"});
  CHECK(outcome.settings->upstreams.at(0).pool_size == 9);
  CHECK(outcome.settings->routes.size() == 1);
}

TEST_CASE("an upstream over a file with several is refused") {
  auto file = load("version: 1\nupstreams: {a: {addresses: [http://a]}, b: {addresses: [http://b]}}\n");
  REQUIRE(file.settings);
  const auto outcome = apply_overrides(*file.settings, {"http://c", {}, {}});
  CHECK_FALSE(outcome.settings);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics[0].key == "--upstream");
}

TEST_CASE("nothing said changes nothing, and warnings are not repeated") {
  auto file = load("version: 1\nupstreams: {a: {addresses: [https://a], tls: {verify: false}}}\n");
  REQUIRE(file.settings);
  CHECK(file.diagnostics.size() == 1);
  const auto outcome = apply_overrides(*file.settings, {});
  REQUIRE(outcome.settings);
  CHECK(*outcome.settings == *file.settings);
  CHECK(outcome.diagnostics.empty());
}

TEST_CASE("serving needs a route") {
  const auto missing = missing_for_serving(Settings{}, "a.yaml");
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].severity == Severity::error);
  CHECK(missing[0].file == "a.yaml");
  CHECK(missing[0].key == "routes");
}

}  // namespace
}  // namespace veilgate::config
