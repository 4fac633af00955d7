// The client of the admin listener: one GET, one status.
#pragma once

#include <chrono>
#include <string>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

// The status of `GET target` at an admin address. Blocks for at most `timeout`.
// Errors: bad_config (not an address), io_failed (nobody answers, or not with HTTP).
Result<unsigned> probe_admin(const std::string& address, const std::string& target, std::chrono::milliseconds timeout);

}  // namespace veilgate::proxy
