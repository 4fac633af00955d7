// The settings `serve` runs with: a file, or a single upstream and the built-in rules, and what the command line says
// over them.
#pragma once

#include <optional>
#include <string>

#include "config/load.hpp"

namespace veilgate::proxy {

struct ServeOptions {
  std::optional<std::string> config;    // a file
  std::optional<std::string> upstream;  // the only upstream's address
  std::optional<std::string> listen;    // over listen.address
  std::optional<std::string> admin;     // over admin.address; an empty text: no admin listener
};

// Called anew at every reload, so that a reload keeps what the command line said. Prints nothing.
config::LoadOutcome load_serve_settings(const ServeOptions& options);

}  // namespace veilgate::proxy
