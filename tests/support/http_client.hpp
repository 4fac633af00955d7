// A small blocking HTTP client for tests of the program and the demo: one request, one connection.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace veilgate::test {

struct HttpResponse {
  unsigned status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // chunks joined, coding as it came

  // The first value of a header, compared without case; "" when there is none.
  std::string header(std::string_view name) const;
};

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

// `address`: "http://127.0.0.1:8080", "127.0.0.1:8080" or "unix:/path". Nothing when there is no answer within
// `timeout`.
std::optional<HttpResponse> fetch(std::string_view address, const HttpRequest& request,
                                  std::chrono::seconds timeout = std::chrono::seconds(10));

}  // namespace veilgate::test
