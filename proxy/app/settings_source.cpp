#include "proxy/app/settings_source.hpp"

#include <unistd.h>

#include "config/load.hpp"
#include "proxy/app/files.hpp"

namespace veilgate::proxy {

void complain(const std::vector<config::Diagnostic>& diagnostics) {
  std::string lines;
  for (const auto& diagnostic : diagnostics) {
    lines += to_text(diagnostic);
    lines += '\n';
  }
  (void)write_all(STDERR_FILENO, lines).has_value();
}

std::optional<config::Settings> load_settings_or_default(const std::string& path) {
  if (path.empty()) return config::Settings{};
  auto loaded = config::load_file(path);
  complain(loaded.diagnostics);
  return std::move(loaded.settings);
}

}  // namespace veilgate::proxy
