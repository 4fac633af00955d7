// The part of the schema table that says what a value is: classes, allow lists, exclusions. Private to schema.cpp.
#pragma once

#include "config/schema.hpp"

namespace veilgate::config::binding {

extern const Section kClassSection;
extern const Section kAllowSection;
extern const Section kExclusionSection;

}  // namespace veilgate::config::binding
