#include "proxy/upstream/upstream.hpp"

#include <algorithm>

#include "proxy/net/address.hpp"

namespace veilgate::proxy {

namespace {

std::int64_t to_ns(Upstream::Clock::time_point at) noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch()).count();
}

}  // namespace

Result<std::shared_ptr<Upstream>> Upstream::compile(const config::Upstream& settings) {
  const auto bad = [&](const std::string& why) {
    return make_error(Code::bad_config, Origin::policy, "upstream '" + settings.id + "': " + why);
  };
  if (settings.addresses.empty()) return bad("no address");
  auto upstream = std::make_shared<Upstream>();
  upstream->settings = settings;
  bool tls = false;
  for (const auto& text : settings.addresses) {
    auto url = parse_upstream_url(text);
    if (!url) return bad(url.error().note.for_log());
    if (!upstream->addresses.empty() && url->tls != tls) return bad("http and https addresses are mixed");
    tls = url->tls;
    auto& address = upstream->addresses.emplace_back();
    address.text = text;
    address.port = url->at.port;
    address.tls_name = settings.tls.server_name.empty() ? url->at.host : settings.tls.server_name;
    address.host = std::move(url->at.host);
  }
  if (tls) {
    // Before they are used: a file that changes in between is then taken for a changed one at the next reload.
    upstream->tls_material = digest_tls_material(settings.tls);
    auto context = make_client_tls(settings.tls);
    if (!context) return bad(context.error().note.for_log());
    upstream->tls = std::move(*context);
  }
  return upstream;
}

bool Upstream::serves_as(const Upstream& other) const noexcept {
  return settings == other.settings && tls_material == other.tls_material;
}

void Upstream::take_health(const Upstream& before) noexcept {
  for (auto& address : addresses) {
    const auto same = std::find_if(before.addresses.begin(), before.addresses.end(),
                                   [&](const auto& old) { return old.text == address.text; });
    if (same == before.addresses.end()) continue;
    address.failures.store(same->failures.load(std::memory_order_relaxed), std::memory_order_relaxed);
    address.rests_until_ns.store(same->rests_until_ns.load(std::memory_order_relaxed), std::memory_order_relaxed);
  }
}

UpstreamAddress& Upstream::pick(Clock::time_point now) noexcept {
  const std::size_t count = addresses.size();
  const std::size_t first = count == 1 ? 0 : turn.fetch_add(1, std::memory_order_relaxed) % count;
  for (std::size_t i = 0; i < count; ++i) {
    auto& address = addresses[(first + i) % count];
    std::int64_t until = address.rests_until_ns.load(std::memory_order_relaxed);
    if (until == 0) return address;
    if (until > to_ns(now)) continue;
    const std::int64_t next = to_ns(now + settings.probe_interval);
    if (address.rests_until_ns.compare_exchange_strong(until, next, std::memory_order_relaxed)) return address;
  }
  return addresses[first];
}

bool Upstream::note_success(UpstreamAddress& address) noexcept {
  if (address.failures.load(std::memory_order_relaxed) != 0) address.failures.store(0, std::memory_order_relaxed);
  if (address.rests_until_ns.load(std::memory_order_relaxed) == 0) return false;
  return address.rests_until_ns.exchange(0, std::memory_order_relaxed) != 0;
}

bool Upstream::note_failure(UpstreamAddress& address, Clock::time_point now) noexcept {
  const auto failures = address.failures.fetch_add(1, std::memory_order_relaxed) + 1;
  if (failures < settings.eject_failures) return false;
  return address.rests_until_ns.exchange(to_ns(now + settings.probe_interval), std::memory_order_relaxed) == 0;
}

}  // namespace veilgate::proxy
