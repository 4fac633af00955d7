// Addresses as a configuration writes them, taken apart. Pure functions; no name is looked up here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

// HOST:PORT or [V6]:PORT. Port 0 is allowed: the system chooses one.
struct HostPort {
  std::string host;  // without brackets
  std::uint16_t port = 0;
};

// Errors (origin policy): bad_config.
Result<HostPort> parse_host_port(std::string_view text);

// http://host[:port] or https://host[:port], nothing after it (one "/" is let pass).
struct UpstreamUrl {
  HostPort at;
  bool tls = false;
};

// Errors (origin policy): bad_config.
Result<UpstreamUrl> parse_upstream_url(std::string_view text);

// Networks in CIDR notation; an address without a length is one host. IPv4-mapped IPv6 addresses count as IPv4.
class TrustedPeers {
 public:
  // Errors (origin policy): bad_config, naming the entry's position.
  static Result<TrustedPeers> compile(const std::vector<std::string>& cidrs);

  bool contains(std::string_view ip) const noexcept;

 private:
  struct Network {
    std::array<std::uint8_t, 16> bytes{};  // IPv4 in its mapped form
    unsigned bits = 128;
  };
  static std::optional<std::array<std::uint8_t, 16>> parse_ip(std::string_view ip) noexcept;
  std::vector<Network> networks_;
};

}  // namespace veilgate::proxy
