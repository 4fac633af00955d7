// What the engine has to reach on the labelled sets; `./dev bench accuracy --examples` shows what is missing.
#include <doctest/doctest.h>

#include "tests/accuracy/measure.hpp"

namespace {

using namespace veilgate::accuracy;

void check(const Measured& measured, double structured) {
  CHECK(total(measured.keyed).share() == 1.0);
  CHECK(total(measured.structured).share() >= structured);
  for (const auto& [name, forms] : measured.structured) {
    CAPTURE(name);
    CHECK(total(forms).share() >= structured - 0.01);
  }
  CHECK(total(measured.near_misses).share() >= 0.999);
  CHECK(total(measured.texts).share() >= 0.998);
  CHECK(measured.record_fields.share() == 1.0);
  CHECK(measured.record_rest.share() >= 0.999);
}

TEST_CASE("the labelled sets are found, and little else") {
  check(measure(4), 0.99);
}

TEST_CASE("so are forms, carriers and near misses the detectors were not built on") {
  check(measure(3, held_out_sets(), 4711), 0.98);
}

TEST_CASE("so are the documents of people who never saw the detectors") {
  const Measured measured = measure_outsiders(8, 4712);
  CHECK(total(measured.outside_hidden).share() >= 0.99);
  for (const auto& [name, values] : measured.outside_hidden) {
    CAPTURE(name);
    CHECK(values.share() >= 0.98);
  }
  CHECK(total(measured.outside_left).share() >= 0.999);
  CHECK(measured.settled.share() == 1.0);
  CHECK(measured.discreet.share() == 1.0);
}

}  // namespace
