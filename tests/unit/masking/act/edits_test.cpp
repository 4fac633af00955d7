#include <doctest/doctest.h>

#include <string>

#include "masking/act/edits.hpp"

using namespace veilgate::masking;

TEST_CASE("replacements stay as they are when others are added, repeated and filled in any order") {
  EditList edits;
  for (int round = 0; round < 3; ++round) {  // in memory that was used before
    edits.clear();
    CHECK(edits.empty());
    CHECK(edits.replacement_bytes() == 0);
    edits.add(0, 1, "first");
    const std::size_t filled = edits.reserve(2, 3);
    const std::size_t appended = edits.reserve(4, 5);
    const std::size_t empty = edits.reserve(6, 7);
    edits.add_repeated(8, 9, "*", 3);
    edits.fill(filled, std::string(100, 'f'));
    edits.add_repeated(10, 11, "█", 40);
    edits.fill_with(appended, [](std::string& text) { text += "appended"; });
    edits.add_repeated(12, 13, "#", 50);
    edits.add(14, 15, "last");
    std::string blocks;
    for (int i = 0; i < 40; ++i) blocks += "█";
    CHECK(edits.size() == 8);
    CHECK(edits.replacement(edits[0]) == "first");
    CHECK(edits.replacement(edits[filled]) == std::string(100, 'f'));
    CHECK(edits.replacement(edits[appended]) == "appended");
    CHECK(edits.replacement(edits[empty]).empty());
    CHECK(edits.replacement(edits[4]) == "***");
    CHECK(edits.replacement(edits[5]) == blocks);
    CHECK(edits.replacement(edits[6]) == std::string(50, '#'));
    CHECK(edits.replacement(edits[7]) == "last");
    CHECK(edits.replacement_bytes() == 5 + 100 + 8 + 3 + blocks.size() + 50 + 4);
  }
}
