#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "proxy/admin/probe.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

struct HealthOptions {
  std::string config;
  std::string admin;
  bool ready = false;
  unsigned timeout_s = 3;
};

int run_health(const HealthOptions& options) {
  auto address = options.admin;
  if (address.empty()) {
    const auto settings = load_settings_or_default(options.config);
    if (!settings) return kUsage;
    address = settings->admin.address;
  }
  const char* target = options.ready ? "/readyz" : "/healthz";
  const auto status = probe_admin(address, target, std::chrono::seconds(options.timeout_s));
  if (!status) {
    complain(status.error().note.for_log());
    return status.error().code == Code::bad_config ? kUsage : kRefused;
  }
  if (*status == 200) return print("ok\n");
  complain(std::string(target) + " answers " + std::to_string(*status));
  return kRefused;
}

}  // namespace

void add_health_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<HealthOptions>();
  auto* verb = app.add_subcommand("health",
                                  "Asks the admin listener of a running process whether it is alive.\n"
                                  "Exit 0: it is. Exit 1: it is not, or nobody answers.");
  auto* admin = verb->add_option("--admin", options->admin, "HOST:PORT or unix:/PATH; 127.0.0.1:9090 without");
  verb->add_option("--config", options->config, "Take the address from this configuration")->excludes(admin);
  verb->add_flag("--ready", options->ready, "Ask /readyz (may it be routed to) instead of /healthz");
  verb->add_option("--timeout", options->timeout_s, "Seconds to wait")->capture_default_str()->check(CLI::Range(1, 60));
  verb->footer("Example:\n  veilgate health --admin unix:/run/veilgate/admin.sock");
  verb->callback([options, &chosen] { chosen = [options] { return run_health(*options); }; });
}

}  // namespace veilgate::proxy
