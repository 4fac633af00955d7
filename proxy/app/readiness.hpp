// The document /readyz answers with.
#pragma once

#include <string>

#include "config/model.hpp"
#include "proxy/app/reload.hpp"
#include "proxy/net/server.hpp"

namespace veilgate::proxy {

// {"ready":…,"draining":…,"connections":…,"requests_in_flight":…,"config":{…},"shadow_routes":[…],"upstreams":[…]}
// Not ready means draining. An upstream that is down shows in the detail only: the proxy answers for it with a problem
// document, and taking every replica out of rotation would help nobody.
std::string readiness_json(const ServerStatus& status, const config::Settings& settings, const ReloadState& reload);

}  // namespace veilgate::proxy
