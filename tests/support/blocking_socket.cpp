#include "tests/support/blocking_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

namespace veilgate::test {

namespace {

constexpr int kWaitSeconds = 20;

}  // namespace

BlockingSocket::BlockingSocket(int fd) : fd_(fd) {
  // OpenSSL writes to a socket without MSG_NOSIGNAL.
  [[maybe_unused]] static const auto ignored = std::signal(SIGPIPE, SIG_IGN);
  if (fd_ < 0) return;
  timeval wait{kWaitSeconds, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  int on = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

BlockingSocket::BlockingSocket(BlockingSocket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), ssl_(std::exchange(other.ssl_, nullptr)), end_(other.end_) {}

BlockingSocket& BlockingSocket::operator=(BlockingSocket&& other) noexcept {
  if (this != &other) {
    close();
    fd_ = std::exchange(other.fd_, -1);
    ssl_ = std::exchange(other.ssl_, nullptr);
    end_ = other.end_;
  }
  return *this;
}

BlockingSocket::~BlockingSocket() {
  close();
}

BlockingSocket BlockingSocket::connect(std::uint16_t port) {
  BlockingSocket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) socket.close();
  return socket;
}

bool BlockingSocket::handshake_as_client(ssl_ctx_st* context, const std::string& name) {
  ssl_ = ::SSL_new(context);
  ::SSL_set_fd(ssl_, fd_);
  std::string host = name;
  ::SSL_ctrl(ssl_, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
  const bool done = ::SSL_connect(ssl_) == 1;
  ::ERR_clear_error();
  return done;
}

bool BlockingSocket::handshake_as_server(ssl_ctx_st* context) {
  ssl_ = ::SSL_new(context);
  ::SSL_set_fd(ssl_, fd_);
  const bool done = ::SSL_accept(ssl_) == 1;
  ::ERR_clear_error();
  return done;
}

std::string BlockingSocket::sni() const {
  const char* name = ssl_ != nullptr ? ::SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name) : nullptr;
  return name != nullptr ? name : "";
}

bool BlockingSocket::peer_has_certificate() const {
  return ssl_ != nullptr && ::SSL_get0_peer_certificate(ssl_) != nullptr;
}

bool BlockingSocket::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = 0;
    if (ssl_ != nullptr) {
      sent = ::SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()));
      ::ERR_clear_error();
    } else {
      sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool BlockingSocket::read_some(std::string& to) {
  char piece[64 * 1024];
  ssize_t got = 0;
  errno = 0;
  if (ssl_ != nullptr) {
    got = ::SSL_read(ssl_, piece, sizeof piece);
    const int why = got > 0 ? SSL_ERROR_NONE : ::SSL_get_error(ssl_, static_cast<int>(got));
    ::ERR_clear_error();
    if (why == SSL_ERROR_ZERO_RETURN) {
      end_ = End::clean;
      return false;
    }
    if (got <= 0) {
      end_ = errno == EAGAIN ? End::timeout : End::reset;  // an end without close_notify may be a cut
      return false;
    }
  } else {
    got = ::recv(fd_, piece, sizeof piece, 0);
    if (got == 0) end_ = End::clean;
    if (got < 0) end_ = errno == EAGAIN ? End::timeout : End::reset;
    if (got <= 0) return false;
  }
  to.append(piece, static_cast<std::size_t>(got));
  return true;
}

void BlockingSocket::shutdown_send() {
  ::shutdown(fd_, SHUT_WR);
}

void BlockingSocket::close() {
  if (ssl_ != nullptr) {
    ::SSL_shutdown(ssl_);
    ::SSL_free(ssl_);
    ::ERR_clear_error();
    ssl_ = nullptr;
  }
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

void BlockingSocket::reset() {
  if (ssl_ != nullptr) {
    ::SSL_free(ssl_);
    ssl_ = nullptr;
  }
  const linger now{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close();
}

void BlockingSocket::set_receive_buffer(int bytes) {
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

}  // namespace veilgate::test
