#include "proxy/admin/address.hpp"

#include <sys/un.h>

#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace veilgate::proxy {
namespace {

Error refused(const std::string& reason) {
  return make_error(Code::bad_config, Origin::internal, "admin address: " + reason);
}

}  // namespace

std::string AdminAddress::text() const {
  if (!path.empty()) return "unix:" + path;
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<AdminAddress> parse_admin_address(std::string_view text) {
  constexpr std::string_view kUnix = "unix:";
  AdminAddress address;
  if (text.starts_with(kUnix)) {
    address.path = text.substr(kUnix.size());
    if (address.path.empty() || address.path.front() != '/') return refused("unix: needs an absolute path");
    if (address.path.size() >= sizeof(sockaddr_un::sun_path)) return refused("the path of the unix socket is too long");
    return address;
  }
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return refused("HOST:PORT or unix:/PATH is expected");
  auto host = text.substr(0, colon);
  const auto digits = text.substr(colon + 1);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  if (digits.empty() || parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size()) {
    return refused("the port must be a number from 0 to 65535");
  }
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  boost::system::error_code ec;
  const auto ip = boost::asio::ip::make_address(std::string(host), ec);
  if (ec) return refused("the host must be an IP address or localhost");
  address.host = ip.to_string();
  address.loopback = ip.is_loopback();
  return address;
}

}  // namespace veilgate::proxy
