#include <doctest/doctest.h>

#include "proxy/http/target.hpp"

using namespace veilgate::proxy;

TEST_CASE("dot segments") {
  for (const std::string_view path :
       {"/.",     "/..",         "/../",    "/a/..",        "/a/../b", "/a/./b",    "/./",
        "/%2e",   "/%2E%2e/a",   "/.%2e/a", "/a%2f..%2fb",  "/a%2F..", "/a\\..\\b", "/a%5c..%5Cb",
        "/..;/a", "/a/..;x=1/b", "/.;/",    "/a/%2e%2e;/b", "/.?",     "."}) {
    const std::string_view text = path;
    CAPTURE(text);
    CHECK(has_dot_segment(text.substr(0, text.find('?'))));
  }
  for (const std::string_view path :
       {"/", "/a", "/...", "/a.b", "/.a", "/a.", "/..a", "/a..", "/.well-known/x", "/%2ea", "/%2", "/%2e%", "/a/;..",
        "/a;../b", "*", "/%252e%252e/", "//", "/a//b"}) {
    CAPTURE(path);
    CHECK_FALSE(has_dot_segment(path));
  }
}

TEST_CASE("authorities") {
  for (const std::string_view text :
       {"a", "a.b", "A-B_c.d:1", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::ffff:127.0.0.1]:0"}) {
    CAPTURE(text);
    CHECK(is_authority(text));
  }
  for (const std::string_view text :
       {"",     ":",    ":80",    "a:",     "a:65536", "a:-1",   "a:+1", "a:000080", "a:b",
        "a b",  "a/b",  "a@b",    "a,b",    "a%20b",   "::1",    "[]",   "[:]",      "[1]",
        "[::1", "::1]", "[::1]a", "[::1]:", "[::g]",   "a[::1]", "a\tb", "\xc3\xa9"}) {
    CAPTURE(text);
    CHECK_FALSE(is_authority(text));
  }
}
