// NameCache: host names to endpoints, looked up without blocking the loop and remembered briefly. One a loop.
//
// Requests that ask for a name while it is being looked up share the one look-up. A caller leaves at its own deadline;
// the look-up goes on and serves the next one. When a look-up fails, the endpoints known before are used once more.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "proxy/net/asio.hpp"

namespace veilgate::proxy {

class NameCache {
 public:
  static constexpr std::chrono::seconds kRemembered{10};

  explicit NameCache(asio::io_context& io) : io_(io), state_(std::make_shared<State>(io.get_executor())) {}
  ~NameCache();

  // Errors (origin upstream): upstream_unreachable (no such name), upstream_timeout.
  Task<Result<std::vector<Tcp::endpoint>>> resolve(std::string host, std::uint16_t port, Clock::time_point deadline);

  // Ends every wait: with what was known before, or upstream_unreachable.
  void cancel_waits() noexcept;

 private:
  using Key = std::pair<std::string, std::uint16_t>;
  struct Entry {
    std::vector<Tcp::endpoint> endpoints;
    Clock::time_point known_until = Clock::time_point::min();
    bool running = false;
    std::vector<Timer*> waiting;
  };
  // Shared with the handlers of running look-ups.
  struct State {
    explicit State(const Executor& executor) : resolver(executor) {}
    Resolver resolver;
    std::map<Key, Entry> entries;
  };

  asio::io_context& io_;
  std::shared_ptr<State> state_;
};

}  // namespace veilgate::proxy
