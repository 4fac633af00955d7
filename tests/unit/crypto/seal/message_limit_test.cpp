// What a key version may seal in a process, and what happens then.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "crypto/seal/field_sealer.hpp"
#include "tests/support/test_keyring.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

constexpr Time kNow{std::chrono::seconds{1'800'000'000}};

struct Version {
  KeyState state = KeyState::active;
  std::uint64_t limit = 0;
  Time not_before{};
};

// Key 7 of acme in these versions.
std::shared_ptr<const Keyring> keyring_of(Algorithm suite, const std::vector<Version>& versions,
                                          const Keyring* before = nullptr) {
  KeyringBuilder builder;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    KeyParameters facts;
    facts.id = KeyId{7};
    facts.version = static_cast<KeyVersion>(i + 1);
    facts.tenant = tenant("acme");
    facts.purpose = Purpose::data;
    facts.algorithm = suite;
    facts.state = versions[i].state;
    facts.message_limit = versions[i].limit;
    facts.not_before = versions[i].not_before;
    builder.add(*DataKey::make(facts, test_secret("acme", suite, facts.version)));
  }
  if (before != nullptr) builder.count_with(before->counters());
  auto built = std::move(builder).build(kNow);
  REQUIRE(built.has_value());
  return *built;
}

FieldSealer sealer_of(std::shared_ptr<const Keyring> keyring, Algorithm suite) {
  auto made = FieldSealer::make(std::move(keyring), tenant("acme"), "cn_mobile",
                                {.suite = suite, .format = {Alphabet::digits, CheckDigit::none, false}});
  REQUIRE(made.has_value());
  return *std::move(made);
}

// The version a value was sealed with; 0: it was refused for want of a key.
KeyVersion version_sealed(FieldSealer& sealer) {
  std::string text = "kept";
  std::string companion = "kept";
  const auto sealed = sealer.keeps_format() ? sealer.append_formatted("13800138000", text, companion)
                                            : sealer.append_token("13800138000", text);
  if (!sealed) {
    CHECK(sealed.error().code == Code::key_unavailable);
    CHECK(text == "kept");
    CHECK(companion == "kept");
    return 0;
  }
  return parse_token(sealer.keeps_format() ? std::string_view(companion).substr(4) : std::string_view(text).substr(4))
      ->header.key_version;
}

std::vector<KeyVersion> versions_sealed(FieldSealer& sealer, int values) {
  std::vector<KeyVersion> versions;
  for (int i = 0; i < values; ++i) versions.push_back(version_sealed(sealer));
  return versions;
}

constexpr Algorithm kCounted[] = {Algorithm::sm4_ctr_hmac_sm3, Algorithm::aes_siv, Algorithm::sm4_siv,
                                  Algorithm::ff1_aes, Algorithm::ff1_sm4};

TEST_CASE("at its limit a version hands over to the one that is pending, and the last one refuses") {
  for (const auto suite : kCounted) {
    CAPTURE(std::string(to_text(suite)));
    const auto keyring = keyring_of(
        suite, {{KeyState::suspended, 0}, {KeyState::active, 3}, {KeyState::pending, 2}, {KeyState::pending, 1}});
    auto sealer = sealer_of(keyring, suite);
    CHECK(versions_sealed(sealer, 8) == std::vector<KeyVersion>{2, 2, 2, 3, 3, 4, 0, 0});
    // What was sealed with any of them is known again.
    auto another = sealer_of(keyring, suite);
    CHECK(version_sealed(another) == 0);
  }
}

TEST_CASE("without a pending version a limit refuses, and says which key and what to do") {
  auto sealer = sealer_of(keyring_of(Algorithm::aes_siv, {{KeyState::active, 1}}), Algorithm::aes_siv);
  CHECK(version_sealed(sealer) == 1);
  std::string out;
  const auto refused = sealer.append_token("13800138000", out);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().note.for_log().find("key 00000007 version 1 of tenant acme") != std::string::npos);
  CHECK(refused.error().note.for_log().find("rotate") != std::string::npos);
  CHECK(refused.error().note.for_log().find("138") == std::string::npos);
}

TEST_CASE("a pending version whose date lies ahead is not taken before") {
  const auto keyring = keyring_of(
      Algorithm::aes_siv,
      {{KeyState::active, 1}, {KeyState::pending, 0, kNow + std::chrono::seconds{1}}, {KeyState::pending, 0}});
  auto sealer = sealer_of(keyring, Algorithm::aes_siv);
  CHECK(versions_sealed(sealer, 2) == std::vector<KeyVersion>{1, 3});
}

