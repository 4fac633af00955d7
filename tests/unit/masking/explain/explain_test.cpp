// What explain says is what the data path does.
#include "masking/explain/explain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "masking/explain/pointers.hpp"
#include "tests/support/masked.hpp"
#include "tests/support/read_file.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using test::MaskingWorld;

Explanation explained(MaskingWorld& world, std::string_view document) {
  auto explanation = explain(world.engine(), world.plan(), world.scratch(), document);
  REQUIRE(explanation.has_value());
  return std::move(*explanation);
}

const ExplainedValue& at(const Explanation& explanation, std::string_view pointer,
                         std::vector<std::string> inside = {}) {
  const auto found = std::find_if(explanation.values.begin(), explanation.values.end(), [&](const auto& value) {
    return value.pointer == pointer && value.inside == inside && value.kind != ExplainedKind::name;
  });
  REQUIRE(found != explanation.values.end());
  return *found;
}

bool says(const ExplainedFinding& finding, std::string_view evidence) {
  return std::any_of(finding.evidence.begin(), finding.evidence.end(),
                     [&](const std::string& each) { return each.starts_with(evidence); });
}

std::string reason(const ExplainedValue& value, std::string_view class_name) {
  for (const ExplainedMiss& miss : value.near) {
    if (miss.class_name == class_name) return miss.reason;
  }
  return {};
}

// Every value of a document by pointer, as it is written.
std::map<std::string, std::string> values_of(std::string_view json) {
  std::map<std::string, std::string> out;
  const Pointers pointers(json);
  for (const PlacedValue& value : pointers.values()) {
    if (!value.container) out[value.pointer] = json.substr(value.begin, value.end - value.begin);
  }
  return out;
}

// For a document without names that are masked and without members that are removed.
void check_against_output(MaskingWorld& world, const std::string& document) {
  const auto masked = world.run(document);
  if (!masked.accepted) {
    CHECK_FALSE(explain(world.engine(), world.plan(), world.scratch(), document).has_value());
    return;
  }
  const Explanation explanation = explained(world, document);
  CHECK(explanation.masked == masked.output);
  CHECK(explanation.findings.masked == masked.findings.masked);
  const auto before = values_of(document);
  const auto after = values_of(masked.output);
  std::map<std::string, bool> treated;
  bool names_change = false;
  for (const ExplainedValue& value : explanation.values) {
    names_change = names_change || (value.kind == ExplainedKind::name && !value.stayed() && value.inside.empty());
    for (const ExplainedFinding& finding : value.findings) names_change = names_change || finding.action == "removed";
    treated[value.pointer] = treated[value.pointer] || !value.stayed();
  }
  if (names_change) return;
  for (const auto& [pointer, text] : before) {
    CAPTURE(pointer);
    const auto now = after.find(pointer);
    const bool changed = now == after.end() || now->second != text;
    // A value may be treated and stay: it was masked before.
    if (changed) CHECK(treated[pointer]);
    if (!treated[pointer]) CHECK_FALSE(changed);
  }
}

TEST_CASE("pointers name every value by where it begins") {
  const std::string json = R"( {"a":1,"b/c~":[true,{"d":"x"}],"\u0065":null, "f" : { } } )";
  const Pointers pointers(json);
  std::map<std::string, std::string> found;
  for (const PlacedValue& value : pointers.values())
    found[value.pointer] = json.substr(value.begin, value.end - value.begin);
  CHECK(found["/a"] == "1");
  CHECK(found["/b~1c~0/0"] == "true");
  CHECK(found["/b~1c~0/1/d"] == "\"x\"");
  CHECK(found["/b~1c~0/1"] == R"({"d":"x"})");
  CHECK(found["/e"] == "null");
  CHECK(found["/f"] == "{ }");
  CHECK(found.size() == 8);
  CHECK(pointers.find(6)->pointer == "/a");
  CHECK(pointers.find(7) == nullptr);
  CHECK(Pointers("[1,2").values().size() == 3);
  CHECK(Pointers("").values().empty());
  CHECK(Pointers("\"x\"").values().front().pointer.empty());
}

TEST_CASE("a value is explained by its class, rule, evidence and action") {
  config::Policy policy;
  policy.rules = {test::class_rule({"email"}, "null"), test::path_rule("$.x.y", "full")};
  policy.rules[0].id = "mails";
  policy.rules[1].id = "the-path";
  MaskingWorld world(policy);
  const Explanation explanation = explained(
      world, R"({"mobile":"13800138000","memo":"call 13800138000 or foo@bar.com","x":{"y":"z"},"n":13800138000})");
  const ExplainedValue& keyed = at(explanation, "/mobile");
  REQUIRE(keyed.findings.size() == 1);
  CHECK(keyed.findings[0].class_name == "cn_mobile");
  CHECK(keyed.findings[0].level == "L3");
  CHECK(keyed.findings[0].rule.empty());
  CHECK(says(keyed.findings[0], "key"));
  CHECK(keyed.findings[0].action == "masked");
  const ExplainedValue& memo = at(explanation, "/memo");
  REQUIRE(memo.findings.size() == 2);
  for (const ExplainedFinding& finding : memo.findings) {
    CHECK(says(finding, "pattern"));
    CHECK(finding.rule == (finding.class_name == "email" ? "mails" : ""));
    CHECK(finding.action == (finding.class_name == "email" ? "null" : "masked"));
  }
  const ExplainedValue& by_path = at(explanation, "/x/y");
  REQUIRE(by_path.findings.size() == 1);
  CHECK(by_path.findings[0].class_name == "path");
  CHECK(by_path.findings[0].rule == "the-path");
  CHECK(says(by_path.findings[0], "path"));
  CHECK(at(explanation, "/n").findings[0].action == "null");
}

