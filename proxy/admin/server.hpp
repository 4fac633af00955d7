// AdminServer: the listener for operators, apart from the public one.
//
//   GET  /healthz     200 while the process runs
//   GET  /readyz      200 when it may be routed to, else 503; JSON detail
//   GET  /metrics     Prometheus text
//   GET  /config      the configuration in force, every default filled in, secrets as references
//   POST /-/reload    builds the configuration anew: 200, or 422 with what was wrong; the last good one stays
//
// A thread and an io_context of its own, so that a busy data path and the admin listener do not wait for each other. At
// most 32 connections, heads of 8 KiB, bodies of 1 KiB, 10 seconds for a request. A unix socket is made with mode 0660.
//
// Who can reach the listener may use it, so it binds to loopback or a unix socket unless `allow_remote` is set. Against
// pages in an operator's browser: a request with a foreign Origin or Sec-Fetch-Site is refused, and on loopback the
// Host must be an IP address or localhost (DNS rebinding).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "crypto/base/result.hpp"
#include "proxy/admin/address.hpp"

namespace veilgate::proxy {

struct AdminReply {
  unsigned status = 500;
  std::string body;
};

// What the listener asks the program. Called on the admin thread, one at a time.
struct AdminHooks {
  std::function<AdminReply()> ready;     // JSON
  std::function<std::string()> metrics;  // Prometheus text
  std::function<std::string()> config;   // JSON
  std::function<AdminReply()> reload;    // JSON
};

class AdminServer {
 public:
  // Binds; then address() has the real port. A left-over socket file nobody listens on is replaced.
  // Errors: bad_config (not loopback without `allow_remote`), io_failed (the address is in use …).
  static Result<std::unique_ptr<AdminServer>> listen(const AdminAddress& address, bool allow_remote, AdminHooks hooks);

  ~AdminServer();  // closes every connection, ends the thread, removes the socket file
  AdminServer(const AdminServer&) = delete;
  AdminServer& operator=(const AdminServer&) = delete;

  void start();
  const AdminAddress& address() const noexcept;

 private:
  class Impl;
  explicit AdminServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::proxy
