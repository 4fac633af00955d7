#include "config/net_formats.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace veilgate::config {
namespace {

constexpr std::string_view kUnix = "unix:";

bool is_name_character(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::optional<std::uint32_t> parse_number(std::string_view text, std::uint32_t max) noexcept {
  if (text.empty() || text.size() > 5 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number > max) return std::nullopt;
  return number;
}

// An address in network order, and how many of its 16 bytes count.
struct Address {
  std::array<unsigned char, 16> bytes{};
  std::uint32_t bits = 0;
};

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > 45 || text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string terminated(text);
  Address address;
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1) {
    address.bits = 32;
    return address;
  }
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) {
    address.bits = 128;
    return address;
  }
  return std::nullopt;
}

bool is_v6(std::string_view text) {
  const auto address = parse_address(text);
  return address && address->bits == 128;
}

// A host name whose last label is not a number; what looks like an IPv4 address must be one.
bool is_host_name(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  std::size_t at = 0;
  std::string_view label;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('.', at), text.size());
    label = text.substr(at, end - at);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::all_of(label.begin(), label.end(), is_name_character)) return false;
    at = end + 1;
  }
  return !std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Splits `HOST:PORT` or `[V6]:PORT`; a text without a port yields an empty port.
struct HostPort {
  std::string_view host;
  std::string_view port;
  bool has_port = false;
  bool bracketed = false;
};

std::optional<HostPort> split_host_port(std::string_view text) noexcept {
  HostPort parts;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    parts.host = text.substr(1, end - 1);
    parts.bracketed = true;
    rest = text.substr(end + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    parts.host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  if (rest.empty()) return parts;
  if (rest.front() != ':') return std::nullopt;
  parts.port = rest.substr(1);
  parts.has_port = true;
  return parts;
}

bool is_host_part(const HostPort& parts) {
  if (parts.bracketed) return is_v6(parts.host);
  const auto address = parse_address(parts.host);
  return (address && address->bits == 32) || is_host_name(parts.host);
}

}  // namespace

bool is_host(std::string_view text) noexcept {
  return parse_address(text).has_value() || is_host_name(text);
}

bool is_host_port(std::string_view text) noexcept {
  const auto parts = split_host_port(text);
  return parts && parts->has_port && is_host_part(*parts) && parse_number(parts->port, 65'535).has_value();
}

bool is_admin_address(std::string_view text) noexcept {
  if (text.empty()) return true;
  if (!text.starts_with(kUnix)) {
    const auto parts = split_host_port(text);
    return parts && is_host_port(text) && (parts->host == "localhost" || parse_address(parts->host).has_value());
  }
  const std::string_view path = text.substr(kUnix.size());
  constexpr std::size_t kMaxSocketPath = 107;  // sockaddr_un, without its final zero
  return path.size() > 1 && path.size() <= kMaxSocketPath && path.front() == '/' &&
         std::none_of(path.begin(), path.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

bool is_local(std::string_view admin_address) noexcept {
  const auto parts = split_host_port(admin_address);
  if (admin_address.empty() || admin_address.starts_with(kUnix)) return true;
  if (!parts) return false;
  const auto address = parse_address(parts->host);
  if (!address) return parts->host == "localhost";
  if (address->bits == 32) return address->bytes.front() == 127;
  return std::all_of(address->bytes.begin(), address->bytes.end() - 1, [](unsigned char byte) { return byte == 0; }) &&
         address->bytes.back() == 1;
}

bool is_origin(std::string_view text) noexcept {
  std::string_view rest;
  if (text.starts_with("http://")) {
    rest = text.substr(7);
  } else if (text.starts_with("https://")) {
    rest = text.substr(8);
  } else {
    return false;
  }
  const auto parts = split_host_port(rest);
  if (!parts || !is_host_part(*parts)) return false;
  if (!parts->has_port) return true;
  const auto port = parse_number(parts->port, 65'535);
  return port && *port > 0;
}

bool is_network(std::string_view text) noexcept {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return false;
  if (slash == text.size()) return true;
  const auto prefix = parse_number(text.substr(slash + 1), address->bits);
  if (!prefix) return false;
  for (std::uint32_t bit = *prefix; bit < address->bits; ++bit) {
    if ((address->bytes[bit / 8] >> (7 - bit % 8)) & 1) return false;
  }
  return true;
}

bool is_host_pattern(std::string_view text) noexcept {
  return text == "*" || is_host(text);
}

}  // namespace veilgate::config
