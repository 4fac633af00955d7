#include "crypto/keys/administration.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "crypto/keys/wrapping.hpp"

namespace veilgate::crypto {
namespace {

Error refused(std::string why) {
  return make_error(Code::bad_request, Origin::client, std::move(why));
}

Error no_key(KeyId id) {
  return make_error(Code::key_unavailable, Origin::client, "there is no key " + to_text(id));
}

std::vector<StoredKey*> versions_of(KeyringDocument& document, KeyId id) {
  std::vector<StoredKey*> versions;
  for (StoredKey& key : document.keys) {
    if (key.parameters.id == id) versions.push_back(&key);
  }
  std::sort(versions.begin(), versions.end(),
            [](const StoredKey* a, const StoredKey* b) { return a->parameters.version < b->parameters.version; });
  return versions;
}

// The named version, or all of them. Errors: key_unavailable.
Result<std::vector<StoredKey*>> named(KeyringDocument& document, const KeyName& name) {
  auto versions = versions_of(document, name.id);
  if (versions.empty()) return no_key(name.id);
  if (!name.version) return versions;
  StoredKey* const version = document.find_key(name.id, *name.version);
  if (version == nullptr) {
    return make_error(Code::key_unavailable, Origin::client, "there is no key " + to_text(name));
  }
  return std::vector<StoredKey*>{version};
}

// What dates have made of the states by now is written down, so that an operation starts from what is in force.
void settle(const std::vector<StoredKey*>& versions, Time now) {
  std::vector<KeyParameters*> facts;
  facts.reserve(versions.size());
  for (StoredKey* const version : versions) facts.push_back(&version->parameters);
  apply_dates(facts, now);
}

Result<KeyId> draw_id(const KeyringDocument& document) {
  for (;;) {
    const auto random = make_random_secret(4);
    if (!random) return random.error();
    KeyId id;
    for (const std::uint8_t byte : random->bytes(SecretAccess{})) id.value = id.value << 8 | byte;
    const bool is_taken = std::any_of(document.keys.begin(), document.keys.end(),
                                      [&](const StoredKey& key) { return key.parameters.id == id; });
    if (id.value != 0 && !is_taken) return id;
  }
}

bool is_usable(const StoredKey& key) noexcept {
  return may_open(key.parameters.state);
}

// Whether two keys would serve the same thing: see KeyringBuilder.
bool would_clash(const KeyParameters& one, const NewKey& other) noexcept {
  if (one.purpose != other.purpose || one.tenant != other.tenant) return false;
  const bool is_one_of_several = one.purpose == Purpose::data || one.purpose == Purpose::index;
  return !is_one_of_several || one.algorithm == other.algorithm;
}

Result<KeyParameters> add_key(KeyringDocument& document, KeyParameters parameters) {
  auto secret = make_random_secret(kKeyBytes);
  if (!secret) return secret.error();
  document.keys.push_back({parameters, std::move(*secret)});
  return parameters;
}

Result<void> renew_tenant_kek(KeyringDocument& document, const TenantId& tenant) {
  auto kek = make_random_secret(kKeyBytes);
  if (!kek) return kek.error();
  document.tenants.at(tenant).kek = std::move(*kek);
  return {};
}

void forget(StoredKey& key) {
  key.secret.wipe();
  key.parameters.state = KeyState::destroyed;
}

}  // namespace

Result<KeyName> parse_key_name(std::string_view text) {
  const auto colon = text.find(':');
  const auto id = parse_key_id(text.substr(0, colon));
  if (!id)
    return refused("a key is named by 8 hexadecimal digits, with :VERSION behind them where one version is meant");
  KeyName name{*id, std::nullopt};
  if (colon == std::string_view::npos) return name;
  const std::string_view digits = text.substr(colon + 1);
  KeyVersion version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (error != std::errc{} || end != digits.data() + digits.size() || version == 0) {
    return refused("a key's version is a number from 1");
  }
  name.version = version;
  return name;
}

std::string to_text(const KeyName& name) {
  return name.version ? to_text(name.id) + ":" + std::to_string(*name.version) : to_text(name.id);
}

Result<KeyParameters> create_key(KeyringDocument& document, const NewKey& wanted, Time now) {
  if (!fits(wanted.purpose, wanted.algorithm) || wanted.purpose == Purpose::root ||
      wanted.purpose == Purpose::tenant_kek) {
    return refused(std::string("a key for ") + to_text(wanted.purpose) + " cannot have the algorithm " +
                   to_text(wanted.algorithm));
  }
  if (wanted.tenant.has_value() == (wanted.purpose == Purpose::audit)) {
    return refused("data, index and pseudonym keys are a tenant's, audit keys are not");
  }
  if (wanted.tenant) {
    const StoredTenant* const tenant = document.find_tenant(*wanted.tenant);
    if (tenant == nullptr) {
      return make_error(Code::key_unavailable, Origin::client,
                        "there is no tenant " + wanted.tenant->text() + "; make it with `tenants create`");
    }
    if (tenant->kek.empty()) return refused("tenant " + wanted.tenant->text() + " was shredded");
  }
  if (wanted.not_after && *wanted.not_after <= now) return refused("the key would have expired already");
  for (const StoredKey& key : document.keys) {
    if (is_usable(key) && would_clash(key.parameters, wanted)) {
      return refused("there is one already, key " + to_text(key.parameters.id) + "; `keys rotate` makes a new version");
    }
  }
  const auto id = draw_id(document);
  if (!id) return id.error();
  KeyParameters parameters;
  parameters.id = *id;
  parameters.version = 1;
  parameters.tenant = wanted.tenant;
  parameters.purpose = wanted.purpose;
  parameters.algorithm = wanted.algorithm;
  parameters.state = KeyState::active;
  parameters.created = now;
  parameters.not_before = now;
  parameters.not_after = wanted.not_after;
  parameters.rotation_period = wanted.rotation_period;
  parameters.message_limit = wanted.message_limit;
  return add_key(document, std::move(parameters));
}

Result<KeyParameters> rotate_key(KeyringDocument& document, KeyId id, const Rotation& how, Time now) {
  const auto versions = versions_of(document, id);
  if (versions.empty()) return no_key(id);
  settle(versions, now);
  if (std::none_of(versions.begin(), versions.end(), [](const StoredKey* key) { return is_usable(*key); })) {
    return refused("every version of key " + to_text(id) + " is revoked or destroyed; `keys create` makes a new key");
  }
  if (how.not_before && (!how.is_pending || *how.not_before <= now)) {
    return refused("only a pending version has a time to begin, and that lies ahead");
  }
  if (how.not_after && *how.not_after <= std::max(now, how.not_before.value_or(now))) {
    return refused("the new version would have expired before it begins");
  }
  KeyParameters parameters = versions.back()->parameters;
  parameters.version += 1;
  parameters.created = now;
  parameters.not_after = how.not_after;
  parameters.state = how.is_pending ? KeyState::pending : KeyState::active;
  parameters.not_before = how.is_pending ? how.not_before.value_or(Time{}) : now;
  if (!how.is_pending) {
    for (StoredKey* const version : versions) {
      if (version->parameters.state == KeyState::active) version->parameters.state = KeyState::suspended;
    }
  }
  return add_key(document, std::move(parameters));
}

std::vector<KeyId> list_due(const KeyringDocument& document, Time now) {
  std::vector<KeyId> due;
  for (const StoredKey& key : document.keys) {
    const KeyParameters& facts = key.parameters;
    if (state_at(facts, now) != KeyState::active || facts.rotation_period.count() == 0) continue;
    if (now - facts.not_before >= facts.rotation_period - facts.rotation_period / 10) due.push_back(facts.id);
  }
  return due;
}

Result<KeyParameters> suspend_key(KeyringDocument& document, const KeyName& name, Time now) {
  const auto versions = versions_of(document, name.id);
  settle(versions, now);
  const auto candidates = named(document, name);
  if (!candidates) return candidates.error();
  const auto found = std::find_if(candidates->begin(), candidates->end(), [](const StoredKey* key) {
    return key->parameters.state == KeyState::active || key->parameters.state == KeyState::pending;
  });
  if (found == candidates->end()) return refused("key " + to_text(name) + " is not active");
  KeyParameters& facts = (*found)->parameters;
  if (facts.purpose == Purpose::audit && facts.state == KeyState::active) {
    return refused("without an active audit key nothing could be recorded; rotate it instead");
  }
  facts.state = KeyState::suspended;
  return facts;
}

Result<KeyParameters> resume_key(KeyringDocument& document, const KeyName& name, Time now) {
  const auto versions = versions_of(document, name.id);
  settle(versions, now);
  const auto candidates = named(document, name);
  if (!candidates) return candidates.error();
  const auto found = std::find_if(candidates->rbegin(), candidates->rend(), [](const StoredKey* key) {
    return key->parameters.state == KeyState::suspended || key->parameters.state == KeyState::pending;
  });
  if (found == candidates->rend()) return refused("no version of key " + to_text(name) + " is suspended or pending");
  KeyParameters& facts = (*found)->parameters;
  if (facts.not_after && *facts.not_after <= now) {
    return refused("version " + std::to_string(facts.version) + " has expired; rotate the key instead");
  }
  for (StoredKey* const version : versions) {
    if (version->parameters.state == KeyState::active) version->parameters.state = KeyState::suspended;
  }
  facts.state = KeyState::active;
  facts.not_before = std::min(facts.not_before == Time{} ? now : facts.not_before, now);
  return facts;
}

Result<std::vector<KeyParameters>> revoke_key(KeyringDocument& document, const KeyName& name, Time now) {
  settle(versions_of(document, name.id), now);
  const auto versions = named(document, name);
  if (!versions) return versions.error();
  std::vector<KeyParameters> revoked;
  for (StoredKey* const version : *versions) {
    KeyParameters& facts = version->parameters;
    if (!may_open(facts.state)) continue;
    if (facts.purpose == Purpose::audit && facts.state == KeyState::active) {
      return refused("without an active audit key nothing could be recorded; rotate it, then revoke the old version");
    }
    facts.state = KeyState::revoked;
    revoked.push_back(facts);
  }
  if (revoked.empty()) return refused("key " + to_text(name) + " is revoked or destroyed already");
  return revoked;
}

Result<std::vector<KeyParameters>> destroy_key(KeyringDocument& document, const KeyName& name) {
  const auto versions = named(document, name);
  if (!versions) return versions.error();
  std::vector<KeyParameters> destroyed;
  for (const StoredKey* const version : *versions) {
    const KeyParameters& facts = version->parameters;
    if (facts.purpose == Purpose::audit) {
      return refused("an audit key is not destroyed: what it has signed could not be checked any more");
    }
    if (facts.state == KeyState::active) {
      return refused("key " + to_text(facts.id) + ":" + std::to_string(facts.version) +
                     " is active; suspend, rotate or revoke it first");
    }
  }
  for (StoredKey* const version : *versions) {
    if (version->parameters.state == KeyState::destroyed) continue;
    forget(*version);
    destroyed.push_back(version->parameters);
  }
  if (destroyed.empty()) return refused("key " + to_text(name) + " is destroyed already");
  // An old copy of the keyring holds the secret under the tenant's KEK of then, which therefore has to end as well.
  if (auto renewed = renew_tenant_kek(document, *destroyed.front().tenant); !renewed) return renewed.error();
  return destroyed;
}

Result<void> create_tenant(KeyringDocument& document, const TenantId& tenant, Time now) {
  if (const StoredTenant* const known = document.find_tenant(tenant); known != nullptr) {
    return refused(known->kek.empty() ? "tenant " + tenant.text() + " was shredded, and its name is not given out again"
                                      : "tenant " + tenant.text() + " exists already");
  }
  document.tenants.emplace(tenant, StoredTenant{now, {}});
  return renew_tenant_kek(document, tenant);
}

Result<std::vector<KeyParameters>> shred_tenant(KeyringDocument& document, const TenantId& tenant) {
  const auto found = document.tenants.find(tenant);
  if (found == document.tenants.end()) {
    return make_error(Code::key_unavailable, Origin::client, "there is no tenant " + tenant.text());
  }
  if (found->second.kek.empty()) return refused("tenant " + tenant.text() + " is shredded already");
  found->second.kek.wipe();
  std::vector<KeyParameters> destroyed;
  for (StoredKey& key : document.keys) {
    if (key.parameters.tenant != tenant || key.parameters.state == KeyState::destroyed) continue;
    forget(key);
    destroyed.push_back(key.parameters);
  }
  return destroyed;
}

Result<void> begin_epoch(KeyringDocument& document, ManagedKeySource& source) {
  auto root = make_random_secret(kKeyBytes);
  if (!root) return root.error();
  auto wrapped = source.wrap(document.epoch + 1, document.wrap, *root);
  if (!wrapped) return wrapped.error();
  document.retired.push_back(document.epoch);
  document.epoch += 1;
  document.root = std::move(*root);
  document.wrapped_root = std::move(*wrapped);
  return {};
}

Result<KeyringDocument> make_document(ManagedKeySource& source, Algorithm wrap, Time now) {
  if (!fits(Purpose::root, wrap)) return refused("keys are wrapped with aes-kw or sm4-siv");
  const auto name = make_random_secret(8);
  auto root = make_random_secret(kKeyBytes);
  if (!name || !root) return (name ? root : name).error();
  auto wrapped = source.wrap(1, wrap, *root);
  if (!wrapped) return wrapped.error();
  KeyringDocument document;
  document.id = to_hex(name->bytes(SecretAccess{}));
  document.wrap = wrap;
  document.epoch = 1;
  document.root = std::move(*root);
  document.wrapped_root = std::move(*wrapped);
  NewKey audit;
  audit.purpose = Purpose::audit;
  audit.algorithm = wrap == Algorithm::sm4_siv ? Algorithm::hmac_sm3 : Algorithm::hmac_sha256;
  const auto made = create_key(document, audit, now);
  if (!made) return made.error();
  return document;
}

}  // namespace veilgate::crypto
