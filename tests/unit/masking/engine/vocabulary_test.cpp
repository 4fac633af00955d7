// What a configuration adds: classes, names, patterns, validators, context words, allow lists, exclusions.
#include <doctest/doctest.h>

#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "masking/detect/user_patterns.hpp"
#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using config::Policy;
using masking::ClassId;
using test::masked_text;
using test::MaskingWorld;

config::Class member_class() {
  config::Class added;
  added.id = "member_no";
  added.level = "L3";
  added.mask = "ends";
  return added;
}

Policy with_class(config::Class added) {
  Policy policy;
  policy.masks = {test::keep_ends("ends", 2, 2)};
  policy.classes = {std::move(added)};
  return policy;
}

std::string masked_with(const Policy& policy, std::string_view body) {
  MaskingWorld world(policy);
  return masked_text(world, body);
}

std::string refusal(const Policy& policy) {
  const auto engine = masking::Engine::compile(policy);
  return engine ? std::string("compiled") : engine.error().note.for_log();
}

}  // namespace

TEST_CASE("names a configuration adds decide by themselves") {
  config::Class added = member_class();
  added.keys = {"memberNo", "*_vip_id", "order_id"};
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"memberNo":"AB12345678"})") == R"({"memberNo":"AB******78"})");
  CHECK(masked_with(policy, R"({"MEMBER-NO":"AB12345678"})") == R"({"MEMBER-NO":"AB******78"})");
  CHECK(masked_with(policy, R"({"member_no":["AB12345678"]})") == R"({"member_no":["AB******78"]})");
  CHECK(masked_with(policy, R"({"gold_vip_id":"AB12345678"})") == R"({"gold_vip_id":"AB******78"})");
  CHECK(masked_with(policy, R"({"memberNo":12345678})") == R"({"memberNo":null})");
  CHECK(masked_with(policy, R"({"memberNoX":"AB12345678"})") == R"({"memberNoX":"AB12345678"})");
  // Also one the built-in tables say something else about.
  CHECK(masked_with(policy, R"({"orderId":"AB12345678"})") == R"({"orderId":"AB******78"})");
}

TEST_CASE("patterns of a configuration are found in texts outside a document") {
  config::Class added = member_class();
  added.pattern = "[A-Z]{4}-[A-Z]{4}";
  MaskingWorld world(with_class(added));
  const auto masked = [&](std::string_view text) { return world.engine().mask_text(text, world.scratch())->text; };
  CHECK(masked("ABCD-EFGH") == "AB*****GH");
  CHECK(masked("see ABCD-EFGH or 13800138000") == "see AB*****GH or 138****8000");
  CHECK(masked("see ABCDE-FGH") == "see ABCDE-FGH");
  CHECK(masked("") == "");
  CHECK(masked_text(world, "event: ABCD-EFGH\ndata: {}\n\n", masking::MediaKind::event_stream) ==
        "event: AB*****GH\ndata: {}\n\n");
}

