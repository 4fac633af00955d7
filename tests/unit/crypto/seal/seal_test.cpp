#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "crypto/base/base64url.hpp"
#include "crypto/seal/field_sealer.hpp"
#include "crypto/seal/opener.hpp"
#include "crypto/seal/rewrapper.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

constexpr const char* kClass = "cn_mobile";

std::vector<Algorithm> token_suites() {
  std::vector<Algorithm> algorithms;
  for (const auto& suite : suites())
    if (!suite.keeps_format && check_offered(suite.algorithm)) algorithms.push_back(suite.algorithm);
  return algorithms;
}

FieldSealer sealer_of(const std::shared_ptr<const Keyring>& keyring, Algorithm suite, const char* of = "acme",
                      const char* class_name = kClass) {
  auto sealer = FieldSealer::make(keyring, tenant(of), class_name, {.suite = suite});
  REQUIRE(sealer.has_value());
  return *std::move(sealer);
}

std::string seal(FieldSealer& sealer, std::string_view value) {
  std::string token;
  REQUIRE(sealer.append_token(value, token).has_value());
  return token;
}

// What opening gives, with every permission there is.
Result<std::string> open(const std::shared_ptr<const Keyring>& keyring, std::string_view token, const char* of = "acme",
                         std::vector<std::string> classes = {kClass, "address", "email"}) {
  Opener opener(keyring, tenant(of));
  std::string out;
  const auto opened = opener.open(token, TestPermit::grant(tenant(of), std::move(classes)), TestPermit::receipt(), out);
  if (opened) return out;
  CHECK(out.empty());
  return opened.error();
}

void check_refusal(const Result<std::string>& opened) {
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == Code::open_refused);
  CHECK(opened.error().origin == Origin::client);
  CHECK(opened.error().note.for_log() == "a token was refused");
}

TEST_CASE("a value comes back from its token, whatever it is") {
  const auto keyring = make_keyring();
  const std::string values[] = {"",
                                "1",
                                "13800138000",
                                "\xe5\xbc\xa0\xe4\xb8\x89",
                                "\xf0\x9f\x98\x80 and \xe2\x80\x8d",
                                std::string("\0\xff\xfe\x80", 4),
                                std::string(15, 'a'),
                                std::string(16, 'b'),
                                std::string(17, 'c'),
                                std::string(100'000, 'd'),
                                std::string(kMostPlaintextBytes, 'e')};
  for (const auto suite : token_suites()) {
    CAPTURE(std::string(to_text(suite)));
    auto sealer = sealer_of(keyring, suite);
    for (const auto& value : values) {
      CAPTURE(value.size());
      const auto token = seal(sealer, value);
      CHECK(token.size() == sealer.token_length(value.size()));
      CHECK(token.size() <= kMostTokenBytes);
      const auto parsed = parse_token(token);
      REQUIRE(parsed.has_value());
      CHECK(parsed->header == TokenHeader{suite, key_id(0, suite), 1, kClass});
      const auto back = open(keyring, token);
      REQUIRE(back.has_value());
      CHECK(*back == value);
      CHECK(sealer.is_own_token(token));
    }
  }
}

TEST_CASE("randomised suites never make a token twice; deterministic ones always") {
  const auto keyring = make_keyring();
  for (const auto suite : token_suites()) {
    CAPTURE(std::string(to_text(suite)));
    auto one = sealer_of(keyring, suite);
    auto two = sealer_of(keyring, suite);
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
      seen.insert(seal(one, "13800138000"));
      seen.insert(seal(two, "13800138000"));
    }
    CHECK(seen.size() == (facts_of(suite).is_deterministic ? 1 : 400));
  }
}

TEST_CASE("deterministic suites: equal if and only if value, tenant and class are") {
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}});
  for (const auto suite : {Algorithm::aes_siv, Algorithm::sm4_siv}) {
    std::set<std::string> bodies;
    std::size_t count = 0;
    for (const char* const of : {"acme", "zeta"})
      for (const char* const class_name : {"cn_mobile", "address"}) {
        auto sealer = sealer_of(keyring, suite, of, class_name);
        for (const char* const value : {"", "a", "b", "13800138000", "13800138001"}) {
          const auto token = seal(sealer, value);
          bodies.insert(std::string(parse_token(token)->body));
          CHECK(seal(sealer, value) == token);
          ++count;
        }
      }
    CHECK(bodies.size() == count);
  }
}

