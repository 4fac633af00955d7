// What the engine has to reach on the labelled sets; `./dev bench accuracy --examples` shows what is missing.
#include <doctest/doctest.h>

#include "tests/accuracy/measure.hpp"

namespace {

using namespace veilgate::accuracy;

TEST_CASE("the labelled sets are found, and little else") {
  const Measured measured = measure(4);
  CHECK(total(measured.keyed).share() == 1.0);
  CHECK(total(measured.structured).share() >= 0.92);
  CHECK(total(measured.near_misses).share() >= 0.98);
  CHECK(total(measured.texts).share() >= 0.998);
  CHECK(measured.record_fields.share() >= 0.90);
  CHECK(measured.record_rest.share() >= 0.999);
}

}  // namespace
