// One request, one response: what arrives, what is masked, what is kept.
#include <doctest/doctest.h>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

constexpr std::string_view kPlain = R"({"id": 7, "mobile":"13800138000", "z":[]})";
constexpr std::string_view kMasked = R"({"id": 7, "mobile":"138****8000", "z":[]})";

}  // namespace

TEST_CASE("a JSON answer is masked and keeps everything else") {
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  const auto answer = proxy.get("/orders/1?mobile=13800138000&x");
  CHECK(answer.status() == 200);
  CHECK(answer.complete);
  CHECK(answer.body == kMasked);
  CHECK(answer.field("Content-Length") == std::to_string(answer.body.size()));
  CHECK(answer.field("Content-Type") == "application/json");
  const auto records = proxy.recorder().wait_for(1);
  REQUIRE(records.size() == 1);
  CHECK(records[0].outcome == proxy::Outcome::forwarded);
  CHECK(records[0].status == 200);
  CHECK(records[0].upstream_status == 200);
  CHECK(records[0].route == "all");
  CHECK(records[0].upstream_id == "partner");
  CHECK(records[0].target == "/orders/1?mobile=&x");
  CHECK(records[0].method == "GET");
  CHECK(records[0].client_ip == "127.0.0.1");
  CHECK(records[0].findings.masked_total() == 1);
  CHECK(records[0].upstream_bytes == kPlain.size());
  CHECK(records[0].response_bytes == kMasked.size());
  CHECK(upstream->last_request().start_line == "GET /orders/1?mobile=13800138000&x HTTP/1.1");
}

TEST_CASE("sensitive parts of a path are covered in the record") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  // Twice: the second time the proxy may remember.
  for (int time = 0; time < 2; ++time) {
    proxy.get("/people/13800138000");
    proxy.get("/people/eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9");
    proxy.get("/people/7");
  }
  const auto records = proxy.recorder().wait_for(6);
  REQUIRE(records.size() == 6);
  for (const auto& record : records) {
    CHECK(record.target.find("13800138000") == std::string::npos);
    CHECK(record.target.find("eyJtb2JpbGUi") == std::string::npos);
  }
  CHECK(records.back().target == "/people/7");
}

TEST_CASE("no route is 404, and the upstream is not asked") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  settings.routes[0].path = "/orders/**";
  ProxyUnderTest proxy(settings);
  const auto answer = proxy.get("/other");
  CHECK(answer.status() == 404);
  CHECK(answer.field("Content-Type") == "application/problem+json");
  CHECK(answer.body.find("\"no_route\"") != std::string::npos);
  const auto records = proxy.recorder().wait_for(1);
  REQUIRE(records.size() == 1);
  CHECK(records[0].outcome == proxy::Outcome::refused);
  CHECK(records[0].error == Code::no_route);
  CHECK(upstream->connections() == 0);
}

