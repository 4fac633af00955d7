// The program `veilgate`.
#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <sstream>
#include <string>

#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/harden.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

constexpr const char* kAbout =
    "Veilgate masks the sensitive fields of partner API responses before they leave.\n"
    "Exit codes: 0 done, 1 refused input or failed tests, 2 usage or configuration error.";

constexpr const char* kStart =
    "Start with:\n"
    "  veilgate serve --upstream https://partner.example:443\n"
    "  veilgate mask order.json\n"
    "  veilgate VERB --help";

int report(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    std::ostringstream out;
    app.exit(error, out, out);
    return print(out.str());
  }
  complain(std::string(error.what()) + " (see veilgate --help)");
  return kUsage;
}

int run(int argc, char** argv) {
  CLI::App app{kAbout, "veilgate"};
  app.set_version_flag("--version", "veilgate " VEILGATE_VERSION);
  app.require_subcommand(1);
  app.footer(kStart);

  Chosen chosen;
  add_serve_verb(app, chosen);
  add_mask_verb(app, chosen);
  add_explain_verb(app, chosen);
  add_scan_verb(app, chosen);
  add_test_verb(app, chosen);
  add_validate_verb(app, chosen);
  add_config_verb(app, chosen);
  add_keys_verb(app, chosen);
  add_tenants_verb(app, chosen);
  add_health_verb(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return report(app, error);
  }
  return chosen();
}

}  // namespace
}  // namespace veilgate::proxy

int main(int argc, char** argv) {
  veilgate::proxy::forbid_core_dumps();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that left is an error of write(), not a silent end
  try {
    return veilgate::proxy::run(argc, argv);
  } catch (const std::exception&) {
    // what() of a foreign exception may quote input.
    veilgate::proxy::complain("out of memory or another failure of the runtime");
    return veilgate::proxy::kRefused;
  }
}
