// Server: the listener, its loops and every connection on them.
//
// One io_context and one thread a loop (settings.threads; 0 is one a core). The first loop accepts and hands
// connections to the loops in turn; from then on a connection, its upstream connections and its buffers belong to that
// loop alone.
//
// Calls: listen, start, then replace / status at will, then begin_drain, wait_drained, cut, join in this order. All may
// be called from any thread but the loops' own; the destructor cuts and joins what is still running.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "proxy/exchange/snapshot.hpp"
#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

struct AddressStatus {
  std::string upstream_id;
  std::string address;  // as configured
  bool ejected = false;
  std::uint32_t consecutive_failures = 0;
};

struct ServerStatus {
  std::size_t connections = 0;
  std::size_t requests_in_flight = 0;
  bool draining = false;
  std::vector<AddressStatus> upstreams;
};

class Server {
 public:
  // `recorder` must outlive the server.
  Server(std::shared_ptr<const Snapshot> snapshot, Recorder& recorder);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds settings.listen.address; then port() is known. Errors: bad_config (not an address), io_failed.
  Result<void> listen();
  std::uint16_t port() const;
  void start();

  // Swaps the snapshot on every loop; when it returns, every request that begins sees the new one. A change of
  // listen.address or threads is refused (bad_config with a note) and leaves the old snapshot in place.
  Result<void> replace(std::shared_ptr<const Snapshot> snapshot);

  void begin_drain();  // stops accepting, closes idle connections, lets the others finish
  bool wait_drained(std::chrono::milliseconds timeout);  // true: no connection is left
  void cut();                                            // closes everything now
  void join();                                           // ends the loops and waits for their threads

  ServerStatus status() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::proxy
