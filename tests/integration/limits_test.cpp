// What one client may take: bytes, connections, time.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

TEST_CASE("a request head over the limit is 431") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  settings.limits.header_bytes = 8000;
  ProxyUnderTest proxy(settings);
  CHECK(proxy.get("/a", "X: " + std::string(7000, 'x') + "\r\n").status() == 200);
  CHECK(proxy.get("/a", "X: " + std::string(9000, 'x') + "\r\n").status() == 431);
  CHECK(upstream->requests().size() == 1);
}

TEST_CASE("a response head over the limit is 502") {
  auto upstream = FakeUpstream::answering(json_response("{}", "X: " + std::string(9000, 'x') + "\r\n"));
  auto settings = settings_for(upstream->url());
  SUBCASE("over") {
    settings.limits.header_bytes = 8000;
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 502);
  }
  SUBCASE("within") {
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 200);
  }
}

TEST_CASE("connections over the limit are turned away, and room comes back") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  settings.limits.connections = 2;
  ProxyUnderTest proxy(settings);
  auto one = proxy.connect();
  auto two = proxy.connect();
  RawReader first(one);
  RawReader second(two);
  one.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(first.read_response().status() == 200);
  two.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(second.read_response().status() == 200);
  auto three = proxy.connect();
  CHECK(RawReader(three).read_response().status() == 503);
  CHECK(proxy.recorder().wait_for_event("connections_full"));
  one.write("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  CHECK(first.read_response().status() == 200);
  first.read_to_end();
  unsigned status = 503;
  for (int i = 0; i < 10'000 && status == 503; ++i) {
    auto four = proxy.connect();
    four.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    status = RawReader(four).read_response().status();
  }
  CHECK(status == 200);
}

TEST_CASE("requests in flight over the limit are 503") {
  std::mutex mutex;
  std::condition_variable changed;
  bool arrived = false;
  bool go_on = false;
  FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    while (reader.read_request().complete) {
      std::unique_lock lock(mutex);
      arrived = true;
      changed.notify_all();
      changed.wait_for(lock, std::chrono::seconds(20), [&] { return go_on; });
      socket.write(json_response("{}"));
    }
  });
  auto settings = settings_for(upstream.url());
  settings.limits.requests_in_flight = 1;
  ProxyUnderTest proxy(settings);
  auto slow = proxy.connect();
  slow.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
  {
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, std::chrono::seconds(20), [&] { return arrived; }));
  }
  const auto refused = proxy.get("/b");
  CHECK(refused.status() == 503);
  CHECK(refused.field("Retry-After").has_value());
  {
    const std::lock_guard lock(mutex);
    go_on = true;
    changed.notify_all();
  }
  CHECK(RawReader(slow).read_response().status() == 200);
  CHECK(proxy.get("/c").status() == 200);
}

TEST_CASE("slow clients") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  SUBCASE("a head that does not come to its end") {
    settings.limits.client_header_timeout = std::chrono::milliseconds(50);
    ProxyUnderTest proxy(settings);
    auto client = proxy.connect();
    client.write("GET /a HTTP/1.1\r\nHost: h\r\n");
    RawReader reader(client);
    const auto answer = reader.read_response();
    CHECK(answer.status() == 408);
    reader.read_to_end();
    CHECK(client.end() == End::clean);
  }
  SUBCASE("a connection on which nothing is said") {
    settings.limits.client_header_timeout = std::chrono::milliseconds(50);
    ProxyUnderTest proxy(settings);
    auto client = proxy.connect();
    std::string nothing;
    CHECK(!client.read_some(nothing));
    CHECK(client.end() == End::clean);
  }
  SUBCASE("an idle connection") {
    settings.limits.client_idle_timeout = std::chrono::milliseconds(50);
    ProxyUnderTest proxy(settings);
    auto client = proxy.connect();
    RawReader reader(client);
    client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK(reader.read_response().status() == 200);
    CHECK(reader.read_to_end().empty());
    CHECK(client.end() == End::clean);
  }
  SUBCASE("a body that drips") {
    settings.limits.min_rate_bytes = 1'000'000;
    ProxyUnderTest proxy(settings,
                         [](proxy::Snapshot& snapshot) { snapshot.rate_window = std::chrono::milliseconds(50); });
    auto client = proxy.connect();
    client.write("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
    CHECK(RawReader(client).read_response().status() == 408);
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(records[0].error == Code::client_timeout);
  }
}

TEST_CASE("a client that does not read its answer is cut") {
  const std::string large(64'000'000, 'x');
  FakeUpstream partner([&](BlockingSocket& socket, std::size_t) {
    RawReader(socket).read_request();
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 64000000\r\n\r\n");
    socket.write(large);
  });
  auto settings = settings_for(partner.url());
  settings.routes[0].pass = {"image/png"};
  ProxyUnderTest proxy(settings,
                       [](proxy::Snapshot& snapshot) { snapshot.rate_window = std::chrono::milliseconds(50); });
  auto client = proxy.connect();
  client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto records = proxy.recorder().wait_for(1);
  REQUIRE(records.size() == 1);
  CHECK(records[0].outcome == proxy::Outcome::cut);
  CHECK(records[0].error == Code::client_timeout);
}
