// The classes the engine knows and those a configuration may name are the same, in the same order.
#include "masking/classes.hpp"

#include <doctest/doctest.h>

#include "config/schema.hpp"

TEST_CASE("the classes of the configuration are those of the engine") {
  using namespace veilgate;
  REQUIRE(config::kClassNames.size() + 1 == masking::kBuiltinClassCount);
  for (std::size_t i = 1; i < masking::kBuiltinClassCount; ++i) {
    const auto id = static_cast<masking::ClassId>(i);
    CHECK(config::kClassNames[i - 1] == masking::class_name(id));
    CHECK(masking::find_class(config::kClassNames[i - 1]) == id);
    CHECK(masking::class_level(id) >= config::Level::l3);
  }
  CHECK_FALSE(masking::find_class("path").has_value());
  CHECK_FALSE(masking::find_class("").has_value());
  CHECK_FALSE(masking::find_class("CN_MOBILE").has_value());
}
