#include "proxy/upstream/pool.hpp"

#include <algorithm>

namespace veilgate::proxy {

namespace {

Error unreachable(const char* why) {
  return make_error(Code::upstream_unreachable, Origin::upstream, why);
}
Error too_slow(const char* why) {
  return make_error(Code::upstream_timeout, Origin::upstream, why);
}

}  // namespace

void UpstreamLease::release() {
  if (connection_) pool_->put(std::move(connection_), *upstream_, *address_);
  connection_.reset();
}

UpstreamLease UpstreamPool::lend(std::shared_ptr<Connection> connection, Upstream& upstream, UpstreamAddress& address,
                                 bool reused) {
  connection->never_expires();
  UpstreamLease lease;
  lease.connection_ = std::move(connection);
  lease.pool_ = this;
  lease.upstream_ = &upstream;
  lease.address_ = &address;
  lease.reused_ = reused;
  return lease;
}

UpstreamLease UpstreamPool::take(Upstream& upstream, UpstreamAddress& address) {
  const auto found = idle_.find(&address);
  if (found == idle_.end() || found->second.empty()) return {};
  auto connection = std::move(found->second.back());
  found->second.pop_back();
  connection->watch(nullptr);
  return lend(std::move(connection), upstream, address, true);
}

Task<Result<UpstreamLease>> UpstreamPool::connect(Upstream& upstream, UpstreamAddress& address) {
  const auto deadline = Clock::now() + upstream.settings.connect_timeout;
  auto endpoints = co_await names_.resolve(address.host, address.port, deadline);
  if (!endpoints) co_return endpoints.error();
  Result<void> connected = unreachable("the upstream's name has no address");
  for (const auto& endpoint : *endpoints) {
    auto connection = std::make_shared<Connection>(Socket(io_), blocks_);
    connection->expires_at(deadline);
    connecting_.insert(connection.get());
    connected = co_await connect_to(endpoint, *connection, upstream, address);
    connecting_.erase(connection.get());
    if (connected) co_return lend(std::move(connection), upstream, address, false);
    connection->close();
    if (connected.error().code != Code::upstream_unreachable) break;
  }
  co_return connected.error();
}

Task<Result<void>> UpstreamPool::connect_to(const Tcp::endpoint& endpoint, Connection& connection,
                                            const Upstream& upstream, const UpstreamAddress& address) {
  auto [ec] = co_await connection.socket().async_connect(endpoint, kAwait);
  if (connection.timed_out()) co_return too_slow("connecting took too long");
  if (ec) co_return unreachable("the connection was refused");
  connection.prepare_socket();
  if (!upstream.tls) co_return Result<void>{};
  ec = co_await connection.handshake_as_client(upstream.tls.get(), address.tls_name, upstream.settings.tls.verify);
  if (connection.timed_out()) co_return too_slow("the TLS handshake took too long");
  if (ec) co_return unreachable("the TLS handshake failed");
  co_return Result<void>{};
}

void UpstreamPool::cut() noexcept {
  names_.cancel_waits();
  for (Connection* connection : connecting_) connection->close();
}

void UpstreamPool::put(std::shared_ptr<Connection> connection, const Upstream& upstream, UpstreamAddress& address) {
  auto found = idle_.find(&address);
  const bool wanted = found != idle_.end() && found->second.size() < upstream.settings.pool_size;
  if (!wanted || !connection->is_open() || connection->read_error() || !connection->input().empty()) {
    connection->close();
    return;
  }
  connection->expires_after(upstream.settings.pool_idle_timeout);
  connection->start_read();
  connection->watch([this, raw = connection.get()] { forget(raw); });
  found->second.push_back(std::move(connection));
}

void UpstreamPool::forget(const Connection* connection) noexcept {
  for (auto& [address, idle] : idle_) {
    const auto at = std::find_if(idle.begin(), idle.end(), [&](const auto& each) { return each.get() == connection; });
    if (at == idle.end()) continue;
    (*at)->close();
    idle.erase(at);
    return;
  }
}

void UpstreamPool::adopt(const std::vector<std::shared_ptr<Upstream>>& upstreams) {
  std::unordered_map<UpstreamAddress*, Idle> kept;
  for (const auto& upstream : upstreams) {
    for (auto& address : upstream->addresses) kept.try_emplace(&address, std::move(idle_[&address]));
  }
  idle_.swap(kept);
  for (auto& [address, idle] : kept) {
    for (auto& connection : idle) {
      connection->watch(nullptr);
      connection->close();
    }
  }
}

}  // namespace veilgate::proxy
