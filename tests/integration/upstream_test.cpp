// Connections to upstreams: reuse, death, retry, health, deadlines.
#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

// A port where nothing listens.
std::uint16_t closed_port() {
  FakeUpstream gone([](BlockingSocket&, std::size_t) {});
  return gone.port();
}

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace

TEST_CASE("an idempotent request is repeated once when a pooled connection turns out dead") {
  struct Row {
    const char* name;
    std::string request;
    unsigned status;
    std::size_t seen;  // requests the upstream read
  };
  const Row rows[] = {
      {"GET is repeated", std::string(kGet), 200, 3},
      {"DELETE is repeated", "DELETE /a HTTP/1.1\r\nHost: h\r\n\r\n", 200, 3},
      {"POST is not", "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi", 502, 2},
      {"PUT with a body is not", "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi", 502, 2},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    // Each connection answers once, reads the next request and dies without a word.
    std::atomic<std::size_t> seen{0};
    FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
      RawReader reader(socket);
      if (!reader.read_request().complete) return;
      ++seen;
      socket.write(json_response("{}"));
      if (reader.read_request().complete) ++seen;
      socket.reset();
    });
    ProxyUnderTest proxy(settings_for(upstream.url()));
    auto client = proxy.connect();
    RawReader reader(client);
    client.write(kGet);
    REQUIRE(reader.read_response().status() == 200);
    client.write(row.request);
    CHECK(reader.read_response().status() == row.status);
    CHECK(seen.load() == row.seen);
    CHECK(proxy.recorder().wait_for(2).size() == 2);
  }
}

TEST_CASE("a fresh connection that dies is not tried again") {
  FakeUpstream upstream([](BlockingSocket& socket, std::size_t) {
    RawReader(socket).read_request();
    socket.reset();
  });
  ProxyUnderTest proxy(settings_for(upstream.url()));
  CHECK(proxy.get("/a").status() == 502);
  CHECK(upstream.connections() == 1);
}

TEST_CASE("an idle connection the upstream closes is noticed, so even a POST finds a live one") {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t closed = 0;
  FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    reader.read_request();
    socket.write(json_response("{}"));
    socket.shutdown_send();
    std::string rest;
    while (socket.read_some(rest)) {
    }
    // The proxy has closed its side too: it has seen ours.
    const std::lock_guard lock(mutex);
    ++closed;
    changed.notify_all();
  });
  ProxyUnderTest proxy(settings_for(upstream.url()));
  for (std::size_t i = 1; i <= 3; ++i) {
    CHECK(proxy.ask("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi").status() == 200);
    std::unique_lock lock(mutex);
    CHECK(changed.wait_for(lock, std::chrono::seconds(20), [&] { return closed == i; }));
  }
}

TEST_CASE("an upstream that says close is not used again") {
  auto upstream = FakeUpstream::answering(json_response("{}", "Connection: close\r\n"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  for (int i = 0; i < 3; ++i) CHECK(proxy.get("/a").status() == 200);
  CHECK(upstream->connections() == 3);
}

TEST_CASE("addresses take turns") {
  auto one = FakeUpstream::answering(json_response("{\"n\":1}"));
  auto two = FakeUpstream::answering(json_response("{\"n\":2}"));
  auto settings = settings_for(one->url());
  settings.upstreams[0].addresses.push_back(two->url());
  ProxyUnderTest proxy(settings);
  for (int i = 0; i < 10; ++i) CHECK(proxy.get("/a").status() == 200);
  CHECK(one->requests().size() == 5);
  CHECK(two->requests().size() == 5);
}

TEST_CASE("a reload keeps the warm connections of upstreams that did not change, and closes those of others") {
  struct Row {
    const char* name;
    void (*change)(config::Settings&);
    std::size_t connections;
  };
  const Row rows[] = {
      {"nothing", [](config::Settings&) {}, 1},
      {"a limit", [](config::Settings& s) { s.limits.hold_bytes = 4096; }, 1},
      {"another upstream",
       [](config::Settings& s) {
         s.upstreams.insert(s.upstreams.begin(), s.upstreams.front());
         s.upstreams.front().id = "new";
       },
       1},
      {"a timeout of this upstream",
       [](config::Settings& s) { s.upstreams[0].idle_timeout = std::chrono::milliseconds(1234); }, 2},
      {"its name",
       [](config::Settings& s) {
         s.upstreams[0].id = "renamed";
         s.routes[0].upstream = "renamed";
       },
       2},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto upstream = FakeUpstream::answering(json_response("{}"));
    auto settings = settings_for(upstream->url());
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 200);
    row.change(settings);
    REQUIRE(proxy.reload(settings).has_value());
    CHECK(proxy.get("/a").status() == 200);
    CHECK(upstream->connections() == row.connections);
  }
}

TEST_CASE("a reload remembers which addresses are ejected") {
  struct Row {
    const char* name;
    void (*change)(config::Settings&);
  };
  const Row rows[] = {
      {"the upstream did not change", [](config::Settings&) {}},
      {"another setting of it changed", [](config::Settings& s) { s.upstreams[0].pool_size = 7; }},
      {"it got another address",
       [](config::Settings& s) {
         s.upstreams[0].addresses.insert(s.upstreams[0].addresses.begin(), "http://127.0.0.1:1");
       }},
  };
  const std::string dead = "http://127.0.0.1:" + std::to_string(closed_port());
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto settings = settings_for(dead);
    settings.upstreams[0].eject_failures = 1;
    settings.upstreams[0].probe_interval = std::chrono::minutes(10);
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 502);
    row.change(settings);
    REQUIRE(proxy.reload(settings).has_value());
    std::size_t ejected = 0;
    for (const auto& address : proxy.server().status().upstreams) {
      if (address.address == dead && address.ejected) ++ejected;
    }
    CHECK(ejected == 1);
  }
}

