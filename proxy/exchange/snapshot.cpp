#include "proxy/exchange/snapshot.hpp"

#include "proxy/exchange/compile_engine.hpp"
#include "proxy/exchange/route_table.hpp"
#include "proxy/net/address.hpp"
#include "proxy/net/tls.hpp"
#include "proxy/upstream/upstream.hpp"

namespace veilgate::proxy {

namespace {

// The upstream of the same name that is in use, when it can stay; else the new one, which knows what is known of its
// addresses.
std::shared_ptr<Upstream> keep_upstream(std::shared_ptr<Upstream> made, const Snapshot& before) {
  for (const auto& old : before.upstreams) {
    if (old->settings.id != made->settings.id) continue;
    if (old->serves_as(*made)) return old;
    made->take_health(*old);
  }
  return made;
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> build_snapshot(config::Settings settings, const Snapshot* before) {
  auto snapshot = std::make_shared<Snapshot>();

  auto address = parse_host_port(settings.listen.address);
  if (!address) {
    return make_error(Code::bad_config, Origin::policy, "listen.address: " + address.error().note.for_log());
  }

  auto engine = compile_engine(settings);
  if (!engine) return engine.error();
  snapshot->engine = std::move(*engine);

  auto peers = TrustedPeers::compile(settings.listen.trusted_peers);
  if (!peers) return peers.error();
  snapshot->trusted_peers = std::make_shared<const TrustedPeers>(std::move(*peers));

  if (settings.listen.tls) {
    auto tls = make_server_tls(*settings.listen.tls);
    if (!tls) return tls.error();
    snapshot->listener_tls = std::move(*tls);
  }

  for (const auto& upstream : settings.upstreams) {
    auto compiled = Upstream::compile(upstream);
    if (!compiled) return compiled.error();
    snapshot->upstreams.push_back(before != nullptr ? keep_upstream(std::move(*compiled), *before)
                                                    : std::move(*compiled));
  }

  auto routes = RouteTable::compile(settings.routes, settings.upstreams);
  if (!routes) return routes.error();
  snapshot->routes = std::make_shared<const RouteTable>(std::move(*routes));

  snapshot->settings = std::move(settings);
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace veilgate::proxy
