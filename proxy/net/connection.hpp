// Connection: one TCP or TLS connection of the data path, with its receive buffer and its deadline. Serves both sides.
//
// Reading always goes through input(): read_more() waits until bytes were added to it. start_read() begins the same
// read without waiting, so that a connection nobody reads (a pooled one; a client that waits for its answer) notices at
// once when the peer leaves, at no extra system call: the read that is under way is simply the next one. A plain
// connection takes a block from the loop's pool when there is something to read, and not before.
//
// When the deadline passes, whatever is awaited ends with an error, nothing more can be read or written with waiting,
// and timed_out() is true; the owner closes. Moving a deadline costs a store, because the timer is armed again only
// when it fires too early.
//
// Lives on one loop; made by make_shared. Every pending operation keeps it alive; close() ends them all.
#pragma once

#include <array>
#include <boost/asio/ssl/stream.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "proxy/net/asio.hpp"
#include "proxy/net/byte_buffer.hpp"
#include "proxy/net/event.hpp"

namespace veilgate::proxy {

// A byte rate below which a peer is cut: fewer than `bytes` in `window`. bytes == 0: no minimum.
struct RateFloor {
  std::uint64_t bytes = 0;
  Clock::duration window{};
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // `blocks` is that of the loop the socket belongs to and must outlive the connection.
  Connection(Socket socket, BlockPool& blocks);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Socket& socket() noexcept { return socket_; }
  bool is_tls() const noexcept { return tls_ != nullptr; }

  // After connect or accept: no delay, non-blocking.
  void prepare_socket();

  // The handshake runs under the deadline set before. `name` (upstream): SNI, and the name the certificate must carry
  // when `verify` (as a subjectAltName: RFC 9525 gives the common name no say); an IP address is verified as one and
  // not sent as SNI.
  Task<error_code> handshake_as_server(SSL_CTX* context);
  Task<error_code> handshake_as_client(SSL_CTX* context, std::string name, bool verify);

  // ---- reading
  ByteBuffer& input() noexcept { return input_; }
  // Begins a read if none is under way. Views into input() end here.
  void start_read();
  bool reading() const noexcept { return reading_; }
  // Waits until input() grew; how far it may grow is for the caller to say. Errors: what the socket said (eof
  // included).
  Task<error_code> read_more();
  // Ends the wait of read_more() with `interrupted`; reading may go on later.
  void interrupt_read();
  // The error that ended reading; none while the peer may still send.
  error_code read_error() const noexcept { return read_error_; }
  // Called, at most once, when a read that nobody awaits ends. Replaces the watch before; nullptr removes it.
  void watch(std::function<void()> on_read) { watch_ = std::move(on_read); }

  // ---- writing
  // Writes everything. With a floor, each window of it must see that many bytes accepted (or the rest of them); it uses
  // the deadline, which is none afterwards.
  using Buffers = std::array<asio::const_buffer, 4>;
  static Buffers gather(std::string_view a, std::string_view b = {}, std::string_view c = {}, std::string_view d = {}) {
    return {asio::buffer(a), asio::buffer(b), asio::buffer(c), asio::buffer(d)};
  }
  Task<error_code> write(Buffers buffers, RateFloor floor = {});
  // The same without waiting, as far as that goes: true when it is over (everything is written, or `ec` says why not);
  // false when write() has to go on with what is left in `buffers`.
  bool write_at_once(Buffers& buffers, error_code& ec);
  // One attempt that never waits; plain connections only. For last words.
  void write_without_waiting(std::string_view bytes) noexcept;

  // ---- deadline
  void expires_at(Clock::time_point at);
  void expires_after(Clock::duration after) { expires_at(coarse_now() + after); }
  void never_expires() noexcept { deadline_ = Clock::time_point::max(); }
  bool timed_out() const noexcept { return timed_out_; }

  // ---- ending
  bool is_open() const noexcept { return socket_.is_open(); }
  void close() noexcept;            // at once; pending operations end with an error
  void abort() noexcept;            // close with a reset, so that no peer can take it for a clean end
  void shutdown_send() noexcept;    // a clean end of what is sent; plain connections only
  Task<error_code> shutdown_tls();  // sends close_notify; plain: shutdown_send()

 private:
  using TlsStream = asio::ssl::stream<Socket&>;

  void wait_readable();
  void on_readable();
  void on_read(error_code ec, std::size_t bytes);
  void arm(Clock::time_point at);
  void on_timer();
  asio::const_buffer next_record(const Buffers& buffers, std::size_t left);

  Socket socket_;
  std::unique_ptr<TlsStream> tls_;
  BlockPool& blocks_;
  ByteBuffer input_;
  Event read_event_;
  std::function<void()> watch_;
  error_code read_error_;
  bool reading_ = false;
  bool interrupted_ = false;

  Timer timer_;
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point armed_ = Clock::time_point::max();
  bool timed_out_ = false;

  std::string tls_out_;  // head and first piece of a body in one record
};

}  // namespace veilgate::proxy
