#include "proxy/upstream/upstream.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace veilgate;
using namespace veilgate::proxy;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<Upstream> three() {
  config::Upstream settings;
  settings.id = "u";
  settings.addresses = {"http://a", "http://b", "http://c"};
  settings.eject_failures = 2;
  settings.probe_interval = 1000ms;
  auto made = Upstream::compile(settings);
  REQUIRE(made.has_value());
  return *made;
}

std::multiset<std::string> picked(Upstream& upstream, Upstream::Clock::time_point now, int times) {
  std::multiset<std::string> hosts;
  for (int i = 0; i < times; ++i) hosts.insert(upstream.pick(now).host);
  return hosts;
}

constexpr Upstream::Clock::time_point kNow{std::chrono::hours(1000)};

}  // namespace

TEST_CASE("addresses take turns") {
  const auto upstream = three();
  CHECK(picked(*upstream, kNow, 6) == std::multiset<std::string>{"a", "a", "b", "b", "c", "c"});
}

TEST_CASE("failures in a row eject, a success in between does not let them add up") {
  const auto upstream = three();
  auto& a = upstream->addresses[0];
  CHECK(!upstream->note_failure(a, kNow));
  CHECK(!upstream->note_success(a));
  CHECK(!upstream->note_failure(a, kNow));
  CHECK(picked(*upstream, kNow, 6).count("a") == 2);
  CHECK(upstream->note_failure(a, kNow));
  CHECK(picked(*upstream, kNow, 6).count("a") == 0);
  CHECK(!upstream->note_failure(a, kNow));  // ejected already
}

TEST_CASE("one request probes an address whose rest is over") {
  const auto upstream = three();
  auto& a = upstream->addresses[0];
  upstream->note_failure(a, kNow);
  upstream->note_failure(a, kNow);
  CHECK(picked(*upstream, kNow + 999ms, 6).count("a") == 0);
  CHECK(picked(*upstream, kNow + 1001ms, 6).count("a") == 1);
  SUBCASE("a failure lets it rest again") {
    CHECK(!upstream->note_failure(a, kNow + 1002ms));
    CHECK(picked(*upstream, kNow + 1500ms, 6).count("a") == 0);
  }
  SUBCASE("a success brings it back") {
    CHECK(upstream->note_success(a));
    CHECK(picked(*upstream, kNow + 1500ms, 6).count("a") == 2);
  }
}

TEST_CASE("when all rest, all are tried") {
  const auto upstream = three();
  for (auto& address : upstream->addresses) {
    upstream->note_failure(address, kNow);
    upstream->note_failure(address, kNow);
  }
  CHECK(picked(*upstream, kNow, 3) == std::multiset<std::string>{"a", "b", "c"});
}
