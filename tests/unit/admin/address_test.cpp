#include "proxy/admin/address.hpp"

#include <doctest/doctest.h>

#include <string>

namespace veilgate::proxy {
namespace {

TEST_CASE("addresses that are one") {
  struct Row {
    const char* text;
    const char* written;
    bool loopback;
  };
  for (const auto& row : {Row{"127.0.0.1:9090", "127.0.0.1:9090", true}, Row{"localhost:1", "127.0.0.1:1", true},
                          Row{"[::1]:0", "[::1]:0", true}, Row{"127.9.9.9:65535", "127.9.9.9:65535", true},
                          Row{"0.0.0.0:9090", "0.0.0.0:9090", false}, Row{"[::]:9090", "[::]:9090", false},
                          Row{"192.0.2.1:80", "192.0.2.1:80", false},
                          Row{"unix:/run/veilgate/admin.sock", "unix:/run/veilgate/admin.sock", true}}) {
    CAPTURE(row.text);
    const auto address = parse_admin_address(row.text);
    REQUIRE(address.has_value());
    CHECK(address->text() == row.written);
    CHECK(address->loopback == row.loopback);
  }
}

TEST_CASE("addresses that are none") {
  const std::string long_path = "unix:/" + std::string(200, 'a');
  for (const std::string& text :
       {std::string(""), std::string("9090"), std::string("127.0.0.1"), std::string("127.0.0.1:"),
        std::string("127.0.0.1:65536"), std::string("127.0.0.1:-1"), std::string("127.0.0.1:9x"),
        std::string("metrics.example:9090"), std::string("::1:9090x"), std::string("unix:"),
        std::string("unix:relative.sock"), long_path}) {
    CAPTURE(text);
    const auto address = parse_admin_address(text);
    REQUIRE_FALSE(address.has_value());
    CHECK(address.error().code == Code::bad_config);
  }
}

}  // namespace
}  // namespace veilgate::proxy
