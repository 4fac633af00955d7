// Where the verbs get their settings from, and how what is wrong with them is told.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/diagnostics.hpp"
#include "config/model.hpp"
#include "masking/engine.hpp"

namespace veilgate::proxy {

// One diagnostic a line on standard error.
void complain(const std::vector<config::Diagnostic>& diagnostics);

// The settings of `path`; with an empty path those of no file at all: the built-in classes, masks and rules. What is
// wrong was said on standard error when nothing comes back.
std::optional<config::Settings> load_settings_or_default(const std::string& path);

// The engine of these settings, with the keys they refer to. Null: what is wrong was said on standard error.
std::shared_ptr<const masking::Engine> load_engine_or_default(const std::string& path);

}  // namespace veilgate::proxy
