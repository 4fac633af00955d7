// RouteTable: which route a request belongs to. First match wins; none means 404, never a way through.
//
// Compiled once from the configuration; immutable; any number of threads.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/path/glob.hpp"
#include "proxy/http/media_type.hpp"

namespace veilgate::proxy {

struct Route {
  std::string id;
  std::string host;  // lower case, "*": every host
  masking::Glob path;
  std::vector<std::string> methods;  // empty: all
  std::size_t upstream = 0;          // index into Snapshot::upstreams
  MediaRules media;
  config::LocationPolicy location = config::LocationPolicy::refuse;
  std::optional<std::chrono::sys_seconds> shadow_until;  // none: enforce
  bool emit_headers = false;

  bool shadow_at(std::chrono::system_clock::time_point now) const noexcept {
    return shadow_until && std::chrono::floor<std::chrono::seconds>(now) < *shadow_until;
  }
};

class RouteTable {
 public:
  // Errors: bad_config naming the route (its path, its upstream, its media types, a shadow without a readable `until`).
  static Result<RouteTable> compile(const std::vector<config::Route>& routes,
                                    const std::vector<config::Upstream>& upstreams);

  // `host`: the request's authority, with or without port. `path`: as masking::normalise_path returns it. nullptr:
  // none.
  const Route* find(std::string_view host, std::string_view path, std::string_view method) const noexcept;

 private:
  std::vector<Route> routes_;
};

// RFC 3339 date-time with its offset, fractions of a second cut off. Nothing: not one.
std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text) noexcept;

}  // namespace veilgate::proxy
