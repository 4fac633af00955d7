#include "proxy/app/settings_source.hpp"

#include <unistd.h>

#include "config/load.hpp"
#include "proxy/app/files.hpp"
#include "proxy/exchange/compile_engine.hpp"

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

std::shared_ptr<const masking::Engine> load_engine_or_default(const std::string& path) {
  const auto settings = load_settings_or_default(path);
  if (!settings) return nullptr;
  auto engine = compile_engine(*settings);
  if (engine) return std::move(*engine);
  complain("configuration: " + engine.error().note.for_log());
  return nullptr;
}

}  // namespace veilgate::proxy
