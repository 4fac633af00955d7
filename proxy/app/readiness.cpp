#include "proxy/app/readiness.hpp"

#include <string_view>

#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

void append_text(std::string& out, std::string_view key, std::string_view value) {
  out += key;
  append_json_string(out, value);
}

std::string_view boolean(bool value) {
  return value ? "true" : "false";
}

}  // namespace

std::string readiness_json(const ServerStatus& status, const config::Settings& settings, const ReloadState& reload) {
  std::string out = "{\"ready\":";
  out += boolean(!status.draining);
  out += ",\"draining\":";
  out += boolean(status.draining);
  out += ",\"connections\":" + std::to_string(status.connections);
  out += ",\"requests_in_flight\":" + std::to_string(status.requests_in_flight);
  out += ",\"config\":" + to_json(reload);
  out += ",\"shadow_routes\":[";
  bool first = true;
  for (const auto& route : settings.routes) {
    if (route.mode != config::Mode::shadow) continue;
    append_text(out, first ? "{\"route\":" : ",{\"route\":", route.id);
    append_text(out, ",\"until\":", route.until);
    append_text(out, ",\"ticket\":", route.ticket);
    out += '}';
    first = false;
  }
  out += "],\"upstreams\":[";
  first = true;
  for (const auto& address : status.upstreams) {
    append_text(out, first ? "{\"upstream\":" : ",{\"upstream\":", address.upstream_id);
    append_text(out, ",\"address\":", address.address);
    out += ",\"ejected\":";
    out += boolean(address.ejected);
    out += ",\"consecutive_failures\":" + std::to_string(address.consecutive_failures) + "}";
    first = false;
  }
  return out + "]}\n";
}

}  // namespace veilgate::proxy
