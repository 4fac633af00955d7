// The part of the schema table that says how a value is treated: the masks and their parameters. Private to schema.cpp.
#pragma once

#include "config/schema.hpp"

namespace veilgate::config::binding {

extern const Section kMaskSection;

}  // namespace veilgate::config::binding
