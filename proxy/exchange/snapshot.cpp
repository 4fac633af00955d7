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
  const crypto::Keyring* in_use = before == nullptr ? nullptr : before->keys.seal.keyring.get();
  auto keys = read_engine_keys(settings, key_clock_now(), in_use);
  if (!keys) return keys.error();
  return build_snapshot(std::move(settings), *std::move(keys), before);
}

Result<std::shared_ptr<const Snapshot>> build_snapshot(config::Settings settings, EngineKeys keys,
                                                       const Snapshot* before) {
  auto snapshot = std::make_shared<Snapshot>();

  auto address = parse_host_port(settings.listen.address);
  if (!address) {
    return make_error(Code::bad_config, Origin::policy, "listen.address: " + address.error().note.for_log());
  }

  auto engine = compile_engine(settings, keys);
  if (!engine) return engine.error();
  snapshot->engine = std::move(*engine);
  snapshot->keys = std::move(keys);

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

Result<std::vector<std::string>> check_without_secrets(config::Settings settings) {
  std::vector<std::string> unseen;
  for (const auto& mask : settings.policy.masks) {
    if (mask.key.kind != config::SecretRef::Kind::none) unseen.push_back("the key of mask " + mask.id);
  }
  if (settings.keys) {
    unseen.push_back("the keyring " + settings.keys->keyring + ", its source, and whether tenant " +
                     settings.keys->tenant + " has an active key for every rule that seals");
  }
  if (settings.listen.tls) unseen.emplace_back("certificate and key of the listener");
  settings.listen.tls.reset();
  for (auto& upstream : settings.upstreams) {
    if (upstream.tls == config::TlsClient{}) continue;
    unseen.push_back("certificates and keys of upstream " + upstream.id);
    upstream.tls = {};
  }
  auto keys = make_stand_in_keys(settings);
  if (const auto built = build_snapshot(std::move(settings), std::move(keys), nullptr); !built) return built.error();
  return unseen;
}

Result<Renewal> renew_keys(const Snapshot& before, crypto::Time now) {
  Renewal renewal;
  auto keys = renew_engine_keys(before.settings, before.keys, now, renewal.keyring_problem);
  if (!keys) return keys.error();
  keys->seal.required = true;
  auto engine = compile_engine(before.settings, *keys);
  if (!engine && engine.error().code == Code::key_unavailable) {
    renewal.sealing_problem = engine.error().note.for_log();
    keys->seal.required = false;
    engine = compile_engine(before.settings, *keys);
  }
  if (!engine) return engine.error();
  auto renewed = std::make_shared<Snapshot>(before);
  renewed->keys = *std::move(keys);
  renewed->engine = *std::move(engine);
  renewal.snapshot = std::move(renewed);
  return renewal;
}

}  // namespace veilgate::proxy
