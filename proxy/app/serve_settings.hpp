// The settings `serve` runs with: a file, or a single upstream and the built-in rules, and what the command line says
// over them.
#pragma once

#include <string>

#include "config/load.hpp"

namespace veilgate::proxy {

struct ServeOptions {
  std::string config;    // a file; empty: none
  std::string upstream;  // the only upstream's address; empty: as configured
  std::string listen;    // over listen.address; empty: as configured
  std::string admin;     // over admin.address; empty: as configured
};

// Called anew at every reload, so that a reload keeps what the command line said. Prints nothing.
config::LoadOutcome load_serve_settings(const ServeOptions& options);

}  // namespace veilgate::proxy
