#include "tests/demo/verify.hpp"

#include <doctest/doctest.h>

#include "tests/demo/codings.hpp"
#include "tests/demo/screen.hpp"

namespace veilgate::demo {
namespace {

Sample sample_of(std::string marked) {
  Sample sample;
  sample.marked = std::move(marked);
  return sample;
}

TEST_CASE("only what was promised passes") {
  const auto sample = sample_of(R"({"name":"⟦林若溪⟧","id": 7,"mobile":⟦13800138000⟧})");
  struct Row {
    const char* name;
    const char* after;
    bool kept;
  };
  for (const auto& row : {
           Row{"masked", R"({"name":"林**","id": 7,"mobile":null})", true},
           Row{"nothing masked", R"({"name":"林若溪","id": 7,"mobile":13800138000})", false},
           Row{"one came through", R"({"name":"林**","id": 7,"mobile":13800138000})", false},
           Row{"moved elsewhere", R"({"name":"林**","id": 7,"mobile":null,"x":"13800138000"})", false},
           Row{"a blank lost", R"({"name":"林**","id":7,"mobile":null})", false},
           Row{"a number spelt anew", R"({"name":"林**","id": 7.0,"mobile":null})", false},
           Row{"cut off", R"({"name":"林**","id": 7,"mobile":null)", false},
           Row{"something after it", R"({"name":"林**","id": 7,"mobile":null} )", false},
           Row{"escaped instead of masked", R"({"name":"\u6797\u82e5\u6eaa","id": 7,"mobile":null})", false},
           Row{"empty", "", false},
       }) {
    CAPTURE(std::string(row.name));
    CHECK(verify(sample, row.after).problem.empty() == row.kept);
  }
  CHECK(verify(sample, R"({"name":"林**","id": 7,"mobile":null})").replacements ==
        std::vector<std::string>{"林**", "null"});
}

TEST_CASE("a replaced body must not hold a planted value") {
  auto sample = sample_of("<p>⟦13800138000⟧</p>");
  sample.expectation = Expectation::replaced;
  CHECK(verify(sample, "{}").problem.empty());
  CHECK_FALSE(verify(sample, "<b>13800138000</b>").problem.empty());
}

TEST_CASE("Han takes two columns, and rows keep both columns apart") {
  CHECK(display_width("ab") == 2);
  CHECK(display_width("张三,a") == 6);
  CHECK(display_width("é…「」") == 6);
  Screen screen;
  screen.columns = 23;
  CHECK(screen.side_by_side({"北京市朝阳区", "x", ""}, {"abc"}) ==
        "北京市朝阳 │ abc\n"
        "区«x»      │ \n");
}

TEST_CASE("codings give back what went in, and refuse what is cut") {
  for (const char* coding : {"gzip", "br", ""}) {
    CAPTURE(std::string(coding));
    const auto encoded = encode(coding, "some text, some text");
    CHECK(decode(coding, encoded) == "some text, some text");
    if (*coding != '\0') CHECK_FALSE(decode(coding, encoded.substr(0, encoded.size() - 1)));
  }
}

}  // namespace
}  // namespace veilgate::demo
