#include "crypto/keys/key.hpp"

#include <doctest/doctest.h>

#include <functional>

namespace veilgate::test {
namespace {

using namespace crypto;

KeyParameters good() {
  KeyParameters parameters;
  parameters.id = KeyId{0x1f2e3d4c};
  parameters.version = 2;
  parameters.tenant = *TenantId::parse("acme");
  parameters.purpose = Purpose::data;
  parameters.algorithm = Algorithm::aes256_gcm;
  parameters.state = KeyState::active;
  return parameters;
}

TEST_CASE("names are read as they are written, and nothing else is") {
  for (const auto purpose :
       {Purpose::data, Purpose::index, Purpose::pseudonym, Purpose::audit, Purpose::tenant_kek, Purpose::root}) {
    CHECK(parse_purpose(to_text(purpose)) == purpose);
  }
  for (int i = 1; i <= static_cast<int>(Algorithm::aes_kw); ++i) {
    const auto algorithm = static_cast<Algorithm>(i);
    CHECK(parse_algorithm(to_text(algorithm)) == algorithm);
  }
  for (int i = 0; i <= static_cast<int>(KeyState::active); ++i) {
    const auto state = static_cast<KeyState>(i);
    CHECK(parse_key_state(to_text(state)) == state);
  }
  CHECK_FALSE(parse_purpose("none"));
  CHECK_FALSE(parse_algorithm("none"));
  CHECK_FALSE(parse_algorithm("AES256-GCM"));
  CHECK(to_text(KeyId{0x00000abc}) == "00000abc");
  CHECK(parse_key_id("00000abc") == KeyId{0xabc});
  for (const char* wrong : {"", "0", "00000000", "0000ABCD", "+0000abc", "0x00abcd", "00000abcd", "0000 abc"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_key_id(wrong));
  }
}

TEST_CASE("a tenant's name is checked when it is made") {
  for (const char* right : {"a", "acme", "shop-12.cn_3", "0"}) CHECK(TenantId::parse(right).has_value());
  for (const std::string& wrong :
       {std::string(), std::string("-a"), std::string(".a"), std::string("A"), std::string("a b"), std::string("a/b"),
        std::string("a\n"), std::string("a\0b", 3), std::string(65, 'a'), std::string("京东")}) {
    CHECK_FALSE(TenantId::parse(wrong).has_value());
  }
}

TEST_CASE("the default state, purpose and algorithm allow nothing") {
  const KeyParameters parameters;
  CHECK_FALSE(may_open(parameters.state));
  CHECK_FALSE(fits(parameters.purpose, parameters.algorithm));
}

TEST_CASE("a key is only made of what fits together") {
  CHECK(DataKey::make(good(), SecretBytes(kKeyBytes)).has_value());
  CHECK(describe(good()) == "data key 1f2e3d4c version 2 of tenant acme");
  struct Row {
    const char* name;
    std::function<void(KeyParameters&)> spoil;
  };
  for (const Row& row : {Row{"another purpose", [](auto& p) { p.purpose = Purpose::index; }},
                         {"an algorithm of another purpose", [](auto& p) { p.algorithm = Algorithm::hmac_sha256; }},
                         {"no algorithm", [](auto& p) { p.algorithm = Algorithm::none; }},
                         {"no tenant", [](auto& p) { p.tenant.reset(); }},
                         {"no id", [](auto& p) { p.id = {}; }},
                         {"no version", [](auto& p) { p.version = 0; }},
                         {"revoked", [](auto& p) { p.state = KeyState::revoked; }},
                         {"destroyed", [](auto& p) { p.state = KeyState::destroyed; }}}) {
    CAPTURE(row.name);
    auto parameters = good();
    row.spoil(parameters);
    const auto key = DataKey::make(std::move(parameters), SecretBytes(kKeyBytes));
    REQUIRE_FALSE(key.has_value());
    CHECK(key.error().code == Code::internal);
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{16}, std::size_t{31}, std::size_t{33}, std::size_t{64}}) {
    CHECK_FALSE(DataKey::make(good(), SecretBytes(size)).has_value());
  }
  auto audit = good();
  audit.purpose = Purpose::audit;
  audit.algorithm = Algorithm::hmac_sm3;
  CHECK_FALSE(AuditKey::make(audit, SecretBytes(kKeyBytes)).has_value());  // an audit key is no tenant's
  audit.tenant.reset();
  CHECK(AuditKey::make(audit, SecretBytes(kKeyBytes)).has_value());
}

}  // namespace
}  // namespace veilgate::test
