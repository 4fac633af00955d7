#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/forward.hpp"
#include "tests/unit/http/message_text.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace veilgate::test;

namespace {

std::string answered(const std::string& fields, const ResponseFacts& facts, unsigned status = 200) {
  const std::string raw = "HTTP/1.1 " + std::to_string(status) + " Secret Reason\r\n" + fields + "\r\n";
  ResponseHead head;
  REQUIRE(parse_response_head(raw, Method::get, head).has_value());
  std::string out;
  append_client_response_head(out, head, facts);
  return out;
}

ResponseFacts length_facts() {
  ResponseFacts facts;
  facts.framing = {BodyFraming::length, 42};
  facts.keep_alive = true;
  return facts;
}

}  // namespace

TEST_CASE("a whole answer, byte for byte") {
  const std::string out = answered(
      "Server: nginx\r\nDate: now\r\nContent-Type: application/json\r\nContent-Length: 100\r\nSet-Cookie: a=b; "
      "HttpOnly\r\n"
      "Set-Cookie: c=d\r\nETag: \"x\"\r\nX-App: 1\r\n",
      length_facts());
  CHECK(
      out ==
      "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: now\r\nContent-Type: application/json\r\nSet-Cookie: a=b; HttpOnly\r\n"
      "Set-Cookie: c=d\r\nX-App: 1\r\nContent-Length: 42\r\nVia: 1.1 veilgate\r\n\r\n");
}

TEST_CASE("fields that do not reach the client") {
  for (const std::string_view field : {"Connection: keep-alive",
                                       "Keep-Alive: timeout=5",
                                       "Proxy-Connection: x",
                                       "Proxy-Authenticate: Basic",
                                       "TE: x",
                                       "Trailer: Digest",
                                       "Upgrade: h2c",
                                       "ETag: \"a\"",
                                       "Last-Modified: x",
                                       "Accept-Ranges: bytes",
                                       "Content-Range: bytes 0-1/2",
                                       "Digest: sha-256=x",
                                       "Content-Digest: sha-256=:x:",
                                       "Repr-Digest: sha-256=:x:",
                                       "Content-MD5: x",
                                       "X-Veilgate-Masked: 0",
                                       "X-Veilgate-Policy: none",
                                       "Alt-Svc: h3=\":443\"",
                                       "Strict-Transport-Security: max-age=1",
                                       "X-Request-Id: theirs",
                                       "traceparent: x",
                                       "tracestate: x",
                                       "Content-Encoding: identity"}) {
    const std::string line(field);
    CAPTURE(line);
    CHECK_FALSE(has_name(answered(line + "\r\n", length_facts()), line.substr(0, line.find(':'))));
  }
  CHECK_FALSE(has_name(answered("Connection: x-hop\r\nX-Hop: 1\r\n", length_facts()), "X-Hop"));
  CHECK(has_line(answered("Connection: set-cookie\r\nSet-Cookie: a\r\n", length_facts()), "Set-Cookie: a"));
}

TEST_CASE("answer framing and connection") {
  ResponseFacts facts;
  CHECK(answered("Content-Length: 5\r\n", facts) ==
        "HTTP/1.1 200 OK\r\nVia: 1.1 veilgate\r\nConnection: close\r\n\r\n");
  facts.framing = {BodyFraming::chunked, 0};
  facts.keep_alive = true;
  CHECK(answered("Content-Length: 5\r\n", facts) ==
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nVia: 1.1 veilgate\r\n\r\n");
  facts.framing = {BodyFraming::until_close, 0};
  facts.client_version = Version::http_1_0;
  CHECK(answered("Transfer-Encoding: chunked\r\n", facts) ==
        "HTTP/1.1 200 OK\r\nVia: 1.1 veilgate\r\nConnection: keep-alive\r\n\r\n");
}

TEST_CASE("the upstream's reason phrase is free text and stays behind") {
  CHECK(answered("", length_facts(), 404).substr(0, 24) == "HTTP/1.1 404 Not Found\r\n");
  CHECK(answered("", length_facts(), 299).substr(0, 15) == "HTTP/1.1 299 \r\n");
}

TEST_CASE("coding, type, ids, own fields") {
  ResponseFacts facts = length_facts();
  facts.coding = Coding::br;
  facts.content_type = "application/problem+json";
  facts.request_id = "r-1";
  facts.policy = "orders";
  facts.masked = 3;
  facts.tls = true;
  const std::string out = answered(
      "Content-Type: text/html\r\nContent-Encoding: gzip\r\nStrict-Transport-Security: max-age=1\r\nVary: Origin\r\n",
      facts);
  CHECK(has_line(out, "Content-Type: application/problem+json"));
  CHECK(out.find("text/html") == std::string::npos);
  CHECK(has_line(out, "Content-Encoding: br"));
  CHECK(out.find("gzip") == std::string::npos);
  CHECK(has_line(out, "Vary: Accept-Encoding"));
  CHECK(has_line(out, "X-Request-Id: r-1"));
  CHECK(has_line(out, "X-Veilgate-Policy: orders"));
  CHECK(has_line(out, "X-Veilgate-Masked: 3"));
  CHECK(has_line(out, "Strict-Transport-Security: max-age=1"));
  const std::string varied = answered("Vary: origin, accept-encoding\r\n", facts);
  CHECK_FALSE(has_line(varied, "Vary: Accept-Encoding"));
}

TEST_CASE("overrides") {
  ResponseFacts facts = length_facts();
  const FieldOverride overrides[] = {{1, "138****8000"}, {2, std::nullopt}, {3, "not shown"}};
  facts.overrides = overrides;
  const std::string out =
      answered("A: 1\r\nX-Phone: 13800138000\r\nLocation: /u/13800138000\r\nETag: 1\r\nB: 2\r\n", facts);
  CHECK(has_line(out, "A: 1"));
  CHECK(has_line(out, "X-Phone: 138****8000"));
  CHECK(has_line(out, "B: 2"));
  CHECK_FALSE(has_name(out, "Location"));
  CHECK_FALSE(has_name(out, "ETag"));
}

TEST_CASE("the coding of a body") {
  const auto coding = [](const std::string& fields) -> int {
    const std::string raw = "HTTP/1.1 200 OK\r\n" + fields + "\r\n";
    ResponseHead head;
    REQUIRE(parse_response_head(raw, Method::get, head).has_value());
    const auto result = content_coding(head);
    return result ? static_cast<int>(*result) : -1;
  };
  CHECK(coding("") == static_cast<int>(Coding::identity));
  CHECK(coding("Content-Encoding: GZIP\r\n") == static_cast<int>(Coding::gzip));
  CHECK(coding("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n") == -1);
  CHECK(coding("Content-Encoding: lzma\r\n") == -1);
}

TEST_CASE("values handed in cannot add a line to an answer") {
  ResponseFacts response = length_facts();
  response.request_id = "a\r\nX-Evil: 1";
  response.policy = "a\nX-Evil: 1";
  response.content_type = "a\r\nX-Evil: 1";
  const FieldOverride overrides[] = {{0, "b\r\nX-Evil: 1"}};
  response.overrides = overrides;
  const std::string out = answered("A: a\r\n", response);
  CHECK(out.find("Evil") == std::string::npos);
  CHECK_FALSE(has_name(out, "A"));
}
