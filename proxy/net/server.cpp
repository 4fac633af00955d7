#include "proxy/net/server.hpp"

#include <sys/socket.h>

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <latch>
#include <thread>

#include "proxy/http/problem.hpp"
#include "proxy/net/address.hpp"
#include "proxy/net/connection.hpp"
#include "proxy/net/loop.hpp"
#include "proxy/net/session.hpp"
#include "proxy/upstream/upstream.hpp"

namespace veilgate::proxy {

namespace {

constexpr std::chrono::milliseconds kAcceptPause{100};

Error io_failed(std::string note) {
  return make_error(Code::io_failed, Origin::internal, std::move(note));
}

// A connection over the limit gets an answer if its socket takes it at once, then it is closed.
void turn_away(Socket socket, bool tls) {
  if (tls) return;
  ProblemBody problem;
  const auto body = problem.make(Code::overloaded, {});
  std::string answer;
  append_problem_head(answer, {.code = Code::overloaded,
                               .body_bytes = body.bytes().size(),
                               .keep_alive = false,
                               .client_version = Version::http_1_1,
                               .request_id = {}});
  answer.append(body.bytes());
  [[maybe_unused]] const auto sent =
      ::send(socket.native_handle(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

class Server::Impl {
 public:
  Impl(std::shared_ptr<const Snapshot> first, Recorder& recorder) : shared_(recorder), snapshot_(std::move(first)) {
    std::size_t count = snapshot_->settings.threads;
    if (count == 0) count = std::max(1u, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < count; ++i) {
      loops_.push_back(std::make_unique<Loop>(shared_, snapshot_));
      guards_.emplace_back(loops_.back()->io.get_executor());
    }
    acceptor_ = std::make_unique<Acceptor>(loops_.front()->io);
  }

  ~Impl() {
    cut();
    join();
  }

  Result<void> listen() {
    if (auto named = choose_name(); !named) return named;
    const std::string& text = snapshot_->settings.listen.address;
    const auto at = parse_host_port(text);
    if (!at) return at.error();
    error_code ec;
    Resolver resolver(loops_.front()->io);
    const auto found = resolver.resolve(at->host, std::to_string(at->port),
                                        Resolver::flags::passive | Resolver::flags::numeric_service, ec);
    if (ec || found.empty()) return io_failed("listen.address: the host cannot be looked up: " + ec.message());
    const Tcp::endpoint endpoint = *found.begin();
    acceptor_->open(endpoint.protocol(), ec);
    if (!ec) acceptor_->set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec) acceptor_->bind(endpoint, ec);
    if (!ec) acceptor_->listen(asio::socket_base::max_listen_connections, ec);
    if (ec) return io_failed("cannot listen on " + text + ": " + ec.message());
    port_ = acceptor_->local_endpoint(ec).port();
    return {};
  }

  std::uint16_t port() const noexcept { return port_; }

  void start() {
    loops_.front()->spawn(accept());
    for (auto& loop : loops_) {
      threads_.emplace_back([this, at = loop.get()] { run(*at); });
    }
  }

  Result<void> replace(std::shared_ptr<const Snapshot> next) {
    const auto refuse = [](const char* why) { return make_error(Code::bad_config, Origin::policy, why); };
    const std::lock_guard one_at_a_time(replace_mutex_);
    const auto& was = snapshot()->settings;
    if (next->settings.listen.address != was.listen.address) {
      return refuse("listen.address cannot change while running; restart for it");
    }
    if (next->settings.threads != was.threads) return refuse("threads cannot change while running; restart for it");
    on_every_loop([&](Loop& loop) { loop.use(next); });
    const std::lock_guard lock(snapshot_mutex_);
    snapshot_ = std::move(next);
    return {};
  }

  void begin_drain() {
    shared_.draining.store(true);
    on_every_loop([&](Loop& loop) {
      if (&loop == loops_.front().get()) close_acceptor();
      loop.close_idle_sessions();
    });
  }

  bool wait_drained(std::chrono::milliseconds timeout) {
    std::unique_lock lock(shared_.mutex);
    return shared_.drained.wait_for(lock, timeout, [&] { return shared_.connections.load() == 0; });
  }

  void cut() {
    shared_.draining.store(true);
    on_every_loop([&](Loop& loop) {
      if (&loop == loops_.front().get()) close_acceptor();
      loop.cut();
    });
  }

  void join() {
    on_every_loop([](Loop& loop) { loop.pool.clear(); });
    guards_.clear();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  ServerStatus status() const {
    ServerStatus status;
    status.connections = shared_.connections.load();
    status.requests_in_flight = shared_.requests.load();
    status.draining = shared_.draining.load();
    for (const auto& upstream : snapshot()->upstreams) {
      for (const auto& address : upstream->addresses) {
        status.upstreams.push_back(
            {upstream->settings.id, address.text, address.rests_until_ns.load() != 0, address.failures.load()});
      }
    }
    return status;
  }

 private:
  // Random, so that a request that comes back is known again while proxies of this program may stand in a chain.
  Result<void> choose_name() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<std::uint8_t, 8> bytes{};
    if (!loops_.front()->entropy.fill(bytes.data(), bytes.size())) {
      return make_error(Code::internal, Origin::internal, "the random generator failed");
    }
    shared_.via = "veilgate-";
    for (const std::uint8_t byte : bytes) {
      shared_.via += kDigits[byte >> 4];
      shared_.via += kDigits[byte & 0x0f];
    }
    return {};
  }

  std::shared_ptr<const Snapshot> snapshot() const {
    const std::lock_guard lock(snapshot_mutex_);
    return snapshot_;
  }

  void run(Loop& loop) {
    for (;;) {
      try {
        loop.io.run();
        return;
      } catch (...) {
        shared_.recorder.event(EventLevel::error, "loop_exception", "an exception reached a loop; it goes on");
      }
    }
  }

  // Calls `work` on every loop's own thread and waits until all are done.
  template <class Work>
  void on_every_loop(const Work& work) {
    if (threads_.empty()) {
      for (auto& loop : loops_) work(*loop);
      return;
    }
    std::latch done(static_cast<std::ptrdiff_t>(loops_.size()));
    for (auto& loop : loops_) {
      asio::post(loop->io, [&work, &done, at = loop.get()] {
        work(*at);
        done.count_down();
      });
    }
    done.wait();
  }

  void close_acceptor() {
    error_code ignored;
    acceptor_->close(ignored);
  }

  Task<> accept() {
    Timer pause(loops_.front()->io);
    bool full = false;
    for (std::size_t turn = 0; acceptor_->is_open(); ++turn) {
      Loop& loop = *loops_[turn % loops_.size()];
      auto [ec, socket] = co_await acceptor_->async_accept(loop.io, kAwait);
      if (ec == asio::error::operation_aborted || !acceptor_->is_open()) co_return;
      if (ec) {
        // Out of descriptors or memory: it passes.
        pause.expires_after(kAcceptPause);
        co_await pause.async_wait(kAwait);
        continue;
      }
      const auto& settings = loops_.front()->snapshot->settings;
      if (shared_.connections.load() >= settings.limits.connections) {
        if (!std::exchange(full, true)) {
          shared_.recorder.event(EventLevel::warn, "connections_full", "limits.connections is reached");
        }
        turn_away(std::move(socket), loops_.front()->snapshot->listener_tls != nullptr);
        continue;
      }
      full = false;
      shared_.connections.fetch_add(1);
      shared_.recorder.connection_opened();
      auto client = std::make_shared<Connection>(std::move(socket), loop.blocks);
      asio::post(loop.io, [&loop, client = std::move(client)]() mutable {
        loop.spawn(serve_connection(loop, std::move(client)));
      });
    }
  }

  Shared shared_;
  mutable std::mutex snapshot_mutex_;
  std::mutex replace_mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<asio::executor_work_guard<Executor>> guards_;
  std::unique_ptr<Acceptor> acceptor_;
  std::vector<std::thread> threads_;
  std::uint16_t port_ = 0;
};

Server::Server(std::shared_ptr<const Snapshot> snapshot, Recorder& recorder)
    : impl_(std::make_unique<Impl>(std::move(snapshot), recorder)) {}
Server::~Server() = default;
Result<void> Server::listen() {
  return impl_->listen();
}
std::uint16_t Server::port() const {
  return impl_->port();
}
void Server::start() {
  impl_->start();
}
Result<void> Server::replace(std::shared_ptr<const Snapshot> snapshot) {
  return impl_->replace(std::move(snapshot));
}
void Server::begin_drain() {
  impl_->begin_drain();
}
bool Server::wait_drained(std::chrono::milliseconds timeout) {
  return impl_->wait_drained(timeout);
}
void Server::cut() {
  impl_->cut();
}
void Server::join() {
  impl_->join();
}
ServerStatus Server::status() const {
  return impl_->status();
}

}  // namespace veilgate::proxy
