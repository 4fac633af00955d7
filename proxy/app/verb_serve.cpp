#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "proxy/app/memory.hpp"
#include "proxy/app/process.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {

void add_serve_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ServeOptions>();
  auto* verb =
      app.add_subcommand("serve",
                         "Runs the proxy: forwards requests to the upstreams and masks what they answer.\n"
                         "Signals: HUP reloads the configuration, USR1 opens the access log anew, TERM and INT\n"
                         "let running requests finish; a second one cuts them.");
  verb->add_option("--config", options->config, "Configuration file");
  verb->add_option("--upstream", options->upstream,
                   "http://HOST[:PORT] or https://HOST[:PORT]: guard this one with the built-in rules, no file needed");
  verb->add_option("--listen", options->listen, "HOST:PORT for clients, over the configuration; port 0: any free one");
  verb->add_option("--admin", options->admin, "HOST:PORT or unix:/PATH for operators, over the configuration");
  verb->footer(
      "Examples:\n"
      "  veilgate serve --upstream https://partner.example --listen 127.0.0.1:8080\n"
      "  veilgate serve --config veilgate.yaml");
  verb->callback([options, &chosen] {
    if (!options->config && !options->upstream) {
      throw CLI::RequiredError("serve: --config FILE or --upstream URL");
    }
    chosen = [options] {
      give_large_blocks_back();
      return run_process(*options);
    };
  });
}

}  // namespace veilgate::proxy
