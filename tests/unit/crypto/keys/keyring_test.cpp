#include "crypto/keys/keyring.hpp"

#include <doctest/doctest.h>

#include <string>

namespace veilgate::test {
namespace {

using namespace crypto;
using std::chrono::seconds;

constexpr Time kNow{seconds{1'800'000'000}};

KeyParameters parameters(std::uint32_t id, KeyVersion version, KeyState state, Purpose purpose = Purpose::data,
                         Algorithm algorithm = Algorithm::aes256_gcm, const char* tenant = "acme") {
  KeyParameters made;
  made.id = KeyId{id};
  made.version = version;
  made.state = state;
  made.purpose = purpose;
  made.algorithm = algorithm;
  if (purpose != Purpose::audit) made.tenant = *TenantId::parse(tenant);
  return made;
}

template <class K>
K key(KeyParameters of) {
  auto made = K::make(std::move(of), SecretBytes(kKeyBytes));
  REQUIRE(made.has_value());
  return std::move(*made);
}

std::shared_ptr<const Keyring> build(KeyringBuilder& builder, Time now = kNow) {
  auto built = std::move(builder).build(now);
  REQUIRE(built.has_value());
  return *built;
}

TEST_CASE("keys are found by tenant and algorithm for sealing, by id and version for opening") {
  KeyringBuilder builder;
  builder.add(key<DataKey>(parameters(1, 1, KeyState::suspended)))
      .add(key<DataKey>(parameters(1, 2, KeyState::active)))
      .add(key<DataKey>(parameters(1, 3, KeyState::pending)))
      .add(key<DataKey>(parameters(2, 1, KeyState::active, Purpose::data, Algorithm::sm4_siv)))
      .add(key<DataKey>(parameters(3, 1, KeyState::active, Purpose::data, Algorithm::aes256_gcm, "zeta")))
      .add_entry(parameters(4, 1, KeyState::revoked))
      .add_entry(parameters(5, 1, KeyState::destroyed, Purpose::data, Algorithm::aes256_gcm, "gone"))
      .set_generation(9);
  const auto keyring = build(builder);
  const DataKey* const active = keyring->active_data_key("acme", Algorithm::aes256_gcm);
  REQUIRE(active != nullptr);
  CHECK(active->parameters().version == 2);
  CHECK(keyring->active_data_key("acme", Algorithm::sm4_siv)->parameters().id == KeyId{2});
  CHECK(keyring->active_data_key("acme", Algorithm::ff1_aes) == nullptr);
  CHECK(keyring->active_data_key("nobody", Algorithm::aes256_gcm) == nullptr);
  for (const KeyVersion version : {1, 2, 3}) CHECK(keyring->data_key(KeyId{1}, version) != nullptr);
  CHECK(keyring->data_key(KeyId{1}, 4) == nullptr);
  CHECK(keyring->data_key(KeyId{4}, 1) == nullptr);
  CHECK(keyring->data_key(KeyId{5}, 1) == nullptr);
  CHECK(keyring->tenants() == std::vector<std::string>{"acme", "zeta"});
  CHECK_FALSE(keyring->has_tenant("gone"));
  CHECK(keyring->entries().size() == 7);
  CHECK(keyring->generation() == 9);
  CHECK_FALSE(keyring->next_change());
}

TEST_CASE("a query gets every live version of an index key, newest first") {
  KeyringBuilder builder;
  constexpr auto kIndex = Purpose::index;
  constexpr auto kSm3 = Algorithm::hmac_sm3;
  builder.add_entry(parameters(1, 1, KeyState::revoked, kIndex, kSm3))
      .add(key<IndexKey>(parameters(1, 2, KeyState::suspended, kIndex, kSm3)))
      .add(key<IndexKey>(parameters(1, 3, KeyState::active, kIndex, kSm3)))
      .add(key<IndexKey>(parameters(2, 1, KeyState::active, kIndex, Algorithm::hmac_sha256)));
  const auto keyring = build(builder);
  const auto live = keyring->live_index_keys("acme", kSm3);
  REQUIRE(live.size() == 2);
  CHECK(live[0]->parameters().version == 3);
  CHECK(live[1]->parameters().version == 2);
  CHECK(keyring->active_index_key("acme", kSm3) == live[0]);
  CHECK(keyring->live_index_keys("nobody", kSm3).empty());
  CHECK(keyring->active_index_key("nobody", kSm3) == nullptr);
}

TEST_CASE("audit and pseudonym keys") {
  KeyringBuilder builder;
  builder.add(key<AuditKey>(parameters(7, 1, KeyState::suspended, Purpose::audit, Algorithm::hmac_sha256)))
      .add(key<AuditKey>(parameters(7, 2, KeyState::active, Purpose::audit, Algorithm::hmac_sha256)))
      .add(key<PseudonymKey>(parameters(8, 1, KeyState::active, Purpose::pseudonym, Algorithm::hmac_sm3)));
  const auto keyring = build(builder);
  CHECK(keyring->active_audit_key()->parameters().version == 2);
  CHECK(keyring->audit_key(KeyId{7}, 1) != nullptr);
  CHECK(keyring->active_pseudonym_key("acme")->parameters().id == KeyId{8});
  CHECK(keyring->active_pseudonym_key("zeta") == nullptr);
}

TEST_CASE("dates take effect: expiry suspends, a dated pending version takes over") {
  auto old = parameters(1, 1, KeyState::active);
  auto next = parameters(1, 2, KeyState::pending);
  next.not_before = kNow + seconds{100};
  next.not_after = kNow + seconds{200};
  const auto at = [&](Time now) {
    KeyringBuilder builder;
    builder.add(key<DataKey>(old)).add(key<DataKey>(next));
    return build(builder, now);
  };
  const auto version_at = [&](seconds offset) {
    const auto keyring = at(kNow + offset);
    const DataKey* const active = keyring->active_data_key("acme", Algorithm::aes256_gcm);
    return active == nullptr ? 0U : active->parameters().version;
  };
  CHECK(version_at(seconds{0}) == 1);
  CHECK(version_at(seconds{99}) == 1);
  CHECK(version_at(seconds{100}) == 2);
  CHECK(version_at(seconds{199}) == 2);
  CHECK(version_at(seconds{200}) == 0);  // expired; the version before does not come back
  CHECK(at(kNow)->next_change() == kNow + seconds{100});
  CHECK(at(kNow + seconds{100})->next_change() == kNow + seconds{200});
  CHECK_FALSE(at(kNow + seconds{200})->next_change());
  for (const auto offset : {0, 100, 200}) {  // both always open
    const auto keyring = at(kNow + seconds{offset});
    CHECK(keyring->data_key(KeyId{1}, 1) != nullptr);
    CHECK(keyring->data_key(KeyId{1}, 2) != nullptr);
  }
  CHECK(at(kNow + seconds{100})->data_key(KeyId{1}, 1)->parameters().state == KeyState::suspended);

  old.not_before = kNow + seconds{1};
  CHECK(version_at(seconds{0}) == 0);
}

TEST_CASE("a pending version without a date waits for the operator") {
  KeyringBuilder builder;
  builder.add(key<DataKey>(parameters(1, 1, KeyState::pending)));
  CHECK(build(builder)->active_data_key("acme", Algorithm::aes256_gcm) == nullptr);
}

TEST_CASE("contradictions are refused") {
  const auto refused = [](KeyringBuilder builder) { CHECK_FALSE(std::move(builder).build(kNow).has_value()); };
  SUBCASE("an id and version twice") {
    KeyringBuilder builder;
    builder.add(key<DataKey>(parameters(1, 1, KeyState::active)))
        .add(key<DataKey>(parameters(1, 1, KeyState::suspended)));
    refused(std::move(builder));
  }
  SUBCASE("an id of two purposes") {
    KeyringBuilder builder;
    builder.add(key<DataKey>(parameters(1, 1, KeyState::active)))
        .add(key<IndexKey>(parameters(1, 2, KeyState::active, Purpose::index, Algorithm::hmac_sha256)));
    refused(std::move(builder));
  }
  SUBCASE("an id of two tenants") {
    KeyringBuilder builder;
    builder.add(key<DataKey>(parameters(1, 1, KeyState::active)))
        .add(key<DataKey>(parameters(1, 2, KeyState::suspended, Purpose::data, Algorithm::aes256_gcm, "zeta")));
    refused(std::move(builder));
  }
  SUBCASE("two active versions") {
    KeyringBuilder builder;
    builder.add(key<DataKey>(parameters(1, 1, KeyState::active))).add(key<DataKey>(parameters(1, 2, KeyState::active)));
    refused(std::move(builder));
  }
  SUBCASE("two keys for one thing") {
    KeyringBuilder builder;
    builder.add(key<DataKey>(parameters(1, 1, KeyState::active)))
        .add(key<DataKey>(parameters(2, 1, KeyState::suspended)));
    refused(std::move(builder));
  }
}

}  // namespace
}  // namespace veilgate::test
