// UpstreamPool: connections to upstreams that wait for their next request. One a loop; nothing is locked.
//
//   auto lease = pool.take(upstream, address);                       // a pooled connection,
//   if (!lease) lease = *co_await pool.connect(upstream, address);   // or a new one
//   ... one exchange ...
//   lease->release();     // back to the pool; a lease that is not released closes its connection
//
// A pooled connection has a read under way: whatever comes (an end, an error, bytes nobody asked for) takes it out of
// the pool at once, so dead ones are rarely handed out.
#pragma once

#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "proxy/net/connection.hpp"
#include "proxy/upstream/name_cache.hpp"
#include "proxy/upstream/upstream.hpp"

namespace veilgate::proxy {

class UpstreamPool;

class UpstreamLease {
 public:
  UpstreamLease() = default;
  UpstreamLease(UpstreamLease&& other) noexcept = default;
  UpstreamLease& operator=(UpstreamLease&& other) noexcept {
    if (this != &other) {
      drop();
      connection_ = std::move(other.connection_);
      pool_ = other.pool_;
      upstream_ = other.upstream_;
      address_ = other.address_;
      reused_ = other.reused_;
    }
    return *this;
  }
  ~UpstreamLease() { drop(); }

  explicit operator bool() const noexcept { return connection_ != nullptr; }
  Connection* operator->() const noexcept { return connection_.get(); }
  Connection& operator*() const noexcept { return *connection_; }
  const std::shared_ptr<Connection>& shared() const noexcept { return connection_; }

  bool reused() const noexcept { return reused_; }  // it has carried an exchange before
  UpstreamAddress& address() const noexcept { return *address_; }

  void release();  // the exchange is complete on both sides and nothing is left unread
  void drop() noexcept {
    if (connection_) connection_->close();
    connection_.reset();
  }

 private:
  friend class UpstreamPool;
  std::shared_ptr<Connection> connection_;
  UpstreamPool* pool_ = nullptr;
  Upstream* upstream_ = nullptr;
  UpstreamAddress* address_ = nullptr;
  bool reused_ = false;
};

class UpstreamPool {
 public:
  UpstreamPool(asio::io_context& io, NameCache& names, BlockPool& blocks) : io_(io), names_(names), blocks_(blocks) {}
  ~UpstreamPool() { clear(); }

  // `upstream` and `address` must stay until the lease ends.
  // The connection that was put back last; a lease of nothing when none waits.
  UpstreamLease take(Upstream& upstream, UpstreamAddress& address);
  // A new one. Ends at the upstream's connect_timeout, TLS handshake included. Errors (origin upstream):
  // upstream_unreachable, upstream_timeout.
  Task<Result<UpstreamLease>> connect(Upstream& upstream, UpstreamAddress& address);

  // Keeps the connections of these upstreams from now on and closes all others. Leases of others do not come back, so
  // nothing made for one configuration serves a different one.
  void adopt(const std::vector<std::shared_ptr<Upstream>>& upstreams);
  void clear() noexcept { adopt({}); }

  // Ends every connect and look-up that is under way.
  void cut() noexcept;

 private:
  friend class UpstreamLease;
  using Idle = std::vector<std::shared_ptr<Connection>>;

  UpstreamLease lend(std::shared_ptr<Connection> connection, Upstream& upstream, UpstreamAddress& address, bool reused);
  Task<Result<void>> connect_to(const Tcp::endpoint& endpoint, Connection& connection, const Upstream& upstream,
                                const UpstreamAddress& address);
  void put(std::shared_ptr<Connection> connection, const Upstream& upstream, UpstreamAddress& address);
  void forget(const Connection* connection) noexcept;

  asio::io_context& io_;
  NameCache& names_;
  BlockPool& blocks_;
  std::unordered_map<UpstreamAddress*, Idle> idle_;
  std::unordered_set<Connection*> connecting_;
};

}  // namespace veilgate::proxy
