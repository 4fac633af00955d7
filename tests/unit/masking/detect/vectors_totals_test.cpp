// Every class has rows that are of it and rows that come near; the files before this one, in whose order doctest runs
// them, have tried them.
#include <string_view>

#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;

constexpr std::size_t kFewest = 10;

}  // namespace

TEST_CASE("every class has ten rows that are of it and ten that come near") {
  if (test::tallies()[ClassId::cn_mobile].hits == 0) {
    MESSAGE("skipped: the rows were filtered out");
    return;
  }
  for (std::size_t i = 1; i < masking::kBuiltinClassCount; ++i) {
    const test::Tally tally = test::tallies()[static_cast<ClassId>(i)];
    INFO("class number ", i);
    CHECK(tally.hits >= kFewest);
    CHECK(tally.near_misses >= kFewest);
  }
}
