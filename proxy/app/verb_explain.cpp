#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "masking/explain/explain.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/explain_report.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/read_document.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

struct Options {
  std::string config;
  std::string route = "/";
  std::string file = "-";
  std::string format = "text";
  ExplainReport report;
};

int run_explain(const Options& options) {
  const auto engine = load_engine_or_default(options.config);
  if (engine == nullptr) return kUsage;
  const auto document = read_document(options.file);
  if (!document) {
    complain(document.error().note.for_log());
    return document.error().code == Code::io_failed ? kUsage : kRefused;
  }
  masking::Scratch scratch;
  const auto explanation = masking::explain(*engine, engine->plan(options.route, ""), scratch, *document);
  if (!explanation) return complain_refused(explanation.error());
  return print(options.format == "json" ? explain_as_json(*explanation, options.report)
                                        : explain_as_text(*explanation, options.report));
}

}  // namespace

void add_explain_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  auto* verb = app.add_subcommand("explain",
                                  "Says for each value of a JSON document what was found, by which rule and evidence,\n"
                                  "and what becomes of it; for what stays, which classes came near and why they lost.\n"
                                  "It is the engine that masks which tells this. No value is printed.");
  verb->add_option("--config", options->config, "Configuration with classes, masks and rules; built-in rules without");
  verb->add_option("--route", options->route, "Request path the rules are chosen by")->capture_default_str();
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