TEST_CASE("an address that refuses connections is passed over, ejected, and probed back") {
  auto good = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for("http://127.0.0.1:" + std::to_string(closed_port()));
  settings.upstreams[0].addresses.push_back(good->url());
  settings.upstreams[0].eject_failures = 2;
  SUBCASE("any method, for nothing was sent yet") {
    ProxyUnderTest proxy(settings);
    for (int i = 0; i < 8; ++i) {
      CHECK(proxy.ask("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi").status() == 200);
    }
    CHECK(proxy.recorder().wait_for_event("upstream_ejected"));
    const auto status = proxy.server().status();
    REQUIRE(status.upstreams.size() == 2);
    CHECK(status.upstreams[0].ejected);
    CHECK(!status.upstreams[1].ejected);
    CHECK(status.upstreams[0].consecutive_failures == 2);  // while it rests nobody tries it
  }
  SUBCASE("and comes back when its rest is over") {
    std::atomic<bool> healthy{false};
    FakeUpstream flaky([&](BlockingSocket& socket, std::size_t) {
      RawReader reader(socket);
      while (reader.read_request().complete) {
        if (!healthy) return socket.reset();
        socket.write(json_response("{}"));
      }
    });
    settings.upstreams[0].addresses[0] = flaky.url();
    settings.upstreams[0].eject_failures = 1;
    settings.upstreams[0].probe_interval = std::chrono::milliseconds(1);
    ProxyUnderTest proxy(settings);
    while (!proxy.server().status().upstreams[0].ejected) proxy.get("/a");
    healthy = true;
    for (int i = 0; i < 100'000 && proxy.server().status().upstreams[0].ejected; ++i) proxy.get("/a");
    CHECK(!proxy.server().status().upstreams[0].ejected);
    CHECK(proxy.recorder().wait_for_event("upstream_restored"));
  }
}

TEST_CASE("an upstream nobody reaches") {
  auto settings = settings_for("http://127.0.0.1:" + std::to_string(closed_port()));
  ProxyUnderTest proxy(settings);
  for (int i = 0; i < 5; ++i) {
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == 502);
    CHECK(answer.body.find("upstream_unreachable") != std::string::npos);
  }
}

TEST_CASE("a name that does not exist") {
  ProxyUnderTest proxy(settings_for("http://no-such-host.invalid:80"));
  CHECK(proxy.get("/a").status() >= 502);
}

TEST_CASE("a name is looked up") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  ProxyUnderTest proxy(settings_for("http://localhost:" + std::to_string(upstream->port())));
  CHECK(proxy.get("/a").status() == 200);
  CHECK(proxy.get("/a").status() == 200);
}

TEST_CASE("an upstream that does not answer in time") {
  SUBCASE("no head") {
    FakeUpstream upstream([](BlockingSocket& socket, std::size_t) {
      std::string all;
      while (socket.read_some(all)) {
      }
    });
    auto settings = settings_for(upstream.url());
    settings.upstreams[0].header_timeout = std::chrono::milliseconds(50);
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == 504);
    CHECK(answer.body.find("upstream_timeout") != std::string::npos);
  }
  SUBCASE("half a body") {
    FakeUpstream upstream([](BlockingSocket& socket, std::size_t) {
      RawReader(socket).read_request();
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"a\"");
      std::string all;
      while (socket.read_some(all)) {
      }
    });
    auto settings = settings_for(upstream.url());
    settings.upstreams[0].idle_timeout = std::chrono::milliseconds(50);
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 504);
  }
}
