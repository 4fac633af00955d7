// What must hold between settings: references, unique names, settings that need or exclude one another.
#pragma once

#include "config/diagnostics.hpp"
#include "config/model.hpp"
#include "config/places.hpp"

namespace veilgate::config {

// Adds every problem to `problems`. Settings whose own value was refused (Places::is_refused) are not judged again.
void check_settings(const Settings& settings, const Places& places, Diagnostics& problems);

}  // namespace veilgate::config