TEST_CASE("no character of a token can be changed, taken away or added") {
  const auto keyring = make_keyring({.tenants = {"acme"}, .versions = {KeyState::suspended, KeyState::active}});
  for (const auto suite : token_suites()) {
    CAPTURE(std::string(to_text(suite)));
    auto sealer = sealer_of(keyring, suite);
    for (const char* const value : {"", "13800138000", "0123456789abcdef0123456789abcdef"}) {
      const auto token = seal(sealer, value);
      for (std::size_t i = 0; i < token.size(); ++i) {
        for (const char c : kBase64UrlAlphabet) {
          auto changed = token;
          changed[i] = c;
          if (changed == token) continue;
          CHECK_FALSE(sealer.is_own_token(changed));
          if (c == 'A' || c == 'B' || c == 'C' || c == 's' || c == 't') check_refusal(open(keyring, changed));
        }
        auto shorter = token;
        shorter.erase(i, 1);
        check_refusal(open(keyring, shorter));
        auto longer = token;
        longer.insert(i, 1, 'A');
        check_refusal(open(keyring, longer));
        check_refusal(open(keyring, token.substr(0, i)));
      }
      CHECK(open(keyring, token).has_value());
    }
  }
}

TEST_CASE("a header moved to another body does not open it") {
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}, .versions = {KeyState::suspended, KeyState::active}});
  for (const auto suite : token_suites()) {
    auto sealer = sealer_of(keyring, suite);
    const auto token = seal(sealer, "13800138000");
    const auto parsed = *parse_token(token);
    const auto with = [&](TokenHeader header) {
      std::string text;
      append_header(header, text);
      return text + std::string(parsed.body);
    };
    REQUIRE(with(parsed.header) == token);
    auto header = parsed.header;
    header.class_name = "address";
    check_refusal(open(keyring, with(header)));
    header = parsed.header;
    header.key_version = 1;
    check_refusal(open(keyring, with(header)));
    header = parsed.header;
    header.key_id = key_id(1, suite);
    check_refusal(open(keyring, with(header)));
    check_refusal(open(keyring, with(header), "zeta"));
    for (const auto other : token_suites()) {
      if (other == suite) continue;
      header = parsed.header;
      header.suite = other;
      check_refusal(open(keyring, with(header)));
      header.key_id = key_id(0, other);
      check_refusal(open(keyring, with(header)));
    }
  }
}

TEST_CASE("one refusal for all: another tenant, class or receipt, a key that is revoked, destroyed or unknown") {
  const auto before = make_keyring({.tenants = {"acme", "zeta"}});
  for (const auto suite : token_suites()) {
    CAPTURE(std::string(to_text(suite)));
    auto sealer = sealer_of(before, suite);
    const auto token = seal(sealer, "13800138000");
    REQUIRE(open(before, token).has_value());
    check_refusal(open(before, token, "zeta"));                                     // another tenant
    check_refusal(open(before, token, "acme", {"address"}));                        // a class not granted
    check_refusal(open(before, token, "acme", {}));                                 // no class granted
    check_refusal(open(make_keyring({.versions = {KeyState::revoked}}), token));    // revoked
    check_refusal(open(make_keyring({.versions = {KeyState::destroyed}}), token));  // destroyed
    check_refusal(open(make_keyring({.tenants = {"other"}}), token, "acme"));       // a key nobody knows
    check_refusal(open(before, "13800138000"));                                     // no token
    check_refusal(open(before, ""));

    Opener opener(before, tenant("acme"));
    std::string out = "kept";
    const auto refused = [&](const DecryptGrant& grant, const AuditReceipt& receipt) {
      const auto opened = opener.open(token, grant, receipt, out);
      check_refusal(opened ? Result<std::string>("") : Result<std::string>(opened.error()));
      CHECK(out == "kept");
    };
    refused(TestPermit::grant(tenant("zeta"), {kClass}), TestPermit::receipt());      // another tenant's grant
    refused(TestPermit::grant(tenant("acme"), {kClass}, 7), TestPermit::receipt(8));  // another decision's receipt
  }
}

TEST_CASE("states of keys: pending and suspended open, only active seals") {
  const auto now = make_keyring();
  for (const auto suite : token_suites()) {
    auto sealer = sealer_of(now, suite);
    const auto token = seal(sealer, "value");
    for (const auto state : {KeyState::suspended, KeyState::pending}) {
      const auto keyring = make_keyring({.versions = {state}});
      CHECK(*open(keyring, token) == "value");
      const auto made = FieldSealer::make(keyring, tenant("acme"), kClass, {.suite = suite});
      REQUIRE_FALSE(made.has_value());
      CHECK(made.error().code == Code::key_unavailable);
    }
  }
}

