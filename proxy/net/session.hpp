// serve_connection: the life of one client connection, one request after the other.
#pragma once

#include <memory>

#include "proxy/net/loop.hpp"

namespace veilgate::proxy {

// Runs on `loop`, to which `client` belongs. Counts itself off loop.shared when it ends.
Task<> serve_connection(Loop& loop, std::shared_ptr<Connection> client);

}  // namespace veilgate::proxy
