// Snapshot: everything one configuration compiles to, immutable and swapped whole.
//
// A request keeps the snapshot it began with until it ends, so a reload never changes the rules of a running exchange.
// Any number of threads may read one.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/engine.hpp"

struct ssl_ctx_st;

namespace veilgate::proxy {

class RouteTable;
class TrustedPeers;
struct Upstream;

struct Snapshot {
  config::Settings settings;
  std::shared_ptr<const masking::Engine> engine;
  std::shared_ptr<const RouteTable> routes;
  std::shared_ptr<const TrustedPeers> trusted_peers;
  std::vector<std::shared_ptr<Upstream>> upstreams;  // in the order of settings.upstreams; health inside is atomic
  std::shared_ptr<ssl_ctx_st> listener_tls;          // null: plain HTTP
  std::chrono::milliseconds rate_window{10'000};     // the span over which limits.min_rate_bytes is measured
};

// Compiles the policy and the routes, reads certificate and key files, resolves secret references. Upstreams whose
// settings and files are as in `before` are those of `before`, with their health and, in a server that changes from one
// to the other, their idle connections.
// Errors: bad_config with a note that names the setting and the reason, never a secret.
Result<std::shared_ptr<const Snapshot>> build_snapshot(config::Settings settings, const Snapshot* before = nullptr);

}  // namespace veilgate::proxy
