#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/forward.hpp"
#include "tests/unit/http/message_text.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace veilgate::test;

namespace {

constexpr std::string_view kTrace = "00-01010101010101010101010101010101-0101010101010101-00";

std::string forwarded(const std::string& raw, const ForwardFacts& facts = {"192.0.2.1"}) {
  RequestHead head;
  REQUIRE(parse_request_head(raw, head).has_value());
  IdEntropy entropy;
  entropy.fill(1);
  std::string out;
  append_upstream_request(out, head, RequestIds(head, entropy), facts);
  return out;
}

std::string with_fields(const std::string& fields) {
  return "GET /a HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

}  // namespace

TEST_CASE("Max-Forwards counts TRACE and OPTIONS down, and is any other field for the rest") {
  struct Row {
    std::string name;
    std::string method;
    std::string fields;
    bool refused;
    std::optional<std::uint64_t> found;
  };
  const Row rows[] = {
      {"none", "OPTIONS", "", false, std::nullopt},
      {"OPTIONS", "OPTIONS", "Max-Forwards: 7\r\n", false, 7},
      {"TRACE", "TRACE", "max-forwards: 0\r\n", false, 0},
      {"leading zeros", "TRACE", "Max-Forwards: 003\r\n", false, 3},
      {"GET", "GET", "Max-Forwards: x\r\n", false, std::nullopt},
      {"not a number", "OPTIONS", "Max-Forwards: 1x\r\n", true, std::nullopt},
      {"negative", "OPTIONS", "Max-Forwards: -1\r\n", true, std::nullopt},
      {"empty", "OPTIONS", "Max-Forwards:\r\n", true, std::nullopt},
      {"two lines", "OPTIONS", "Max-Forwards: 1\r\nMax-Forwards: 1\r\n", true, std::nullopt},
      {"too long", "OPTIONS", "Max-Forwards: 1234567890\r\n", true, std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::string raw = row.method + " /a HTTP/1.1\r\nHost: h\r\n" + row.fields + "\r\n";
    RequestHead head;
    REQUIRE(parse_request_head(raw, head).has_value());
    const auto found = max_forwards(head);
    CHECK(found.has_value() == !row.refused);
    if (found) CHECK(*found == row.found);
  }
  ForwardFacts facts{"192.0.2.1"};
  facts.max_forwards = 6;
  const std::string counted = forwarded("OPTIONS /a HTTP/1.1\r\nHost: h\r\nMax-Forwards: 7\r\n\r\n", facts);
  CHECK(has_line(counted, "Max-Forwards: 6"));
  CHECK_FALSE(has_line(counted, "Max-Forwards: 7"));
  CHECK(has_line(forwarded(with_fields("Max-Forwards: 7\r\n")), "Max-Forwards: 7"));
}

TEST_CASE("a request that has been here says so in Via, whoever wrote beside it") {
  struct Row {
    const char* name;
    std::string fields;
    bool been_here;
  };
  const Row rows[] = {
      {"no Via", "", false},
      {"others", "Via: 1.1 veilgate-0a1b, 1.0 squid (veilgate)\r\n", false},
      {"alone", "Via: 1.1 veilgate-0a1c\r\n", true},
      {"in a list", "Via: 1.0 a, HTTP/1.1 veilgate-0a1c (x, y),1.1 b\r\n", true},
      {"on the second line", "Via: 1.1 a\r\nVia: 1.1 veilgate-0a1c\r\n", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::string raw = with_fields(row.fields);
    RequestHead head;
    REQUIRE(parse_request_head(raw, head).has_value());
    CHECK(has_been_here(head, "veilgate-0a1c") == row.been_here);
  }
  ForwardFacts facts{"192.0.2.1"};
  facts.via = "veilgate-0a1c";
  CHECK(has_line(forwarded(with_fields("Via: 1.1 a\r\n"), facts), "Via: 1.1 veilgate-0a1c"));
}

TEST_CASE("a whole request, byte for byte") {
  const std::string out = forwarded(
      "POST /a?sign=%2B&x=1 HTTP/1.1\r\nX-First:   1  \r\nHost: Api.Example:81\r\nContent-Type: application/json\r\n"
      "authorization: Bearer x\r\nContent-Length: 007\r\nX-First: 2\r\n\r\n");
  CHECK(
      out ==
      "POST /a?sign=%2B&x=1 HTTP/1.1\r\nHost: Api.Example:81\r\nX-First: 1\r\nContent-Type: application/json\r\n"
      "authorization: Bearer x\r\nX-First: 2\r\nContent-Length: 7\r\nAccept-Encoding: identity\r\nVia: 1.1 veilgate\r\n"
      "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: Api.Example:81\r\n"
      "X-Request-Id: 01010101010101010101010101010101\r\ntraceparent: " +
          std::string(kTrace) + "\r\n\r\n");
}

TEST_CASE("fields that do not go upstream") {
  for (const std::string_view field : {"Connection: keep-alive",
                                       "Keep-Alive: timeout=5",
                                       "Proxy-Connection: keep-alive",
                                       "Proxy-Authorization: Basic x",
                                       "Proxy-Authenticate: Basic",
                                       "Proxy-Foo: 1",
                                       "TE: trailers",
                                       "Trailer: X",
                                       "Upgrade: h2c",
                                       "HTTP2-Settings: AA",
                                       "Range: bytes=0-9",
                                       "If-Range: \"a\"",
                                       "If-Match: \"a\"",
                                       "If-None-Match: *",
                                       "If-Modified-Since: x",
                                       "If-Unmodified-Since: x",
                                       "Want-Digest: sha-256",
                                       "Want-Content-Digest: sha-256=1",
                                       "X-Veilgate-Policy: off",
                                       "x-veilgate-anything: 1",
                                       "Forwarded: for=1",
                                       "X-Forwarded-Port: 1",
                                       "X-Forwarded-Anything: 1",
                                       "X-Real-IP: 1",
                                       "Expect: 100-continue",
                                       "X_Forwarded_For: 1",
                                       "X-Forwarded_For: 1",
                                       "X_Real_IP: 1",
                                       "X_Veilgate_Policy: off",
                                       "Proxy_Authorization: x",
                                       "If_None_Match: *",
                                       "tracestate: a=b"}) {
    const std::string line(field);
    CAPTURE(line);
    const std::string name = line.substr(0, line.find(':'));
    CHECK_FALSE(has_name(forwarded(with_fields(line + "\r\n")), name));
    CHECK(has_name(with_fields(line + "\r\n"), name));
  }
}

TEST_CASE("fields that go upstream unchanged") {
  for (const std::string_view line :
       {"Authorization: x", "Cookie: a=b; c=d", "X-Custom: y", "X_Custom: z", "User-Agent: u", "Accept: */*",
        "Cache-Control: no-cache", "If: x", "X-Sign: AAECAw==", "Empty: "}) {
    CAPTURE(line);
    CHECK(has_line(forwarded(with_fields(std::string(line) + "\r\n")), std::string(line)));
  }
}

TEST_CASE("Connection removes what it names, but nothing that has a meaning") {
  const std::string out = forwarded(with_fields(
      "Connection: X-Hop, host, authorization, x-request-id, content-length, traceparent, via\r\nX-Hop: 1\r\n"
      "Authorization: a\r\nContent-Length: 3\r\nX-Request-Id: r\r\nVia: 1.0 other\r\n"));
  CHECK_FALSE(has_name(out, "X-Hop"));
  CHECK(has_line(out, "Host: h"));
  CHECK(has_line(out, "Authorization: a"));
  CHECK(has_line(out, "Content-Length: 3"));
  CHECK(has_line(out, "X-Request-Id: r"));
  CHECK(has_line(out, "Via: 1.0 other"));
  CHECK(has_line(out, "Via: 1.1 veilgate"));
}

TEST_CASE("Accept-Encoding is what both sides read") {
  const auto accept = [](const std::string& fields) {
    const std::string out = forwarded(with_fields(fields));
    const std::size_t at = out.find("Accept-Encoding: ") + 17;
    return out.substr(at, out.find("\r\n", at) - at);
  };
  CHECK(accept("Accept-Encoding: gzip, br, zz\r\n") == "gzip, br");
  CHECK(accept("Accept-Encoding: gzip;q=0\r\nAccept-Encoding: zstd;q=0.1\r\n") == "zstd");
  CHECK(accept("Accept-Encoding: *\r\n") == "gzip, deflate, br, zstd");
  CHECK(accept("Accept-Encoding: compress\r\n") == "identity");
  CHECK(accept("Accept-Encoding:\r\n") == "identity");
}

TEST_CASE("X-Forwarded-* are believed from trusted peers only") {
  const std::string raw = with_fields(
      "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-For: 10.0.0.1, 10.0.0.2\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-Host: shop.example\r\nX-Forwarded-Port: 443\r\nX-Real-IP: 198.51.100.7\r\nForwarded: "
      "for=198.51.100.7\r\n");
  const std::string distrusted = forwarded(raw);
  CHECK(has_line(distrusted, "X-Forwarded-For: 192.0.2.1"));
  CHECK(has_line(distrusted, "X-Forwarded-Proto: http"));
  CHECK(has_line(distrusted, "X-Forwarded-Host: h"));
  CHECK(distrusted.find("198.51.100.7") == std::string::npos);
  CHECK(distrusted.find("10.0.0.1") == std::string::npos);
  CHECK(distrusted.find("shop.example") == std::string::npos);

  ForwardFacts facts{"2001:db8::5"};
  facts.trusted_peer = true;
  const std::string trusted = forwarded(raw, facts);
  CHECK(has_line(trusted, "X-Forwarded-For: 198.51.100.7, 10.0.0.1, 10.0.0.2, 2001:db8::5"));
  CHECK(has_line(trusted, "X-Forwarded-Proto: https"));
  CHECK(has_line(trusted, "X-Forwarded-Host: shop.example"));
  CHECK(has_line(trusted, "X-Forwarded-Port: 443"));
  CHECK(has_line(trusted, "X-Real-IP: 198.51.100.7"));
  CHECK(has_line(trusted, "Forwarded: for=198.51.100.7, for=\"[2001:db8::5]\""));

  facts.tls = true;
  CHECK(has_line(forwarded(with_fields(""), facts), "X-Forwarded-Proto: https"));
  CHECK(has_line(forwarded(with_fields("X-Forwarded-Proto: gopher\r\n"), facts), "X-Forwarded-Proto: https"));
  CHECK(has_line(forwarded(with_fields("X-Forwarded-Proto: http\r\nX-Forwarded-Proto: http\r\n"), facts),
                 "X-Forwarded-Proto: https"));
}

TEST_CASE("a peer without an address adds none") {
  CHECK_FALSE(has_name(forwarded(with_fields("X-Forwarded-For: 1.2.3.4\r\n"), ForwardFacts{}), "X-Forwarded-For"));
}

TEST_CASE("host, expect, close, framing") {
  ForwardFacts facts{"192.0.2.1"};
  facts.upstream_host = "inner:8080";
  facts.forward_expect = true;
  facts.close = true;
  const std::string out =
      forwarded("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nTransfer-Encoding: Chunked\r\n\r\n", facts);
  CHECK(has_line(out, "Host: inner:8080"));
  CHECK(has_line(out, "X-Forwarded-Host: h"));
  CHECK(has_line(out, "Expect: 100-continue"));
  CHECK(has_line(out, "Connection: close"));
  CHECK(has_line(out, "Transfer-Encoding: chunked"));
  CHECK_FALSE(has_name(out, "Content-Length"));
  CHECK(has_line(forwarded("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"), "Content-Length: 0"));
  CHECK(has_line(forwarded("GET /a HTTP/1.0\r\nHost: h\r\n\r\n"), "Via: 1.0 veilgate"));
  CHECK(forwarded("GET http://Abs.example/p HTTP/1.1\r\nHost: h\r\n\r\n").substr(0, 41) ==
        "GET /p HTTP/1.1\r\nHost: Abs.example\r\nAccep");
}

TEST_CASE("values handed in cannot add a line to a request") {
  ForwardFacts facts{"1.2.3.4\r\nX-Evil: 1"};
  facts.upstream_host = "a\r\nX-Evil: 1";
  CHECK(forwarded(with_fields(""), facts).find("Evil") == std::string::npos);
  facts.trusted_peer = true;
  CHECK(forwarded(with_fields("X-Forwarded-For: 1.1.1.1\r\n"), facts).find("Evil") == std::string::npos);
}

TEST_CASE("trace state follows a continued trace only") {
  const std::string valid =
      "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\ntracestate: a=b\r\n";
  const std::string out = forwarded(with_fields(valid));
  CHECK(has_line(out, "tracestate: a=b"));
  CHECK(has_line(out, "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-0101010101010101-01"));
  CHECK_FALSE(has_name(forwarded(with_fields("traceparent: x\r\ntracestate: a=b\r\n")), "tracestate"));
}
