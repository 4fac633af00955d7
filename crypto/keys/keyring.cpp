#include "crypto/keys/keyring.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace veilgate::crypto {
namespace {

using Version = std::pair<KeyId, KeyVersion>;
// Heterogeneous, so that a lookup by text allocates nothing.
struct OfTenant {
  std::string tenant;
  Algorithm algorithm;
};
struct OfTenantView {
  std::string_view tenant;
  Algorithm algorithm;
};
struct LessOfTenant {
  using is_transparent = void;
  template <class A, class B>
  bool operator()(const A& a, const B& b) const noexcept {
    return std::tuple<std::string_view, Algorithm>(a.tenant, a.algorithm) <
           std::tuple<std::string_view, Algorithm>(b.tenant, b.algorithm);
  }
};

}  // namespace

KeyState state_at(const KeyParameters& parameters, Time now) noexcept {
  const bool is_dated = parameters.state == KeyState::pending && parameters.not_before != Time{};
  if (!is_dated && parameters.state != KeyState::active) return parameters.state;
  if (parameters.not_before > now) return KeyState::pending;
  if (parameters.not_after && *parameters.not_after <= now) return KeyState::suspended;
  return KeyState::active;
}

void apply_dates(std::span<KeyParameters* const> versions, Time now) {
  KeyParameters* newest = nullptr;
  for (KeyParameters* const version : versions) {
    const bool is_dated = version->state == KeyState::pending && version->not_before != Time{};
    if (!is_dated && version->state != KeyState::active) continue;
    if (version->not_before > now) {
      version->state = KeyState::pending;
    } else if (newest == nullptr || newest->version < version->version) {
      newest = version;
    }
  }
  for (KeyParameters* const version : versions) {
    const bool is_due = version->not_before != Time{} && version->not_before <= now;
    if (version->state == KeyState::active || (version->state == KeyState::pending && is_due)) {
      version->state = version == newest ? state_at(*version, now) : KeyState::suspended;
    }
  }
}

struct Keyring::Parts {
  std::map<Version, DataKey> data;
  std::map<Version, IndexKey> index;
  std::map<Version, PseudonymKey> pseudonym;
  std::map<Version, AuditKey> audit;
  std::vector<KeyParameters> entries;
  std::set<std::string, std::less<>> tenants;
  std::map<OfTenant, const DataKey*, LessOfTenant> active_data;
  std::map<OfTenant, std::vector<const IndexKey*>, LessOfTenant> live_index;
  std::map<std::string, const PseudonymKey*, std::less<>> active_pseudonym;
  const AuditKey* active_audit = nullptr;
  std::map<Version, std::shared_ptr<MessageCounter>> counter_of;  // of `data`
  std::shared_ptr<MessageCounters> counters;
  std::optional<Time> next_change;
  Time built_for{};
  std::uint64_t generation = 0;
  bool has_duplicate = false;

  template <class K>
  void add(std::map<Version, K>& keys, K key) {
    entries.push_back(key.parameters());
    const Version version{key.parameters().id, key.parameters().version};
    if (!keys.emplace(version, std::move(key)).second) has_duplicate = true;
  }

  const char* check();
  void settle(Time now);
  void link();
};

// What is wrong with the entries, by the states they were given; null: nothing.
const char* Keyring::Parts::check() {
  if (has_duplicate) return "a key id and version occur twice";
  std::sort(entries.begin(), entries.end(), [](const KeyParameters& a, const KeyParameters& b) {
    return std::tie(a.tenant, a.purpose, a.id, a.version) < std::tie(b.tenant, b.purpose, b.id, b.version);
  });
  std::map<KeyId, const KeyParameters*> first;
  std::map<std::tuple<std::optional<TenantId>, Purpose, Algorithm>, KeyId> live;
  std::set<Version> seen;
  std::set<KeyId> active;
  for (const auto& entry : entries) {
    if (!seen.emplace(entry.id, entry.version).second) return "a key id and version occur twice";
    const auto& known = *first.emplace(entry.id, &entry).first->second;
    if (known.tenant != entry.tenant || known.purpose != entry.purpose || known.algorithm != entry.algorithm) {
      return "the versions of a key differ in tenant, purpose or algorithm";
    }
    if (entry.state == KeyState::active && !active.insert(entry.id).second) return "two versions of a key are active";
    if (!may_open(entry.state)) continue;
    const bool is_one_of_several = entry.purpose == Purpose::data || entry.purpose == Purpose::index;
    const auto algorithm = is_one_of_several ? entry.algorithm : Algorithm::none;
    if (live.emplace(std::tuple{entry.tenant, entry.purpose, algorithm}, entry.id).first->second != entry.id) {
      return "a tenant has two keys of one purpose and algorithm";
    }
  }
  return nullptr;
}

