#include "crypto/suites/suite.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "crypto/primitives/hkdf.hpp"
#include "crypto/primitives/xaes.hpp"
#include "crypto/suites/ctr_hmac.hpp"
#include "crypto/suites/derive.hpp"
#include "crypto/suites/subkey_gcm.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/unit/crypto/hex.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

TEST_CASE("suites by name; letters and names occur once") {
  std::set<char> letters;
  for (const auto& suite : suites()) {
    CHECK(letters.insert(suite.letter).second);
    CHECK(find_suite(suite.letter) == &suite);
    CHECK(find_suite(suite.algorithm) == &suite);
    CHECK(fits(Purpose::data, suite.algorithm));
    if (suite.algorithm != Algorithm::sm4_gcm) CHECK(*parse_suite(to_text(suite.algorithm)) == suite.algorithm);
  }
  CHECK(*parse_suite("sm4") == Algorithm::sm4_ctr_hmac_sm3);
  for (const char* const name : {"", "none", "aes", "AES256-GCM", "aes-kw", "hmac-sm3", "sm4 "}) {
    CAPTURE(std::string(name));
    const auto parsed = parse_suite(name);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == Code::bad_config);
  }
  CHECK(find_suite(Algorithm::none) == nullptr);
  CHECK(find_suite(Algorithm::hmac_sm3) == nullptr);
}

TEST_CASE("sm4-gcm is refused by name where the provider has no SM4-GCM") {
  const auto parsed = parse_suite("sm4-gcm");
  const bool is_offered = find_cipher(BlockCipher::sm4, Mode::gcm, 16) != nullptr;
  CHECK(parsed.has_value() == is_offered);
  if (is_offered) return;
  CHECK(parsed.error().code == Code::bad_config);
  CHECK(parsed.error().note.for_log().find("sm4-gcm") != std::string::npos);
  CHECK(parsed.error().note.for_log().find("sm4-ctr-hmac-sm3") != std::string::npos);
}

TEST_CASE("every tenant, class, use, algorithm and purpose derives another key") {
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}});
  std::set<Bytes> seen;
  std::size_t count = 0;
  const auto add = [&](const auto& key, const char* class_name, const char* use) {
    auto derived = derive_key(key, Digest::sha256, class_name, use, 32);
    REQUIRE(derived.has_value());
    const auto bytes = derived->bytes(SecretAccess{});
    seen.emplace(bytes.begin(), bytes.end());
    ++count;
  };
  for (const char* const of : {"acme", "zeta"})
    for (const char* const class_name : {"a", "b", "ab"})
      for (const char* const use : {"seal", "exact", "sealx"}) {
        add(*keyring->active_data_key(of, Algorithm::aes_siv), class_name, use);
        add(*keyring->active_data_key(of, Algorithm::aes256_gcm), class_name, use);
        add(*keyring->active_index_key(of, Algorithm::hmac_sha256), class_name, use);
      }
  CHECK(seen.size() == count);
}

TEST_CASE("derivation is HKDF over the context its header writes down") {
  const auto keyring = make_keyring();
  const auto derived = derive_key(*keyring->active_data_key("acme", Algorithm::sm4_siv), Digest::sm3, "c", "seal", 16);
  REQUIRE(derived.has_value());
  std::string info = "veilgate 1";
  for (const std::string part : {"data", "sm4-siv", "acme", "c", "seal"})
    info += std::string(1, '\0') + static_cast<char>(part.size()) + part;
  Bytes expected(16);
  const auto secret = test_secret("acme", Algorithm::sm4_siv, 1);
  REQUIRE(hkdf(Digest::sm3, secret.bytes(SecretAccess{}), {}, octets(info), expected));
  CHECK(std::ranges::equal(derived->bytes(SecretAccess{}), expected));
}

TEST_CASE("a body of aes256-gcm is XAES-256-GCM with six zeros in its nonce") {
  const Bytes key(32, 4);
  const Bytes aad = {9, 9};
  auto body_cipher = XaesBody::make(key, aad);
  auto xaes = Xaes256Gcm::make(key);
  REQUIRE(body_cipher.has_value());
  REQUIRE(xaes.has_value());
  const Bytes plaintext = {1, 2, 3, 4, 5};
  Bytes body(plaintext.size() + 34);
  REQUIRE(body_cipher->seal(plaintext, body));
  Bytes nonce(body.begin(), body.begin() + 12);
  nonce.insert(nonce.end(), 6, 0);
  nonce.insert(nonce.end(), body.begin() + 12, body.begin() + 18);
  Bytes back(plaintext.size());
  REQUIRE(xaes->open(nonce, aad, Octets(body).subspan(18), back));
  CHECK(back == plaintext);
}

TEST_CASE("every byte of a body of sm4-ctr-hmac-sm3 is authenticated, the associated data too") {
  const Bytes key(48, 4);
  auto cipher = CtrHmacBody::make(key, Bytes{1, 2, 3});
  REQUIRE(cipher.has_value());
  CHECK_FALSE(CtrHmacBody::make(Bytes(47), {}).has_value());
  for (const std::size_t size : {0, 1, 16, 40}) {
    const Bytes plaintext(size, 0x31);
    Bytes body(size + 32);
    REQUIRE(cipher->seal(plaintext, body));
    for (std::size_t i = 0; i < body.size(); ++i)
      for (const int bit : {1, 0x80}) {
        auto changed = body;
        changed[i] ^= static_cast<std::uint8_t>(bit);
        Bytes out(size, 0xaa);
        CHECK_FALSE(cipher->open(changed, out));
        CHECK(out == Bytes(size));
      }
    for (const Bytes& aad : {Bytes{1, 2}, Bytes{1, 2, 3, 0}, Bytes{}, Bytes{1, 2, 2}}) {
      auto other = CtrHmacBody::make(key, aad);
      REQUIRE(other.has_value());
      Bytes out(size, 0xaa);
      CHECK_FALSE(other->open(body, out));
    }
    Bytes out(size);
    REQUIRE(cipher->open(body, out));
    CHECK(out == plaintext);
  }
}

}  // namespace
}  // namespace veilgate::test
