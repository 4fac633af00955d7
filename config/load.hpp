// Reads a configuration: YAML in, config::Settings out, or everything that is wrong with it.
//
// All problems of a file are found in one run, each with its place, its key, the reason and a suggestion; only a file
// that is not YAML at all ends at the first one. Unknown keys are errors, except those that begin with `x-`, which are
// ignored (a home for YAML anchors). No diagnostic repeats a value.
//
// Nothing here throws. Threads: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostics.hpp"
#include "config/model.hpp"

namespace veilgate::config {

struct LoadOutcome {
  std::optional<Settings> settings;     // there when no diagnostic is an error
  std::vector<Diagnostic> diagnostics;  // in the order of the file; warnings may stand beside settings
};

// A pure function. `file_name` is what diagnostics call the text.
[[nodiscard]] LoadOutcome load_text(std::string_view yaml, std::string file_name);

// Reads the file, at most kMaxFileBytes of it, and loads it. A file that cannot be read is one diagnostic.
[[nodiscard]] LoadOutcome load_file(const std::string& path);

}  // namespace veilgate::config
