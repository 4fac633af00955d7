// Drain, cut, and configurations replaced under load.
#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

// An upstream that answers only when told to.
struct Held {
  std::mutex mutex;
  std::condition_variable changed;
  bool arrived = false;
  bool go_on = false;
  FakeUpstream upstream{[this](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    while (reader.read_request().complete) {
      std::unique_lock lock(mutex);
      arrived = true;
      changed.notify_all();
      changed.wait_for(lock, std::chrono::seconds(20), [this] { return go_on; });
      socket.write(json_response("{\"a\":1}"));
    }
  }};
  bool wait_arrived() {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(20), [this] { return arrived; });
  }
  void release() {
    const std::lock_guard lock(mutex);
    go_on = true;
    changed.notify_all();
  }
  ~Held() { release(); }
};

std::shared_ptr<const proxy::Snapshot> snapshot_for(const config::Settings& settings) {
  auto built = proxy::build_snapshot(settings);
  REQUIRE(built.has_value());
  return *built;
}

}  // namespace

TEST_CASE("draining lets running requests finish, closes idle connections and takes no new ones") {
  Held held;
  ProxyUnderTest proxy(settings_for(held.upstream.url()));
  auto running = proxy.connect();
  running.write(kGet);
  REQUIRE(held.wait_arrived());
  auto idle = proxy.connect();
  idle.write("GET /../ HTTP/1.1\r\n");
  std::string one_byte;
  auto silent = proxy.connect();
  while (proxy.server().status().connections < 3) std::this_thread::yield();
  proxy.server().begin_drain();
  CHECK(proxy.server().status().draining);
  CHECK(!silent.read_some(one_byte));
  auto late = proxy.connect();
  CHECK(late.fd() < 0);
  CHECK(!proxy.server().wait_drained(std::chrono::milliseconds(0)));
  held.release();
  RawReader reader(running);
  const auto answer = reader.read_response();
  CHECK(answer.status() == 200);
  CHECK(answer.field("Connection") == "close");
  reader.read_to_end();
  CHECK(running.end() == End::clean);
  idle.close();
  CHECK(proxy.server().wait_drained(std::chrono::seconds(20)));
}

TEST_CASE("cut ends everything at once") {
  Held held;
  ProxyUnderTest proxy(settings_for(held.upstream.url()));
  auto running = proxy.connect();
  running.write(kGet);
  REQUIRE(held.wait_arrived());
  proxy.server().cut();
  std::string nothing;
  CHECK(!running.read_some(nothing));
  CHECK(proxy.server().wait_drained(std::chrono::seconds(20)));
  const auto records = proxy.recorder().wait_for(1);
  REQUIRE(records.size() == 1);
  CHECK(records[0].outcome == proxy::Outcome::gone);
}

TEST_CASE("a replaced configuration holds for every request that begins after it") {
  auto one = FakeUpstream::answering(json_response("{\"n\":1}"));
  auto two = FakeUpstream::answering(json_response("{\"n\":2}"));
  auto settings = settings_for(one->url());
  settings.threads = 2;
  ProxyUnderTest proxy(settings);
  auto client = proxy.connect();
  RawReader reader(client);
  client.write(kGet);
  CHECK(reader.read_response().body == "{\"n\":1}");
  settings.upstreams[0].addresses = {two->url()};
  REQUIRE(proxy.server().replace(snapshot_for(settings)).has_value());
  client.write(kGet);
  CHECK(reader.read_response().body == "{\"n\":2}");
}

TEST_CASE("a request keeps the configuration it began with") {
  Held held;
  auto settings = settings_for(held.upstream.url());
  ProxyUnderTest proxy(settings);
  auto client = proxy.connect();
  client.write(kGet);
  REQUIRE(held.wait_arrived());
  auto other = settings_for("http://127.0.0.1:1");
  other.routes[0].path = "/nothing";
  REQUIRE(proxy.server().replace(snapshot_for(other)).has_value());
  held.release();
  RawReader reader(client);
  CHECK(reader.read_response().body == "{\"a\":1}");
  client.write(kGet);
  CHECK(reader.read_response().status() == 404);
}

TEST_CASE("what cannot change while running is refused and nothing changes") {
  auto upstream = FakeUpstream::answering(json_response("{}"));
  auto settings = settings_for(upstream->url());
  ProxyUnderTest proxy(settings);
  SUBCASE("the address") {
    settings.listen.address = "127.0.0.1:1";
  }
  SUBCASE("the threads") {
    settings.threads = 2;
  }
  settings.routes[0].path = "/nothing";
  const auto refused = proxy.server().replace(snapshot_for(settings));
  REQUIRE(!refused.has_value());
  CHECK(refused.error().code == Code::bad_config);
  CHECK(proxy.get("/a").status() == 200);
}

TEST_CASE("configurations replaced under load lose no request") {
  auto upstream = FakeUpstream::answering(json_response(R"({"mobile":"13800138000"})"));
  auto settings = settings_for(upstream->url());
  settings.threads = 2;
  ProxyUnderTest proxy(settings);
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::atomic<int> served{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      auto client = proxy.connect();
      RawReader reader(client);
      while (!stop) {
        if (!client.write(kGet)) break;
        const auto answer = reader.read_response();
        if (answer.status() != 200 || answer.body != R"({"mobile":"138****8000"})") ++wrong;
        ++served;
      }
    });
  }
  for (int i = 0; i < 30; ++i) {
    const int before = served;
    REQUIRE(proxy.server().replace(snapshot_for(settings)).has_value());
    while (served < before + 3 && wrong == 0) std::this_thread::yield();
  }
  stop = true;
  for (auto& client : clients) client.join();
  CHECK(wrong == 0);
  CHECK(served > 30);
}

TEST_CASE("mistakes in the settings are found when the snapshot is built") {
  struct Row {
    const char* name;
    void (*spoil)(config::Settings&);
    const char* says;
  };
  const Row rows[] = {
      {"listen address", [](config::Settings& s) { s.listen.address = "8080"; }, "listen.address"},
      {"upstream scheme", [](config::Settings& s) { s.upstreams[0].addresses = {"ftp://a"}; }, "partner"},
      {"mixed schemes",
       [](config::Settings& s) {
         s.upstreams[0].addresses = {"http://a", "https://b"};
       },
       "mixed"},
      {"no such upstream", [](config::Settings& s) { s.routes[0].upstream = "other"; }, "all"},
      {"shadow without until", [](config::Settings& s) { s.routes[0].mode = config::Mode::shadow; }, "until"},
      {"trusted peers", [](config::Settings& s) { s.listen.trusted_peers = {"10.0.0.0/40"}; }, "trusted_peers[0]"},
      {"no certificate",
       [](config::Settings& s) {
         s.listen.tls = config::TlsServer{.certificate_file = "/nonexistent", .private_key = {}, .client_ca_file = {}};
       },
       "certificate_file"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto settings = settings_for("http://127.0.0.1:1");
    row.spoil(settings);
    const auto built = proxy::build_snapshot(settings);
    REQUIRE(!built.has_value());
    CHECK(built.error().code == Code::bad_config);
    CHECK(built.error().note.for_log().find(row.says) != std::string::npos);
  }
}
