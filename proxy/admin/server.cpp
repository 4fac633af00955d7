#include "proxy/admin/server.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <exception>
#include <thread>
#include <utility>

#include "proxy/admin/requests.hpp"

namespace veilgate::proxy {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Unix = asio::local::stream_protocol;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class Protocol>
using Acceptor = asio::basic_socket_acceptor<Protocol, Executor>;
template <class Protocol>
using Stream = beast::basic_stream<Protocol, Executor>;
constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAwait{};

constexpr std::uint32_t kHeaderBytes = 8 * 1024;
constexpr std::uint64_t kBodyBytes = 1024;
constexpr unsigned kConnections = 32;
constexpr std::chrono::seconds kRequestTime{10};
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr mode_t kSocketMode = 0660;

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

Error failed(const AdminAddress& address, const boost::system::error_code& ec) {
  return make_error(Code::io_failed, Origin::internal, "admin listener " + address.text() + ": " + ec.message());
}

}  // namespace

class AdminServer::Impl {
 public:
  Impl(AdminAddress address, AdminHooks hooks) : address_(std::move(address)), hooks_(std::move(hooks)) {}

  ~Impl() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
    if (bound_ && !address_.path.empty()) unlink(address_.path.c_str());
  }

  Result<void> listen() { return address_.path.empty() ? listen_tcp() : listen_unix(); }

  void start() {
    if (address_.path.empty()) {
      spawn(accept(tcp_));
    } else {
      spawn(accept(unix_));
    }
    thread_ = std::thread([this] { io_.run(); });
  }

  const AdminAddress& address() const noexcept { return address_; }

 private:
  Result<void> listen_tcp() {
    boost::system::error_code ec;
    const Tcp::endpoint endpoint(asio::ip::make_address(address_.host, ec), address_.port);
    if (!ec) tcp_.open(endpoint.protocol(), ec);
    if (!ec) tcp_.set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec) tcp_.bind(endpoint, ec);
    if (!ec) tcp_.listen(asio::socket_base::max_listen_connections, ec);
    if (ec) return failed(address_, ec);
    bound_ = true;
    address_.port = tcp_.local_endpoint(ec).port();
    return {};
  }

  Result<void> listen_unix() {
    boost::system::error_code ec;
    const Unix::endpoint endpoint(address_.path);
    if (is_left_over(endpoint)) unlink(address_.path.c_str());
    unix_.open(endpoint.protocol(), ec);
    if (!ec) {
      // The mode is set before anybody can connect, which is only after listen().
      unix_.bind(endpoint, ec);
      bound_ = !ec;
    }
    if (!ec && chmod(address_.path.c_str(), kSocketMode) != 0) ec.assign(errno, boost::system::system_category());
    if (!ec) unix_.listen(asio::socket_base::max_listen_connections, ec);
    if (ec) return failed(address_, ec);
    return {};
  }

  // A socket file whose process is gone.
  bool is_left_over(const Unix::endpoint& endpoint) {
    struct stat info {};
    if (lstat(address_.path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode)) return false;
    boost::system::error_code ec;
    asio::basic_stream_socket<Unix, Executor> probe(io_);
    probe.connect(endpoint, ec);
    return ec == asio::error::connection_refused;
  }

  void spawn(Task<> task) {
    asio::co_spawn(io_, std::move(task), [](const std::exception_ptr& failure) {
      // A coroutine of this file throws only when memory is gone.
      if (failure) std::terminate();
    });
  }

  template <class Protocol>
  Task<> accept(Acceptor<Protocol>& acceptor) {
    for (;;) {
      auto [ec, socket] = co_await acceptor.async_accept(kAwait);
      if (ec == asio::error::operation_aborted) co_return;
      if (ec) {
        // Out of descriptors, most likely: trying again at once would only burn the processor.
        Timer pause(io_, kAcceptPause);
        auto [timer_ec] = co_await pause.async_wait(kAwait);
        if (timer_ec) co_return;
        continue;
      }
      if (connections_ >= kConnections) continue;  // the socket closes itself
      ++connections_;
      spawn(serve(Stream<Protocol>(std::move(socket))));
    }
  }

  template <class Protocol>
  Task<> serve(Stream<Protocol> stream) {
    beast::flat_buffer buffer(kHeaderBytes + kBodyBytes);
    for (bool keep = true; keep;) {
      http::request_parser<http::string_body> parser;
      parser.header_limit(kHeaderBytes);
      parser.body_limit(kBodyBytes);
      stream.expires_after(kRequestTime);
      auto [read_ec, read_size] = co_await http::async_read(stream, buffer, parser, kAwait);
      if (read_ec) break;
      const auto& request = parser.get();
      auto response = respond(request);
      keep = request.keep_alive();
      response.keep_alive(keep);
      stream.expires_after(kRequestTime);
      http::response_serializer<http::string_body> serializer(response);
      if (request.method() == http::verb::head) {
        auto [write_ec, write_size] = co_await http::async_write_header(stream, serializer, kAwait);
        if (write_ec) break;
      } else {
        auto [write_ec, write_size] = co_await http::async_write(stream, serializer, kAwait);
        if (write_ec) break;
      }
    }
    boost::system::error_code ignored;
    stream.socket().shutdown(asio::socket_base::shutdown_both, ignored);
    --connections_;
  }

  http::response<http::string_body> respond(const http::request<http::string_body>& request) const {
    AdminRequest facts;
    facts.method = view(request.method_string());
    facts.target = view(request.target());
    facts.host = view(request[http::field::host]);
    facts.origin = view(request[http::field::origin]);
    facts.fetch_site = view(request["Sec-Fetch-Site"]);
    facts.checks_host = address_.path.empty() && address_.loopback;
    auto answer = answer_admin(facts, hooks_);

    http::response<http::string_body> response(static_cast<http::status>(answer.status), request.version());
    response.set(http::field::content_type, beast::string_view(answer.content_type.data(), answer.content_type.size()));
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    if (!answer.allow.empty()) {
      response.set(http::field::allow, beast::string_view(answer.allow.data(), answer.allow.size()));
    }
    response.body() = std::move(answer.body);
    response.prepare_payload();
    return response;
  }

  AdminAddress address_;
  AdminHooks hooks_;
  bool bound_ = false;
  unsigned connections_ = 0;  // the thread's
  asio::io_context io_{1};
  Acceptor<Tcp> tcp_{io_};
  Acceptor<Unix> unix_{io_};
  std::thread thread_;
};

AdminServer::AdminServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AdminServer::~AdminServer() = default;

Result<std::unique_ptr<AdminServer>> AdminServer::listen(const AdminAddress& address, bool allow_remote,
                                                         AdminHooks hooks) {
  if (!address.loopback && !allow_remote) {
    return make_error(Code::bad_config, Origin::internal,
                      "admin listener " + address.text() +
                          " is not on loopback; use 127.0.0.1, unix:/PATH, or set admin.allow_remote: true");
  }
  auto impl = std::make_unique<Impl>(address, std::move(hooks));
  if (auto bound = impl->listen(); !bound) return bound.error();
  return std::unique_ptr<AdminServer>(new AdminServer(std::move(impl)));
}

void AdminServer::start() {
  impl_->start();
}
const AdminAddress& AdminServer::address() const noexcept {
  return impl_->address();
}

}  // namespace veilgate::proxy
