// What is shown loads again to the same settings.
#include "config/show.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/config/full_settings.hpp"
#include "tests/unit/config/problems.hpp"

namespace veilgate::config {
namespace {

using test::full_settings;
using test::lines;
using test::load;

void check_round_trip(const Settings& settings) {
  for (const std::string& text : {render_yaml(settings), render_json(settings)}) {
    CAPTURE(text);
    const auto outcome = load(text);
    REQUIRE_MESSAGE(outcome.settings, lines(outcome));
    CHECK(*outcome.settings == settings);
  }
}

TEST_CASE("the defaults come back") {
  check_round_trip(Settings{});
}

TEST_CASE("settings without a single default come back, so every member has its row") {
  check_round_trip(full_settings());
}

TEST_CASE("elements made by default come back") {
  Settings settings;
  settings.upstreams.emplace_back().id = "a";
  settings.upstreams.back().addresses = {"http://a"};
  settings.routes.emplace_back().id = "r";
  settings.routes.back().upstream = "a";
  settings.policy.masks.emplace_back().id = "m";
  settings.policy.rules.emplace_back().id = "q";
  settings.policy.rules.back().classes = {"email"};
  settings.policy.rules.back().mask = "m";
  check_round_trip(settings);
}

TEST_CASE("every level and number treatment comes back") {
  for (const Level level : {Level::l1, Level::l2, Level::l3, Level::l4}) {
    for (const OnNumber on_number : {OnNumber::null, OnNumber::zero, OnNumber::string, OnNumber::block}) {
      Settings settings = full_settings();
      settings.policy.rules.at(0).min_level = level;
      settings.policy.rules.at(0).on_number = on_number;
      settings.policy.on_number = on_number;
      check_round_trip(settings);
    }
  }
}

TEST_CASE("every default is filled in") {
  const std::string yaml = render_yaml(Settings{});
  for (const char* const line : {"version: 1\n", "  address: \"127.0.0.1:8080\"\n", "threads: 0\n", "upstreams: {}\n",
                                 "routes: []\n", "  hold_bytes: 1MiB\n", "  drain_timeout: 20s\n",
                                 "  json_depth: 128\n", "on_number: \"null\"\n", "  level: info\n"}) {
    CAPTURE(line);
    CHECK(yaml.find(line) != std::string::npos);
  }
  const std::string json = render_json(Settings{});
  CHECK(json.find("\"hold_bytes\": 1048576,") != std::string::npos);
  CHECK(json.find("\"drain_timeout\": \"20s\",") != std::string::npos);
}

TEST_CASE("secrets are shown as their references") {
  const std::string yaml = render_yaml(full_settings());
  CHECK(yaml.find("private_key: \"env:CLIENT_KEY\"") != std::string::npos);
  CHECK(yaml.find("private_key: \"file:/run/key") != std::string::npos);
}

}  // namespace
}  // namespace veilgate::config