TEST_CASE("rotation: old tokens open on, new ones have the new version, rewrap brings the old ones over") {
  const auto before = make_keyring();
  const auto after = make_keyring({.versions = {KeyState::suspended, KeyState::active}});
  for (const auto suite : token_suites()) {
    CAPTURE(std::string(to_text(suite)));
    auto old_sealer = sealer_of(before, suite);
    auto new_sealer = sealer_of(after, suite);
    const auto old_token = seal(old_sealer, "13800138000");
    const auto new_token = seal(new_sealer, "13800138000");
    CHECK(*open(after, old_token) == "13800138000");
    CHECK(*open(after, new_token) == "13800138000");
    check_refusal(open(before, new_token));
    CHECK(parse_token(new_token)->header.key_version == 2);
    CHECK(new_sealer.is_own_token(old_token));

    Rewrapper rewrapper(after, tenant("acme"));
    std::string out = ">";
    const auto outcome = rewrapper.append_rewrapped(old_token, out);
    REQUIRE(outcome.has_value());
    CHECK(*outcome == Rewrapper::Outcome::rewrapped);
    const auto rewrapped = out.substr(1);
    CHECK(parse_token(rewrapped)->header == TokenHeader{suite, key_id(0, suite), 2, kClass});
    CHECK(*open(after, rewrapped) == "13800138000");
    CHECK(out.find("13800138000") == std::string::npos);
    if (facts_of(suite).is_deterministic) CHECK(rewrapped == new_token);

    out.clear();
    CHECK(*rewrapper.append_rewrapped(new_token, out) == Rewrapper::Outcome::current);
    CHECK(out == new_token);

    auto tampered = old_token;
    tampered.back() = tampered.back() == 'A' ? 'B' : 'A';
    out = "kept";
    CHECK(rewrapper.append_rewrapped(tampered, out).error().code == Code::open_refused);
    CHECK(out == "kept");
    Rewrapper stopped(make_keyring({.versions = {KeyState::suspended}}), tenant("acme"));
    CHECK(stopped.append_rewrapped(old_token, out).error().code == Code::key_unavailable);
    CHECK(out == "kept");
    Rewrapper others(after, tenant("zeta"));
    CHECK(others.append_rewrapped(old_token, out).error().code == Code::open_refused);
  }
}

TEST_CASE("rewrap keeps a format and its companion") {
  const Format format = {Alphabet::digits, CheckDigit::luhn, false};
  const auto before = make_keyring();
  const auto after = make_keyring({.versions = {KeyState::suspended, KeyState::active}});
  for (const auto suite : {Algorithm::ff1_aes, Algorithm::ff1_sm4}) {
    auto sealer = FieldSealer::make(before, tenant("acme"), "bank_card", {.suite = suite, .format = format});
    REQUIRE(sealer.has_value());
    std::string text;
    std::string companion;
    REQUIRE(sealer->append_formatted("4111 1111 1111 1111", text, companion).has_value());
    Rewrapper rewrapper(after, tenant("acme"));
    std::string new_text;
    std::string new_companion;
    CHECK(*rewrapper.append_rewrapped(text, companion, new_text, new_companion) == Rewrapper::Outcome::rewrapped);
    CHECK(new_text != text);
    CHECK(parse_token(new_companion)->header.key_version == 2);
    Opener opener(after, tenant("acme"));
    std::string back;
    const auto grant = TestPermit::grant(tenant("acme"), {"bank_card"});
    REQUIRE(opener.open_formatted(new_text, new_companion, grant, TestPermit::receipt(), back).has_value());
    CHECK(back == "4111 1111 1111 1111");
    std::string same;
    std::string same_companion;
    CHECK(*rewrapper.append_rewrapped(new_text, new_companion, same, same_companion) == Rewrapper::Outcome::current);
    CHECK(same == new_text);
    CHECK(same_companion == new_companion);
    CHECK(rewrapper.append_rewrapped(new_text, companion, same, same_companion).error().code == Code::open_refused);
  }
}