TEST_CASE("one connection carries many requests, and so does the upstream's") {
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  auto client = proxy.connect();
  RawReader reader(client);
  for (int i = 0; i < 20; ++i) {
    REQUIRE(client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n"));
    const auto answer = reader.read_response();
    CHECK(answer.status() == 200);
    CHECK(answer.body == kMasked);
  }
  CHECK(upstream->connections() == 1);
  CHECK(proxy.recorder().wait_for(20).size() == 20);
}

TEST_CASE("pipelined requests are answered in order") {
  auto upstream = FakeUpstream::answering(
      [](const RawMessage& request) { return json_response("{\"line\":\"" + request.start_line + "\"}"); });
  ProxyUnderTest proxy(settings_for(upstream->url()));
  auto client = proxy.connect();
  std::string all;
  for (int i = 0; i < 30; ++i) {
    all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
  }
  REQUIRE(client.write(all));
  RawReader reader(client);
  for (int i = 0; i < 30; ++i) {
    CHECK(reader.read_response().body == "{\"line\":\"GET /" + std::to_string(i) + " HTTP/1.1\"}");
    CHECK(reader.read_response().body == "{\"line\":\"POST /" + std::to_string(i) + " HTTP/1.1\"}");
  }
  const auto requests = upstream->requests();
  REQUIRE(requests.size() == 60);
  CHECK(requests[1].body == "abc");
}

TEST_CASE("requests sent byte by byte mean the same") {
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  auto client = proxy.connect();
  const std::string request = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd";
  for (const char c : request) REQUIRE(client.write({&c, 1}));
  CHECK(RawReader(client).read_response().body == kMasked);
  CHECK(upstream->last_request().body == "abcd");
}

TEST_CASE("answers without a body") {
  struct Row {
    const char* name;
    const char* request;
    const char* response;
    unsigned status;
    bool length_zero;
  };
  const Row rows[] = {
      {"204", "GET", "HTTP/1.1 204 No Content\r\n\r\n", 204, false},
      {"HEAD announces no length that masking would change", "HEAD",
       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 42\r\n\r\n", 200, false},
      {"length 0", "GET", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n", 200, true},
      {"empty chunked", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, true},
      {"205", "GET", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", 205, true},
      {"205, empty chunked", "GET", "HTTP/1.1 205 Reset Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 205,
       true},
      {"redirect without page", "GET", "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", 302, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const bool head = std::string_view(row.request) == "HEAD";
    FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
      RawReader reader(socket);
      while (reader.read_request().complete && socket.write(row.response)) {
      }
    });
    ProxyUnderTest proxy(settings_for(upstream.url()));
    auto client = proxy.connect();
    RawReader reader(client);
    for (int i = 0; i < 2; ++i) {  // twice: nothing of the first answer is left on the connection
      client.write(std::string(row.request) + " /a HTTP/1.1\r\nHost: h\r\n\r\n");
      const auto answer = reader.read_response(head);
      CHECK(answer.complete);
      CHECK(answer.status() == row.status);
      CHECK(answer.body.empty());
      CHECK(answer.field("Content-Length") == (row.length_zero ? std::optional<std::string>("0") : std::nullopt));
    }
    CHECK(upstream.connections() == 1);
  }
}

TEST_CASE("a 205 with a body is refused, however the body is framed") {
  for (const char* framing : {"Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                              "Connection: close\r\n\r\n{}"}) {
    CAPTURE(framing);
    FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
      RawReader reader(socket);
      if (!reader.read_request().complete) return;
      socket.write("HTTP/1.1 205 Reset Content\r\nContent-Type: application/json\r\n" + std::string(framing));
    });
    ProxyUnderTest proxy(settings_for(upstream.url()));
    CHECK(proxy.get("/a").status() == 502);
  }
}

TEST_CASE("206 and 304 answer nothing that was asked") {
  for (const char* status : {"206 Partial Content", "304 Not Modified"}) {
    CAPTURE(status);
    auto upstream = FakeUpstream::answering("HTTP/1.1 " + std::string(status) +
                                            "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    ProxyUnderTest proxy(settings_for(upstream->url()));
    CHECK(proxy.get("/a", "If-None-Match: \"x\"\r\nRange: bytes=0-1\r\n").status() == 502);
    CHECK(!upstream->last_request().field("If-None-Match"));
    CHECK(!upstream->last_request().field("Range"));
  }
}

TEST_CASE("HTTP/1.0 clients") {
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  SUBCASE("are closed after the answer") {
    auto client = proxy.connect();
    client.write("GET /a HTTP/1.0\r\n\r\n");
    RawReader reader(client);
    const auto answer = reader.read_response();
    CHECK(answer.body == kMasked);
    CHECK(reader.read_to_end().empty());
    CHECK(client.end() == End::clean);
  }
  SUBCASE("may keep the connection") {
    auto client = proxy.connect();
    RawReader reader(client);
    for (int i = 0; i < 2; ++i) {
      client.write("GET /a HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
      const auto answer = reader.read_response();
      CHECK(answer.body == kMasked);
      CHECK(answer.field("Connection") == "keep-alive");
    }
  }
}

TEST_CASE("Connection: close is honoured") {
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  auto client = proxy.connect();
  client.write("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  RawReader reader(client);
  const auto answer = reader.read_response();
  CHECK(answer.body == kMasked);
  CHECK(answer.field("Connection") == "close");
  CHECK(reader.read_to_end().empty());
  CHECK(client.end() == End::clean);
}

TEST_CASE("a body the engine refuses is a 502 and the connection goes on") {
  struct Row {
    const char* name;
    const char* body;
    const char* code;
  };
  const Row rows[] = {
      {"truncated", R"({"a":1)", "bad_json"},
      {"trailing bytes", R"({"a":1} x)", "bad_json"},
      {"not UTF-8", "{\"a\":\"\xff\"}", "bad_utf8"},
      {"HTML that calls itself JSON", "<html></html>", "bad_json"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto upstream = FakeUpstream::answering(json_response(row.body));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    auto client = proxy.connect();
    RawReader reader(client);
    for (int i = 0; i < 2; ++i) {
      client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
      const auto answer = reader.read_response();
      CHECK(answer.status() == 502);
      CHECK(answer.field("Content-Type") == "application/problem+json");
      CHECK(answer.body.find('"' + std::string(row.code) + '"') != std::string::npos);
    }
    const auto records = proxy.recorder().wait_for(2);
    REQUIRE(records.size() == 2);
    CHECK(records[0].outcome == proxy::Outcome::refused);
    CHECK(records[0].status == 502);
  }
}

TEST_CASE("media types nobody reads") {
  auto upstream = FakeUpstream::answering([](const RawMessage& request) {
    std::string status = "200 OK";
    if (request.start_line.find("/error") != std::string::npos) status = "503 Service Unavailable";
    if (request.start_line.find("/moved") != std::string::npos) status = "302 Found\r\nLocation: /there";
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nRetry-After: 7\r\nContent-Length: 16\r\n\r\n" +
           "tel: 13800138000";
  });
  SUBCASE("a success is refused") {
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.get("/page");
    CHECK(answer.status() == 502);
    CHECK(answer.body.find("unsupported_media_type") != std::string::npos);
    CHECK(answer.body.find("13800138000") == std::string::npos);
  }
  SUBCASE("an error keeps its status and its fields and loses its page") {
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.get("/error");
    CHECK(answer.status() == 503);
    CHECK(answer.field("Content-Type") == "application/problem+json");
    CHECK(answer.field("Retry-After") == "7");
    CHECK(answer.body.find("13800138000") == std::string::npos);
    CHECK(answer.body.find("503") != std::string::npos);
  }
  SUBCASE("so does a redirect") {
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.get("/moved");
    CHECK(answer.status() == 302);
    CHECK(answer.field("Location") == "/there");
    CHECK(answer.field("Content-Type") == "application/problem+json");
    CHECK(answer.body.find("13800138000") == std::string::npos);
  }
  SUBCASE("a route may pass the type, and that is counted") {
    auto settings = settings_for(upstream->url());
    settings.routes[0].pass = {"text/html"};
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/page");
    CHECK(answer.status() == 200);
    CHECK(answer.body == "tel: 13800138000");
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(records[0].outcome == proxy::Outcome::passed);
  }
  SUBCASE("a route may say what a type is") {
    auto settings = settings_for(upstream->url());
    settings.routes[0].treat_as = {{"text/html", "application/json"}};
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/page").status() == 502);  // read as JSON, which it is not
  }
}

TEST_CASE("shadow mode leaves the body and counts") {
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  auto settings = settings_for(upstream->url());
  settings.routes[0].mode = config::Mode::shadow;
  settings.routes[0].ticket = "SEC-1";
  SUBCASE("until its date") {
    settings.routes[0].until = "2999-01-01T00:00:00Z";
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").body == kPlain);
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(records[0].shadow);
    CHECK(records[0].findings.masked_total() == 1);
  }
  SUBCASE("after it, everything is masked again") {
    settings.routes[0].until = "2020-01-01T00:00:00+08:00";
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").body == kMasked);
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(!records[0].shadow);
  }
}

TEST_CASE("own headers appear when a route asks for them, never the upstream's") {
  auto upstream =
      FakeUpstream::answering(json_response(kPlain, "X-Veilgate-Masked: 99\r\nX-Veilgate-Policy: none\r\n"));
  auto settings = settings_for(upstream->url());
  SUBCASE("off") {
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(!answer.field("X-Veilgate-Masked"));
    CHECK(!answer.field("X-Veilgate-Policy"));
  }
  SUBCASE("on") {
    settings.routes[0].emit_headers = true;
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(answer.count("X-Veilgate-Masked") == 1);
    CHECK(answer.field("X-Veilgate-Masked") == "1");
    CHECK(answer.field("X-Veilgate-Policy") == "all");
  }
}
