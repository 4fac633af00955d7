// Which documents are accepted and which are refused, and that what is not sensitive leaves byte for byte.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using test::masked_text;
using test::MaskingWorld;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out.append(text);
  return out;
}

}  // namespace

TEST_CASE("documents without anything sensitive stay byte for byte") {
  const std::string rows[] = {
      "",
      "[]",
      "{}",
      "null",
      "true",
      " false ",
      "0",
      "-0.0e-0",
      R"("")",
      "[ ]",
      "{\t}\r\n",
      "\xEF\xBB\xBF{\"a\":1}",
      "\xEF\xBB\xBF \n[]",
      R"([1,1.0,1e5,1E+5,-1.5e-5,0.10,123456789012345678901234567890])",
      R"({"b":1,"a":2,"b":3,"":null})",
      R"(["\u0000\u001f\u007f\ud800\udfff\b\f\n\r\t\/\\\""])",
      R"([[[[{"a":[{}]}]]]])",
      "[\"\u2028\u2029\uFEFF\U0010FFFF\"]",
      R"({"vatInfo":[],"sendpayMap":"{\"34\":\"3\",\"26\":\"2\"}","orderStartTime":"2022-07-16 16:37:38"})",
      "  {  \"a\"  :  [  1  ,  2  ]  ,  \"b\"  :  {  }  }  ",
  };
  for (const auto& row : rows) {
    CAPTURE(row);
    CHECK(masked_text(row) == row);
  }
}

TEST_CASE("every scalar is counted, whichever way the walk takes it") {
  MaskingWorld world;
  for (const std::string_view row :
       {R"([1,true,"x",null,2.5e3])", R"({"name":true,"a":[1,null],"mobile":false,"b":"\u00e9","c":{"d":-1}})"}) {
    CAPTURE(row);
    const std::string padding = repeated(R"({"x":{}},)", 3);
    for (const std::string& text : {std::string(row), "[" + padding + std::string(row) + "," + padding + "{}]"}) {
      const auto masked = world.run(text);
      CHECK(masked.accepted);
      CHECK(masked.findings.values == (row[0] == '[' ? 5 : 6));
    }
  }
}

TEST_CASE("a text that held nothing under one name is looked at again under another") {
  MaskingWorld world;
  const auto document = [](std::string_view name, std::string_view text) {
    return R"({"x":{},")" + std::string(name) + R"(":")" + std::string(text) + R"(","y":[1,2,3]})";
  };
  const std::string_view text = "T13-800/13800138000";
  for (int i = 0; i < 3; ++i) {
    CHECK(masked_text(world, document("orderId", text)) == document("orderId", text));
    CHECK(masked_text(world, document("remark", text)) == document("remark", "T13-800/138****8000"));
  }
}

