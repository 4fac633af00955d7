// What the command line says instead of a file, or over one. Judged as strictly as a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/load.hpp"

namespace veilgate::config {

// `serve --upstream URL --listen HOST:PORT --admin HOST:PORT`. An empty `admin` text switches the admin listener off.
struct Overrides {
  std::optional<std::string> upstream;
  std::optional<std::string> listen;
  std::optional<std::string> admin;
};

// The settings for running without a file: one upstream, one route that takes every request, the built-in rules.
// Diagnostics name the options (`--upstream`) as keys.
[[nodiscard]] LoadOutcome settings_for_upstream(std::string url, std::optional<std::string> listen = {},
                                                std::optional<std::string> admin = {});

// Puts the options over loaded settings and checks the result again, for errors only. `upstream` replaces the addresses
// of a file's only upstream; a file without upstreams and routes gets one of each; a file with several upstreams is an
// error, since the option cannot say which.
[[nodiscard]] LoadOutcome apply_overrides(Settings settings, const Overrides& overrides);

// What serving needs beside a valid file (`mask` and `test` do without): at least one route. Empty when it is there.
[[nodiscard]] std::vector<Diagnostic> missing_for_serving(const Settings& settings, const std::string& file_name);

}  // namespace veilgate::config
