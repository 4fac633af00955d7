// Rules: which of them decides a value, and what the treatments do to strings, numbers, members, elements and
// containers.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using config::OnNumber;
using config::Policy;
using config::Rule;
using test::class_rule;
using test::masked_text;
using test::MaskingWorld;
using test::path_rule;

config::Mask fixed(std::string id, std::string text) {
  config::Mask mask;
  mask.id = std::move(id);
  mask.type = config::MaskType::fixed_text;
  mask.text = std::move(text);
  return mask;
}

Policy with_rules(std::vector<Rule> rules) {
  Policy policy;
  policy.masks = {test::keep_ends("keep1", 1, 0), test::keep_ends("keep3_4", 3, 4), fixed("hidden", "hidden")};
  policy.rules = std::move(rules);
  return policy;
}

std::string masked_by(std::vector<Rule> rules, std::string_view body) {
  MaskingWorld world(with_rules(std::move(rules)));
  return masked_text(world, body);
}

Rule on_number(Rule rule, OnNumber how) {
  rule.on_number = how;
  return rule;
}

}  // namespace

TEST_CASE("the first rule in the file that fits a value decides it") {
  const std::string body = R"({"mobile":"13800138000","x":"13900139000"})";
  CHECK(masked_by({}, body) == R"({"mobile":"138****8000","x":"139****9000"})");
  CHECK(masked_by({class_rule({"cn_mobile"}, "keep1"), class_rule({"cn_mobile"}, "full")}, body) ==
        R"({"mobile":"1**********","x":"1**********"})");
  CHECK(masked_by({class_rule({"cn_mobile"}, "keep1"), path_rule("$.mobile", "full")}, body) ==
        R"({"mobile":"1**********","x":"1**********"})");
  CHECK(masked_by({path_rule("$.mobile", "full"), class_rule({"cn_mobile"}, "keep1")}, body) ==
        R"({"mobile":"***********","x":"1**********"})");
  CHECK(masked_by({class_rule({"email", "person_name"}, "full")}, body) ==
        R"({"mobile":"138****8000","x":"139****9000"})");

  // A rule of class and path: both must hold.
  Rule both = path_rule("$.x", "full");
  both.classes = {"cn_mobile"};
  CHECK(masked_by({both}, R"({"x":"13800138000","y":"13800138000"})") == R"({"x":"***********","y":"138****8000"})");
  CHECK(masked_by({both}, R"({"x":"z@example.com"})") == R"({"x":"*@example.com"})");
  CHECK(masked_by({both}, R"({"x":"plain"})") == R"({"x":"plain"})");
}

TEST_CASE("rules by level") {
  Rule secret;
  secret.id = "secret";
  secret.min_level = config::Level::l4;
  secret.mask = "full";
  const std::string body = R"({"idNo":"11010519491231002X","cardNo":"6205500000000000004","mobile":"13800138000"})";
  CHECK(masked_by({secret}, body) ==
        R"({"idNo":"******************","cardNo":"*******************","mobile":"138****8000"})");
  secret.min_level = config::Level::l3;
  CHECK(masked_by({secret}, body) ==
        R"({"idNo":"******************","cardNo":"*******************","mobile":"***********"})");
  secret.min_level = config::Level::l4;
  secret.classes = {"cn_mobile", "bank_card"};
  CHECK(masked_by({secret}, body) ==
        R"({"idNo":"1****************X","cardNo":"*******************","mobile":"138****8000"})");
}

TEST_CASE("rules by route and role") {
  Rule rule = class_rule({"cn_mobile"}, "full");
  rule.route = "/orders/**";
  rule.role = "partner";
  const auto out = [&](std::string_view route, std::string_view role) {
    MaskingWorld world(with_rules({rule}), route, role);
    return masked_text(world, R"(["13800138000"])");
  };
  CHECK(out("/orders/1", "partner") == R"(["***********"])");
  CHECK(out("/orders/1", "other") == R"(["138****8000"])");
  CHECK(out("/orders/1", "") == R"(["138****8000"])");
  CHECK(out("/users/1", "partner") == R"(["138****8000"])");
}

