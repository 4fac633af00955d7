// What must hold for every document: however its body is cut into pieces, and wherever the engine's windows end, the
// same bytes leave or the same refusal; the output is JSON; tokens that are not masked are untouched; masking the
// output again changes no byte.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/property/tokens.hpp"
#include "tests/support/masked.hpp"
#include "tests/support/read_file.hpp"
#include "tests/support/suites.hpp"

namespace {

using namespace veilgate;
using masking::MaskerOptions;
using masking::MediaKind;
using test::Masked;
using test::MaskingWorld;

struct Document {
  std::string name;
  std::string body;
};

void add_folder(const std::filesystem::path& folder, const std::string& prefix, std::vector<Document>& out) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && name.starts_with(prefix) && name.ends_with(".json")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) out.push_back({path.filename().string(), test::read_file(path)});
}

std::vector<Document> goldens() {
  std::vector<Document> out;
  add_folder(std::filesystem::path(VEILGATE_SOURCE_DIR) / "tests" / "golden" / "documents", "", out);
  REQUIRE(out.size() >= 20);
  return out;
}

std::vector<Document> from_suite(const std::string& folder, const std::string& prefix) {
  std::vector<Document> out;
  if (const auto path = test::find_suite(folder)) add_folder(*path, prefix, out);
  return out;
}

// Documents that others wrote to be accepted.
std::vector<Document> suite_documents() {
  std::vector<Document> out;
  for (const auto& [folder, prefix] : {std::pair<std::string, std::string>{"json/JSONTestSuite/test_parsing", "y_"},
                                       {"json/jsonchecker", "pass"},
                                       {"json/nativejson/data/roundtrip", "roundtrip"}}) {
    for (auto& document : from_suite(folder, prefix)) out.push_back(std::move(document));
  }
  return out;
}

// Rules of every kind at once, so that removed members, nulled containers and numbers as texts meet every cut.
config::Policy many_rules() {
  config::Policy policy;
  policy.rules = {test::class_rule({"cn_mobile"}, "remove"), test::path_rule("$..extraInfo", "null"),
                  test::path_rule("$..consigneeInfo", "full"), test::class_rule({"email"}, "null")};
  policy.rules[2].on_number = config::OnNumber::string;
  return policy;
}

// Documents of jsonchecker's fail folder that RFC 8259 allows: it sets no limit to numbers; and the empty body, which
// is no document and passes.
bool is_valid_by_rfc_8259(std::string_view name) {
  return name.find("EXCLUDE") != std::string_view::npos || name == "fail41_toolarge.json" || name == "fail60.json" ||
         name == "fail73.json" || name == "fail70.json";
}

void expect_same(const Masked& whole, const Masked& cut) {
  REQUIRE(cut.accepted == whole.accepted);
  if (whole.accepted) {
    const bool same = cut.output == whole.output && cut.findings.masked == whole.findings.masked &&
                      cut.findings.values == whole.findings.values;
    REQUIRE(same);
    return;
  }
  REQUIRE(cut.code == whole.code);
  const auto shorter = std::min(cut.output.size(), whole.output.size());
  REQUIRE(std::string_view(cut.output).substr(0, shorter) == std::string_view(whole.output).substr(0, shorter));
}

// With another size of window a body that has several faults may be refused for another one of them.
void expect_same_verdict(const Masked& whole, const Masked& other) {
  REQUIRE(other.accepted == whole.accepted);
  if (whole.accepted) {
    const bool same = other.output == whole.output && other.findings.masked == whole.findings.masked;
    REQUIRE(same);
  }
}

// Pieces: every split into two, and byte by byte. Windows: ending at every byte, with what follows in windows of that
// size. Of a body longer than `exhaustive`, a sample of places.
void check_cuts(MaskingWorld& world, const Document& document, std::size_t exhaustive) {
  const std::string& body = document.body;
  CAPTURE(document.name);
  const auto whole = world.run(body);
  const std::size_t step = 1 + body.size() / exhaustive;
  for (std::size_t at = 0; at <= body.size(); at += step) {
    CAPTURE(at);
    expect_same(whole, world.run_cut(body, at, body.size() + 1));
  }
  expect_same(whole, world.run_cut(body, 1, 1));
  const MaskerOptions streamed{.hold_bytes = 0};
  expect_same_verdict(whole, world.run_cut(body, 1, 1, MediaKind::json, streamed));
  for (std::size_t window = 4; window <= body.size() + 1; window += step) {
    CAPTURE(window);
    const MaskerOptions options{.hold_bytes = 0, .window_bytes = window};
    const auto result = world.run(body, MediaKind::json, options);
    expect_same_verdict(whole, result);
    expect_same(result, world.run_cut(body, 7, 13, MediaKind::json, options));
  }
}

