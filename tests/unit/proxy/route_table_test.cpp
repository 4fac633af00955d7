#include "proxy/exchange/route_table.hpp"

#include <doctest/doctest.h>

using namespace veilgate;
using namespace veilgate::proxy;

namespace {

config::Route route(std::string id, std::string host, std::string path, std::vector<std::string> methods = {}) {
  config::Route made;
  made.id = std::move(id);
  made.host = std::move(host);
  made.path = std::move(path);
  made.methods = std::move(methods);
  made.upstream = "u";
  return made;
}

RouteTable compile(const std::vector<config::Route>& routes) {
  config::Upstream upstream;
  upstream.id = "u";
  auto table = RouteTable::compile(routes, {upstream});
  REQUIRE(table.has_value());
  return std::move(*table);
}

}  // namespace

TEST_CASE("the first route that matches host, path and method wins") {
  const auto table = compile({
      route("by-host", "api.test", "/**"),
      route("v6", "::1", "/**"),
      route("by-method", "*", "/orders/**", {"POST", "PUT"}),
      route("orders", "*", "/orders/**"),
      route("one", "*", "/orders/*/items"),
      route("home", "*", "/"),
  });
  struct Row {
    const char* host;
    const char* path;
    const char* method;
    const char* id;  // nullptr: none
  };
  const Row rows[] = {
      {"api.test", "/x", "GET", "by-host"},
      {"API.Test:8080", "/x", "GET", "by-host"},
      {"[::1]:80", "/x", "GET", "v6"},
      {"api.test.evil", "/x", "GET", nullptr},
      {"h", "/orders/1", "POST", "by-method"},
      {"h", "/orders/1", "GET", "orders"},
      {"h", "/orders/1", "post", "orders"},
      {"h", "/orders", "GET", "orders"},
      {"h", "/", "GET", "home"},
      {"h", "/Orders/1", "GET", nullptr},
      {"", "/orders/1/items", "GET", "orders"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.host);
    CAPTURE(row.path);
    const Route* found = table.find(row.host, row.path, row.method);
    REQUIRE((found != nullptr) == (row.id != nullptr));
    if (found != nullptr) CHECK(found->id == row.id);
  }
}

TEST_CASE("timestamps") {
  struct Row {
    const char* text;
    std::optional<long long> seconds;
  };
  const Row rows[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"1970-01-01T08:00:00+08:00", 0},
      {"1970-01-01T00:00:01.999Z", 1},
      {"2027-06-30T00:00:00+08:00", 1814284800},
      {"2999-01-01T00:00:00Z", 32472144000},
      {"2027-02-29T00:00:00Z", std::nullopt},
      {"2027-06-30T24:00:00Z", std::nullopt},
      {"2027-06-30T00:00:00", std::nullopt},
      {"2027-06-30 00:00:00Z", std::nullopt},
      {"2027-06-30T00:00:00+0800", std::nullopt},
      {"2027-06-30T00:00:00Zx", std::nullopt},
      {"20270630T000000Z", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto at = parse_timestamp(row.text);
    REQUIRE(at.has_value() == row.seconds.has_value());
    if (at) CHECK(at->time_since_epoch().count() == *row.seconds);
  }
}

TEST_CASE("shadow ends with its date") {
  auto shadow = route("s", "*", "/**");
  shadow.mode = config::Mode::shadow;
  shadow.until = "2027-06-30T00:00:00Z";
  const auto table = compile({shadow});
  const Route* found = table.find("h", "/", "GET");
  REQUIRE(found != nullptr);
  const auto until = std::chrono::sys_seconds(std::chrono::seconds(1814313600));
  CHECK(found->shadow_at(until - std::chrono::seconds(1)));
  CHECK(!found->shadow_at(until));
}