TEST_CASE("names a configuration adds decide in URLs and pieces of documents, too") {
  config::Class added = member_class();
  added.keys = {"memberNo", "*_vip_id"};
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"u":"https://x.cn/a?memberNo=AB12345678&x=1"})") ==
        R"({"u":"https://x.cn/a?memberNo=AB******78&x=1"})");
  CHECK(masked_with(policy, R"({"u":"shop_vip_id = 'AB123456'; x = 1"})") ==
        R"({"u":"shop_vip_id = 'AB****56'; x = 1"})");
  CHECK(masked_with(policy, R"({"u":"{\"member_no\":\"AB12345678\","})") ==
        R"({"u":"{\"member_no\":\"AB******78\","})");
  CHECK(masked_with(policy, R"({"u":"<memberNo>AB12345678</memberNo>"})") ==
        R"({"u":"<memberNo>AB******78</memberNo>"})");
  CHECK(masked_text(R"({"u":"https://x.cn/a?memberCode=AB12345678"})") ==
        R"({"u":"https://x.cn/a?memberCode=AB12345678"})");
}

TEST_CASE("a glob takes no name from a built-in class, a whole name does") {
  config::Class added = member_class();
  added.keys = {"*mobile*"};
  CHECK(masked_with(with_class(added), R"({"mobile":"13800138000","mobileX":"13800138000"})") ==
        R"({"mobile":"138****8000","mobileX":"13*******00"})");
  added.keys = {"mobile"};
  CHECK(masked_with(with_class(added), R"({"mobile":"13800138000"})") == R"({"mobile":"13*******00"})");
}

TEST_CASE("names and patterns are added to a built-in class") {
  config::Class added;
  added.id = "email";
  added.keys = {"yxdz"};
  added.pattern = "mail#[a-z]+#[a-z]+";
  Policy policy;
  policy.classes = {added};
  MaskingWorld world(policy);
  CHECK(masked_text(world, R"({"yxdz":"foo@bar.com"})") ==
        masked_text(R"({"email":"foo@bar.com"})").replace(2, 5, "yxdz"));
  const auto found = world.run(R"({"x":"to mail#foo#bar now"})");
  CHECK(found.count(masking::ClassId::email) == 1);
  CHECK(found.output.find("foo") == std::string::npos);
}

TEST_CASE("a pattern finds values wherever they stand and however they are written") {
  config::Class added = member_class();
  added.pattern = "[A-Z]{2}[0-9]{8}";
  const Policy policy = with_class(added);
  struct Row {
    const char* name;
    const char* body;
    const char* expected;
  };
  const Row rows[] = {
      {"alone", R"({"x":"AB12345678"})", R"({"x":"AB******78"})"},
      {"in a text", R"({"x":"no. AB12345678, thanks"})", R"({"x":"no. AB******78, thanks"})"},
      {"beside Han", R"({"x":"会员AB12345678好"})", R"({"x":"会员AB******78好"})"},
      {"twice", R"({"x":"AB12345678/CD12345678"})", R"({"x":"AB******78/CD******78"})"},
      {"in an array", R"(["AB12345678","y"])", R"(["AB******78","y"])"},
      {"under an order's name", R"({"orderId":"AB12345678"})", R"({"orderId":"AB******78"})"},
      {"in a document in a string", R"({"x":"{\"y\":\"AB12345678\"}"})", R"({"x":"{\"y\":\"AB******78\"}"})"},
      {"as a name", R"({"AB12345678":1})", R"({"AB******78":1})"},
      {"escaped", R"({"x":"\u0041B1234567\u0038"})", R"({"x":"\u0041B******7\u0038"})"},
      {"full width", R"({"x":"ＡＢ１２３４５６７８"})", R"({"x":"ＡＢ******７８"})"},
      {"behind an escape", R"({"x":"a\n\"AB12345678\""})", R"({"x":"a\n\"AB******78\""})"},
      {"as entities", R"({"x":"&#65;B12345678"})", R"({"x":"&#65;B******78"})"},
      {"in percents", R"({"x":"%41B1234567%38"})", R"({"x":"%41B******7%38"})"},
      {"with what folding drops", R"({"x":"A​B1234​5678"})", R"({"x":"A​B******78"})"},
      {"far into a text", R"({"x":"尊敬的会员您好，欢迎再次光临，您的会员号码是AB12345678，请您妥善保管好"})",
       R"({"x":"尊敬的会员您好，欢迎再次光临，您的会员号码是AB******78，请您妥善保管好"})"},
      {"within a longer word", R"({"x":"XAB12345678"})", R"({"x":"XAB12345678"})"},
      {"within a longer number", R"({"x":"AB123456789"})", R"({"x":"AB123456789"})"},
      {"too short", R"({"x":"AB1234567"})", R"({"x":"AB1234567"})"},
      {"beside a phone", R"({"x":"AB12345678 13800138000"})", R"({"x":"AB******78 138****8000"})"},
      {"across two values", R"(["AB1234","5678"])", R"(["AB1234","5678"])"},
      {"among plain members", R"({"a":"1","b":"x","c":"AB12345678","d":"13800138000","e":"EF12345678"})",
       R"({"a":"1","b":"x","c":"AB******78","d":"138****8000","e":"EF******78"})"},
  };
  MaskingWorld world(policy);
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(world, row.body) == row.expected);
    const std::string again = masked_text(world, row.expected);
    CHECK(again == row.expected);
  }
}