void Keyring::Parts::settle(Time now) {
  built_for = now;
  const auto note_change = [&](Time at) {
    if (at > now && (!next_change || at < *next_change)) next_change = at;
  };
  std::map<KeyId, std::vector<KeyParameters*>> by_id;
  for (auto& entry : entries) {
    by_id[entry.id].push_back(&entry);
    if (!may_open(entry.state) || entry.state == KeyState::suspended) continue;
    note_change(entry.not_before);
    if (entry.not_after) note_change(*entry.not_after);
  }
  for (auto& [id, versions] : by_id) apply_dates(versions, now);
  const auto apply = [](auto& keys, const KeyParameters& entry) {
    const auto found = keys.find({entry.id, entry.version});
    if (found != keys.end()) found->second.parameters_.state = entry.state;
  };
  for (const auto& entry : entries) {
    apply(data, entry);
    apply(index, entry);
    apply(pseudonym, entry);
    apply(audit, entry);
  }
}

void Keyring::Parts::link() {
  if (counters == nullptr) counters = std::make_shared<MessageCounters>();
  for (const auto& [version, key] : data) counter_of.emplace(version, counters->of(version.first, version.second));
  for (const auto& entry : entries) {
    if (entry.tenant && entry.state != KeyState::destroyed) tenants.insert(entry.tenant->text());
    if (!may_open(entry.state)) continue;
    const Version version{entry.id, entry.version};
    const bool is_active = entry.state == KeyState::active;
    switch (entry.purpose) {
      case Purpose::data:
        if (is_active) active_data.insert({{entry.tenant->text(), entry.algorithm}, &data.at(version)});
        break;
      case Purpose::index: live_index[{entry.tenant->text(), entry.algorithm}].push_back(&index.at(version)); break;
      case Purpose::pseudonym:
        if (is_active) active_pseudonym.insert({entry.tenant->text(), &pseudonym.at(version)});
        break;
      case Purpose::audit:
        if (is_active) active_audit = &audit.at(version);
        break;
      case Purpose::none:
      case Purpose::tenant_kek:
      case Purpose::root: break;
    }
  }
  for (auto& [of, keys] : live_index) std::reverse(keys.begin(), keys.end());
}

