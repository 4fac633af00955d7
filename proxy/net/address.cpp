#include "proxy/net/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace veilgate::proxy {

namespace {

Error bad(const char* why) {
  return make_error(Code::bad_config, Origin::policy, why);
}

std::optional<std::uint16_t> parse_port(std::string_view text) noexcept {
  std::uint16_t port = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (ec != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return port;
}

bool is_host(std::string_view host) noexcept {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](unsigned char c) {
    return c == '.' || c == '-' || c == '_' || c == ':' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
}

// Host with an optional port; `fallback` stands in for a missing one.
Result<HostPort> split(std::string_view text, std::optional<std::uint16_t> fallback) {
  HostPort out;
  std::string_view host = text;
  std::string_view port;
  bool has_port = false;
  if (!text.empty() && text.front() == '[') {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return bad("an IPv6 address lacks its closing bracket");
    host = text.substr(1, close - 1);
    const auto rest = text.substr(close + 1);
    if (!rest.empty() && rest.front() != ':') return bad("only :PORT may follow an IPv6 address");
    has_port = !rest.empty();
    port = rest.empty() ? rest : rest.substr(1);
  } else if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
    host = text.substr(0, colon);
    if (host.find(':') != std::string_view::npos) return bad("an IPv6 address needs brackets: [::1]:8080");
    has_port = true;
    port = text.substr(colon + 1);
  }
  if (!is_host(host)) return bad("the host is not a name or an IP address");
  out.host = host;
  if (has_port) {
    const auto number = parse_port(port);
    if (!number) return bad("the port is not a number from 0 to 65535");
    out.port = *number;
  } else if (fallback) {
    out.port = *fallback;
  } else {
    return bad("the port is missing: HOST:PORT");
  }
  return out;
}

}  // namespace

Result<HostPort> parse_host_port(std::string_view text) {
  return split(text, std::nullopt);
}

Result<UpstreamUrl> parse_upstream_url(std::string_view text) {
  UpstreamUrl url;
  constexpr std::string_view kHttp = "http://";
  constexpr std::string_view kHttps = "https://";
  if (text.starts_with(kHttps)) {
    url.tls = true;
    text.remove_prefix(kHttps.size());
  } else if (text.starts_with(kHttp)) {
    text.remove_prefix(kHttp.size());
  } else {
    return bad("an upstream address begins with http:// or https://");
  }
  if (text.ends_with('/')) text.remove_suffix(1);
  auto at = split(text, url.tls ? 443 : 80);
  if (!at) return at.error();
  if (at->port == 0) return bad("an upstream's port cannot be 0");
  url.at = std::move(*at);
  return url;
}

std::optional<std::array<std::uint8_t, 16>> TrustedPeers::parse_ip(std::string_view ip) noexcept {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (ip.size() >= text.size()) return std::nullopt;
  std::copy(ip.begin(), ip.end(), text.begin());
  std::array<std::uint8_t, 16> bytes{};
  in_addr v4{};
  if (::inet_pton(AF_INET, text.data(), &v4) == 1) {
    bytes[10] = bytes[11] = 0xff;
    std::memcpy(bytes.data() + 12, &v4, 4);
    return bytes;
  }
  if (::inet_pton(AF_INET6, text.data(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

Result<TrustedPeers> TrustedPeers::compile(const std::vector<std::string>& cidrs) {
  TrustedPeers peers;
  for (std::size_t i = 0; i < cidrs.size(); ++i) {
    const std::string_view text = cidrs[i];
    const auto slash = text.find('/');
    const auto ip = text.substr(0, slash);
    const auto bytes = parse_ip(ip);
    const bool is_v4 = ip.find(':') == std::string_view::npos;
    const unsigned most = is_v4 ? 32 : 128;
    unsigned bits = most;
    bool length_ok = true;
    if (slash != std::string_view::npos) {
      const auto length = text.substr(slash + 1);
      const auto [end, ec] = std::from_chars(length.data(), length.data() + length.size(), bits);
      length_ok = ec == std::errc{} && end == length.data() + length.size() && bits <= most;
    }
    if (!bytes || !length_ok) {
      return make_error(Code::bad_config, Origin::policy,
                        "listen.trusted_peers[" + std::to_string(i) + "] is not an IP network in CIDR notation");
    }
    peers.networks_.push_back({*bytes, is_v4 ? bits + 96 : bits});
  }
  return peers;
}

bool TrustedPeers::contains(std::string_view ip) const noexcept {
  if (networks_.empty()) return false;
  const auto bytes = parse_ip(ip);
  if (!bytes) return false;
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    const unsigned whole = network.bits / 8;
    const unsigned rest = network.bits % 8;
    if (std::memcmp(bytes->data(), network.bytes.data(), whole) != 0) return false;
    if (rest == 0) return true;
    const unsigned mask = 0xffu << (8 - rest) & 0xffu;
    return ((*bytes)[whole] & mask) == (network.bytes[whole] & mask);
  });
}

}  // namespace veilgate::proxy