TEST_CASE("numbers under each setting") {
  const std::string body = R"({"mobile":13800138000,"x":13900139000,"y":1.3700137E10,"fullname":7})";
  const auto out = [&](OnNumber how) {
    Policy policy;
    policy.on_number = how;
    MaskingWorld world(policy);
    return masked_text(world, body);
  };
  CHECK(out(OnNumber::null) == R"({"mobile":null,"x":null,"y":null,"fullname":null})");
  CHECK(out(OnNumber::zero) == R"({"mobile":0,"x":0,"y":0,"fullname":0})");
  CHECK(out(OnNumber::string) == R"({"mobile":"138****8000","x":"139****9000","y":"137****7000","fullname":"*"})");
  CHECK(out(OnNumber::block) == "refused: number_refused");
  // By rule, and the rule's setting before the policy's.
  CHECK(masked_by({on_number(class_rule({"cn_mobile"}, "full"), OnNumber::string)}, body) ==
        R"({"mobile":"***********","x":"***********","y":"***********","fullname":null})");
  CHECK(masked_by({class_rule({"cn_mobile"}, "null")}, body) == R"({"mobile":null,"x":null,"y":null,"fullname":null})");
  CHECK(masked_by({on_number(class_rule({"cn_mobile"}, "hidden"), OnNumber::string)}, body) ==
        R"({"mobile":"hidden","x":"hidden","y":"hidden","fullname":null})");
  CHECK(masked_by({on_number(path_rule("$.a", "keep1"), OnNumber::string)}, R"({"a":12345,"b":12345})") ==
        R"({"a":"1****","b":12345})");
}

TEST_CASE("removing members and elements") {
  struct Row {
    std::string name;
    std::string input;
    std::string expected;
  };
  const Row rows[] = {
      {"the first member", R"({"mobile":"1","a":1,"b":2})", R"({"a":1,"b":2})"},
      {"the middle one", R"({"a":1,"mobile":"1","b":2})", R"({"a":1,"b":2})"},
      {"the last one", R"({"a":1,"b":2,"mobile":"1"})", R"({"a":1,"b":2})"},
      {"the only one", R"({"mobile":"1"})", "{}"},
      {"all", R"({"mobile":"1","mobile":"2","x":"13800138000"})", "{}"},
      {"the first two", R"({"mobile":"1","x":"13800138000","a":1,"b":2})", R"({"a":1,"b":2})"},
      {"the first, and one later", R"({"mobile":"1","a":1,"mobile":"2","b":2})", R"({"a":1,"b":2})"},
      {"with blanks", R"({ "mobile" : "1" , "a" : 1 , "mobile" : 2 })", R"({   "a" : 1  })"},
      {"found by value", R"({"a":1,"x":"13800138000","b":2})", R"({"a":1,"b":2})"},
      {"found in a text", R"({"a":1,"x":"call 13800138000 now","b":2})", R"({"a":1,"b":2})"},
      {"a number", R"({"x":13800138000,"a":1})", R"({"a":1})"},
      {"elements", R"(["13800138000",1,"13800138000",2,13800138000])", "[1,2]"},
      {"all elements", R"(["13800138000","13900139000"])", "[]"},
      {"elements under a telling key", R"({"mobile":["1","2"],"a":1})", R"({"mobile":[],"a":1})"},
      {"in nested containers", R"([{"a":[{"mobile":"1"}]},{"x":"13800138000","b":[]}])", R"([{"a":[{}]},{"b":[]}])"},
      {"in a document in a string", R"({"e":"{\"mobile\":\"1\",\"a\":1}"})", R"({"e":"{\"a\":1}"})"},
      {"in a document in a string, all", R"({"e":"[\"13800138000\"]","f":1})", R"({"e":"[]","f":1})"},
      {"a value before a container", R"({"mobile":"1","a":{"mobile":"2","b":[1]}})", R"({"a":{"b":[1]}})"},
      {"a name that is a phone stays, masked", R"({"13800138000":1,"a":2})", R"({"***********":1,"a":2})"},
      {"a member whose name and value are phones", R"({"13800138000":"13900139000","a":2})", R"({"a":2})"},
      {"a removed member before a name that is a phone", R"({"mobile":"1","13800138000":2})", R"({"***********":2})"},
      {"names that are phones, some removed",
       R"({"13800138000":"13800138000","13900139000":1,"13700137000":"13800138000","z":1})",
       R"({"***********":1,"z":1})"},
      {"the whole document, a text", R"("13800138000")", "null"},
      {"the whole document, a number", "13800138000", "null"},
      {"a text as a document in a string", R"({"a":"\"13800138000\""})", "{}"},
  };
  MaskingWorld world(with_rules({class_rule({"cn_mobile"}, "remove")}));
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(world, row.input) == row.expected);
  }
}

