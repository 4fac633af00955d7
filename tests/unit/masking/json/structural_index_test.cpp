#include "masking/json/structural_index.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace veilgate;
using masking::StructuralIndex;

std::vector<std::uint32_t> offsets(const StructuralIndex& index) {
  return {index.offsets(), index.offsets() + index.count()};
}

Result<void> try_build(StructuralIndex& index, std::string_view text, bool complete) {
  std::string memory(text);
  memory.append(StructuralIndex::kPadding, '"');
  return index.build(memory.data(), text.size(), complete);
}

bool build(StructuralIndex& index, std::string_view text, bool complete) {
  return try_build(index, text, complete).has_value();
}

}  // namespace

TEST_CASE("where tokens begin") {
  StructuralIndex index;
  REQUIRE(build(index, R"( {"a" : [1, true,"b\"]}"] } )", true));
  CHECK(offsets(index) == std::vector<std::uint32_t>{1, 2, 6, 8, 9, 10, 12, 16, 17, 24, 26});
  CHECK(index.offsets()[index.count()] == 28);
}

TEST_CASE("a text cut at any byte has the tokens that begin before the cut") {
  StructuralIndex index;
  const std::string text = R"({"name":"a\\\"b\u0031","n":[12,-3.5e+7,null,"张三",{}],"e":"{\"x\":\"y\"}"})";
  REQUIRE(build(index, text, true));
  const auto all = offsets(index);
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    // The caller keeps characters and escapes whole.
    if ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) continue;
    std::size_t slashes = 0;
    while (slashes < cut && text[cut - 1 - slashes] == '\\') ++slashes;
    if (slashes % 2 != 0) continue;
    CAPTURE(cut);
    REQUIRE(build(index, std::string_view(text).substr(0, cut), false));
    std::vector<std::uint32_t> expected;
    for (const auto offset : all) {
      if (offset < cut) expected.push_back(offset);
    }
    CHECK(offsets(index) == expected);
  }
}

TEST_CASE("what it refuses") {
  StructuralIndex index;
  struct Row {
    std::string name;
    std::string text;
    Code code;
  };
  const Row rows[] = {
      {"blanks", "  \n", Code::bad_json},
      {"an open string", "[\"a", Code::bad_json},
      {"a raw newline in a string", "[\"a\n\"]", Code::bad_json},
      {"a byte that is not UTF-8", "[\"\xFF\"]", Code::bad_utf8},
      {"half a character", "[\"\xE5\xBC\"]", Code::bad_utf8},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto built = try_build(index, row.text, true);
    REQUIRE_FALSE(built.has_value());
    CHECK(built.error().code == row.code);
    CHECK(built.error().origin == Origin::upstream);
  }
  // It is of use again afterwards.
  REQUIRE(build(index, "[1]", true));
  CHECK(index.count() == 3);
}

TEST_CASE("it grows and shrinks") {
  StructuralIndex index;
  for (const std::size_t size : {1u, 100000u, 3u, 300000u}) {
    std::string text = "[";
    for (std::size_t i = 0; i < size; ++i) text += "1,";
    text += "1]";
    REQUIRE(build(index, text, true));
    CHECK(index.count() == 2 * size + 3);
  }
}
