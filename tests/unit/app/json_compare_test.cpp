#include "proxy/app/json_compare.hpp"

#include <doctest/doctest.h>

namespace veilgate::proxy {
namespace {

TEST_CASE("one meaning has one canonical form") {
  struct Row {
    const char* name;
    const char* json;
    const char* canonical;
  };
  for (const auto& row : {
           Row{"blanks", " { \"a\" : [ 1 , 2 ] }\n", R"({"a":[1,2]})"},
           Row{"blanks inside a string stay", R"("a b	c")", "\"a b\tc\""},
           Row{"escapes", R"("\u0041\/\u5f20\b\"\\")", R"("A/张\u0008\"\\")"},
           Row{"an escaped quote does not end the string", R"({"a":"\" x "})", R"({"a":"\" x "})"},
           Row{"astral", R"("\ud83d\ude00")", "\"\xF0\x9F\x98\x80\""},
           Row{"a lone surrogate has no other form", R"("\ud83dx")", R"("\ud83dx")"},
           Row{"numbers keep their text", "[1.0,1e0,100000000000000000000000000001]",
               "[1.0,1e0,100000000000000000000000000001]"},
           Row{"empty", "", ""},
       }) {
    CAPTURE(row.name);
    CHECK(canonical_json(row.json) == row.canonical);
  }
}

constexpr const char* kDocument =
    R"({"data":[{"tel":"138\u002a***8000","n":null,"m":12345678901234567890123}],"a/b":true,"":1})";

TEST_CASE("a value is found by its pointer and compared by meaning") {
  struct Row {
    const char* pointer;
    const char* expected;
    bool equal;
  };
  for (const auto& row :
       {Row{"/data/0/tel", "\"138****8000\"", true}, Row{"/data/0/tel", "\"138****8001\"", false},
        Row{"/data/0/n", "null", true}, Row{"/data/0/m", "12345678901234567890123", true}, Row{"/a~1b", "true", true},
        Row{"/", "1", true}, Row{"/data/1", "null", false}, Row{"/nothing", "null", false},
        Row{"/data/0", R"({"tel":"138****8000","n":null,"m":12345678901234567890123})", true}}) {
    CAPTURE(row.pointer);
    CAPTURE(row.expected);
    CHECK(compare_at(kDocument, row.pointer, row.expected).equal == row.equal);
  }
  CHECK(compare_at(" 7\n", "", "7").equal);
}

TEST_CASE("a difference is described without a value") {
  const auto comparison = compare_at(kDocument, "/data/0/tel", "null");
  CHECK(comparison.difference == "a string of 11 characters where null was expected");
  CHECK(comparison.found == "\"138****8000\"");
  CHECK(compare_at(kDocument, "/x", "\"secret\"").difference == "nothing where a string of 6 characters was expected");
  CHECK(compare_at(kDocument, "/data/0/tel", "\"13800138000\"").difference ==
        "a string of 11 characters, other than expected");
}

}  // namespace
}  // namespace veilgate::proxy
