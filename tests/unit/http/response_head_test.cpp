#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/head.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace std::string_literals;

namespace {

struct Refused {
  std::string_view name;
  std::string raw;
};

const Refused kRefused[] = {
    {"HTTP/0.9", "<html>\r\n\r\n"},
    {"leading CRLF", "\r\nHTTP/1.1 200 OK\r\n\r\n"},
    {"leading junk", "xHTTP/1.1 200 OK\r\n\r\n"},
    {"HTTP/2", "HTTP/2 200 OK\r\n\r\n"},
    {"HTTP/1.2", "HTTP/1.2 200 OK\r\n\r\n"},
    {"lower-case version", "http/1.1 200 OK\r\n\r\n"},
    {"ICY", "ICY 200 OK\r\n\r\n"},
    {"no space after the status", "HTTP/1.1 200\r\n\r\n"},
    {"two spaces before the status", "HTTP/1.1  200 OK\r\n\r\n"},
    {"two digits", "HTTP/1.1 20 OK\r\n\r\n"},
    {"four digits", "HTTP/1.1 2000 OK\r\n\r\n"},
    {"letters for a status", "HTTP/1.1 2OO OK\r\n\r\n"},
    {"signed status", "HTTP/1.1 +20 OK\r\n\r\n"},
    {"status 099", "HTTP/1.1 099 Low\r\n\r\n"},
    {"status 600", "HTTP/1.1 600 High\r\n\r\n"},
    {"status 000", "HTTP/1.1 000 None\r\n\r\n"},
    {"101 nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n"},
    {"control byte in the reason", "HTTP/1.1 200 O\x01K\r\n\r\n"},
    {"bare CR in the reason", "HTTP/1.1 200 O\rK\r\n\r\n"},
    {"bare LF", "HTTP/1.1 200 OK\nA: b\r\n\r\n"},
    {"all lines with bare LF", "HTTP/1.1 200 OK\nA: b\n\n"},
    {"folded field", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"},
    {"space before the colon", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n"},
    {"NUL in a value", "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n"s},
    {"empty name", "HTTP/1.1 200 OK\r\n: b\r\n\r\n"},
    {"no colon", "HTTP/1.1 200 OK\r\nA\r\n\r\n"},
    {"Content-Length with Transfer-Encoding",
     "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"two Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"},
    {"list as Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n"},
    {"signed Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n"},
    {"Content-Length out of range", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"},
    {"Content_Length", "HTTP/1.1 200 OK\r\nContent_Length: 5\r\n\r\n"},
    {"xchunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n"},
    {"gzip, chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"},
    {"two Transfer-Encoding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"Transfer-Encoding in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n"},
    {"204 with chunks", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"100 with a length", "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n"},
    {"103 with chunks", "HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"Connection that is no list of names", "HTTP/1.1 200 OK\r\nConnection: \"close\"\r\n\r\n"},
    {"bytes after the end", "HTTP/1.1 200 OK\r\n\r\n{"},
};

ResponseHead parsed(std::string_view raw, Method method = Method::get) {
  ResponseHead head;
  const auto result = parse_response_head(raw, method, head);
  INFO(raw);
  REQUIRE_MESSAGE(result.has_value(), (result ? "" : result.error().note.for_log()));
  return head;
}

}  // namespace

TEST_CASE("response heads that could be read in two ways are refused") {
  ResponseHead head;
  for (const Refused& row : kRefused) {
    for (const Method method : {Method::get, Method::head}) {
      CAPTURE(row.name);
      const auto result = parse_response_head(row.raw, method, head);
      REQUIRE_FALSE(result.has_value());
      CHECK(result.error().code == Code::upstream_bad_response);
      CHECK(result.error().origin == Origin::upstream);
    }
  }
}

TEST_CASE("response framing") {
  struct Row {
    std::string_view name;
    const char* raw;
    Method method;
    BodyFraming kind;
    std::uint64_t length;
    bool keep_alive;
  };
  const Row rows[] = {
      {"length", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n", Method::get, BodyFraming::length, 7, true},
      {"length 0", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Method::get, BodyFraming::length, 0, true},
      {"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Method::post, BodyFraming::chunked, 0, true},
      {"until close", "HTTP/1.1 200 OK\r\n\r\n", Method::get, BodyFraming::until_close, 0, false},
      {"HEAD with a length", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n", Method::head, BodyFraming::none, 0, true},
      {"HEAD chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Method::head, BodyFraming::none, 0,
       true},
      {"HEAD without a length", "HTTP/1.1 200 OK\r\n\r\n", Method::head, BodyFraming::none, 0, true},
      {"204", "HTTP/1.1 204 No Content\r\n\r\n", Method::get, BodyFraming::none, 0, true},
      {"204 with length 0", "HTTP/1.1 204 \r\nContent-Length: 0\r\n\r\n", Method::get, BodyFraming::none, 0, true},
      {"304 with a length", "HTTP/1.1 304 \r\nContent-Length: 7\r\n\r\n", Method::get, BodyFraming::none, 0, true},
      {"100", "HTTP/1.1 100 Continue\r\n\r\n", Method::post, BodyFraming::none, 0, true},
      {"103", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", Method::get, BodyFraming::none, 0, true},
      {"close", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n", Method::get, BodyFraming::length,
       7, false},
      {"HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 7\r\n\r\n", Method::get, BodyFraming::length, 7, false},
      {"HTTP/1.0 keep-alive", "HTTP/1.0 200 OK\r\nContent-Length: 7\r\nConnection: keep-alive\r\n\r\n", Method::get,
       BodyFraming::length, 7, true},
      {"205 has framing like others", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", Method::get,
       BodyFraming::length, 0, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto head = parsed(row.raw, row.method);
    CHECK(head.framing.kind == row.kind);
    CHECK(head.framing.length == row.length);
    CHECK(head.keep_alive == row.keep_alive);
  }
}

TEST_CASE("a plain response") {
  const auto head = parsed("HTTP/1.1 404 Not \xe6\x89\xbe Found\r\nX: y\r\nContent-Length: 12\r\n\r\n", Method::head);
  CHECK(head.status == 404);
  CHECK(head.reason == "Not \xe6\x89\xbe Found");
  CHECK(head.has_content_length);
  CHECK(head.content_length == 12);
  CHECK_FALSE(head.interim());
  CHECK(parsed("HTTP/1.1 100 \r\n\r\n").interim());
}

TEST_CASE("a response head object is clean again for the next message") {
  ResponseHead head;
  REQUIRE(parse_response_head("HTTP/1.1 404 Not Found\r\nContent-Length: 12\r\n\r\n", Method::get, head).has_value());
  REQUIRE(parse_response_head("HTTP/1.1 200 \r\n\r\n", Method::get, head).has_value());
  CHECK(head.status == 200);
  CHECK_FALSE(head.has_content_length);
  CHECK(head.content_length == 0);
  CHECK(head.headers.size() == 0);
}
