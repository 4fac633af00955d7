// Settings as a file that holds all of them: every default filled in, secrets as their references.
//
// Both forms load again (load.hpp) to the same Settings.
#pragma once

#include <string>

#include "config/model.hpp"

namespace veilgate::config {

std::string render_yaml(const Settings& settings);

// Sizes as numbers of bytes; durations as texts with their unit.
std::string render_json(const Settings& settings);

}  // namespace veilgate::config
