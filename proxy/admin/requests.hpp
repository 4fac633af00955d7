// From a request on the admin listener to its answer: the table of paths, and what a browser may not do.
#pragma once

#include <string>
#include <string_view>

#include "proxy/admin/server.hpp"

namespace veilgate::proxy {

// What of a request decides its answer. Views into the request.
struct AdminRequest {
  std::string_view method;
  std::string_view target;
  std::string_view host;        // empty: none was sent
  std::string_view origin;      // empty: none was sent
  std::string_view fetch_site;  // Sec-Fetch-Site; empty: none was sent
  bool checks_host = true;      // the listener is on a loopback address
};

struct AdminAnswer {
  unsigned status = 500;
  std::string_view content_type = "text/plain; charset=utf-8";
  std::string_view allow;  // the method a 405 asks for
  std::string body;
};

AdminAnswer answer_admin(const AdminRequest& request, const AdminHooks& hooks);

}  // namespace veilgate::proxy
