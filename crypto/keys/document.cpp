#include "crypto/keys/document.hpp"

#include <algorithm>

namespace veilgate::crypto {
namespace {

template <class K>
Result<void> add(KeyringBuilder& builder, const StoredKey& stored) {
  auto key = K::make(stored.parameters, stored.secret.clone());
  if (!key) return key.error();
  builder.add(std::move(*key));
  return {};
}

Result<void> add_stored(KeyringBuilder& builder, const StoredKey& stored) {
  if (!may_open(stored.parameters.state)) {
    builder.add_entry(stored.parameters);
    return {};
  }
  switch (stored.parameters.purpose) {
    case Purpose::data: return add<DataKey>(builder, stored);
    case Purpose::index: return add<IndexKey>(builder, stored);
    case Purpose::pseudonym: return add<PseudonymKey>(builder, stored);
    case Purpose::audit: return add<AuditKey>(builder, stored);
    case Purpose::none:
    case Purpose::tenant_kek:
    case Purpose::root: break;
  }
  return make_error(Code::internal, Origin::internal, "the keyring holds a key of a purpose it does not keep");
}

}  // namespace

const StoredTenant* KeyringDocument::find_tenant(const TenantId& tenant) const {
  const auto found = tenants.find(tenant);
  return found == tenants.end() ? nullptr : &found->second;
}

StoredKey* KeyringDocument::find_key(KeyId wanted, KeyVersion version) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const StoredKey& key) {
    return key.parameters.id == wanted && key.parameters.version == version;
  });
  return found == keys.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const Keyring>> make_keyring(const KeyringDocument& document, Time now, const Keyring* before) {
  KeyringBuilder builder;
  for (const StoredKey& stored : document.keys) {
    if (auto added = add_stored(builder, stored); !added) return added.error();
  }
  builder.set_generation(document.generation);
  Time begins = std::max(now, document.written);
  if (before != nullptr) {
    builder.count_with(before->counters());
    begins = std::max(begins, before->built_for());
  }
  return std::move(builder).build(begins);
}

}  // namespace veilgate::crypto
