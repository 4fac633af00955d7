// The syntax of network names in a configuration: hosts, ports, addresses, origins, networks. Nothing is resolved.
#pragma once

#include <string_view>

namespace veilgate::config {

// A host name (RFC 1123), an IPv4 address, or an IPv6 address without brackets.
bool is_host(std::string_view text) noexcept;

// `HOST:PORT` or `[V6]:PORT`, port 0 to 65535 (0: the system chooses one).
bool is_host_port(std::string_view text) noexcept;

// An address (or localhost) and port, `unix:/PATH`, or an empty text: no admin listener. Other names are refused: who
// may reach it must not depend on a name server.
bool is_admin_address(std::string_view text) noexcept;

// Whether an admin address can be reached from this machine only: unix:, localhost, 127.0.0.0/8, [::1], or none.
bool is_local(std::string_view admin_address) noexcept;

// `http://HOST`, `https://HOST:PORT`; no user, path, query or fragment. Port 1 to 65535.
bool is_origin(std::string_view text) noexcept;

// An address with a prefix length (`10.0.0.0/8`, `fd00::/8`), or one address. Host bits below the prefix must be zero.
bool is_network(std::string_view text) noexcept;

// A host name or address to compare with a request's Host, or `*`.
bool is_host_pattern(std::string_view text) noexcept;

}  // namespace veilgate::config
