#include "proxy/net/connection.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <tuple>
#include <utility>

namespace veilgate::proxy {

namespace {

constexpr std::size_t kTlsRecordBytes = 16 * 1024;

std::size_t total(const Connection::Buffers& buffers) noexcept {
  std::size_t bytes = 0;
  for (const auto& buffer : buffers) bytes += buffer.size();
  return bytes;
}

void drop_front(Connection::Buffers& buffers, std::size_t bytes) noexcept {
  for (auto& buffer : buffers) {
    const std::size_t here = std::min(bytes, buffer.size());
    buffer += here;
    bytes -= here;
  }
}

}  // namespace

Connection::Connection(Socket socket, BlockPool& blocks)
    : socket_(std::move(socket)), blocks_(blocks), timer_(socket_.get_executor()) {}

Connection::~Connection() {
  input_.give_back(blocks_);
}

void Connection::prepare_socket() {
  error_code ignored;
  socket_.set_option(Tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

// ---- TLS

Task<error_code> Connection::handshake_as_server(SSL_CTX* context) {
  SSL* ssl = ::SSL_new(context);
  if (ssl == nullptr) co_return asio::error::no_memory;
  tls_ = std::make_unique<TlsStream>(socket_, ssl);
  auto [ec] = co_await tls_->async_handshake(asio::ssl::stream_base::server, kAwait);
  co_return ec;
}

Task<error_code> Connection::handshake_as_client(SSL_CTX* context, std::string name, bool verify) {
  SSL* ssl = ::SSL_new(context);
  if (ssl == nullptr) co_return asio::error::no_memory;
  tls_ = std::make_unique<TlsStream>(socket_, ssl);
  error_code not_address;
  asio::ip::make_address(name, not_address);
  const bool is_address = !not_address;
  if (!is_address) {
    std::string host = name;  // the macro SSL_set_tlsext_host_name, without its cast
    ::SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
  }
  if (verify) {
    X509_VERIFY_PARAM* rules = ::SSL_get0_param(ssl);
    ::X509_VERIFY_PARAM_set_hostflags(rules,
                                      X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    const int set = is_address ? ::X509_VERIFY_PARAM_set1_ip_asc(rules, name.c_str())
                               : ::X509_VERIFY_PARAM_set1_host(rules, name.data(), name.size());
    if (set != 1) co_return asio::error::invalid_argument;
    ::SSL_set_verify(ssl, SSL_VERIFY_PEER, nullptr);
  } else {
    ::SSL_set_verify(ssl, SSL_VERIFY_NONE, nullptr);
  }
  auto [ec] = co_await tls_->async_handshake(asio::ssl::stream_base::client, kAwait);
  co_return ec;
}

// ---- reading

void Connection::start_read() {
  if (reading_ || read_error_) return;
  reading_ = true;
  if (!tls_) {
    wait_readable();
    return;
  }
  // The stream wants the place for the bytes before they are there, and gives at most a record at a time.
  input_.reserve(input_.size() + kTlsRecordBytes);
  const auto free = input_.prepare();
  tls_->async_read_some(asio::buffer(free.data(), free.size()),
                        [self = shared_from_this()](error_code ec, std::size_t bytes) { self->on_read(ec, bytes); });
}

void Connection::wait_readable() {
  input_.settle(blocks_);
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code ec) {
    if (ec) {
      self->on_read(ec, 0);
    } else {
      self->on_readable();
    }
  });
}

void Connection::on_readable() {
  input_.borrow(blocks_);
  auto free = input_.prepare();
  if (free.empty()) {
    input_.reserve(2 * input_.capacity());
    free = input_.prepare();
  }
  error_code ec;
  const std::size_t bytes = socket_.read_some(asio::buffer(free.data(), free.size()), ec);
  if (ec == asio::error::would_block) {
    wait_readable();
  } else {
    on_read(ec, bytes);
  }
}

void Connection::on_read(error_code ec, std::size_t bytes) {
  reading_ = false;
  input_.commit(bytes);
  if (ec && !(interrupted_ && ec == asio::error::operation_aborted)) read_error_ = ec;
  if (read_event_.waiting()) {
    read_event_.signal();
  } else if (watch_) {
    std::exchange(watch_, nullptr)();
  }
}

Task<error_code> Connection::read_more() {
  if (read_error_) co_return read_error_;
  if (timed_out_) co_return asio::error::timed_out;
  start_read();
  while (reading_) co_await read_event_.wait();
  if (std::exchange(interrupted_, false) && !read_error_) co_return asio::error::interrupted;
  co_return read_error_;
}

void Connection::interrupt_read() {
  if (!reading_) return;
  interrupted_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

// ---- writing

bool Connection::write_at_once(Buffers& buffers, error_code& ec) {
  ec = timed_out_ ? error_code(asio::error::timed_out) : error_code{};
  if (ec) return true;
  const std::size_t left = total(buffers);
  if (tls_ || left == 0) return left == 0;
  // One piece is a cheaper call than several.
  const bool one = buffers[0].size() == left;
  const std::size_t sent = one ? socket_.write_some(buffers[0], ec) : socket_.write_some(buffers, ec);
  if (ec == asio::error::would_block) {
    ec.clear();
    return false;
  }
  if (ec || sent == left) return true;
  drop_front(buffers, sent);
  return false;
}

Task<error_code> Connection::write(Buffers buffers, RateFloor floor) {
  error_code ec;
  // Nearly always the socket takes everything at once.
  if (write_at_once(buffers, ec)) co_return ec;
  std::size_t sent = 0;
  std::size_t left = total(buffers);
  if (floor.bytes != 0) expires_after(floor.window);
  std::uint64_t in_window = 0;
  while (left != 0) {
    if (tls_) {
      std::tie(ec, sent) = co_await tls_->async_write_some(asio::buffer(next_record(buffers, left)), kAwait);
    } else {
      std::tie(ec, sent) = co_await socket_.async_write_some(buffers, kAwait);
    }
    if (ec) co_return ec;
    left -= sent;
    drop_front(buffers, sent);
    in_window += sent;
    if (floor.bytes != 0 && in_window >= floor.bytes) {
      in_window = 0;
      expires_after(floor.window);
    }
  }
  if (floor.bytes != 0) never_expires();
  co_return error_code{};
}

// A stream writes only the first buffer of a sequence at a time. What fits one record goes out in one.
asio::const_buffer Connection::next_record(const Buffers& buffers, std::size_t left) {
  const auto first =
      std::find_if(buffers.begin(), buffers.end(), [](const auto& buffer) { return buffer.size() != 0; });
  if (first->size() >= kTlsRecordBytes || first->size() == left) return *first;
  tls_out_.clear();
  for (const auto& buffer : buffers) {
    const std::size_t room = kTlsRecordBytes - tls_out_.size();
    tls_out_.append(static_cast<const char*>(buffer.data()), std::min(room, buffer.size()));
  }
  return asio::buffer(tls_out_);
}

void Connection::write_without_waiting(std::string_view bytes) noexcept {
  if (tls_ || !socket_.is_open()) return;
  [[maybe_unused]] const auto sent =
      ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

// ---- deadline

void Connection::expires_at(Clock::time_point at) {
  deadline_ = at;
  if (at < armed_) arm(at);
}

void Connection::arm(Clock::time_point at) {
  armed_ = at;
  timer_.expires_at(at);
  timer_.async_wait([weak = weak_from_this()](error_code ec) {
    if (ec) return;
    if (const auto self = weak.lock()) self->on_timer();
  });
}

void Connection::on_timer() {
  armed_ = Clock::time_point::max();
  if (!is_open() || deadline_ == Clock::time_point::max()) return;
  if (Clock::now() < deadline_) {
    arm(deadline_);
    return;
  }
  timed_out_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

// ---- ending

void Connection::close() noexcept {
  error_code ignored;
  socket_.close(ignored);
  armed_ = Clock::time_point::max();
  deadline_ = Clock::time_point::max();
  timer_.cancel();
}

void Connection::abort() noexcept {
  error_code ignored;
  if (socket_.is_open()) socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

void Connection::shutdown_send() noexcept {
  error_code ignored;
  socket_.shutdown(Tcp::socket::shutdown_send, ignored);
}

Task<error_code> Connection::shutdown_tls() {
  if (!tls_) {
    shutdown_send();
    co_return error_code{};
  }
  auto [ec] = co_await tls_->async_shutdown(kAwait);
  co_return ec;
}

}  // namespace veilgate::proxy
