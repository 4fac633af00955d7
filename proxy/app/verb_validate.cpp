#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "config/load.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"
#include "proxy/exchange/snapshot.hpp"
#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string format = "text";
};

// Everything wrong with one file. What only compiling shows (a pattern, a certificate that cannot be read) is looked at
// when the file itself is right.
std::vector<config::Diagnostic> check_file(const std::string& path) {
  auto loaded = config::load_file(path);
  if (!loaded.settings) return std::move(loaded.diagnostics);
  if (const auto snapshot = build_snapshot(std::move(*loaded.settings)); !snapshot) {
    config::Diagnostic diagnostic;
    diagnostic.file = path;
    diagnostic.reason = snapshot.error().note.for_log();
    loaded.diagnostics.push_back(std::move(diagnostic));
  }
  return std::move(loaded.diagnostics);
}

bool is_valid(const std::vector<config::Diagnostic>& diagnostics) {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const auto& diagnostic) { return diagnostic.severity == config::Severity::error; });
}

// {"files":[{"file":…,"valid":…,"diagnostics":[…]}]}
void append_json(std::string& out, const std::string& path, const std::vector<config::Diagnostic>& diagnostics) {
  out += out.empty() ? "{\"files\":[{\"file\":" : ",{\"file\":";
  append_json_string(out, path);
  out += is_valid(diagnostics) ? ",\"valid\":true,\"diagnostics\":[" : ",\"valid\":false,\"diagnostics\":[";
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    if (i != 0) out += ',';
    out += to_json(diagnostics[i]);
  }
  out += "]}";
}

int run_validate(const Options& options) {
  const bool json = options.format == "json";
  bool all_valid = true;
  std::string out;
  for (const auto& path : options.files) {
    const auto diagnostics = check_file(path);
    const bool valid = is_valid(diagnostics);
    all_valid = all_valid && valid;
    if (json) {
      append_json(out, path, diagnostics);
    } else {
      complain(diagnostics);
      if (valid) out += path + ": valid\n";
    }
  }
  if (json) out += "]}\n";
  const int printed = print(out);
  return all_valid ? printed : kUsage;
}

}  // namespace

void add_validate_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  auto* verb =
      app.add_subcommand("validate",
                         "Checks configurations whole, as serve would at its start, and says everything that is\n"
                         "wrong in one run: file, line, column, key and reason. Exit 2 when something is.");
  verb->add_option("FILE", options->files, "Configuration files")->required();
  verb->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  verb->footer("Example:\n  veilgate validate veilgate.yaml");
  verb->callback([options, &chosen] { chosen = [options] { return run_validate(*options); }; });
}

}  // namespace veilgate::proxy
