// No diagnostic repeats what a file says as a value: a canary stands at the place of every setting in turn.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "config/schema.hpp"
#include "tests/unit/config/problems.hpp"

namespace veilgate::config {
namespace {

// Long enough to be no name, and it looks like nothing a setting takes.
const std::string kCanary = "CANARY 13800138000 -----BEGIN PRIVATE KEY-----";

struct Spot {
  std::string path;
  std::string before;  // what opens the way to the setting, in flow style
  std::string after;
  const Setting* setting;
};

void collect(const Section& section, const std::string& path, const std::string& before, const std::string& after,
             std::vector<Spot>& spots) {
  for (const Setting& setting : section.settings) {
    const std::string key(setting.key);
    spots.push_back({path + key, before + "{" + key + ": ", "}" + after, &setting});
    if (setting.nested.section == nullptr) continue;
    std::string open = before + "{" + key + ": ";
    std::string close = "}" + after;
    if (setting.shape == Shape::list) {
      open += "[";
      close.insert(0, "]");
    } else if (setting.shape == Shape::map) {
      open += "{thing: ";
      close.insert(0, "}");
    }
    collect(*setting.nested.section, path + key + ".", open, close, spots);
  }
}

void check_silent(const std::string& yaml, const std::string& path) {
  CAPTURE(path);
  const auto outcome = test::load(yaml);
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    for (const std::string& text : {to_text(diagnostic), to_json(diagnostic)}) {
      CHECK(text.find("CANARY") == std::string::npos);
      CHECK(text.find("13800138000") == std::string::npos);
      CHECK(text.find("PRIVATE") == std::string::npos);
    }
  }
}

TEST_CASE("a canary in the place of any value is not repeated") {
  std::vector<Spot> spots;
  collect(settings_section(), "", "", "", spots);
  REQUIRE(spots.size() > 80);
  for (const Spot& spot : spots) {
    const std::string quoted = '"' + kCanary + '"';
    check_silent(spot.before + quoted + spot.after, spot.path);
    check_silent(spot.before + "[" + quoted + "]" + spot.after, spot.path);
    check_silent(spot.before + "[[" + quoted + "]]" + spot.after, spot.path);
    check_silent(spot.before + "{key: " + quoted + "}" + spot.after, spot.path);
    check_silent(spot.before + "13800138000" + spot.after, spot.path);
    check_silent(spot.before + "|\n  " + kCanary + "\n" + spot.after, spot.path);
    check_silent(spot.before + quoted + "\"" + spot.after, spot.path);  // a syntax error right behind it
    check_silent(spot.before + "!" + kCanary + spot.after, spot.path);
    check_silent(spot.before + "*CANARY" + spot.after, spot.path);
    check_silent(spot.before + "\"" + kCanary + "\\C\"" + spot.after, spot.path);
  }
}

// yaml-cpp's own message repeats these.
TEST_CASE("a syntax error does not repeat what it is about") {
  for (const char* const yaml : {"%YAML CANARY\n---\nversion: 1\n", "version: 1\nlog: {access: \"\\UCANARY\"}\n"}) {
    CHECK_FALSE(test::load(yaml).settings);
    check_silent(yaml, yaml);
  }
}

TEST_CASE("an inline secret is refused without repeating it") {
  for (const char* const secret : {"-----BEGIN PRIVATE KEY-----CANARY", "CANARY", "file:", "env:", "pkcs11:CANARY",
                                   "env:CANARY CANARY", "FILE:/CANARY"}) {
    CAPTURE(secret);
    const auto outcome =
        test::load(std::string("version: 1\nlisten: {tls: {certificate_file: a, private_key: \"") + secret + "\"}}\n");
    REQUIRE(outcome.diagnostics.size() == 1);
    CHECK(outcome.diagnostics.front().key == "listen.tls.private_key");
    CHECK(to_text(outcome.diagnostics.front()).find("CANARY") == std::string::npos);
  }
}

}  // namespace
}  // namespace veilgate::config
