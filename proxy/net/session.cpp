#include "proxy/net/session.hpp"

#include "proxy/exchange/exchange.hpp"
#include "proxy/net/connection.hpp"

namespace veilgate::proxy {

namespace {

constexpr std::chrono::seconds kLinger{1};
constexpr std::size_t kLingerBytes = 1024 * 1024;

class Registration {
 public:
  Registration(Loop& loop, Session& session) : loop_(loop), session_(session) { loop_.sessions.insert(&session_); }
  ~Registration() {
    loop_.sessions.erase(&session_);
    session_.client->watch(nullptr);
    session_.client->close();
    loop_.shared.connection_closed();
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

 private:
  Loop& loop_;
  Session& session_;
};

// An exchange lent for one request. It gives back what it holds of the loop even when an exception ends the request.
class Lent {
 public:
  Lent(Loop& loop, Connection& client, std::string_view ip) : loop_(loop), exchange_(loop.take_exchange()) {
    exchange_->begin(loop, client, ip);
  }
  ~Lent() {
    exchange_->client->watch(nullptr);
    exchange_->end();
    loop_.give_exchange(std::move(exchange_));
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  Exchange& operator*() noexcept { return *exchange_; }

 private:
  Loop& loop_;
  std::unique_ptr<Exchange> exchange_;
};

std::string peer_ip(Connection& client) {
  error_code ec;
  const auto endpoint = client.socket().remote_endpoint(ec);
  if (ec) return {};
  auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address.to_string();
}

// Ends what is sent and reads on for a moment, so that bytes still on their way from the client do not turn our close
// into a reset that takes the answer with it.
Task<> linger(Connection& client) {
  client.expires_after(kLinger);
  client.shutdown_send();
  for (std::size_t dropped = 0; dropped < kLingerBytes;) {
    client.input().consume(client.input().size());
    if (co_await client.read_more()) break;
    dropped += client.input().size();
  }
}

}  // namespace

Task<> serve_connection(Loop& loop, std::shared_ptr<Connection> client) {
  Session session{client};
  const Registration registration(loop, session);
  if (loop.shared.draining.load(std::memory_order_relaxed)) co_return;
  client->prepare_socket();
  const std::string ip = peer_ip(*client);
  auto snapshot = loop.snapshot;
  client->expires_after(snapshot->settings.limits.client_header_timeout);
  if (snapshot->listener_tls) {
    if (co_await client->handshake_as_server(snapshot->listener_tls.get())) co_return;
  }
  snapshot.reset();
  bool unread = false;
  for (bool first = true;; first = false) {
    if (client->input().empty()) {
      if (loop.shared.draining.load(std::memory_order_relaxed)) break;
      session.idle = true;
      if (!first) client->expires_after(loop.snapshot->settings.limits.client_idle_timeout);
      if (co_await client->read_more()) co_return;
    }
    session.idle = false;
    if (!first) client->expires_after(loop.snapshot->settings.limits.client_header_timeout);
    Lent exchange(loop, *client, ip);
    const bool again = co_await run_exchange(*exchange);
    if (!client->is_open()) co_return;
    if (!again) {
      unread = !(*exchange).request_parsed || !(*exchange).upload.source.ended();
      break;
    }
  }
  if (client->timed_out()) co_return;
  client->expires_after(kLinger);
  if (client->is_tls()) {
    co_await client->shutdown_tls();
  } else if (unread || !client->input().empty()) {
    co_await linger(*client);
  }
}

}  // namespace veilgate::proxy
