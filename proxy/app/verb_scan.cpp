#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "masking/explain/explain.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/read_document.hpp"
#include "proxy/app/scan_result.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kProgressBytes = 64 * 1024 * 1024;
constexpr std::size_t kProgressFiles = 1000;

struct ScanOptions {
  std::string config;
  std::string route = "/";
  std::vector<std::string> files;
  std::string format = "text";
  std::string fail_on;
  bool ndjson = false;
};

// The files under a folder that hold JSON or records, in the order of their names; a file stands for itself.
bool list_files(const std::string& path, std::vector<std::string>& out) {
  namespace fs = std::filesystem;
  std::error_code failed;
  if (path == "-" || !fs::is_directory(path, failed)) {
    out.push_back(path);
    return true;
  }
  const std::size_t from = out.size();
  for (auto entry = fs::recursive_directory_iterator(path, failed); !failed && entry != fs::end(entry);
       entry.increment(failed)) {
    const std::string name = entry->path().string();
    if (entry->is_regular_file(failed) && (name.ends_with(".json") || is_records(name))) out.push_back(name);
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(from), out.end());
  return !failed;
}

class Scan {
 public:
  Scan(const masking::Engine& engine, const ScanOptions& options)
      : engine_(engine), options_(options), plan_(engine.plan(options.route, "")) {}

  // Errors: io_failed. A document that is refused is counted and named.
  Result<void> file(const std::string& path) {
    if (options_.ndjson || is_records(path)) {
      std::size_t line = 0;
      return read_records(
          path,
          [&](std::string_view record) -> Result<void> {
            ++line;
            document(record, path + ", record " + std::to_string(line));
            return {};
          },
          [&](std::size_t bytes) { progress(path, bytes); });
    }
    const auto text = read_document(path);
    if (!text) return text.error();
    document(*text, path);
    return {};
  }

  const ScanResult& result() const noexcept { return result_; }

 private:
  void document(std::string_view text, const std::string& name) {
    const auto explanation = masking::explain(engine_, plan_, scratch_, text);
    if (explanation) return result_.add(*explanation);
    result_.add_refused();
    std::string line = name + ": refused: ";
    line += code_name(explanation.error().code);
    if (!explanation.error().note.for_log().empty()) line += ": " + explanation.error().note.for_log();
    complain(line);
  }

  void progress(const std::string& path, std::size_t bytes) {
    if (bytes / kProgressBytes == reported_ / kProgressBytes) return;
    reported_ = bytes;
    complain(path + ": " + std::to_string(bytes / (1024 * 1024)) + " MiB, " + std::to_string(result_.documents()) +
             " records");
  }

  const masking::Engine& engine_;
  const ScanOptions& options_;
  masking::Plan plan_;
  masking::Scratch scratch_;
  ScanResult result_;
  std::size_t reported_ = 0;
};

int run_scan(const ScanOptions& options) {
  const auto engine = load_engine_or_default(options.config);
  if (engine == nullptr) return kUsage;
  std::vector<std::string> files;
  for (const std::string& path : options.files) {
    if (!list_files(path, files)) {
      complain(path + ": cannot be listed");
      return kUsage;
    }
  }
  if (files.empty()) {
    complain("no .json, .ndjson or .jsonl file there");
    return kUsage;
  }
  Scan scan(*engine, options);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const auto scanned = scan.file(files[i]); !scanned) {
      complain(scanned.error().note.for_log());
      return scanned.error().code == Code::io_failed ? kUsage : kRefused;
    }
    if ((i + 1) % kProgressFiles == 0)
      complain(std::to_string(i + 1) + " of " + std::to_string(files.size()) + " files");
  }
  const ScanResult& result = scan.result();
  const int printed = print(options.format == "json" ? scan_as_json(result) : scan_as_text(result));
  if (printed != kDone) return printed;
  if (result.refused() != 0) return kRefused;
  const bool fails = !options.fail_on.empty() && result.has_level(static_cast<config::Level>(options.fail_on[1] - '0'));
  return fails ? kRefused : kDone;
}

}  // namespace

void add_scan_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ScanOptions>();
  auto* verb = app.add_subcommand("scan",
                                  "Counts what is sensitive in samples, by path and class, and suggests rules.\n"
                                  "Files, folders (*.json, *.ndjson, *.jsonl) or - for standard input. No value is\n"
                                  "printed. Exit 1: a document was refused, or --fail-on found something.");
  verb->add_option("FILE", options->files, "Samples")->required();
  verb->add_option("--config", options->config, "Configuration with classes, masks and rules; built-in rules without");
  verb->add_option("--route", options->route, "Request path the rules are chosen by")->capture_default_str();
  verb->add_flag("--ndjson", options->ndjson, "One JSON document a line, whatever a file is called");
  verb->add_option("--fail-on", options->fail_on, "Exit 1 when something of this level or above was found")
      ->check(CLI::IsMember({"L1", "L2", "L3", "L4"}));
  verb->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  verb->footer("Example:\n  veilgate scan --fail-on L4 samples/");
  verb->callback([options, &chosen] { chosen = [options] { return run_scan(*options); }; });
}

}  // namespace veilgate::proxy