TEST_CASE("what a pattern matches in a text, the engine finds, whatever else the text holds") {
  config::Class added = member_class();
  added.patterns = {"VIP[0-9]{6}", "[0-9]{4}-[A-Z]{2}", "中[a-z]*[0-9]{5}", "#[^0-9a-z]{3}#"};
  const Policy policy = with_class(added);
  MaskingWorld world(policy);
  const masking::PatternClass classes[] = {{static_cast<ClassId>(masking::kBuiltinClassCount), &added, 0}};
  const auto patterns = masking::UserPatterns::compile(classes);
  REQUIRE(patterns.has_value());
  constexpr const char* kPieces[] = {"VIP", "12", "3456", "-", "XY", "中", "国",       " ",         "a",
                                     "bcd", "#",  "。",   "7", ", ", "Z",  " VIP3456", " 3456-XY ", "中12345 "};
  std::mt19937 random(20261123);
  std::size_t matched = 0;
  for (int round = 0; round < 6'000; ++round) {
    std::string text;
    for (std::size_t pieces = random() % 40; pieces > 0; --pieces) text += kPieces[random() % std::size(kPieces)];
    std::vector<masking::Span> spans;
    (*patterns)->locate_all({text}, spans);
    const auto found = world.run("{\"x\":\"" + text + "\"}");
    CAPTURE(text);
    if (spans.empty()) {
      CHECK(found.findings.masked[masking::kBuiltinClassCount] == 0);
    } else {
      CHECK(found.findings.masked_total() > 0);
      ++matched;
    }
  }
  CHECK(matched > 500);
}

TEST_CASE("a text in which one engine's patterns match nothing is looked at again by another engine's") {
  config::Class added = member_class();
  added.pattern = "zebra-[0-9]{4}";
  MaskingWorld first(with_class(added));
  added.pattern = "camel-[0-9]{4}";
  const Policy policy = with_class(added);
  const auto engine = masking::Engine::compile(policy);
  REQUIRE(engine.has_value());
  const char* const body = R"({"x":"to camel-1234 and on"})";
  for (int round = 0; round < 3; ++round) {
    CHECK(masked_text(first, body) == body);
    // The same thread's scratch.
    const auto masker = (*engine)->make_masker(masking::MediaKind::json, (*engine)->plan("/", ""), first.scratch(), {});
    std::string out;
    for (const auto& piece : {masker->feed(body), masker->finish()}) {
      REQUIRE(piece.has_value());
      out += piece->bytes();
    }
    CHECK(out == R"({"x":"to ca******34 and on"})");
  }
}

TEST_CASE("a pattern of digits finds numbers too") {
  config::Class added = member_class();
  added.pattern = "77[0-9]{6}";
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"x":77123456,"y":7712345})") == R"({"x":null,"y":7712345})");
}

TEST_CASE("a pattern of digits finds digits in words, in whatever way these are written") {
  config::Class added = member_class();
  added.pattern = "77[0-9]{9}";
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"x":"七七一二三四五六七八九"})") == R"({"x":"七七*******八九"})");
  CHECK(masked_with(policy, R"({"x":"\u4e03\u4e03\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"})") ==
        R"({"x":"\u4e03\u4e03*******\u516b\u4e5d"})");
}

TEST_CASE("the result does not depend on how the body is cut") {
  config::Class added = member_class();
  added.pattern = "[A-Z]{2}[0-9]{8}";
  MaskingWorld world(with_class(added));
  const std::string body =
      R"({"a":"AB12345678","list":[{"b":"x AB12345678 y","c":12},{"b":"\u0041B12345678"}],"d":"ＡＢ１２３４５６７８"})";
  const std::string whole = masked_text(world, body);
  masking::MaskerOptions options;
  options.window_bytes = 16;
  for (std::size_t size = 1; size < body.size(); ++size) {
    CHECK(world.run_cut(body, size, 7, masking::MediaKind::json, options).output == whole);
  }
}