TEST_CASE("documents in strings, and what only looks like one") {
  struct Row {
    std::string name;
    std::string inside;  // of a string, between two members that hold nothing
    std::string expected;
  };
  const Row rows[] = {
      {"plain", R"({\"cid\":\"12345\",\"isVMI\":0,\"x\":\"\",\"y\":null})", ""},
      {"one member", R"({\"a\":-1.5})", ""},
      {"a blank, and a leading zero", R"({\"a\": 1,\"b\":01})", ""},
      {"nothing in it", R"({})", ""},
      {"a name that decides, at the end", R"({\"a\":1,\"mobile\":\"13800138000\"})",
       R"({\"a\":1,\"mobile\":\"138****8000\"})"},
      {"a value that shows itself", R"({\"a\":\"13800138000\"})", R"({\"a\":\"138****8000\"})"},
      {"a number", R"({\"a\":13800138000,\"b\":1})", R"({\"a\":null,\"b\":1})"},
      {"a name that is a value", R"({\"13800138000\":1})", R"({\"138****8000\":1})"},
      {"below an order's name, another number", R"({\"orderId\":\"13800138000\"})", ""},
      {"no document: a comma too many", R"({\"a\":\"13800138000\",})", R"({\"a\":\"138****8000\",})"},
      {"no document: a leading zero", R"({\"weight\":\"13800138000\",\"b\":01})",
       R"({\"weight\":\"138****8000\",\"b\":01})"},
      {"no document: text behind it", R"({\"weight\":\"13800138000\"}x)", R"({\"weight\":\"138****8000\"}x)"},
      {"no document: no end", R"({\"weight\":\"13800138000\")", R"({\"weight\":\"138****8000\")"},
      {"a document in a document", R"({\"a\":\"{\\\"phone\\\":\\\"13800138000\\\"}\"})",
       R"({\"a\":\"{\\\"phone\\\":\\\"138****8000\\\"}\"})"},
      {"an array", R"([\"13800138000\",{\"a\":1}])", R"([\"138****8000\",{\"a\":1}])"},
      {"an escape in it", R"({\"a\":\"1380013800\u0030\"})", R"({\"a\":\"138****800\u0030\"})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto document = [](const std::string& inside) { return R"({"x":1,"ext":")" + inside + R"(","y":2})"; };
    CHECK(masked_text(document(row.inside)) == document(row.expected.empty() ? row.inside : row.expected));
  }
}

TEST_CASE("what is no JSON document is refused") {
  struct Row {
    std::string name;
    std::string input;
    std::string code;
  };
  const Row rows[] = {
      {"blanks", " \r\n\t", "bad_json"},
      {"a byte order mark", "\xEF\xBB\xBF", "bad_json"},
      {"two byte order marks", "\xEF\xBB\xBF\xEF\xBB\xBF{}", "bad_json"},
      {"half a byte order mark", "\xEF\xBB", "bad_utf8"},
      {"trailing bytes", "{} x", "bad_json"},
      {"a trailing NUL", std::string("{}\0", 3), "bad_json"},
      {"a trailing brace", "{}}", "bad_json"},
      {"two documents", "{}{}", "bad_json"},
      {"two documents on two lines", "{}\n{}", "bad_json"},
      {"two numbers", "1 2", "bad_json"},
      {"two strings", R"("a""b")", "bad_json"},
      {"a comma after the document", "{},", "bad_json"},
      {"an open object", "{", "bad_json"},
      {"an open array", "[1", "bad_json"},
      {"an open string", R"("abc)", "bad_json"},
      {"a string open for its last backslash", R"({"a":"b\"})", "bad_json"},
      {"half a member", R"({"a")", "bad_json"},
      {"a member without a value", R"({"a":})", "bad_json"},
      {"a member without a colon", R"({"a" 1})", "bad_json"},
      {"a member with two colons", R"({"a"::1})", "bad_json"},
      {"a comma in the place of a colon", R"({"a","b"})", "bad_json"},
      {"a colon in an array", R"(["a":1])", "bad_json"},
      {"a last comma in an object", R"({"a":1,})", "bad_json"},
      {"a last comma in an array", "[1,]", "bad_json"},
      {"a first comma", "[,1]", "bad_json"},
      {"two commas", "[1,,2]", "bad_json"},
      {"only a comma", "[,]", "bad_json"},
      {"no comma", "[1 2]", "bad_json"},
      {"no comma between strings", R"(["a" "b"])", "bad_json"},
      {"no comma between members", R"({"a":1 "b":2})", "bad_json"},
      {"a number as a name", "{1:2}", "bad_json"},
      {"an array as a name", "{[]:2}", "bad_json"},
      {"a wrong bracket", "[1}", "bad_json"},
      {"a wrong brace", R"({"a":1])", "bad_json"},
      {"only a closing bracket", "]", "bad_json"},
      {"a leading zero", "[01]", "bad_json"},
      {"a leading plus", "[+1]", "bad_json"},
      {"a lone minus", "[-]", "bad_json"},
      {"a lone point", "[1.]", "bad_json"},
      {"no digit before the point", "[.5]", "bad_json"},
      {"no exponent", "[1e]", "bad_json"},
      {"hexadecimal", "[0x1F]", "bad_json"},
      {"letters behind a number", "[13800138000abc]", "bad_json"},
      {"half a literal", "[tru]", "bad_json"},
      {"a literal too long", "[nulll]", "bad_json"},
      {"a literal in capitals", "[True]", "bad_json"},
      {"NaN", "[NaN]", "bad_json"},
      {"a word", "hello", "bad_json"},
      {"a comment", "[1/**/]", "bad_json"},
      {"single quotes", "['a']", "bad_json"},
      {"a form feed as a blank", "[\f1]", "bad_json"},
      {"a no-break space as a blank", "[\u00A01]", "bad_json"},
      {"HTML", "<html><body>13800138000</body></html>", "bad_json"},
      {"a JSONP call", R"(callback({"mobile":"13800138000"}))", "bad_json"},
      {"a raw newline in a string", "[\"a\nb\"]", "bad_json"},
      {"a raw tab in a name", "{\"a\tb\":1}", "bad_json"},
      {"a raw NUL in a string", std::string("[\"a\0b\"]", 7), "bad_json"},
      {"an unknown escape", R"(["\x31"])", "bad_json"},
      {"an unknown escape in a name", R"({"a\'b":1})", "bad_json"},
      {"an unknown escape in a long name", "{\"" + std::string(60, 'a') + R"(\q":1})", "bad_json"},
      {"half a unicode escape", R"(["\u12"])", "bad_json"},
      {"a unicode escape of other letters", R"(["\u12G4"])", "bad_json"},
      {"an unknown escape under a telling key", R"({"mobile":"\q"})", "bad_json"},
      {"a stray continuation byte", "[\"\x80\"]", "bad_utf8"},
      {"an overlong form", "[\"\xC0\xAF\"]", "bad_utf8"},
      {"a surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "bad_utf8"},
      {"above the last character", "[\"\xF4\x90\x80\x80\"]", "bad_utf8"},
      {"half a character", "[\"\xE5\xBC\"]", "bad_utf8"},
      {"half a character at the end of an open string", "\"\xE5\xBC", "bad_json"},
      {"Latin-1", "[\"caf\xE9\"]", "bad_utf8"},
      {"UTF-16", std::string("\xFF\xFE[\0]\0", 6), "bad_utf8"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(row.input) == std::string("refused: ") + row.code);
  }
}

TEST_CASE("inside what is removed, the grammar is checked all the same") {
  config::Policy policy;
  policy.rules = {test::path_rule("$.gone", "remove"), test::path_rule("$.nulled", "null")};
  MaskingWorld world(policy);
  CHECK(masked_text(world, R"({"a":1,"gone":{"b":[1,{"c":"\n"}]},"nulled":[[1]]})") == R"({"a":1,"nulled":null})");
  for (const char* key : {"gone", "nulled"}) {
    for (const char* value : {R"({"a":"\q"})", R"({"a\q":1})", R"([01])", R"([tru])", R"([1,])", R"({"a"})", R"([)",
                              R"({"a":{"b":"\u12"}})", R"([1}])"}) {
      CAPTURE(key);
      CAPTURE(value);
      CHECK(masked_text(world, std::string("{\"") + key + "\":" + value + "}") == "refused: bad_json");
    }
    const std::string deep = std::string("{\"") + key + "\":" + repeated("[", 128) + repeated("]", 128) + "}";
    CHECK(masked_text(world, deep) == "refused: too_deep");
  }
}

TEST_CASE("the depth limit") {
  CHECK(masked_text(repeated("[", 128) + repeated("]", 128)) == repeated("[", 128) + repeated("]", 128));
  CHECK(masked_text(repeated("[", 129) + repeated("]", 129)) == "refused: too_deep");
  CHECK(masked_text(repeated("{\"a\":", 129) + "1" + repeated("}", 129)) == "refused: too_deep");
  // In doubt refuse: nobody knows what the deep part of a nested document holds.
  CHECK(masked_text("[\"" + repeated("[", 129) + repeated("]", 129) + "\"]") == "refused: too_deep");
  config::Policy shallow;
  shallow.limits.json_depth = 2;
  MaskingWorld world(shallow);
  CHECK(masked_text(world, R"([{"a":1}])") == R"([{"a":1}])");
  CHECK(masked_text(world, R"([[{}]])") == "refused: too_deep");
}

TEST_CASE("the limit on strings and numbers") {
  config::Policy policy;
  policy.limits.string_bytes = 1024;
  MaskingWorld world(policy);
  const auto accepted = [&](const std::string& body) { return masked_text(world, body) == body; };
  CHECK(accepted("[\"" + repeated("x", 1023) + "\"]"));
  CHECK_FALSE(accepted("[\"" + repeated("x", 1100) + "\"]"));
  CHECK(masked_text(world, "[\"" + repeated("x", 1100) + "\"]") == "refused: string_too_long");
  CHECK(masked_text(world, "{\"" + repeated("x", 1100) + "\":1}") == "refused: string_too_long");
  CHECK(masked_text(world, "[1" + repeated("0", 1100) + "]") == "refused: string_too_long");
  CHECK(masked_text(world, "\"" + repeated("x", 2 * 1024 * 1024) + "\"") == "refused: string_too_long");
}

TEST_CASE("a string of the full length that is allowed, in a body larger than any window") {
  const std::string body = "{\"a\":\"" + repeated("x", 4 * 1024 * 1024 - 2) + "\",\"mobile\":\"13800138000\",\"b\":[" +
                           repeated("1,", 200000) + "1]}";
  MaskingWorld world;
  std::string expected = body;
  expected.replace(expected.find("13800138000"), 11, "138****8000");
  CHECK(world.run(body).output == expected);
  CHECK(world.run_cut(body, 1, 8191, masking::MediaKind::json, {.hold_bytes = 0}).output == expected);
}

TEST_CASE("nothing leaves before a held body is checked") {
  MaskingWorld world;
  const std::string body = "{\"a\":[" + repeated("{\"mobile\":\"13800138000\"},", 30000) + "1]";
  REQUIRE(body.size() < 1024 * 1024);
  REQUIRE(body.size() > 4 * 128 * 1024);
  const auto held = world.run(body);
  CHECK_FALSE(held.accepted);
  CHECK(held.output.empty());
  const auto streamed = world.run(body, masking::MediaKind::json, {.hold_bytes = 0});
  CHECK_FALSE(streamed.accepted);
  CHECK(streamed.output.find("13800138000") == std::string::npos);
}

TEST_CASE("a masker that is reset forgets what came before") {
  MaskingWorld world;
  const std::string body = R"({"mobile":"13800138000"})";
  for (const char* before : {"{\"a\":[1,", "{\"mobile\":\"138", "[tru", "{}}", "\"\xE5", "\xEF\xBB\xBF{}"}) {
    CAPTURE(before);
    world.run(before);
    CHECK(masked_text(world, body) == R"({"mobile":"138****8000"})");
  }
}

TEST_CASE("shadow mode counts, checks and changes nothing") {
  MaskingWorld world;
  const std::string body = R"({"mobile":"13800138000","e":"{\"fullname\":\"张三\"}","m":13800138000})";
  const auto result = world.run(body, masking::MediaKind::json, {.shadow = true});
  CHECK(result.accepted);
  CHECK(result.output == body);
  CHECK(result.count(masking::ClassId::cn_mobile) == 2);
  CHECK(result.count(masking::ClassId::person_name) == 1);
  CHECK_FALSE(world.run("{]", masking::MediaKind::json, {.shadow = true}).accepted);
}

TEST_CASE("bodies of every size near the ends of blocks, each in buffers of its own") {
  // Full-width digits make the byte map look at the bytes behind each byte; the sanitizers watch what it reads.
  MaskingWorld world;
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string body = "[\"" + repeated("x", size) + "１\"]";
    masking::Scratch scratch;
    const auto masker = world.engine().make_masker(masking::MediaKind::json, world.plan(), scratch, {});
    REQUIRE(masker->feed(body).has_value());
    const auto out = masker->finish();
    REQUIRE(out.has_value());
    CHECK(out->bytes() == body);
  }
}