TEST_CASE("removing by path") {
  struct Row {
    std::string name;
    std::string path;
    std::string input;
    std::string expected;
  };
  const Row rows[] = {
      {"an object", "$.a", R"({"a":{"b":[1,{"c":2}]},"d":3})", R"({"d":3})"},
      {"an array, last", "$.a", R"({"d":3 , "a":[1,[2],{}]})", R"({"d":3 })"},
      {"an empty object", "$.a", R"({"a":{}})", "{}"},
      {"a literal", "$.a", R"({"a":null,"b":true})", R"({"a":null,"b":true})"},
      {"elements", "$[*]", R"([1,"a",[2],{"b":3}])", "[]"},
      {"one element", "$[1]", R"([1,{"x":1},3])", "[1,3]"},
      {"at any depth", "$..x", R"({"x":1,"a":[{"x":[],"y":1},{"x":{"x":1}}]})", R"({"a":[{"y":1},{}]})"},
      {"a name that is a phone", "$['13800138000']", R"({"a":1,"13800138000":{"c":"13900139000"},"b":2})",
       R"({"a":1,"b":2})"},
      {"a name that is a phone, first", "$['13800138000']", R"({"13800138000":"x","b":2})", R"({"b":2})"},
      {"sensitive values inside", "$.a",
       R"({"a":["13800138000",13800138000,{"mobile":"1","13900139000":1}],"b":"13800138000"})",
       R"({"b":"138****8000"})"},
      {"in a document in a string", "$.e.x", R"({"e":"{\"x\":1,\"y\":2}","x":3})", R"({"e":"{\"y\":2}","x":3})"},
      {"an array of a document in a string", "$.e[*].x", R"({"e":"[{\"x\":[1]},{\"y\":\"\\u0041\"}]"})",
       R"({"e":"[{},{\"y\":\"\\u0041\"}]"})"},
      {"the document, a text", "$", R"("abc")", "null"},
      {"the document, a number", "$", "12", "null"},
      {"the document, an object", "$", R"({"a":1})", "null"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_by({path_rule(row.path, "remove")}, row.input) == row.expected);
  }
}

TEST_CASE("the other treatments by path") {
  struct Row {
    std::string name;
    std::string path;
    std::string mask;
    std::string input;
    std::string expected;
  };
  const Row rows[] = {
      {"null for a text", "$.a", "null", R"({"a":"x","b":"y"})", R"({"a":null,"b":"y"})"},
      {"null for a number", "$.a", "null", R"({"a":1})", R"({"a":null})"},
      {"null for an object", "$.a", "null", R"({"a":{"b":1},"c":2})", R"({"a":null,"c":2})"},
      {"null for an array", "$..a", "null", R"([{"a":[1,{"a":2}]},{"a":[]}])", R"([{"a":null},{"a":null}])"},
      {"null for a name that is a phone", "$['13800138000']", "null", R"({"13800138000":{"x":"13800138000"},"b":1})",
       R"({"138****8000":null,"b":1})"},
      {"a fixed text", "$.a", "hidden", R"({"a":"x","b":"y"})", R"({"a":"hidden","b":"y"})"},
      {"a fixed text leaves an empty one", "$.a", "hidden", R"({"a":""})", R"({"a":""})"},
      {"every text of an object", "$.a", "full", R"({"a":{"x":"abc","y":["d",{"z":"张三"}],"n":5,"t":true},"b":"e"})",
       R"({"a":{"x":"***","y":["*",{"z":"**"}],"n":null,"t":true},"b":"e"})"},
      {"every text of an array", "$.a[*]", "keep1", R"({"a":["abc","de",["fgh"]]})", R"({"a":["a**","d*",["f**"]]})"},
      {"by index", "$.a[1]", "full", R"({"a":["x","y","z"]})", R"({"a":["x","*","z"]})"},
      {"in a document in a string", "$.e.a", "full", R"({"e":"{\"a\":\"x\\\"y\",\"b\":\"z\"}"})",
       R"({"e":"{\"a\":\"***\",\"b\":\"z\"}"})"},
      {"a name in escapes", "$.abc", "full", R"({"\u0061b\u0063":"x","abd":"x"})",
       R"({"\u0061b\u0063":"*","abd":"x"})"},
      {"by a Chinese name", "$.备注", "full", R"({"备注":"xyz","\u5907\u6ce8":"xyz"})",
       R"({"备注":"***","\u5907\u6ce8":"***"})"},
      {"the stricter of a container's and a value's", "$.a", "keep1", R"({"a":{"x":"abcdef"}})",
       R"({"a":{"x":"a*****"}})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_by({path_rule(row.path, row.mask)}, row.input) == row.expected);
  }
}

TEST_CASE("a rule of class and path chooses no container") {
  Rule rule = path_rule("$..*", "full");
  rule.classes = {"email"};
  const std::string body = R"({"contact":{"orderId":"A-17","state":"OPEN"},"mobile":[{"orderState":"OPEN"}]})";
  CHECK(masked_by({rule}, body) == body);
}

TEST_CASE("a fixed text and a mask character are written as JSON") {
  Policy policy;
  policy.masks = {fixed("quoted", "a\"b\\c\nd"), test::keep_ends("odd", 1, 1)};
  policy.masks[1].character = "\"";
  policy.rules = {path_rule("$..x", "quoted"), path_rule("$..y", "odd"), class_rule({"cn_mobile"}, "quoted")};
  policy.on_number = OnNumber::string;
  MaskingWorld world(policy);
  const std::string masked = R"({"x":"a\"b\\c\u000ad","y":"1\"\"4","z":"a\"b\\c\u000ad!","n":"a\"b\\c\u000ad"})";
  CHECK(masked_text(world, R"({"x":"secret","y":"1234","z":"13800138000!","n":13800138000})") == masked);
  CHECK(masked_text(world, R"({"e":"{\"x\":\"secret\",\"y\":\"1234\"}"})") ==
        R"({"e":"{\"x\":\"a\\\"b\\\\c\\u000ad\",\"y\":\"1\\\"\\\"4\"}"})");
  const auto text = world.engine().mask_text("call 13800138000", world.scratch());
  REQUIRE(text.has_value());
  CHECK(text->text == "call a\"b\\c\nd");
}

