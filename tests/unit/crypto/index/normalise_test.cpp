#include "crypto/index/normalise.hpp"

#include <doctest/doctest.h>

#include <string>

namespace veilgate::test {
namespace {

using namespace crypto;

std::string normalised(std::string_view value) {
  std::string out = "|";
  append_normalised(value, out);
  REQUIRE(out.front() == '|');
  return out.substr(1);
}

TEST_CASE("spellings that do not matter become one") {
  struct Row {
    const char* name;
    const char* value;
    const char* expected;
  };
  const Row rows[] = {
      {"nothing", "", ""},
      {"a mobile", "13800138000", "13800138000"},
      {"with +86", "+8613800138000", "13800138000"},
      {"with +86 and spaces", "+86 138 0013 8000", "13800138000"},
      {"with +86 and dashes", "+86-138-0013-8000", "13800138000"},
      {"with 0086", "008613800138000", "13800138000"},
      {"with 86", "8613800138000", "13800138000"},
      {"with (86)", "(86)13800138000", "13800138000"},
      {"full-width",
       "\xef\xbc\x91\xef\xbc\x93\xef\xbc\x98\xef\xbc\x90\xef\xbc\x90\xef\xbc\x91\xef\xbc\x93\xef\xbc\x98"
       "\xef\xbc\x90\xef\xbc\x90\xef\xbc\x90",
       "13800138000"},
      {"full-width plus",
       "\xef\xbc\x8b"
       "8613800138000",
       "13800138000"},
      {"86 that is part of a number", "8612345", "8612345"},
      {"a number of thirteen digits that begins with 86", "8623800138000", "8623800138000"},
      {"a landline", "010-12345678", "01012345678"},
      {"a landline with +86", "+86 (10) 1234-5678", "1012345678"},
      {"a card", "6222 0212 3456 7890", "6222021234567890"},
      {"a virtual number with a dash", "18877771111-123", "18877771111-123"},
      {"with a comma", "18877771111,123", "18877771111-123"},
      {"with a turn sign", "188 7777 1111 \xe8\xbd\xac 123", "18877771111-123"},
      {"with +86", "+8618877771111#123", "18877771111-123"},
      {"extension of seven digits", "18877771111-1234567", "188777711111234567"},
      {"a name", " \xe5\xbc\xa0 \xe4\xb8\x89 ", "\xe5\xbc\xa0\xe4\xb8\x89"},
      {"a name with ideographic space", "\xe5\xbc\xa0\xe3\x80\x80\xe4\xb8\x89", "\xe5\xbc\xa0\xe4\xb8\x89"},
      {"zero width", "\xe5\xbc\xa0\xe2\x80\x8b\xe4\xb8\x89\xef\xbb\xbf", "\xe5\xbc\xa0\xe4\xb8\x89"},
      {"case", "Zhang.San@Example.COM", "zhang.san@example.com"},
      {"an e-mail keeps its dash", "a-b@c.d", "a-b@c.d"},
      {"an ID with a small x", "11010519491231002x", "11010519491231002x"},
      {"an ID with a capital X", "11010519491231002X", "11010519491231002x"},
      {"an address", "\xe6\xb5\xb7\xe6\xb7\x80\xe5\x8c\xba 3-5",
       "\xe6\xb5\xb7\xe6\xb7\x80\xe5\x8c\xba"
       "3-5"},
      {"an IP address", "1.2.3.4", "1.2.3.4"},
      {"no UTF-8", "a\xff\xc3", "a\xff\xc3"},
      {"a byte that would be a space in another coding", "a\xa0\x85z", "a\xa0\x85z"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    CHECK(normalised(row.value) == row.expected);
    CHECK(normalised(normalised(row.value)) == row.expected);
  }
}

TEST_CASE("the number whose last four digits count") {
  CHECK(number_of("13800138000") == "13800138000");
  CHECK(number_of("1234567") == "1234567");
  CHECK(number_of("123456").empty());
  CHECK(number_of("18877771111-123") == "18877771111");
  CHECK(number_of("abc1234567").empty());
  CHECK(number_of("11010519491231002x").empty());
  CHECK(number_of("").empty());
}

}  // namespace
}  // namespace veilgate::test