// That parser takes neither lone surrogates nor numbers beyond a double.
bool is_read_by_another_parser(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  return nlohmann::json::accept(body);
}

std::vector<Document> all_accepted() {
  auto out = goldens();
  for (auto& document : suite_documents()) out.push_back(std::move(document));
  return out;
}

}  // namespace

TEST_CASE("every cut of a document gives the same output") {
  MaskingWorld world;
  for (const auto& document : all_accepted()) check_cuts(world, document, 4000);
}

TEST_CASE("every cut of a document gives the same output, under rules that remove and replace") {
  MaskingWorld world(many_rules());
  for (const auto& document : all_accepted()) check_cuts(world, document, 2000);
}

TEST_CASE("every cut of what is no document gives the same refusal") {
  MaskingWorld world;
  std::vector<Document> documents;
  for (const auto& [folder, prefix] : {std::pair<std::string, std::string>{"json/JSONTestSuite/test_parsing", "n_"},
                                       {"json/JSONTestSuite/test_parsing", "i_"},
                                       {"json/jsonchecker", "fail"}}) {
    for (auto& document : from_suite(folder, prefix)) documents.push_back(std::move(document));
  }
  // And the goldens, cut short or with a byte broken.
  for (const auto& golden : goldens()) {
    const auto third = golden.body.size() / 3;
    documents.push_back({golden.name + " cut", golden.body.substr(0, third)});
    documents.push_back({golden.name + " broken", std::string(golden.body).replace(2 * third, 1, "\x01")});
  }
  for (const auto& document : documents) check_cuts(world, document, 500);
}

TEST_CASE("suites: what has to be refused is refused") {
  MaskingWorld world;
  for (const auto& document : from_suite("json/JSONTestSuite/test_parsing", "n_")) {
    if (document.body.empty()) continue;  // an empty body passes
    CAPTURE(document.name);
    const auto result = world.run(document.body);
    CHECK_FALSE(result.accepted);
    CHECK(result.output.empty());
  }
  for (const auto& document : from_suite("json/jsonchecker", "fail")) {
    CAPTURE(document.name);
    const auto result = world.run(document.body);
    if (is_valid_by_rfc_8259(document.name)) {
      CHECK(result.output == document.body);
    } else {
      CHECK_FALSE(result.accepted);
    }
  }
}

TEST_CASE("suites: what has to be accepted leaves byte for byte when nothing in it is sensitive") {
  MaskingWorld world;
  for (const auto& document : suite_documents()) {
    CAPTURE(document.name);
    const auto result = world.run(document.body);
    CHECK(result.accepted);
    if (result.findings.masked_total() == 0) CHECK(result.output == document.body);
  }
}

TEST_CASE("the output is JSON, and tokens that were not masked are untouched") {
  for (const auto& policy : {config::Policy{}, many_rules()}) {
    MaskingWorld world(policy);
    std::size_t changed = 0;
    for (const auto& document : all_accepted()) {
      CAPTURE(document.name);
      const auto result = world.run(document.body);
      REQUIRE(result.accepted);
      if (is_read_by_another_parser(document.body)) CHECK(is_read_by_another_parser(result.output));
      const auto before = test::tokens_of(document.body);
      const auto after = test::tokens_of(result.output);
      changed += test::count_changed(before, after);
      if (result.findings.masked_total() == 0) CHECK(before == after);
      if (policy == config::Policy{}) {
        // No member or element comes or goes, blanks stay, and a token changes only into a masked one.
        REQUIRE(before.size() == after.size());
        std::size_t differ = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
          if (before[i] == after[i]) continue;
          ++differ;
          CHECK(test::is_masked_form(before[i], after[i]));
        }
        CHECK(differ <= result.findings.masked_total());
      }
    }
    CHECK(changed > 20);
  }
}

TEST_CASE("masking an output again changes no byte") {
  for (const auto& policy : {config::Policy{}, many_rules()}) {
    MaskingWorld world(policy);
    for (const auto& document : all_accepted()) {
      CAPTURE(document.name);
      const auto once = world.run(document.body);
      const auto twice = world.run(once.output);
      REQUIRE(twice.accepted);
      CHECK(twice.output == once.output);
    }
  }
}
