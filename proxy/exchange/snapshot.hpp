// Snapshot: everything one configuration compiles to, immutable and swapped whole.
//
// A request keeps the snapshot it began with until it ends, so a reload never changes the rules of a running exchange.
// Any number of threads may read one.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/engine.hpp"
#include "proxy/exchange/engine_keys.hpp"

struct ssl_ctx_st;

namespace veilgate::proxy {

class RouteTable;
class TrustedPeers;
struct Upstream;

struct Snapshot {
  config::Settings settings;
  EngineKeys keys;  // the engine was compiled with
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

// The same with keys that are at hand already.
Result<std::shared_ptr<const Snapshot>> build_snapshot(config::Settings settings, EngineKeys keys,
                                                       const Snapshot* before);

// Whether a configuration compiles where its keys and certificates are not at hand; on success what was not looked at,
// one sentence each. Errors: as build_snapshot.
Result<std::vector<std::string>> check_without_secrets(config::Settings settings);

// The snapshot with its keys as they are at `now` (renew_engine_keys), everything else as it is.
struct Renewal {
  std::shared_ptr<const Snapshot> snapshot;
  std::string keyring_problem;  // why the keyring file could not be read; empty: it was
  std::string sealing_problem;  // a rule has no active key any more, and its values are refused; empty: none
};
// Errors: internal.
Result<Renewal> renew_keys(const Snapshot& before, crypto::Time now);

}  // namespace veilgate::proxy
