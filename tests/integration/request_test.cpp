// What the upstream gets: heads, bodies, expectations, and what becomes of an upload nobody wants.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

// Lets two threads agree on the order of events.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  bool wait() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

}  // namespace

TEST_CASE("the upstream gets the request as it was, without what is of one hop") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  proxy.ask(
      "GET /a%2Db/?q=1&sign=AbC HTTP/1.1\r\nHost: api.partner.test:81\r\nX-Sign: one  two\r\nConnection: x-hop, "
      "close\r\n"
      "X-Hop: 1\r\nKeep-Alive: 5\r\nProxy-Authorization: p\r\nTE: trailers\r\nUpgrade: h2c\r\nRange: bytes=0-1\r\n"
      "If-None-Match: x\r\nIf-Modified-Since: x\r\nX-Forwarded-For: 6.6.6.6\r\nX-Veilgate-Mode: off\r\n"
      "Authorization: Bearer t\r\nAccept-Encoding: gzip, compress, br\r\n\r\n");
  const auto got = upstream->last_request();
  CHECK(got.start_line == "GET /a%2Db/?q=1&sign=AbC HTTP/1.1");
  CHECK(got.field("Host") == "api.partner.test:81");
  CHECK(got.field("X-Sign") == "one  two");
  CHECK(got.field("Authorization") == "Bearer t");
  CHECK(got.field("X-Forwarded-For") == "127.0.0.1");
  CHECK(got.field("Via").has_value());
  CHECK(got.field("X-Request-Id").has_value());
  CHECK(got.field("traceparent").has_value());
  for (const char* gone : {"X-Hop", "Keep-Alive", "Proxy-Authorization", "TE", "Upgrade", "Range", "If-None-Match",
                           "If-Modified-Since", "X-Veilgate-Mode"}) {
    CAPTURE(gone);
    CHECK(!got.field(gone));
  }
  const auto accepted = got.field("Accept-Encoding").value_or("");
  CHECK(accepted.find("gzip") != std::string::npos);
  CHECK(accepted.find("br") != std::string::npos);
  CHECK(accepted.find("compress") == std::string::npos);
}

TEST_CASE("a trusted peer's X-Forwarded-For is extended") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  settings.listen.trusted_peers = {"127.0.0.0/8"};
  ProxyUnderTest proxy(settings);
  proxy.get("/a", "X-Forwarded-For: 192.0.2.7\r\n");
  CHECK(upstream->last_request().field("X-Forwarded-For") == "192.0.2.7, 127.0.0.1");
}

TEST_CASE("absolute-form targets are cut to their path") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  CHECK(proxy.ask("GET http://api.partner.test/a?b=1 HTTP/1.1\r\nHost: api.partner.test\r\n\r\n").status() == 200);
  CHECK(upstream->last_request().start_line == "GET /a?b=1 HTTP/1.1");
}

TEST_CASE("a request that comes back is refused, while proxies of this program may stand in a chain") {
  auto partner = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest inner(settings_for(partner->url()));
  ProxyUnderTest outer(settings_for("http://127.0.0.1:" + std::to_string(inner.port())));
  CHECK(outer.get("/a").status() == 200);
  const auto via = partner->last_request().field("Via");
  REQUIRE(via.has_value());

  auto settings = settings_for("http://127.0.0.1:1");
  ProxyUnderTest looping(settings);
  settings.upstreams[0].addresses = {"http://127.0.0.1:" + std::to_string(looping.port())};
  settings.listen.address = "127.0.0.1:0";
  REQUIRE(looping.reload(settings).has_value());
  const auto refused = looping.get("/a");
  CHECK(refused.status() == 508);
  const auto records = looping.recorder().wait_for(2);
  REQUIRE(records.size() == 2);  // came back once, not more often
  CHECK(records[0].error == Code::loop_detected);
}

TEST_CASE("Max-Forwards ends TRACE and OPTIONS here, and counts them down") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  CHECK(proxy.ask("OPTIONS * HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n").status() == 501);
  CHECK(proxy.ask("TRACE /a HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n").status() == 501);
  CHECK(proxy.ask("OPTIONS /a HTTP/1.1\r\nHost: h\r\nMax-Forwards: all\r\n\r\n").status() == 400);
  CHECK(upstream->requests().empty());
  CHECK(proxy.ask("OPTIONS /a HTTP/1.1\r\nHost: h\r\nMax-Forwards: 2\r\n\r\n").status() == 200);
  CHECK(upstream->last_request().field("Max-Forwards") == "1");
  CHECK(proxy.get("/a", "Max-Forwards: 0\r\n").status() == 200);
  CHECK(upstream->last_request().field("Max-Forwards") == "0");
}

