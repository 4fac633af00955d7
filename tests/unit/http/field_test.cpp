#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/field.hpp"

using namespace veilgate::proxy;

TEST_CASE("names are found without regard to case") {
  struct Row {
    std::string_view name;
    Field id;
  };
  const Row rows[] = {
      {"host", Field::host},
      {"HOST", Field::host},
      {"Content-Length", Field::content_length},
      {"transfer-ENCODING", Field::transfer_encoding},
      {"TE", Field::te},
      {"ETag", Field::etag},
      {"Want-Repr-Digest", Field::want_digest},
      {"Strict-Transport-Security", Field::strict_transport_security},
      {"X-Forwarded-For", Field::x_forwarded_for},
      {"X-Forwarded-Prefix", Field::x_forwarded_other},
      {"x-veilgate-a", Field::x_veilgate},
      {"Proxy-Authorization", Field::proxy_authorization},
      {"Proxy-Features", Field::proxy_other},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(find_field(row.name) == row.id);
  }
}

TEST_CASE("names that are nearly known are not") {
  for (const std::string_view name : {"", "h", "hos", "hostt", "content_length", "content-lengt", "content-length ",
                                      "xcontent-length", "x-forwarded-", "x-forwarded", "x-veilgate-", "proxy-",
                                      "proxy", "x", "cookie2", "content\rlength", "h\xf3st"}) {
    CAPTURE(name);
    CHECK(find_field(name) == Field::other);
  }
  CHECK(find_field(std::string(5000, 'a')) == Field::other);
}

TEST_CASE("underscores for hyphens") {
  CHECK(find_underscored_field("Content_Length") == Field::content_length);
  CHECK(find_underscored_field("X_Forwarded-For") == Field::x_forwarded_for);
  CHECK(find_underscored_field("x_veilgate_x") == Field::x_veilgate);
  CHECK(find_underscored_field("content-length") == Field::other);
  CHECK(find_underscored_field("my_field") == Field::other);
  CHECK(find_underscored_field(std::string(5000, '_')) == Field::other);
}

TEST_CASE("equal ignoring case") {
  CHECK(equal_ignoring_case("aZ-1", "Az-1"));
  CHECK_FALSE(equal_ignoring_case("a", "ab"));
  CHECK_FALSE(equal_ignoring_case("[", "{"));
  CHECK_FALSE(equal_ignoring_case("\xc3\x89", "\xc3\xa9"));
}
