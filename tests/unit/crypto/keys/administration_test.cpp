#include "crypto/keys/administration.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <set>
#include <string>

#include "tests/support/temporary_folder.hpp"
#include "tests/unit/crypto/keys/faulty_files.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;
using std::chrono::days;
using std::chrono::seconds;

constexpr Time kNow{seconds{1'800'000'000}};

TenantId acme() {
  return *TenantId::parse("acme");
}

NewKey data_key() {
  NewKey key;
  key.tenant = acme();
  key.purpose = Purpose::data;
  key.algorithm = Algorithm::aes256_gcm;
  return key;
}

struct Case {
  Case() {
    source = make_file_source(quick_files(), folder.path("kek"));
    REQUIRE(source->create(1).has_value());
    auto made = make_document(*source, Algorithm::aes_kw, kNow);
    REQUIRE(made.has_value());
    document = std::move(*made);
    REQUIRE(create_tenant(document, acme(), kNow).has_value());
    const auto key = create_key(document, data_key(), kNow);
    REQUIRE(key.has_value());
    id = key->id;
  }

  KeyState state(KeyVersion version) { return document.find_key(id, version)->parameters.state; }
  KeyVersion sealing_version(Time now) {
    const auto keyring = make_keyring(document, now);
    REQUIRE(keyring.has_value());
    const auto* const key = (*keyring)->active_data_key("acme", Algorithm::aes256_gcm);
    return key == nullptr ? 0 : key->parameters().version;
  }
  KeyId audit_id() const { return document.keys.front().parameters.id; }

  TemporaryFolder folder;
  std::unique_ptr<ManagedKeySource> source;
  KeyringDocument document;
  KeyId id;
};

TEST_CASE("every version has a secret of its own, and rotating leaves the old ones as they are") {
  Case c;
  const SecretBytes first = c.document.find_key(c.id, 1)->secret.clone();
  for (KeyVersion version = 2; version <= 5; ++version) {
    const auto made = rotate_key(c.document, c.id, {}, kNow);
    REQUIRE(made.has_value());
    CHECK(made->version == version);
    CHECK(c.sealing_version(kNow) == version);
  }
  CHECK(c.document.find_key(c.id, 1)->secret == first);
  for (KeyVersion a = 1; a <= 5; ++a) {
    for (KeyVersion b = a + 1; b <= 5; ++b) {
      CHECK_FALSE(c.document.find_key(c.id, a)->secret == c.document.find_key(c.id, b)->secret);
    }
  }
}

TEST_CASE("a dated version takes over by itself, and an operation after that starts from what is in force") {
  Case c;
  Rotation later;
  later.is_pending = true;
  later.not_before = kNow + days{1};
  later.not_after = kNow + days{2};
  REQUIRE(rotate_key(c.document, c.id, later, kNow).has_value());
  CHECK(c.sealing_version(kNow) == 1);
  CHECK(c.sealing_version(kNow + days{1}) == 2);
  CHECK(c.sealing_version(kNow + days{2}) == 0);
  // Version 1 does not come back when something else is done after the end.
  REQUIRE(suspend_key(c.document, {c.id, 1}, kNow + days{3}).has_value() == false);
  CHECK(c.state(1) == KeyState::suspended);
  CHECK(c.state(2) == KeyState::suspended);
  CHECK_FALSE(resume_key(c.document, {c.id, 2}, kNow + days{3}).has_value());  // expired
  REQUIRE(rotate_key(c.document, c.id, {}, kNow + days{3}).has_value());
  CHECK(c.sealing_version(kNow + days{3}) == 3);
}

TEST_CASE("what is due") {
  Case c;
  CHECK(list_due(c.document, kNow + days{10'000}).empty());
  NewKey key = data_key();
  key.algorithm = Algorithm::sm4_siv;
  key.rotation_period = days{100};
  const auto made = create_key(c.document, key, kNow);
  REQUIRE(made.has_value());
  CHECK(list_due(c.document, kNow + days{90} - seconds{1}).empty());
  CHECK(list_due(c.document, kNow + days{90}) == std::vector<KeyId>{made->id});
  REQUIRE(rotate_key(c.document, made->id, {}, kNow + days{90}).has_value());
  CHECK(list_due(c.document, kNow + days{90}).empty());
  CHECK(list_due(c.document, kNow + days{180}) == std::vector<KeyId>{made->id});
}

TEST_CASE("what is refused changes nothing") {
  struct Row {
    const char* name;
    std::function<bool(Case&)> is_done;
    Code code;
  };
  const auto attempt = [](auto result, Code& code) {
    if (!result) code = result.error().code;
    return result.has_value();
  };
  Code code = Code::internal;
  const auto create = [&](const std::function<void(NewKey&)>& spoil) {
    return [&, spoil](Case& c) {
      NewKey key = data_key();
      key.algorithm = Algorithm::aes_siv;
      spoil(key);
      return attempt(create_key(c.document, key, kNow), code);
    };
  };
  for (const Row& row : {
           Row{"another key for the same", create([](NewKey& k) { k.algorithm = Algorithm::aes256_gcm; }),
               Code::bad_request},
           {"an unknown tenant", create([](NewKey& k) { k.tenant = *TenantId::parse("nobody"); }),
            Code::key_unavailable},
           {"no tenant", create([](NewKey& k) { k.tenant.reset(); }), Code::bad_request},
           {"a wrapping key", create([](NewKey& k) {
              k.purpose = Purpose::tenant_kek;
              k.algorithm = Algorithm::aes_kw;
            }),
            Code::bad_request},
           {"a hash that seals", create([](NewKey& k) { k.algorithm = Algorithm::hmac_sm3; }), Code::bad_request},
           {"expired at birth", create([](NewKey& k) { k.not_after = kNow; }), Code::bad_request},
           {"an audit key of a tenant", create([](NewKey& k) {
              k.purpose = Purpose::audit;
              k.algorithm = Algorithm::hmac_sm3;
            }),
            Code::bad_request},
           {"destroying what is active",
            [&](Case& c) {
              return attempt(destroy_key(c.document, {c.id, 1}), code);
            },
            Code::bad_request},
           {"destroying an audit key",
            [&](Case& c) {
              return attempt(destroy_key(c.document, {c.audit_id(), std::nullopt}), code);
            },
            Code::bad_request},
           {"suspending the audit key",
            [&](Case& c) {
              return attempt(suspend_key(c.document, {c.audit_id(), std::nullopt}, kNow), code);
            },
            Code::bad_request},
           {"revoking the audit key",
            [&](Case& c) {
              return attempt(revoke_key(c.document, {c.audit_id(), std::nullopt}, kNow), code);
            },
            Code::bad_request},
           {"an unknown key", [&](Case& c) { return attempt(rotate_key(c.document, KeyId{1}, {}, kNow), code); },
            Code::key_unavailable},
           {"an unknown version",
            [&](Case& c) {
              return attempt(resume_key(c.document, {c.id, 9}, kNow), code);
            },
            Code::key_unavailable},
           {"resuming what is active",
            [&](Case& c) {
              return attempt(resume_key(c.document, {c.id, 1}, kNow), code);
            },
            Code::bad_request},
           {"a tenant twice", [&](Case& c) { return attempt(create_tenant(c.document, acme(), kNow), code); },
            Code::bad_request},
           {"shredding nobody",
            [&](Case& c) { return attempt(shred_tenant(c.document, *TenantId::parse("nobody")), code); },
            Code::key_unavailable},
       }) {
    CAPTURE(row.name);
    Case c;
    const auto before = *render_document(c.document);
    CHECK_FALSE(row.is_done(c));
    CHECK(code == row.code);
    CHECK(*render_document(c.document) == before);
  }
}

TEST_CASE("shredding forgets all of a tenant's secrets, active ones too, and nothing of others or of the audit") {
  Case c;
  const auto other = *TenantId::parse("zeta");
  REQUIRE(create_tenant(c.document, other, kNow).has_value());
  NewKey key = data_key();
  key.tenant = other;
  REQUIRE(create_key(c.document, key, kNow).has_value());
  const auto destroyed = shred_tenant(c.document, acme());
  REQUIRE(destroyed.has_value());
  CHECK(destroyed->size() == 1);
  for (const StoredKey& stored : c.document.keys) {
    CHECK(stored.secret.empty() == (stored.parameters.tenant == acme()));
  }
  CHECK(c.document.find_tenant(acme())->kek.empty());
  CHECK_FALSE(c.document.find_tenant(other)->kek.empty());
  CHECK(create_key(c.document, data_key(), kNow).error().code == Code::bad_request);
  CHECK(rotate_key(c.document, c.id, {}, kNow).error().code == Code::bad_request);
}

TEST_CASE("key names") {
  CHECK(to_text(*parse_key_name("1f2e3d4c")) == "1f2e3d4c");
  CHECK(to_text(*parse_key_name("1f2e3d4c:12")) == "1f2e3d4c:12");
  for (const char* wrong :
       {"", "1f2e3d4c:", "1f2e3d4c:0", "1f2e3d4c:-1", "1f2e3d4c:1x", "1f2e3d4c:99999999999", ":1"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_key_name(wrong).has_value());
  }
}

}  // namespace
}  // namespace veilgate::test
