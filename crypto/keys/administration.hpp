// What operators do to a keyring: functions on the unwrapped document. Nothing is written here (store.hpp does) and
// nothing is asked for approval (approval.hpp).
//
// Errors of all: bad_request, when the state of things does not allow what is asked; the note says why and what would.
// key_unavailable: no such key or tenant. Nothing is changed then.
//
// Threads: pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/document.hpp"

namespace veilgate::crypto {

// The versions of keys an operation is for.
struct KeyName {
  KeyId id;
  std::optional<KeyVersion> version;  // none: the operation's own choice, see there
};
// "1f2e3d4c" or "1f2e3d4c:2".
Result<KeyName> parse_key_name(std::string_view text);
std::string to_text(const KeyName& name);

struct NewKey {
  std::optional<TenantId> tenant;  // none: an audit key
  Purpose purpose = Purpose::none;
  Algorithm algorithm = Algorithm::none;
  std::chrono::seconds rotation_period{0};
  std::uint64_t message_limit = 0;
  std::optional<Time> not_after;
};

// A new key, version 1, active at once. A tenant may have one usable key for each purpose and algorithm.
Result<KeyParameters> create_key(KeyringDocument& document, const NewKey& wanted, Time now);

struct Rotation {
  bool is_pending = false;         // the new version opens only, until `resume` names it or its time comes
  std::optional<Time> not_before;  // of a pending version
  std::optional<Time> not_after;
};
// A new version with a secret of its own; the one before opens from then on. The old ones are never touched.
Result<KeyParameters> rotate_key(KeyringDocument& document, KeyId id, const Rotation& how, Time now);

// Ids of the keys whose active version is as old as its rotation period, or within a tenth of it.
std::vector<KeyId> list_due(const KeyringDocument& document, Time now);

// The active version, or the named one, opens only. An audit key's active version cannot be suspended.
Result<KeyParameters> suspend_key(KeyringDocument& document, const KeyName& name, Time now);
// The newest version that is suspended or pending, or the named one, becomes the active one; that before it opens only.
Result<KeyParameters> resume_key(KeyringDocument& document, const KeyName& name, Time now);
// The named version, neither seals nor opens from then on; all versions when none is named. Cannot be undone.
Result<std::vector<KeyParameters>> revoke_key(KeyringDocument& document, const KeyName& name, Time now);

// Forgets the secret of the named version, or of all; none may be active, and audit keys stay. The tenant's KEK is
// drawn anew. Only a new epoch (begin_epoch) makes old copies of the keyring worthless.
Result<std::vector<KeyParameters>> destroy_key(KeyringDocument& document, const KeyName& name);

Result<void> create_tenant(KeyringDocument& document, const TenantId& tenant, Time now);
// Forgets the tenant's KEK and the secrets of all its keys, active ones too. The name is not given out again. See
// destroy_key.
Result<std::vector<KeyParameters>> shred_tenant(KeyringDocument& document, const TenantId& tenant);

// A new root key under the KEK of the next epoch, which has to be there already; the epoch before is to be destroyed.
Result<void> begin_epoch(KeyringDocument& document, ManagedKeySource& source);

// A document without tenants, with an audit key, under epoch 1, whose KEK has to be there already. `wrap` is aes_kw or
// sm4_siv and decides the audit key's hash as well.
Result<KeyringDocument> make_document(ManagedKeySource& source, Algorithm wrap, Time now);

}  // namespace veilgate::crypto
