// A blocking TCP or TLS socket for tests: says exactly what is written, byte by byte, and tells how the peer ended.
//
// Every wait is bounded, so a test that would hang fails instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace veilgate::test {

enum class End : std::uint8_t { open, clean, reset, timeout };

class BlockingSocket {
 public:
  BlockingSocket() = default;
  explicit BlockingSocket(int fd);
  BlockingSocket(BlockingSocket&& other) noexcept;
  BlockingSocket& operator=(BlockingSocket&& other) noexcept;
  ~BlockingSocket();

  static BlockingSocket connect(std::uint16_t port);  // to 127.0.0.1

  // Both return false when the handshake failed.
  bool handshake_as_client(ssl_ctx_st* context, const std::string& name);
  bool handshake_as_server(ssl_ctx_st* context);
  std::string sni() const;  // what the client asked for
  bool peer_has_certificate() const;

  bool write(std::string_view bytes);  // false: the peer is gone
  // Appends what comes next to `to`; false at the end, and end() tells which.
  bool read_some(std::string& to);
  End end() const noexcept { return end_; }

  void shutdown_send();
  void close();
  void reset();  // closes so that the peer sees a reset
  void set_receive_buffer(int bytes);
  int fd() const noexcept { return fd_; }

 private:
  int fd_ = -1;
  ssl_st* ssl_ = nullptr;
  End end_ = End::open;
};

}  // namespace veilgate::test