TEST_CASE("bodies reach the upstream unchanged") {
  std::string large(3'000'000, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * 31 + i / 777);
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  SUBCASE("small, with a length") {
    proxy.ask("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
    CHECK(upstream->last_request().body == "hello");
    CHECK(!upstream->last_request().chunked);
  }
  SUBCASE("large, with a length") {
    proxy.ask("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(large.size()) + "\r\n\r\n" + large);
    CHECK((upstream->last_request().body == large));
  }
  SUBCASE("chunked") {
    proxy.ask(
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n6\r\n world\r\n"
        "0\r\nX-Trailer: 1\r\n\r\n");
    CHECK(upstream->last_request().chunked);
    CHECK(upstream->last_request().body == "hello world");
  }
  SUBCASE("chunked, byte by byte, and the connection goes on") {
    auto client = proxy.connect();
    RawReader reader(client);
    for (int i = 0; i < 2; ++i) {
      const std::string request =
          "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n";
      for (const char c : request) REQUIRE(client.write({&c, 1}));
      CHECK(reader.read_response().status() == 200);
      CHECK(upstream->last_request().body == "hello!");
    }
    CHECK(upstream->connections() == 1);
    const auto records = proxy.recorder().wait_for(2);
    REQUIRE(records.size() == 2);
    CHECK(records[1].request_bytes == 6);
  }
}

TEST_CASE("Expect: 100-continue is answered here, once there is an upstream to send to") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  auto client = proxy.connect();
  RawReader reader(client);
  client.write("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  CHECK(reader.read_response().status() == 100);
  client.write("hello");
  CHECK(reader.read_response().status() == 200);
  CHECK(upstream->last_request().body == "hello");
  CHECK(!upstream->last_request().field("Expect"));
}

TEST_CASE("Expect: 100-continue is not answered when the request is refused anyway") {
  auto settings = settings_for("http://127.0.0.1:1");
  settings.routes[0].path = "/orders/**";
  ProxyUnderTest proxy(settings);
  const auto answer = proxy.ask("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  CHECK(answer.status() == 404);
  CHECK(answer.field("Connection") == "close");
}

TEST_CASE("an answer before the end of a large upload arrives whole") {
  // The upstream answers after the first bytes of the body and reads no more of it.
  Gate answered;
  FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    reader.read_request_head();
    socket.write(json_response(R"({"error":"too much"})"));
    answered.wait();
  });
  ProxyUnderTest proxy(settings_for(upstream.url()));
  auto client = proxy.connect();
  REQUIRE(client.write("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 100000000\r\n\r\n" + std::string(10'000, 'x')));
  const auto answer = RawReader(client).read_response();
  answered.open();
  CHECK(answer.complete);
  CHECK(answer.status() == 200);
  CHECK(answer.field("Connection") == "close");
  CHECK(answer.body == R"({"error":"too much"})");
}

TEST_CASE("request bodies over the limit") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  settings.limits.request_body_bytes = 100;
  ProxyUnderTest proxy(settings);
  SUBCASE("announced") {
    const auto answer = proxy.ask("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n" + std::string(101, 'x'));
    CHECK(answer.status() == 413);
    CHECK(upstream->connections() == 0);
  }
  SUBCASE("found out on the way") {
    const auto answer = proxy.ask("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" +
                                  std::string(101, 'x') + "\r\n0\r\n\r\n");
    CHECK(answer.status() == 413);
    CHECK(upstream->requests().empty());
  }
}

TEST_CASE("a bad chunk in a request is refused and the upstream never sees an end") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  const auto answer = proxy.ask(
      "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n0\r\n\r\n"
      "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(answer.status() == 400);
  CHECK(answer.field("Connection") == "close");
  CHECK(upstream->requests().empty());
}

TEST_CASE("malformed requests are refused and the connection ends") {
  struct Row {
    const char* name;
    std::string request;
  };
  const Row rows[] = {
      {"no host", "GET / HTTP/1.1\r\n\r\n"},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
      {"folded", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n"},
      {"bare LF", "GET / HTTP/1.1\nHost: a\n\n"},
      {"length and chunked",
       "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
      {"dot segments", "GET /public/../orders HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"encoded slash", "GET /public%2forders HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {"TLS on a plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"},
  };
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto client = proxy.connect();
    client.write(row.request);
    RawReader reader(client);
    const auto answer = reader.read_response();
    CHECK(answer.complete);
    CHECK(answer.status() >= 400);
    CHECK((answer.status() < 500 || answer.status() == 501));
    CHECK(answer.field("Content-Type") == "application/problem+json");
  }
  CHECK(upstream->requests().empty());
  CHECK(proxy.recorder().wait_for(std::size(rows)).size() == std::size(rows));
}

TEST_CASE("a client that leaves cancels the upstream's work") {
  Gate asked;
  Gate cancelled;
  FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    reader.read_request();
    asked.open();
    std::string more;
    if (!socket.read_some(more)) cancelled.open();  // the proxy has closed
  });
  ProxyUnderTest proxy(settings_for(upstream.url()));
  SUBCASE("while it waits for the answer") {
    auto client = proxy.connect();
    client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    REQUIRE(asked.wait());
    client.close();
  }
  SUBCASE("in the middle of its body") {
    auto client = proxy.connect();
    client.write("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
    client.close();
  }
  CHECK(cancelled.wait());
  const auto records = proxy.recorder().wait_for(1);
  REQUIRE(records.size() == 1);
  CHECK(records[0].outcome == proxy::Outcome::gone);
  CHECK(records[0].error == Code::client_gone);
  CHECK(records[0].status == 0);
}
