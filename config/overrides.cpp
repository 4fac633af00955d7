#include "config/overrides.hpp"

#include <string_view>
#include <utility>

#include "config/check.hpp"
#include "config/places.hpp"
#include "config/schema.hpp"
#include "config/types.hpp"

namespace veilgate::config {
namespace {

constexpr const char* kCommandLine = "command line";

// Reads an option as the setting at `section.key` of a file would be read; nullopt after reporting why not.
std::optional<Value> read_option(const char* option, const Section& section, std::string_view key,
                                 const std::string& text, Diagnostics& problems) {
  Reading reading = read_text(*find_setting(section, key), text);
  if (reading.ok()) return std::move(reading.value);
  problems.error({}, option, std::move(reading.reason), std::move(reading.suggestion));
  return std::nullopt;
}

const Section& section_at(std::string_view key) {
  return *find_setting(settings_section(), key)->nested.section;
}

void override_upstream(Settings& settings, const std::string& url, Diagnostics& problems) {
  if (settings.upstreams.size() > 1) {
    problems.error({}, "--upstream", "the file has several upstreams, so it is not clear which one this is",
                   "change the addresses in the file");
    return;
  }
  const auto value = read_option("--upstream", section_at("upstreams"), "addresses", url, problems);
  if (!value) return;
  if (settings.upstreams.empty()) settings.upstreams.emplace_back().id = "upstream";
  settings.upstreams.front().addresses = {std::get<std::string>(*value)};
  if (!settings.routes.empty()) return;
  Route& route = settings.routes.emplace_back();
  route.id = "everything";
  route.upstream = settings.upstreams.front().id;
}

}  // namespace

LoadOutcome settings_for_upstream(std::string url, std::optional<std::string> listen,
                                  std::optional<std::string> admin) {
  return apply_overrides({}, {std::move(url), std::move(listen), std::move(admin)});
}

LoadOutcome apply_overrides(Settings settings, const Overrides& overrides) {
  Diagnostics problems(kCommandLine);
  if (overrides.upstream) override_upstream(settings, *overrides.upstream, problems);
  if (overrides.listen) {
    const Section& section = section_at("listen");
    if (const auto value = read_option("--listen", section, "address", *overrides.listen, problems)) {
      find_setting(section, "address")->write(&settings.listen, *value);
    }
  }
  if (overrides.admin) {
    const Section& section = section_at("admin");
    if (const auto value = read_option("--admin", section, "address", *overrides.admin, problems)) {
      find_setting(section, "address")->write(&settings.admin, *value);
    }
  }
  if (!problems.has_errors()) check_settings(settings, Places(), problems);
  LoadOutcome outcome;
  if (!problems.has_errors()) outcome.settings = std::move(settings);
  outcome.diagnostics = problems.take();
  // Warnings are about the file, and its loading gave them.
  std::erase_if(outcome.diagnostics, [](const Diagnostic& problem) { return problem.severity == Severity::warning; });
  return outcome;
}

std::vector<Diagnostic> missing_for_serving(const Settings& settings, const std::string& file_name) {
  Diagnostics problems(file_name);
  if (settings.routes.empty()) {
    problems.error({}, "routes", "there is no route, so every request would be answered 404",
                   "add upstreams and routes, or give --upstream URL");
  }
  return problems.take();
}

}  // namespace veilgate::config
