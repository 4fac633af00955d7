// Whatever stands in a configuration file:
//   - loading neither crashes nor reads beyond its input;
//   - the outcome is settings without an error, or at least one error;
//   - what loads can be shown, as YAML and as JSON, and loads again from either to the same settings;
//   - a diagnostic is one line of printable text with a place inside the file.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "config/load.hpp"
#include "config/show.hpp"

namespace {

using veilgate::config::Diagnostic;
using veilgate::config::load_text;
using veilgate::config::LoadOutcome;
using veilgate::config::Severity;

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

void check_diagnostic(const Diagnostic& diagnostic, std::string_view text) {
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  if (diagnostic.place.line > lines) object("a diagnostic's line is in the file");
  if (diagnostic.place.column > text.size() + 1) object("a diagnostic's column is in the file");
  if (diagnostic.reason.empty()) object("a diagnostic has a reason");
  const std::string line = to_text(diagnostic);
  const auto control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
  if (std::any_of(line.begin(), line.end(), control)) object("a diagnostic is one line without control characters");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const LoadOutcome outcome = load_text(text, "fuzz.yaml");
  const bool has_error = std::any_of(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                                     [](const Diagnostic& problem) { return problem.severity == Severity::error; });
  if (outcome.settings.has_value() == has_error) object("settings without an error, or an error without settings");
  for (const Diagnostic& diagnostic : outcome.diagnostics) check_diagnostic(diagnostic, text);
  if (!outcome.settings) return 0;
  for (const std::string& shown : {render_yaml(*outcome.settings), render_json(*outcome.settings)}) {
    const LoadOutcome again = load_text(shown, "shown.yaml");
    // What fits a file may be too large when every default stands in it.
    if (!again.settings && shown.size() > 512 * 1024) continue;
    if (!again.settings) object("what is shown loads again");
    if (!(*again.settings == *outcome.settings)) object("what is shown loads to the same settings");
  }
  return 0;
}
