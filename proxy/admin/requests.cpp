#include "proxy/admin/requests.hpp"

#include <array>
#include <boost/asio/ip/address.hpp>

namespace veilgate::proxy {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kPrometheus = "text/plain; version=0.0.4; charset=utf-8";

AdminAnswer plain(unsigned status, std::string body) {
  AdminAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

AdminAnswer json(AdminReply reply) {
  AdminAnswer answer;
  answer.status = reply.status;
  answer.content_type = kJson;
  answer.body = std::move(reply.body);
  return answer;
}

AdminAnswer healthz(const AdminHooks&) {
  return plain(200, "ok\n");
}
AdminAnswer readyz(const AdminHooks& hooks) {
  return json(hooks.ready());
}
AdminAnswer config(const AdminHooks& hooks) {
  return json({200, hooks.config()});
}
AdminAnswer reload(const AdminHooks& hooks) {
  return json(hooks.reload());
}
AdminAnswer metrics(const AdminHooks& hooks) {
  auto answer = plain(200, hooks.metrics());
  answer.content_type = kPrometheus;
  return answer;
}

struct Path {
  std::string_view method;
  std::string_view target;
  AdminAnswer (*answer)(const AdminHooks&);
};
constexpr std::array<Path, 5> kPaths{{{"GET", "/healthz", healthz},
                                      {"GET", "/readyz", readyz},
                                      {"GET", "/metrics", metrics},
                                      {"GET", "/config", config},
                                      {"POST", "/-/reload", reload}}};

// The host of a Host header, without port and brackets.
std::string_view host_of(std::string_view header) {
  if (header.starts_with('[')) {
    const auto end = header.find(']');
    return end == std::string_view::npos ? header : header.substr(1, end - 1);
  }
  return header.substr(0, header.find(':'));
}

bool is_address_or_localhost(std::string_view header) {
  const auto host = host_of(header);
  if (host == "localhost") return true;
  boost::system::error_code ec;
  (void)boost::asio::ip::make_address(std::string(host), ec);
  return !ec;
}

bool from_foreign_page(const AdminRequest& request) {
  if (!request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none") return true;
  if (request.origin.empty()) return false;
  constexpr std::string_view kScheme = "http://";
  return !request.origin.starts_with(kScheme) || request.origin.substr(kScheme.size()) != request.host;
}

}  // namespace

AdminAnswer answer_admin(const AdminRequest& request, const AdminHooks& hooks) {
  if (request.checks_host && !request.host.empty() && !is_address_or_localhost(request.host)) {
    return plain(421, "the Host must be an IP address or localhost\n");
  }
  if (from_foreign_page(request)) return plain(403, "not from another site\n");
  const bool head = request.method == "HEAD";
  for (const auto& path : kPaths) {
    if (request.target != path.target) continue;
    if (request.method == path.method || (head && path.method == "GET")) return path.answer(hooks);
    auto answer = plain(405, "method not allowed\n");
    answer.allow = path.method;
    return answer;
  }
  return plain(404, "not found\n");
}

}  // namespace veilgate::proxy
