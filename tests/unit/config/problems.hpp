// Helpers to say what a configuration's diagnostics should be.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "config/load.hpp"

namespace veilgate::config::test {

inline LoadOutcome load(std::string_view yaml) {
  return load_text(yaml, "test.yaml");
}

// All diagnostics as lines, for messages and for comparison.
inline std::string lines(const LoadOutcome& outcome) {
  std::string text;
  for (const Diagnostic& diagnostic : outcome.diagnostics) text += to_text(diagnostic) + '\n';
  return text;
}

inline const Diagnostic* find(const LoadOutcome& outcome, std::string_view key) {
  const auto found = std::find_if(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                                  [&](const Diagnostic& diagnostic) { return diagnostic.key == key; });
  return found == outcome.diagnostics.end() ? nullptr : &*found;
}

}  // namespace veilgate::config::test