Keyring::Keyring(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Keyring::~Keyring() = default;

bool Keyring::has_tenant(std::string_view tenant) const noexcept {
  return parts_->tenants.find(tenant) != parts_->tenants.end();
}

std::vector<std::string> Keyring::tenants() const {
  return {parts_->tenants.begin(), parts_->tenants.end()};
}

const DataKey* Keyring::active_data_key(std::string_view tenant, Algorithm algorithm) const noexcept {
  const auto found = parts_->active_data.find(OfTenantView{tenant, algorithm});
  return found == parts_->active_data.end() ? nullptr : found->second;
}

const DataKey* Keyring::data_key(KeyId id, KeyVersion version) const noexcept {
  const auto found = parts_->data.find({id, version});
  return found == parts_->data.end() ? nullptr : &found->second;
}

const DataKey* Keyring::successor_of(const DataKey& key) const noexcept {
  const KeyParameters& facts = key.parameters();
  for (auto next = parts_->data.upper_bound({facts.id, facts.version});
       next != parts_->data.end() && next->first.first == facts.id; ++next) {
    const KeyParameters& candidate = next->second.parameters();
    const bool waits_for_date = candidate.not_before > parts_->built_for;
    if (candidate.state == KeyState::pending && !waits_for_date) return &next->second;
  }
  return nullptr;
}

const std::shared_ptr<MessageCounter>& Keyring::counter_of(const DataKey& key) const noexcept {
  return parts_->counter_of.find({key.parameters().id, key.parameters().version})->second;
}

const std::shared_ptr<MessageCounters>& Keyring::counters() const noexcept {
  return parts_->counters;
}

const IndexKey* Keyring::active_index_key(std::string_view tenant, Algorithm algorithm) const noexcept {
  for (const IndexKey* const key : live_index_keys(tenant, algorithm)) {
    if (key->parameters().state == KeyState::active) return key;
  }
  return nullptr;
}

std::span<const IndexKey* const> Keyring::live_index_keys(std::string_view tenant, Algorithm algorithm) const noexcept {
  const auto found = parts_->live_index.find(OfTenantView{tenant, algorithm});
  if (found == parts_->live_index.end()) return {};
  return found->second;
}

const PseudonymKey* Keyring::active_pseudonym_key(std::string_view tenant) const noexcept {
  const auto found = parts_->active_pseudonym.find(tenant);
  return found == parts_->active_pseudonym.end() ? nullptr : found->second;
}

const AuditKey* Keyring::active_audit_key() const noexcept {
  return parts_->active_audit;
}

const AuditKey* Keyring::audit_key(KeyId id, KeyVersion version) const noexcept {
  const auto found = parts_->audit.find({id, version});
  return found == parts_->audit.end() ? nullptr : &found->second;
}

std::span<const KeyParameters> Keyring::entries() const noexcept {
  return parts_->entries;
}

std::optional<Time> Keyring::next_change() const noexcept {
  return parts_->next_change;
}

Result<std::shared_ptr<const Keyring>> Keyring::at(Time now) const {
  KeyringBuilder builder;
  std::optional<Error> failed;
  const auto add_all = [&]<class K>(const std::map<Version, K>& keys) {
    for (const auto& [version, key] : keys) {
      auto copy = K::make(key.parameters(), key.secret().clone());
      if (copy) {
        builder.add(*std::move(copy));
      } else {
        failed = copy.error();
      }
    }
  };
  add_all(parts_->data);
  add_all(parts_->index);
  add_all(parts_->pseudonym);
  add_all(parts_->audit);
  if (failed) return *failed;
  for (const KeyParameters& entry : parts_->entries) {
    if (!may_open(entry.state)) builder.add_entry(entry);
  }
  builder.set_generation(parts_->generation).count_with(parts_->counters);
  return std::move(builder).build(std::max(now, parts_->built_for));
}

Time Keyring::built_for() const noexcept {
  return parts_->built_for;
}

std::uint64_t Keyring::generation() const noexcept {
  return parts_->generation;
}

KeyringBuilder::KeyringBuilder() : parts_(std::make_unique<Keyring::Parts>()) {}
KeyringBuilder::~KeyringBuilder() = default;
KeyringBuilder::KeyringBuilder(KeyringBuilder&&) noexcept = default;

KeyringBuilder& KeyringBuilder::add(DataKey key) {
  parts_->add(parts_->data, std::move(key));
  return *this;
}
KeyringBuilder& KeyringBuilder::add(IndexKey key) {
  parts_->add(parts_->index, std::move(key));
  return *this;
}
KeyringBuilder& KeyringBuilder::add(PseudonymKey key) {
  parts_->add(parts_->pseudonym, std::move(key));
  return *this;
}
KeyringBuilder& KeyringBuilder::add(AuditKey key) {
  parts_->add(parts_->audit, std::move(key));
  return *this;
}
KeyringBuilder& KeyringBuilder::add_entry(KeyParameters parameters) {
  parts_->entries.push_back(std::move(parameters));
  return *this;
}
KeyringBuilder& KeyringBuilder::set_generation(std::uint64_t generation) {
  parts_->generation = generation;
  return *this;
}

KeyringBuilder& KeyringBuilder::count_with(std::shared_ptr<MessageCounters> counters) {
  parts_->counters = std::move(counters);
  return *this;
}

Result<std::shared_ptr<const Keyring>> KeyringBuilder::build(Time now) && {
  if (const char* const wrong = parts_->check(); wrong != nullptr) {
    return make_error(Code::internal, Origin::internal, std::string("keyring: ") + wrong);
  }
  parts_->settle(now);
  parts_->link();
  return std::shared_ptr<const Keyring>(new Keyring(std::move(parts_)));
}

}  // namespace veilgate::crypto
