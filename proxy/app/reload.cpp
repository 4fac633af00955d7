#include "proxy/app/reload.hpp"

#include "proxy/observe/json_text.hpp"
#include "proxy/observe/time_text.hpp"

namespace veilgate::proxy {

std::string to_json(const ReloadState& state) {
  std::string out = "{\"loaded_at\":\"" + time_text(state.loaded_at) +
                    "\",\"reload_failures\":" + std::to_string(state.failures) + ",\"last_reload\":";
  if (!state.attempted) return out + "null}";
  out += state.succeeded ? "{\"ok\":true" : "{\"ok\":false";
  out += ",\"at\":\"" + time_text(state.attempted_at) + "\",\"problems\":[";
  for (std::size_t i = 0; i < state.problems.size(); ++i) {
    if (i != 0) out += ',';
    append_json_string(out, state.problems[i]);
  }
  return out + "]}}";
}

}  // namespace veilgate::proxy
