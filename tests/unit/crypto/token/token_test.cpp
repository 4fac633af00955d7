#include "crypto/token/token.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "crypto/base/base64url.hpp"
#include "crypto/suites/suite.hpp"
#include "crypto/token/aad.hpp"
#include "tests/support/test_keyring.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

std::string token_of(const TokenHeader& header, std::size_t body_bytes) {
  std::string text;
  append_header(header, text);
  return text + std::string(base64url_length(body_bytes), 'A');
}

TEST_CASE("headers are written as the diagram shows and read back") {
  struct Row {
    const char* name;
    TokenHeader header;
    const char* text;
  };
  for (const auto& row : {
           Row{"first key", {Algorithm::aes256_gcm, KeyId{1}, 1, "cn_mobile"}, "vg1gAAAAABB.cn_mobile."},
           Row{"largest numbers", {Algorithm::aes_siv, KeyId{0xffffffff}, 0xffffffff, "a"}, "vg1sD_____D_____.a."},
           Row{"version 63", {Algorithm::sm4_siv, KeyId{0x12345678}, 63, "x.y"}, "vg1tASNFZ4_.x.y."},
           Row{"version 64", {Algorithm::sm4_ctr_hmac_sm3, KeyId{64}, 64, "Z-9_"}, "vg1cAAAABABA.Z-9_."},
       }) {
    CAPTURE(std::string(row.name));
    std::string text;
    append_header(row.header, text);
    CHECK(text == row.text);
    CHECK(header_length(row.header) == text.size());
    const auto whole = token_of(row.header, 40);
    const auto token = parse_token(whole);
    REQUIRE(token.has_value());
    CHECK(token->header == row.header);
    CHECK(token->body.size() == base64url_length(40));
  }
}

TEST_CASE("what is no token, or not the one spelling of one, is refused") {
  const std::string body(base64url_length(34), 'A');
  struct Row {
    const char* name;
    std::string text;
  };
  const std::string good = "vg1gAAAAABB.cn_mobile." + body;
  REQUIRE(parse_token(good).has_value());
  const Row rows[] = {
      {"nothing", ""},
      {"the prefix alone", "vg1"},
      {"a phone", "13800138000"},
      {"another prefix", "vh1" + good.substr(3)},
      {"a later format", "vg2" + good.substr(3)},
      {"capital prefix", "VG1" + good.substr(3)},
      {"an unknown suite", "vg1z" + good.substr(4)},
      {"key id zero", "vg1gAAAAAAB.cn_mobile." + body},
      {"key id above 32 bits", "vg1gEAAAAAB.cn_mobile." + body},
      {"key id with a foreign character", "vg1gAAAA+BB.cn_mobile." + body},
      {"key id too short", "vg1gAAAAB.cn_mobile." + body},
      {"no version", "vg1gAAAAAB.cn_mobile." + body},
      {"version zero", "vg1gAAAAABA.cn_mobile." + body},
      {"version with a leading zero", "vg1gAAAAABAB.cn_mobile." + body},
      {"version above 32 bits", "vg1gAAAAABEAAAAA.cn_mobile." + body},
      {"version of seven digits", "vg1gAAAAABBAAAAAA.cn_mobile." + body},
      {"version with a foreign character", "vg1gAAAAAB=.cn_mobile." + body},
      {"no class", "vg1gAAAAABB.." + body},
      {"one separator", "vg1gAAAAABB." + body},
      {"a class that begins with a digit", "vg1gAAAAABB.9n." + body},
      {"a class with a space", "vg1gAAAAABB.cn mobile." + body},
      {"a class in Han", "vg1gAAAAABB.\xe6\x89\x8b." + body},
      {"a class that is too long", "vg1gAAAAABB." + std::string(65, 'a') + "." + body},
      {"no body", "vg1gAAAAABB.cn_mobile."},
      {"a body shorter than the suite's", "vg1gAAAAABB.cn_mobile." + std::string(base64url_length(33), 'A')},
      {"a body of a length no bytes have", good + "AAA"},
      {"padding", good + "="},
      {"white space behind", good + " "},
      {"white space before", " " + good},
      {"a line end", good + "\n"},
      {"a zero byte", good + std::string(1, '\0')},
      {"standard base64", good.substr(0, good.size() - 1) + "+"},
      {"a companion that is longer", "vg1fAAAAABB.cn_mobile." + std::string(base64url_length(10), 'A')},
      {"too long", "vg1gAAAAABB.cn_mobile." + std::string(kMostTokenBytes, 'A')},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    CHECK_FALSE(parse_token(row.text).has_value());
  }
  CHECK(parse_token("vg1fAAAAABB.cn_mobile." + std::string(base64url_length(9), 'A')).has_value());
  CHECK(parse_token("vg1gAAAAABB." + std::string(64, 'a') + "." + body).has_value());
}

TEST_CASE("tokens need no escape in a URL, JSON or CSV") {
  for (const auto& suite : suites()) {
    const auto text = token_of({suite.algorithm, KeyId{0xfedcba98}, 77, "cn_mobile"}, suite.overhead);
    for (const char c : text)
      CHECK((std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.'));
  }
}

TEST_CASE("two contexts never have the same associated data") {
  std::set<std::vector<std::uint8_t>> seen;
  std::size_t count = 0;
  const auto add = [&](const char* tenant_name, const TokenHeader& header) {
    const Aad aad(tenant(tenant_name), header);
    seen.emplace(aad.octets().begin(), aad.octets().end());
    ++count;
  };
  for (const char* const of : {"a", "ab", "abc", "a.b"})
    for (const char* const class_name : {"b", "bc", "c", "a", "x.b"})
      for (const auto suite : {Algorithm::aes256_gcm, Algorithm::aes_siv})
        for (const std::uint32_t id : {1u, 256u})
          for (const std::uint32_t version : {1u, 256u, 0x01000000u}) add(of, {suite, KeyId{id}, version, class_name});
  CHECK(seen.size() == count);
  const Aad aad(tenant("ab"), {Algorithm::aes256_gcm, KeyId{0x01020304}, 5, "c"});
  const std::vector<std::uint8_t> expected = {1, 'g', 0, 2, 'a', 'b', 0, 1, 'c', 0, 4, 1, 2, 3, 4, 0, 4, 0, 0, 0, 5};
  CHECK(std::ranges::equal(aad.octets(), expected));
}

}  // namespace
}  // namespace veilgate::test
