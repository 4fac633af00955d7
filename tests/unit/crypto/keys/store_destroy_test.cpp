// What was destroyed cannot be had from what is left, nor from what was kept.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "crypto/keys/administration.hpp"
#include "tests/unit/crypto/keys/keyrings.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

TEST_CASE("what was shredded cannot be had from any old copy, not with all that is left") {
  for (const Algorithm wrap : {Algorithm::aes_kw, Algorithm::sm4_siv}) {
    Keyrings keyrings(wrap);
    keyrings.make();
    rotate(quick_files(), keyrings);
    const std::string backup = keyrings.folder().read("keyring");
    const std::string old = keyrings.folder().read("keyring.old");
    auto source = keyrings.source();
    shred_acme(quick_files(), keyrings);
    for (const std::string& copy : {backup, old}) {
      const auto refused = parse_document(copy, *source);
      REQUIRE_FALSE(refused.has_value());
      CHECK(refused.error().code == Code::key_unavailable);
      CHECK(refused.error().note.for_log().find("destroyed") != std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(keyrings.path() + ".old"));
    CHECK(keyrings.reopen(*source).document().epoch == 2);
  }
}

TEST_CASE("destroying one key renews its tenant's KEK, so that the live keyring does not open the old copy's key") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  SecretBytes kek_before;
  {
    KeyringStore store = keyrings.reopen(*source);
    kek_before = store.document().tenants.at(tenant("acme")).kek.clone();
    const auto destroyed = destroy_key(store.document(), {keyrings.id("acme"), 1});
    REQUIRE(destroyed.has_value());
    REQUIRE(destroyed->size() == 1);
    const auto done = store.commit_in_new_epoch({"keys.destroy", {}});
    REQUIRE(done.has_value());
    CHECK(*done == Destruction::done);
  }
  KeyringStore store = keyrings.reopen(*source);
  CHECK_FALSE(store.document().tenants.at(tenant("acme")).kek == kek_before);
  CHECK(store.document().find_key(keyrings.id("acme"), 1)->secret.empty());
  CHECK_FALSE(store.document().find_key(keyrings.id("acme"), 2)->secret.empty());
  const auto keyring = make_keyring(store.document(), kNow);
  REQUIRE(keyring.has_value());
  CHECK((*keyring)->data_key(keyrings.id("acme"), 1) == nullptr);
  CHECK((*keyring)->active_data_key("acme", Algorithm::aes256_gcm) != nullptr);
}

TEST_CASE("a KEK in the environment: the operator takes the old one out, and the next command finishes") {
  const TemporaryFolder folder;
  const std::string first = " 1:" + std::string(42, 'A') + "E";
  const std::string second = " 2:" + std::string(42, 'B') + "E";
  const auto set = [](const std::string& words) {
    setenv("VEILGATE_TEST_STORE_KEK", ("veilgate-kek-1" + words).c_str(), 1);
  };
  auto source = make_environment_source("VEILGATE_TEST_STORE_KEK");
  const auto path = folder.path("keyring");
  set(first);
  {
    auto store = KeyringStore::create(quick_files(), path, *source, Algorithm::aes_kw, true, kNow);
    REQUIRE(store.has_value());
    REQUIRE(create_tenant(store->document(), tenant("acme"), kNow).has_value());
    REQUIRE(store->commit({"tenants.create", {}}).has_value());
  }
  const auto shred = [&] {
    auto store = KeyringStore::open(quick_files(), path, *source, kNow);
    REQUIRE(store.has_value());
    if (auto shredded = shred_tenant(store->document(), tenant("acme")); !shredded) {
      return Result<Destruction>(shredded.error());
    }
    return store->commit_in_new_epoch({"tenants.shred", {}});
  };
  CHECK(shred().error().note.for_log().find("keys make-kek --epoch 2") != std::string::npos);
  set(first + second);
  const auto by_hand = shred();
  REQUIRE(by_hand.has_value());
  CHECK(*by_hand == Destruction::by_operator);
  {
    const auto store = KeyringStore::open(quick_files(), path, *source, kNow);
    REQUIRE(store.has_value());
    CHECK(store->document().retired == std::vector<Epoch>{1});
  }
  set(second);
  const auto store = KeyringStore::open(quick_files(), path, *source, kNow);
  REQUIRE(store.has_value());
  CHECK(store->document().retired.empty());
  unsetenv("VEILGATE_TEST_STORE_KEK");
}

}  // namespace
}  // namespace veilgate::test