TEST_CASE("a pattern of whole values says nothing about a part of one") {
  config::Class added = member_class();
  added.pattern = "^[A-Z]{2}[0-9]{4,8}$";
  added.whole_value = true;
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"x":"AB12345678"})") == R"({"x":"AB******78"})");
  CHECK(masked_with(policy, R"({"x":"AB12345678 "})") == R"({"x":"AB12345678 "})");
  CHECK(masked_with(policy, R"({"x":"AB1234567890"})") == R"({"x":"AB1234567890"})");
}

TEST_CASE("inside_words finds a match that touches letters") {
  config::Class added = member_class();
  added.pattern = "AB[0-9]{4}";
  added.inside_words = true;
  CHECK(masked_with(with_class(added), R"({"x":"zAB1234567"})") == R"({"x":"zAB**34567"})");
}

TEST_CASE("a match has to pass every validator") {
  config::Class added = member_class();
  added.pattern = "[0-9]{8}";
  added.validators = {"luhn"};
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"x":"a 12345674 b 12345678"})") == R"({"x":"a 12****74 b 12345678"})");
}

TEST_CASE("context words stand before the match or in the names around it") {
  config::Class added = member_class();
  added.pattern = "[0-9]{8}";
  added.context = {"会员", "Loyalty"};
  const Policy policy = with_class(added);
  CHECK(masked_with(policy, R"({"x":"会员号 12345678"})") == R"({"x":"会员号 12****78"})");
  CHECK(masked_with(policy, R"({"x":"LOYALTY card: 12345678"})") == R"({"x":"LOYALTY card: 12****78"})");
  CHECK(masked_with(policy, R"({"x":"12345678 会员"})") == R"({"x":"12345678 会员"})");
  CHECK(masked_with(policy, R"({"loyaltyCard":"12345678"})") == R"({"loyaltyCard":"12****78"})");
  CHECK(masked_with(policy, R"({"loyalty":{"card":{"no":"12345678"}},"no":"12345678"})") ==
        R"({"loyalty":{"card":{"no":"12****78"}},"no":"12345678"})");
  CHECK(masked_with(policy, R"({"x":"12345678"})") == R"({"x":"12345678"})");
}

TEST_CASE("rules treat the classes of a configuration as any other") {
  config::Class added = member_class();
  added.pattern = "[A-Z]{2}[0-9]{8}";
  Policy policy = with_class(added);
  policy.rules = {test::class_rule({"member_no"}, "remove")};
  CHECK(masked_with(policy, R"({"a":1,"x":"AB12345678","b":2})") == R"({"a":1,"b":2})");
  // Texts that turn out to need no scan, and those known from before.
  MaskingWorld removing(policy);
  const char* const nothing = R"({"a":"\u4f60\u597d, dear all","b":"AB and 12 CD34567-8"})";
  for (int round = 0; round < 3; ++round) CHECK(masked_text(removing, nothing) == nothing);
  CHECK(masked_text(removing, R"({"a":"\u4f60\u597d","x":"AB12345678","b":"\u4f60\u597d, dear all"})") ==
        R"({"a":"\u4f60\u597d","b":"\u4f60\u597d, dear all"})");
  config::Rule secret = test::class_rule({}, "null");
  secret.min_level = config::Level::l4;
  policy.rules = {secret};
  CHECK(masked_with(policy, R"({"x":"AB12345678"})") == R"({"x":"AB******78"})");
  policy.classes[0].level = "L4";
  CHECK(masked_with(policy, R"({"x":"AB12345678"})") == R"({"x":null})");
  MaskingWorld world(policy);
  const auto masked = world.run(R"({"x":"AB12345678","y":"CD12345678"})");
  CHECK(masked.findings.masked[masking::kBuiltinClassCount] == 2);
}

