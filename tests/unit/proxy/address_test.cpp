#include "proxy/net/address.hpp"

#include <doctest/doctest.h>

using namespace veilgate;
using namespace veilgate::proxy;

TEST_CASE("HOST:PORT") {
  struct Row {
    const char* text;
    const char* host;  // nullptr: refused
    std::uint16_t port;
  };
  const Row rows[] = {
      {"127.0.0.1:8080", "127.0.0.1", 8080},
      {"localhost:0", "localhost", 0},
      {"[::1]:443", "::1", 443},
      {"::1:443", nullptr, 0},
      {"[::1]", nullptr, 0},
      {"[::1:443", nullptr, 0},
      {"host", nullptr, 0},
      {":80", nullptr, 0},
      {"host:", nullptr, 0},
      {"host:65536", nullptr, 0},
      {"host:-1", nullptr, 0},
      {"host:80x", nullptr, 0},
      {"ho st:80", nullptr, 0},
      {"", nullptr, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto at = parse_host_port(row.text);
    REQUIRE(at.has_value() == (row.host != nullptr));
    if (!at) continue;
    CHECK(at->host == row.host);
    CHECK(at->port == row.port);
  }
}

TEST_CASE("upstream URLs") {
  struct Row {
    const char* text;
    bool accepted;
    bool tls;
    std::uint16_t port;
  };
  const Row rows[] = {
      {"http://a", true, false, 80},     {"https://a", true, true, 443},    {"https://a:8443/", true, true, 8443},
      {"http://[::1]", true, false, 80}, {"ftp://a", false, false, 0},      {"a:80", false, false, 0},
      {"http://a/b", false, false, 0},   {"http://u@a", false, false, 0},   {"http://", false, false, 0},
      {"http://a:0", false, false, 0},   {"HTTP://a?x=1", false, false, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto url = parse_upstream_url(row.text);
    REQUIRE(url.has_value() == row.accepted);
    if (!url) continue;
    CHECK(url->tls == row.tls);
    CHECK(url->at.port == row.port);
  }
}

TEST_CASE("trusted peers") {
  const auto peers = TrustedPeers::compile({"10.0.0.0/8", "192.0.2.7", "2001:db8::/33", "0.0.0.0/32"});
  REQUIRE(peers.has_value());
  struct Row {
    const char* ip;
    bool trusted;
  };
  const Row rows[] = {
      {"10.0.0.1", true},
      {"10.255.255.255", true},
      {"11.0.0.1", false},
      {"192.0.2.7", true},
      {"192.0.2.8", false},
      {"::ffff:10.1.2.3", true},
      {"2001:db8:7fff::1", true},
      {"2001:db8:8000::1", false},
      {"0.0.0.0", true},
      {"0.0.0.1", false},
      {"", false},
      {"not an address", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.ip);
    CHECK(peers->contains(row.ip) == row.trusted);
  }
  CHECK(!TrustedPeers::compile({}).value().contains("127.0.0.1"));
  for (const char* bad : {"10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "host", "10.0.0.0/8x"}) {
    CAPTURE(bad);
    CHECK(!TrustedPeers::compile({bad}).has_value());
  }
}
