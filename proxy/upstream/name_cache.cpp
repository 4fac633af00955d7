#include "proxy/upstream/name_cache.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <utility>

namespace veilgate::proxy {

NameCache::~NameCache() {
  state_->resolver.cancel();
}

void NameCache::cancel_waits() noexcept {
  for (auto& [key, entry] : state_->entries) {
    for (Timer* timer : std::exchange(entry.waiting, {})) timer->cancel();
  }
}

Task<Result<std::vector<Tcp::endpoint>>> NameCache::resolve(std::string host, std::uint16_t port,
                                                            Clock::time_point deadline) {
  error_code not_address;
  if (const auto address = asio::ip::make_address(host, not_address); !not_address) {
    co_return std::vector<Tcp::endpoint>{Tcp::endpoint(address, port)};
  }
  const auto state = state_;
  const Key key{std::move(host), port};
  Entry& entry = state->entries[key];  // a map's entries stay where they are
  if (Clock::now() < entry.known_until) co_return entry.endpoints;
  if (!entry.running) {
    entry.running = true;
    state->resolver.async_resolve(key.first, std::to_string(port), Resolver::flags::numeric_service,
                                  [state, key](error_code ec, const Resolver::results_type& results) {
                                    Entry& found = state->entries[key];
                                    found.running = false;
                                    if (!ec) found.endpoints.assign(results.begin(), results.end());
                                    if (!found.endpoints.empty()) found.known_until = Clock::now() + kRemembered;
                                    for (Timer* timer : std::exchange(found.waiting, {})) timer->cancel();
                                  });
  }
  Timer timer(io_);
  timer.expires_at(deadline);
  entry.waiting.push_back(&timer);
  co_await timer.async_wait(kAwait);
  const bool in_time = std::erase(entry.waiting, &timer) == 0;
  if (!in_time) {
    co_return make_error(Code::upstream_timeout, Origin::upstream, "looking up the upstream's name took too long");
  }
  if (entry.endpoints.empty()) {
    co_return make_error(Code::upstream_unreachable, Origin::upstream, "the upstream's name cannot be looked up");
  }
  co_return entry.endpoints;
}

}  // namespace veilgate::proxy