TEST_CASE("findings that overlap are covered as one, by the strictest treatment") {
  const std::string body = R"({"a":"13800138000@qq.com","b":"x 13800138000@qq.com y"})";
  CHECK(masked_by({}, body) == R"({"a":"******************","b":"x ****************** y"})");
  CHECK(masked_by({class_rule({"email"}, "hidden")}, body) == R"({"a":"hidden","b":"x hidden y"})");
  CHECK(masked_by({class_rule({"cn_mobile"}, "null")}, body) == R"({"a":null,"b":null})");
  CHECK(masked_by({class_rule({"cn_mobile"}, "remove")}, body) == "{}");
}

TEST_CASE("mistakes in a policy do not compile") {
  const auto refuses = [](const Policy& policy) {
    const auto compiled = masking::Engine::compile(policy);
    return !compiled && compiled.error().code == Code::bad_config;
  };
  CHECK(refuses(with_rules({class_rule({"cn_mobil"}, "full")})));
  CHECK(refuses(with_rules({class_rule({"cn_mobile"}, "no-such-mask")})));
  CHECK(refuses(with_rules({path_rule("$.a[", "full")})));
  CHECK(refuses(with_rules({path_rule("", "full")})));
  Policy twice;
  twice.masks = {test::keep_ends("a", 1, 1), test::keep_ends("a", 2, 2)};
  CHECK(refuses(twice));
  Policy builtin;
  builtin.masks = {test::keep_ends("smart", 9, 9)};
  CHECK(refuses(builtin));
}
