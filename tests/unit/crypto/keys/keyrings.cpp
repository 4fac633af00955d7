#include "tests/unit/crypto/keys/keyrings.hpp"

#include <doctest/doctest.h>

#include "crypto/keys/administration.hpp"

namespace veilgate::test {

using namespace crypto;

TenantId tenant(const char* name) {
  return *TenantId::parse(name);
}

void Keyrings::make() {
  auto source = make_file_source(quick_files(), kek_path());
  auto store = KeyringStore::create(quick_files(), path(), *source, wrap_, false, kNow);
  REQUIRE(store.has_value());
  for (const char* name : {"acme", "zeta"}) {
    REQUIRE(create_tenant(store->document(), tenant(name), kNow).has_value());
    NewKey wanted;
    wanted.tenant = tenant(name);
    wanted.purpose = Purpose::data;
    wanted.algorithm = Algorithm::aes256_gcm;
    const auto made = create_key(store->document(), wanted, kNow);
    REQUIRE(made.has_value());
    ids_[name] = made->id;
  }
  REQUIRE(rotate_key(store->document(), ids_["acme"], {}, kNow).has_value());
  REQUIRE(store->commit({"test.made", {}}).has_value());
}

Result<KeyringStore> Keyrings::open(Files& files, ManagedKeySource& source, Time now) {
  return KeyringStore::open(files, path(), source, now);
}

KeyringStore Keyrings::reopen(ManagedKeySource& source) {
  auto store = open(quick_files(), source);
  if (!store) FAIL(store.error().note.for_log());
  return std::move(*store);
}

std::unique_ptr<ManagedKeySource> Keyrings::source() {
  return make_file_source(quick_files(), kek_path());
}

std::map<std::string, SecretBytes> secrets_of(KeyringDocument& document) {
  std::map<std::string, SecretBytes> secrets;
  for (const StoredKey& key : document.keys) secrets.emplace(describe(key.parameters), key.secret.clone());
  return secrets;
}

bool records_are_whole(const Keyrings& keyrings, const KeyringDocument& document) {
  const auto text = read_records(quick_files(), keyrings.path());
  if (!text) return false;
  const auto checked = check_records(*text, document);
  return checked.has_value() && *checked == document.record_count;
}

void rotate(Files& files, Keyrings& keyrings) {
  auto source = make_file_source(files, keyrings.kek_path());
  auto store = keyrings.open(files, *source);
  if (!store) return;
  if (!rotate_key(store->document(), keyrings.id("zeta"), {}, kNow)) return;
  (void)store->commit({"keys.rotate", {}}).has_value();
}

void shred_acme(Files& files, Keyrings& keyrings) {
  auto source = make_file_source(files, keyrings.kek_path());
  auto store = keyrings.open(files, *source);
  if (!store || !shred_tenant(store->document(), tenant("acme"))) return;
  (void)store->commit_in_new_epoch({"tenants.shred", {}}).has_value();
}

}  // namespace veilgate::test
