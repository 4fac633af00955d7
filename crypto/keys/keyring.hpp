// Keyring: the keys in force, immutable; what sealing, opening and indexing look their keys up in.
//
// Tenant KEKs and root keys are not in it: they only exist while a keyring file is read or written (keyring_file.hpp).
//
// States are those at the time the keyring was built for: `build(now)` has applied validity periods, so that a key past
// its not_after is suspended, and a pending one whose not_before has come is active in the place of the version before.
// next_change() tells when to build anew, and at() does it without the file.
//
// Ownership: pointers live as long as the keyring. Threads: any number may read one.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/keys/key.hpp"
#include "crypto/keys/message_count.hpp"

namespace veilgate::crypto {

class Keyring {
 public:
  ~Keyring();
  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;

  bool has_tenant(std::string_view tenant) const noexcept;
  std::vector<std::string> tenants() const;

  // For sealing. Null: no such tenant, or no active version with this algorithm.
  const DataKey* active_data_key(std::string_view tenant, Algorithm algorithm) const noexcept;

  // What sealing goes on with when a version has sealed all it may (message_count.hpp): the next version that is
  // pending without a date, or whose date has come. Null: there is none.
  const DataKey* successor_of(const DataKey& key) const noexcept;
  // Counts what is sealed with a key of this keyring; never null.
  const std::shared_ptr<MessageCounter>& counter_of(const DataKey& key) const noexcept;
  // Shared with the keyrings that follow this one in a process.
  const std::shared_ptr<MessageCounters>& counters() const noexcept;

  // For opening: pending, suspended or active. Null for every other reason, which are not told apart. Whether it is the
  // right tenant's is for the caller to check.
  const DataKey* data_key(KeyId id, KeyVersion version) const noexcept;

  // For indexing new values.
  const IndexKey* active_index_key(std::string_view tenant, Algorithm algorithm) const noexcept;
  // For queries: every version with this algorithm that may still have made an index, newest first. The key of a class
  // is derived from these (crypto/index), so they serve all classes of the tenant.
  std::span<const IndexKey* const> live_index_keys(std::string_view tenant, Algorithm algorithm) const noexcept;

  const PseudonymKey* active_pseudonym_key(std::string_view tenant) const noexcept;

  const AuditKey* active_audit_key() const noexcept;
  const AuditKey* audit_key(KeyId id, KeyVersion version) const noexcept;

  // The public facts of every key, revoked and destroyed ones too, by tenant, purpose, id and version.
  std::span<const KeyParameters> entries() const noexcept;

  // When states change by themselves; none: not before another keyring is loaded.
  std::optional<Time> next_change() const noexcept;

  // The same keys as they are at another time, which is never taken to be earlier than that of this keyring: a clock
  // that goes back does not bring a state back. Errors: as KeyringBuilder::build.
  Result<std::shared_ptr<const Keyring>> at(Time now) const;
  Time built_for() const noexcept;

  // Counts the writes of the keyring file it came from; 0: built in memory.
  std::uint64_t generation() const noexcept;

 private:
  friend class KeyringBuilder;
  struct Parts;
  explicit Keyring(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Puts a keyring together: from a file (keyring_file.hpp), or in tests.
class KeyringBuilder {
 public:
  KeyringBuilder();
  ~KeyringBuilder();
  KeyringBuilder(KeyringBuilder&&) noexcept;
  KeyringBuilder& operator=(KeyringBuilder&&) = delete;

  KeyringBuilder& add(DataKey key);
  KeyringBuilder& add(IndexKey key);
  KeyringBuilder& add(PseudonymKey key);
  KeyringBuilder& add(AuditKey key);
  // A key whose secret may not or cannot be had: revoked or destroyed.
  KeyringBuilder& add_entry(KeyParameters parameters);
  KeyringBuilder& set_generation(std::uint64_t generation);
  // Goes on counting messages where another keyring of this process does; without it counting begins at 0.
  KeyringBuilder& count_with(std::shared_ptr<MessageCounters> counters);

  // Errors: internal, when an id and version occur twice, when an id has two tenants, purposes or algorithms, when two
  // versions of one key are active, or when a tenant has two usable keys of one purpose (and algorithm, for data and
  // index keys).
  Result<std::shared_ptr<const Keyring>> build(Time now) &&;

 private:
  std::unique_ptr<Keyring::Parts> parts_;
};

// The state a key has at a time, by its own dates: an active one past its not_after is suspended, one before its
// not_before is pending; a pending one with a not_before that has come is active. not_before of the epoch means:
// pending until an operator says otherwise.
KeyState state_at(const KeyParameters& parameters, Time now) noexcept;

// The same for all versions of one key together: of those whose time to seal has come the newest is active, unless it
// has expired; the others open only.
void apply_dates(std::span<KeyParameters* const> versions, Time now);

}  // namespace veilgate::crypto
