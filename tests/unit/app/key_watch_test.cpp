#include "proxy/app/key_watch.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace veilgate::proxy {
namespace {

using namespace crypto;
using std::chrono::seconds;

constexpr Time kNow{seconds{1'800'000'000}};

KeyParameters version_of(KeyVersion version, KeyState state) {
  KeyParameters facts;
  facts.id = KeyId{7};
  facts.version = version;
  facts.tenant = *TenantId::parse("acme");
  facts.purpose = Purpose::data;
  facts.algorithm = Algorithm::aes_siv;
  facts.state = state;
  return facts;
}

std::shared_ptr<const Keyring> keyring_of(const std::vector<KeyParameters>& versions, Time now = kNow) {
  KeyringBuilder builder;
  for (const auto& facts : versions) builder.add(*DataKey::make(facts, SecretBytes(kKeyBytes)));
  auto built = std::move(builder).build(now);
  REQUIRE(built.has_value());
  return *built;
}

KeyVersion active(const Keyring& keyring) {
  const DataKey* const key = keyring.active_data_key("acme", Algorithm::aes_siv);
  return key == nullptr ? 0 : key->parameters().version;
}

TEST_CASE("due when a date has come, not before; again a while after a failure") {
  auto next = version_of(2, KeyState::pending);
  next.not_before = kNow + seconds{100};
  const auto keyring = keyring_of({version_of(1, KeyState::active), next});
  KeyWatch watch;
  CHECK_FALSE(watch.is_due(*keyring, kNow));
  CHECK_FALSE(watch.is_due(*keyring, kNow + seconds{99}));
  CHECK(watch.is_due(*keyring, kNow + seconds{100}));
  watch.failed(kNow + seconds{100});
  CHECK_FALSE(watch.is_due(*keyring, kNow + seconds{101}));
  CHECK(watch.is_due(*keyring, kNow + seconds{100} + KeyWatch::kRetry));
  watch.succeeded();
  CHECK(watch.is_due(*keyring, kNow + seconds{101}));
  // A clock set back after a failure does not make it wait for longer than that.
  watch.failed(kNow + seconds{10'000});
  CHECK(watch.is_due(*keyring, kNow + seconds{100}));
  CHECK_FALSE(watch.is_due(*keyring_of({version_of(1, KeyState::active)}), kNow + seconds{1'000'000}));
}

TEST_CASE("a clock that goes back brings no state back: not the version before, not an expired one") {
  auto next = version_of(2, KeyState::pending);
  next.not_before = kNow + seconds{100};
  next.not_after = kNow + seconds{200};
  auto keyring = keyring_of({version_of(1, KeyState::active), next});
  CHECK(active(*keyring) == 1);
  const auto go_to = [&](seconds offset) {
    auto later = keyring->at(kNow + offset);
    REQUIRE(later.has_value());
    keyring = *later;
    return active(*keyring);
  };
  CHECK(go_to(seconds{99}) == 1);
  CHECK(go_to(seconds{100}) == 2);
  CHECK(go_to(seconds{-5'000}) == 2);
  CHECK(keyring->built_for() == kNow + seconds{100});
  CHECK_FALSE(KeyWatch().is_due(*keyring, kNow - seconds{5'000}));
  CHECK(go_to(seconds{200}) == 0);
  CHECK(go_to(seconds{150}) == 0);
  CHECK_FALSE(keyring->next_change());
  CHECK(keyring->data_key(KeyId{7}, 1) != nullptr);
  CHECK(keyring->data_key(KeyId{7}, 2) != nullptr);
}

TEST_CASE("a version that has sealed nine tenths of its limit is told once, with what follows") {
  auto limited = version_of(1, KeyState::active);
  limited.message_limit = 100;
  const auto keyring = keyring_of({limited, version_of(2, KeyState::pending)});
  auto& counter = *keyring->counter_of(*keyring->data_key(KeyId{7}, 1));
  KeyWatch watch;
  CHECK(counter.take(89, 100) == 89);
  CHECK(watch.nearly_spent(*keyring).empty());
  CHECK(counter.take(1, 100) == 1);
  const auto told = watch.nearly_spent(*keyring);
  REQUIRE(told.size() == 1);
  CHECK(told[0].find("version 1 of tenant acme has sealed 90 of the 100") != std::string::npos);
  CHECK(told[0].find("version 2 follows") != std::string::npos);
  CHECK(watch.nearly_spent(*keyring).empty());
  const auto alone = keyring_of({limited});
  CHECK(alone->counter_of(*alone->data_key(KeyId{7}, 1))->take(100, 100) == 100);
  const auto warned = KeyWatch().nearly_spent(*alone);
  REQUIRE(warned.size() == 1);
  CHECK(warned[0].find("rotate it") != std::string::npos);
}

}  // namespace
}  // namespace veilgate::proxy