TEST_CASE("values of an allow list stay, by name and by look") {
  Policy policy;
  policy.allow = {{"lines", "/**", {"cn_landline", "cn_mobile"}, {"010-8899 3108", "13800138000"}}};
  CHECK(masked_with(policy, R"({"tel":"010-88993108"})") == R"({"tel":"010-88993108"})");
  CHECK(masked_with(policy, R"({"x":"call (010)88993108 or 13800138000 or 13900139000"})") ==
        R"({"x":"call (010)88993108 or 13800138000 or 139****9000"})");
  CHECK(masked_with(policy, R"({"mobile":13800138000,"x":[13800138000,13900139000]})") ==
        R"({"mobile":13800138000,"x":[13800138000,null]})");
  CHECK(masked_with(policy, R"({"consigneeName":"13800138000"})") != R"({"consigneeName":"13800138000"})");
  MaskingWorld elsewhere([] {
    Policy narrow;
    narrow.allow = {{"lines", "/shops/**", {"cn_mobile"}, {"13800138000"}}};
    return narrow;
  }());
  CHECK(masked_text(elsewhere, R"({"mobile":"13800138000"})") == R"({"mobile":"138****8000"})");
}

TEST_CASE("an exclusion holds for its class, its route and its path only") {
  Policy policy;
  policy.exclusions = {{"shop", "/shops/**", {"cn_mobile"}, "$..shop.mobile", "on the door"}};
  const char* const body = R"({"shop":{"mobile":"13800138000","x":"13800138000"},"y":"13800138000"})";
  MaskingWorld shops(policy, "/shops/1");
  CHECK(masked_text(shops, body) == R"({"shop":{"mobile":"13800138000","x":"138****8000"},"y":"138****8000"})");
  CHECK(masked_text(shops, R"({"shop":{"mobile":"foo@bar.com"}})") != R"({"shop":{"mobile":"foo@bar.com"}})");
  MaskingWorld orders(policy, "/orders/1");
  CHECK(masked_text(orders, body) == R"({"shop":{"mobile":"138****8000","x":"138****8000"},"y":"138****8000"})");
  policy.exclusions = {{"none", "/**", {"cn_mobile"}, "", "there are none"}};
  CHECK(masked_with(policy, R"({"mobile":"13800138000","x":"13900139000 foo@bar.com"})").find("13900139000") !=
        std::string::npos);
}

TEST_CASE("patterns that cannot be used are refused, all of them in one run") {
  const auto refused = [](std::string pattern, bool whole = false) {
    config::Class added = member_class();
    added.pattern = std::move(pattern);
    added.whole_value = whole;
    return refusal(with_class(added));
  };
  CHECK(refused("[0-9]*").find("can match the empty text") != std::string::npos);
  CHECK(refused("a?|b").find("can match the empty text") != std::string::npos);
  CHECK(refused("^[0-9]{8}").find("anchor") != std::string::npos);
  CHECK(refused("[0-9]{8}$").find("anchor") != std::string::npos);
  CHECK(refused("\\A[0-9]{8}").find("anchor") != std::string::npos);
  CHECK(refused("a^b", true).find("anchor") != std::string::npos);
  CHECK(refused("(").find("not RE2 syntax") != std::string::npos);
  CHECK(refused("(a)\\1").find("not RE2 syntax") != std::string::npos);
  CHECK(refused("(?=a)b").find("not RE2 syntax") != std::string::npos);
  CHECK(refused("(a{1000}){1000}").find("RE2") != std::string::npos);
  CHECK(refused("\\pL{900}").find("too large") != std::string::npos);
  CHECK(refused("\\C").find("\\C") != std::string::npos);
  CHECK(refused(std::string(1001, 'a')).find("longer than") != std::string::npos);
  CHECK(refused("[0-9^$]{8}") == "compiled");
  CHECK(refused("a\\$") == "compiled");
  config::Class added = member_class();
  added.patterns = {"a", "(", "b*"};
  const std::string all = refusal(with_class(added));
  CHECK(all.find("class member_no, pattern 2: ") != std::string::npos);
  CHECK(all.find("class member_no, pattern 3: ") != std::string::npos);
}
