// Beast's reading really is compared: a head that does not belong to the bytes is not agreed with.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/second_opinion.hpp"

using namespace veilgate::proxy;

namespace {

const std::string kRequest =
    "POST /a HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n";
const std::string kResponse = "HTTP/1.1 404 Gone\r\nX-A: 1\r\nContent-Length: 5\r\n\r\n";

std::string changed(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

struct Change {
  std::string_view name;
  std::string_view from;
  std::string_view to;
};

}  // namespace

TEST_CASE("a second reading of a request that differs anywhere is noticed") {
  RequestHead head;
  REQUIRE(parse_request_head(kRequest, head).has_value());
  CHECK(beast_agrees(kRequest, "/a", head));
  const Change changes[] = {
      {"method", "POST", "PUT"},
      {"target", "/a", "/b"},
      {"version", "HTTP/1.1", "HTTP/1.0"},
      {"name", "X-A", "X-B"},
      {"value", "X-A: 1", "X-A: 2"},
      {"a field more", "X-A: 1", "X-A: 1\r\nX-C: 1"},
      {"a field less", "X-A: 1\r\n", ""},
      {"length", "Length: 5", "Length: 6"},
      {"framing", "Content-Length: 5", "Transfer-Encoding: chunked"},
      {"no end", "\r\n\r\n", "\r\n"},
      {"not HTTP", "POST", "PO ST"},
  };
  for (const Change& change : changes) {
    CAPTURE(change.name);
    CHECK_FALSE(beast_agrees(changed(kRequest, change.from, change.to), "/a", head));
  }
}

TEST_CASE("a second reading of a response that differs anywhere is noticed") {
  ResponseHead head;
  REQUIRE(parse_response_head(kResponse, Method::get, head).has_value());
  CHECK(beast_agrees(kResponse, Method::get, head));
  CHECK_FALSE(beast_agrees(kResponse, Method::head, head));
  const Change changes[] = {
      {"status", "404", "403"},      {"reason", "Gone", "Lost"},           {"version", "HTTP/1.1", "HTTP/1.0"},
      {"value", "X-A: 1", "X-A: 2"}, {"length", "Length: 5", "Length: 6"}, {"framing", "Content-Length: 5\r\n", ""},
      {"no body", "404", "204"},
  };
  for (const Change& change : changes) {
    CAPTURE(change.name);
    CHECK_FALSE(beast_agrees(changed(kResponse, change.from, change.to), Method::get, head));
  }
}
