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

struct ValidateOptions {
  std::vector<std::string> files;
  std::string format = "text";
  bool without_secrets = false;
};

struct Checked {
  std::vector<config::Diagnostic> diagnostics;
  std::vector<std::string> not_checked;
};

// What is wrong with keys and certificates may be that this is not the machine they are on.
bool may_be_elsewhere(const Error& error) {
  return error.code == Code::io_failed || error.code == Code::key_unavailable || error.code == Code::keyring_refused;
}

config::Diagnostic problem_of(const std::string& path, const Error& error, bool without_secrets) {
  config::Diagnostic diagnostic;
  diagnostic.file = path;
  diagnostic.reason = error.note.for_log();
  if (!without_secrets && may_be_elsewhere(error)) {
    diagnostic.reason += "; where keys and certificates are not at hand, --without-secrets checks everything else";
  }
  return diagnostic;
}

// Everything wrong with one file. What only compiling shows (a pattern, a certificate that cannot be read) is looked at
// when the file itself is right.
Checked check_file(const std::string& path, bool without_secrets) {
  auto loaded = config::load_file(path);
  Checked checked{std::move(loaded.diagnostics), {}};
  if (!loaded.settings) return checked;
  if (without_secrets) {
    if (auto unseen = check_without_secrets(std::move(*loaded.settings)); unseen) {
      checked.not_checked = *std::move(unseen);
    } else {
      checked.diagnostics.push_back(problem_of(path, unseen.error(), true));
    }
  } else if (const auto snapshot = build_snapshot(std::move(*loaded.settings)); !snapshot) {
    checked.diagnostics.push_back(problem_of(path, snapshot.error(), false));
  }
  return checked;
}

bool is_valid(const std::vector<config::Diagnostic>& diagnostics) {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const auto& diagnostic) { return diagnostic.severity == config::Severity::error; });
}

// {"files":[{"file":…,"valid":…,"diagnostics":[…],"not_checked":[…]}]}
void append_json(std::string& out, const std::string& path, const Checked& checked) {
  const auto& diagnostics = checked.diagnostics;
  out += out.empty() ? "{\"files\":[{\"file\":" : ",{\"file\":";
  append_json_string(out, path);
  out += is_valid(diagnostics) ? ",\"valid\":true,\"diagnostics\":[" : ",\"valid\":false,\"diagnostics\":[";
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    if (i != 0) out += ',';
    out += to_json(diagnostics[i]);
  }
  out += "],\"not_checked\":[";
  for (std::size_t i = 0; i < checked.not_checked.size(); ++i) {
    if (i != 0) out += ',';
    append_json_string(out, checked.not_checked[i]);
  }
  out += "]}";
}

int run_validate(const ValidateOptions& options) {
  const bool json = options.format == "json";
  bool all_valid = true;
  std::string out;
  for (const auto& path : options.files) {
    const auto checked = check_file(path, options.without_secrets);
    const bool valid = is_valid(checked.diagnostics);
    all_valid = all_valid && valid;
    if (json) {
      append_json(out, path, checked);
    } else {
      complain(checked.diagnostics);
      if (valid) out += path + ": valid\n";
      for (const auto& what : checked.not_checked) out.append(path).append(": not checked: ").append(what).append("\n");
    }
  }
  if (json) out += "]}\n";
  const int printed = print(out);
  return all_valid ? printed : kUsage;
}

}  // namespace

void add_validate_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ValidateOptions>();
  auto* verb =
      app.add_subcommand("validate",
                         "Checks configurations whole, as serve would at its start, and says everything that is\n"
                         "wrong in one run: file, line, column, key and reason. Exit 2 when something is.");
  verb->add_option("FILE", options->files, "Configuration files")->required();
  verb->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  verb->add_flag("--without-secrets", options->without_secrets,
                 "Reads no keyring, key or certificate, for machines that have none; says what was not checked");
  verb->footer("Example:\n  veilgate validate veilgate.yaml");
  verb->callback([options, &chosen] { chosen = [options] { return run_validate(*options); }; });
}

}  // namespace veilgate::proxy
