#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/rule_tests.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/test_report.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

struct TestOptions {
  std::vector<std::string> files;
  std::string format = "text";
  bool show_values = false;
};

int run_test(const TestOptions& options) {
  std::vector<TestedFile> tested;
  for (const auto& path : options.files) {
    const auto settings = load_settings_or_default(path);
    if (!settings) return kUsage;
    auto results = run_rule_tests(*settings);
    if (!results) {
      complain(path + ": " + results.error().note.for_log());
      return kUsage;
    }
    tested.push_back({path, std::move(*results)});
  }
  const auto report = options.format == "json"    ? report_as_json(tested, options.show_values)
                      : options.format == "junit" ? report_as_junit(tested, options.show_values)
                                                  : report_as_text(tested, options.show_values);
  if (const int printed = print(report); printed != kDone) return printed;
  const auto totals = count_tests(tested);
  if (totals.tests == 0) {
    // A run that tests nothing must not look like one that passed.
    complain("no tests in these files");
    return kRefused;
  }
  return totals.failed == 0 ? kDone : kRefused;
}

}  // namespace

void add_test_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TestOptions>();
  auto* verb = app.add_subcommand("test",
                                  "Runs the tests a configuration carries under `tests:` through the same engine that\n"
                                  "serves traffic. Exit 0: all passed. Exit 1: one failed, or there is none.");
  verb->add_option("FILE", options->files, "Configuration files")->required();
  verb->add_option("--format", options->format, "text, json or junit")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json", "junit"}));
  verb->add_flag("--show-values", options->show_values, "Print what was expected and found; off, no value is printed");
  verb->footer("Example:\n  veilgate test --format junit veilgate.yaml > report.xml");
  verb->callback([options, &chosen] { chosen = [options] { return run_test(*options); }; });
}

}  // namespace veilgate::proxy