TEST_CASE("what is a token of ours already: any suite, class and live version of the tenant, and nothing else") {
  const auto before = make_keyring({.tenants = {"acme", "zeta"}});
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}, .versions = {KeyState::suspended, KeyState::active}});
  auto asked = sealer_of(keyring, Algorithm::sm4_siv);
  TokenVerifier verifier(keyring, tenant("acme"));
  for (const auto suite : token_suites())
    for (const char* const class_name : {"cn_mobile", "a", "x.y-z_9"}) {
      auto sealer = sealer_of(before, suite, "acme", class_name);
      const auto token = seal(sealer, "13800138000");
      CHECK(asked.is_own_token(token));
      CHECK(verifier.verify(token));
      auto foreign = sealer_of(before, suite, "zeta", class_name);
      const auto theirs = seal(foreign, "13800138000");
      CHECK_FALSE(asked.is_own_token(theirs));
      CHECK_FALSE(verifier.verify(theirs));
    }
  for (const char* const text : {"", "vg1", "13800138000", "vg1gAAAAABB.cn_mobile.AAAA",
                                 "vg1gAAEAABB.cn_mobile.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    CHECK_FALSE(asked.is_own_token(text));
    CHECK_FALSE(verifier.verify(text));
  }
}

TEST_CASE("more classes and versions than there are places for ciphers are still read") {
  const auto keyring = make_keyring();
  TokenVerifier verifier(keyring, tenant("acme"));
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < 3 * TokenReader::kMostCiphers; ++i) {
    auto sealer = sealer_of(keyring, Algorithm::aes_siv, "acme", ("class" + std::to_string(i)).c_str());
    tokens.push_back(seal(sealer, "value"));
  }
  for (int round = 0; round < 2; ++round)
    for (const auto& token : tokens) CHECK(verifier.verify(token));
}

TEST_CASE("a batch is all or nothing") {
  const auto keyring = make_keyring();
  auto sealer = sealer_of(keyring, Algorithm::aes256_gcm);
  const std::string large(kMostPlaintextBytes + 1, 'x');
  std::vector<std::string_view> values = {"13800138000", "", "\xe5\xbc\xa0\xe4\xb8\x89"};
  std::vector<std::size_t> ends(values.size());
  std::string out = "head";
  REQUIRE(sealer.append_tokens(values, out, ends).has_value());
  std::size_t begin = 4;
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(*open(keyring, std::string_view(out).substr(begin, ends[i] - begin)) == values[i]);
    begin = ends[i];
  }
  CHECK(begin == out.size());
  values[1] = large;
  out = "head";
  const auto failed = sealer.append_tokens(values, out, ends);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().code == Code::seal_refused);
  CHECK(out == "head");
  ends.pop_back();
  CHECK_FALSE(sealer.append_tokens(values, out, ends).has_value());
}

TEST_CASE("what a sealer cannot be made for") {
  const auto keyring = make_keyring();
  const auto fails = [&](const char* of, const char* class_name, const SealSettings& settings, Code code) {
    const auto made = FieldSealer::make(keyring, tenant(of), class_name, settings);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().code == code);
  };
  fails("acme", kClass, {}, Code::bad_config);
  fails("acme", kClass, {.suite = Algorithm::hmac_sm3}, Code::bad_config);
  fails("acme", kClass, {.suite = Algorithm::aes_kw}, Code::bad_config);
  fails("acme", "9", {.suite = Algorithm::aes_siv}, Code::bad_config);
  fails("acme", "", {.suite = Algorithm::aes_siv}, Code::bad_config);
  fails("nobody", kClass, {.suite = Algorithm::aes_siv}, Code::key_unavailable);
  fails("acme", kClass, {.suite = Algorithm::aes_siv, .index = {IndexKind::none}}, Code::bad_config);
  fails("acme", kClass,
        {.suite = Algorithm::aes_siv, .index = {IndexKind::exact}, .index_algorithm = Algorithm::aes_siv},
        Code::key_unavailable);
  if (!check_offered(Algorithm::sm4_gcm)) fails("acme", kClass, {.suite = Algorithm::sm4_gcm}, Code::bad_config);
  auto sealer = sealer_of(keyring, Algorithm::aes_siv);
  std::string out = "kept";
  std::string companion;
  CHECK(sealer.append_formatted("13800138000", out, companion).error().code == Code::seal_refused);
  CHECK(sealer.append_index("13800138000", IndexKind::exact, out).error().code == Code::bad_config);
  CHECK(sealer.append_token(std::string(kMostPlaintextBytes + 1, 'x'), out).error().code == Code::seal_refused);
  CHECK(out == "kept");
}

}  // namespace
}  // namespace veilgate::test
