#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "config/json_schema.hpp"
#include "config/reference.hpp"
#include "config/show.hpp"
#include "proxy/app/class_listing.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

struct ConfigOptions {
  std::string config;
  std::string format = "yaml";
};

int run_show(const ConfigOptions& options) {
  const auto settings = load_settings_or_default(options.config);
  if (!settings) return kUsage;
  const bool json = options.format == "json";
  const auto listing = json ? class_listing_json(settings->policy) : class_listing_yaml(settings->policy);
  if (!listing) {
    complain("configuration: " + listing.error().note.for_log());
    return kUsage;
  }
  if (!json) return print(config::render_yaml(*settings) + *listing);
  std::string document = config::render_json(*settings);
  document.resize(document.rfind('}'));
  return print(document + ',' + *listing + "}\n");
}

}  // namespace

void add_config_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ConfigOptions>();
  auto* verb = app.add_subcommand("config", "Prints a configuration, or describes what one may hold.");
  verb->require_subcommand(1);

  auto* show =
      verb->add_subcommand("show",
                           "Prints the configuration with every default filled in, the built-in classes and what\n"
                           "patterns cost; secrets stay references.");
  show->add_option("--config", options->config, "The configuration; without one, the defaults alone");
  show->add_option("--format", options->format, "yaml or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"yaml", "json"}));
  show->footer("Example:\n  veilgate config show --config veilgate.yaml");
  show->callback([options, &chosen] { chosen = [options] { return run_show(*options); }; });

  auto* reference = verb->add_subcommand("reference", "Prints the reference of every setting, in Markdown.");
  reference->footer("Example:\n  veilgate config reference > reference.md");
  reference->callback([&chosen] { chosen = [] { return print(config::render_reference()); }; });

  auto* schema = verb->add_subcommand("schema", "Prints a JSON Schema, for editors that check and complete.");
  schema->footer("Example:\n  veilgate config schema > veilgate.schema.json");
  schema->callback([&chosen] { chosen = [] { return print(config::render_json_schema()); }; });
}

}  // namespace veilgate::proxy
