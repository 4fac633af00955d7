// Where the verbs get their settings from, and how what is wrong with them is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics.hpp"
#include "config/model.hpp"

namespace veilgate::proxy {

// One diagnostic a line on standard error.
void complain(const std::vector<config::Diagnostic>& diagnostics);

// The settings of `path`; with an empty path those of no file at all: the built-in classes, masks and rules. What is
// wrong was said on standard error when nothing comes back.
std::optional<config::Settings> load_settings_or_default(const std::string& path);

}  // namespace veilgate::proxy
