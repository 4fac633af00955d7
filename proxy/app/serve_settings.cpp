#include "proxy/app/serve_settings.hpp"

#include <iterator>
#include <utility>

#include "config/overrides.hpp"

namespace veilgate::proxy {
namespace {

void append(std::vector<config::Diagnostic>& to, std::vector<config::Diagnostic> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

config::LoadOutcome load_serve_settings(const ServeOptions& options) {
  if (!options.config) {
    return config::settings_for_upstream(options.upstream.value_or(""), options.listen, options.admin);
  }
  auto loaded = config::load_file(*options.config);
  if (!loaded.settings) return loaded;
  auto outcome =
      config::apply_overrides(std::move(*loaded.settings), {options.upstream, options.listen, options.admin});
  append(loaded.diagnostics, std::move(outcome.diagnostics));
  if (outcome.settings) {
    auto missing = config::missing_for_serving(*outcome.settings, *options.config);
    if (missing.empty()) {
      loaded.settings = std::move(outcome.settings);
      return loaded;
    }
    append(loaded.diagnostics, std::move(missing));
  }
  loaded.settings.reset();
  return loaded;
}

}  // namespace veilgate::proxy