TEST_CASE("all sealers of a process count together, in the keyrings that follow one another too") {
  const std::vector<Version> versions = {{KeyState::active, 6}, {KeyState::pending, 0}};
  const auto first = keyring_of(Algorithm::sm4_siv, versions);
  {
    auto one = sealer_of(first, Algorithm::sm4_siv);
    auto two = sealer_of(first, Algorithm::sm4_siv);
    CHECK(versions_sealed(one, 2) == std::vector<KeyVersion>{1, 1});
    CHECK(versions_sealed(two, 2) == std::vector<KeyVersion>{1, 1});
  }
  const auto second = keyring_of(Algorithm::sm4_siv, versions, first.get());
  auto later = sealer_of(second, Algorithm::sm4_siv);
  CHECK(versions_sealed(later, 3) == std::vector<KeyVersion>{1, 1, 2});
  const auto third = second->at(kNow + std::chrono::seconds{5});
  REQUIRE(third.has_value());
  auto last = sealer_of(*third, Algorithm::sm4_siv);
  CHECK(version_sealed(last) == 2);
  // A process of its own begins anew.
  auto fresh = sealer_of(keyring_of(Algorithm::sm4_siv, versions), Algorithm::sm4_siv);
  CHECK(version_sealed(fresh) == 1);
}

TEST_CASE("values that could not be sealed do not count, nor does what a sealer took and never sealed") {
  const auto keyring = keyring_of(Algorithm::ff1_aes, {{KeyState::active, 4'096}});
  const auto& counter = *keyring->counter_of(*keyring->data_key(KeyId{7}, 1));
  {
    auto sealer = sealer_of(keyring, Algorithm::ff1_aes);
    std::string out;
    std::string companion;
    for (int i = 0; i < 100; ++i) CHECK_FALSE(sealer.append_formatted("no number", out, companion).has_value());
    CHECK(version_sealed(sealer) == 1);
    CHECK(counter.taken() >= 1);
  }
  CHECK(counter.taken() == 1);
}

TEST_CASE("threads never seal more than the limit, and leave none of it unused") {
  constexpr std::uint64_t kLimit = 5'000;
  const auto keyring = keyring_of(Algorithm::aes_siv, {{KeyState::active, kLimit}, {KeyState::pending, 0}});
  std::vector<std::uint64_t> sealed(4);
  std::vector<std::thread> threads;
  for (auto& count : sealed) {
    threads.emplace_back([&keyring, &count] {
      auto sealer = sealer_of(keyring, Algorithm::aes_siv);
      for (int i = 0; i < 2'000; ++i) count += version_sealed(sealer) == 1 ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  std::uint64_t total = 0;
  for (const auto count : sealed) total += count;
  CHECK(total == kLimit);
}

TEST_CASE("aes256-gcm goes on for ever: before the limit each sealer draws a new subkey by itself") {
  const auto keyring = keyring_of(Algorithm::aes256_gcm, {{KeyState::active, 10}});
  auto sealer = sealer_of(keyring, Algorithm::aes256_gcm);
  std::map<std::string, int> of_subkey;
  for (int i = 0; i < 95; ++i) {
    std::string token;
    REQUIRE(sealer.append_token("13800138000", token).has_value());
    CHECK(parse_token(token)->header.key_version == 1);
    ++of_subkey[std::string(parse_token(token)->body.substr(0, 16))];  // the selector: 12 bytes
    CHECK(sealer.is_own_token(token));
  }
  CHECK(of_subkey.size() == 10);
  for (const auto& [selector, messages] : of_subkey) CHECK(messages <= 10);
}

TEST_CASE("the bounds of the suites hold where a key says nothing, and no key can raise them") {
  KeyParameters key;
  for (const auto suite : kCounted) {
    key.algorithm = suite;
    key.message_limit = 0;
    const auto bound = limit_of(key);
    CHECK(bound >= std::uint64_t{1} << 44);
    CHECK(bound <= std::uint64_t{1} << 48);
    key.message_limit = ~std::uint64_t{0};
    CHECK(limit_of(key) == bound);
    key.message_limit = 5;
    CHECK(limit_of(key) == 5);
  }
  MessageCounter counter;
  CHECK(counter.take(~std::uint64_t{0}, 100) == 100);
  CHECK(counter.take(1, 100) == 0);
  counter.give_back(30);
  CHECK(counter.take(64, 100) == 30);
  CHECK(counter.take(1, 0) == 1);
}

}  // namespace
}  // namespace veilgate::test
