// Where the admin listener is: HOST:PORT, [V6]:PORT or unix:/PATH.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

struct AdminAddress {
  std::string path;  // of a unix socket; empty: TCP
  std::string host;  // an IP literal, without brackets; "localhost" became 127.0.0.1
  std::uint16_t port = 0;
  bool loopback = true;  // a unix socket counts as one

  // As it is written: "127.0.0.1:9090", "[::1]:9090", "unix:/run/admin.sock".
  std::string text() const;
};

// Names are not resolved: who may reach the admin listener must not depend on a name server.
// Errors: bad_config with a sentence for the operator.
Result<AdminAddress> parse_admin_address(std::string_view text);

}  // namespace veilgate::proxy