TEST_CASE("values of a document in a string are explained where they stand") {
  MaskingWorld world;
  const Explanation explanation = explained(
      world, R"({"ext":"{\"tel\":\"13800138000\",\"deep\":\"[\\\"foo@bar.com\\\"]\"}","not":"[13800138000"})");
  CHECK_FALSE(at(explanation, "/ext", {"/tel"}).stayed());
  CHECK(at(explanation, "/ext", {"/deep", "/0"}).findings[0].class_name == "email");
  CHECK_FALSE(at(explanation, "/not").stayed());
}

TEST_CASE("names that are values are explained") {
  MaskingWorld world;
  const Explanation explanation = explained(world, R"({"13800138000":{"x":1}})");
  REQUIRE_FALSE(explanation.values.empty());
  CHECK(explanation.values[0].kind == ExplainedKind::name);
  CHECK(explanation.values[0].findings.size() == 1);
}

TEST_CASE("what the file spares says so") {
  config::Policy policy;
  policy.allow = {{"lines", "/**", {"cn_mobile"}, {"13800138000"}}};
  policy.exclusions = {{"shop", "/**", {"email"}, "$.shop.mail", "printed on the door"}};
  MaskingWorld world(policy);
  const Explanation explanation = explained(
      world, R"({"mobile":"13800138000","x":"to 13800138000","shop":{"mail":"foo@bar.com"},"y":"foo@bar.com"})");
  CHECK(at(explanation, "/mobile").stayed());
  CHECK(reason(at(explanation, "/mobile"), "cn_mobile") == "allow list");
  CHECK(reason(at(explanation, "/x"), "cn_mobile") == "allow list");
  CHECK(reason(at(explanation, "/shop/mail"), "email") == "excluded by rule");
  CHECK_FALSE(at(explanation, "/y").stayed());
}

TEST_CASE("patterns of a configuration say why they lost") {
  config::Policy policy;
  config::Class added;
  added.id = "member_no";
  added.level = "L4";
  added.pattern = "[0-9]{8}";
  added.validators = {"luhn"};
  added.context = {"member"};
  policy.classes = {added};
  MaskingWorld world(policy);
  const Explanation explanation = explained(
      world, R"({"a":"member 12345674","b":"12345674","c":"member 12345678","d":"member 912345674","e":"none"})");
  REQUIRE(at(explanation, "/a").findings.size() == 1);
  CHECK(at(explanation, "/a").findings[0].class_name == "member_no");
  CHECK(at(explanation, "/a").findings[0].level == "L4");
  CHECK(reason(at(explanation, "/b"), "member_no") == "no context");
  CHECK(reason(at(explanation, "/c"), "member_no") == "checksum failed");
  CHECK(reason(at(explanation, "/d"), "member_no") == "inside a longer run");
  CHECK(at(explanation, "/e").near.empty());
}

TEST_CASE("what came near a class says why it lost") {
  MaskingWorld world;
  const Explanation explanation = explained(
      world, R"({"a":"12800138000","b":"110105194912310021","c":"4111111111111112","d":"root@localhost","orderNo":)"
             R"("13800138000","e":"订单号13800138000","f":"E12345678","g":"400-610-1234","h":"1.2.3.4"})");
  CHECK(reason(at(explanation, "/a"), "cn_mobile") == "not allocated");
  CHECK(reason(at(explanation, "/b"), "cn_resident_id") == "checksum failed");
  CHECK(reason(at(explanation, "/c"), "bank_card") == "checksum failed");
  CHECK(reason(at(explanation, "/d"), "email") == "another form");
  CHECK(reason(at(explanation, "/orderNo"), "cn_mobile") == "deny key");
  CHECK(reason(at(explanation, "/e"), "cn_mobile") == "deny key");
  CHECK(reason(at(explanation, "/f"), "passport") == "no context");
  CHECK(reason(at(explanation, "/g"), "cn_landline") == "service number");
  CHECK(reason(at(explanation, "/h"), "ip_address") == "no context");
}

TEST_CASE("a bare name with nobody around it came near a name") {
  MaskingWorld world;
  const Explanation explanation = explained(world, R"({"name":"王小明","x":{"name":"王小明","tel":"13800138000"}})");
  CHECK(at(explanation, "/name").stayed());
  CHECK(reason(at(explanation, "/name"), "person_name") == "no context");
  CHECK_FALSE(at(explanation, "/x/name").stayed());
}

TEST_CASE("what two locators find is one finding") {
  MaskingWorld world;
  const Explanation explanation = explained(world, R"({"x":"收件人：王小明"})");
  CHECK(at(explanation, "/x").findings.size() == 1);
}

TEST_CASE("a refused document is refused here too") {
  MaskingWorld world;
  CHECK_FALSE(explain(world.engine(), world.plan(), world.scratch(), R"({"a":1)").has_value());
  CHECK_FALSE(explain(world.engine(), world.plan(), world.scratch(), "").value().values.size());
}

TEST_CASE("a byte order mark moves nothing") {
  MaskingWorld world;
  const Explanation explanation = explained(world, "\xEF\xBB\xBF{\"mobile\":\"13800138000\"}");
  CHECK(at(explanation, "/mobile").findings.size() == 1);
}

TEST_CASE("for every golden document explain's actions are what changes in the output") {
  const std::filesystem::path folder = std::filesystem::path(VEILGATE_SOURCE_DIR) / "tests/golden/documents";
  MaskingWorld world;
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
    CAPTURE(entry.path().filename().string());
    check_against_output(world, test::read_file(entry.path().string()));
    ++seen;
  }
  CHECK(seen > 3);
}

}  // namespace
