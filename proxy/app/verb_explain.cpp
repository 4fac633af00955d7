#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "masking/explain/explain.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/explain_report.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/read_document.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

struct ExplainOptions {
  std::string config;
  std::string route = "/";
  std::string file = "-";
  std::string format = "text";
  bool ndjson = false;
  ExplainReport report;
};

class ExplainRun {
 public:
  ExplainRun(const masking::Engine& engine, const ExplainOptions& options)
      : engine_(engine), options_(options), plan_(engine.plan(options.route, "")), report_(options.report) {}

  int document() {
    const auto text = read_document(options_.file);
    if (!text) return complain_unread(text.error());
    const auto explanation = masking::explain(engine_, plan_, scratch_, *text);
    return explanation ? print(told(*explanation)) : complain_refused(explanation.error());
  }

  // Every record is told; one that is refused does not hide those behind it.
  int records() {
    int result = kDone;
    const auto read = read_records(
        options_.file,
        [&](std::string_view record) -> Result<void> {
          ++report_.record;
          const auto explanation = masking::explain(engine_, plan_, scratch_, record);
          if (explanation) return write_stdout(told(*explanation));
          complain("record " + std::to_string(report_.record) + ':');
          result = complain_refused(explanation.error());
          return {};
        },
        [](std::size_t) {});
    return read ? result : complain_unread(read.error());
  }

 private:
  std::string told(const masking::Explanation& explanation) const {
    return options_.format == "json" ? explain_as_json(explanation, report_) : explain_as_text(explanation, report_);
  }

  static int complain_unread(const Error& error) {
    complain(error.note.for_log());
    return error.code == Code::io_failed ? kUsage : kRefused;
  }

  const masking::Engine& engine_;
  const ExplainOptions& options_;
  masking::Plan plan_;
  masking::Scratch scratch_;
  ExplainReport report_;
};

int run_explain(const ExplainOptions& options) {
  const auto engine = load_engine_or_default(options.config);
  if (engine == nullptr) return kUsage;
  ExplainRun run(*engine, options);
  return options.ndjson || is_records(options.file) ? run.records() : run.document();
}

}  // namespace

void add_explain_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  auto* verb = app.add_subcommand("explain",
                                  "Says for each value of a document, or of records (*.ndjson, *.jsonl), what was\n"
                                  "found, by which rule and evidence, and what becomes of it; for what stays, which\n"
                                  "classes came near and why they lost.\n"
                                  "It is the engine that masks which tells this. No value is printed.");
  verb->add_option("--config", options->config, "Configuration with classes, masks and rules; built-in rules without");
  verb->add_option("--route", options->route, "Request path the rules are chosen by")->capture_default_str();
  verb->add_flag("--ndjson", options->ndjson, "One JSON document a line, whatever the file is called");
  verb->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  verb->add_flag("--all", options->report.all, "In text, also list values that no class came near");
  verb->add_flag("--show-values", options->report.show_values, "Print the values; off, none is printed");
  verb->add_option("FILE", options->file, "The document; - is standard input")->capture_default_str();
  verb->footer("Example:\n  veilgate explain --route /order/1 order.json");
  verb->callback([options, &chosen] { chosen = [options] { return run_explain(*options); }; });
}

}  // namespace veilgate::proxy
