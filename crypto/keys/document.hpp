// KeyringDocument: everything a keyring file holds, unwrapped, while it is administered; and its text.
//
//   veilgate-keyring 1
//   keyring ID                       16 hexadecimal digits, drawn when it was made
//   generation N                     counts the writes
//   written T                        of this write; times are seconds since the epoch, UTC
//   wrap aes-kw | sm4-siv            the algorithm of every wrapped key below
//   epoch N                          the KEK of the source that wraps the root key
//   root WRAPPED
//   records N HASH                   how many records there are; the SHA-256 of the last (records.hpp)
//   retired N                        *  an epoch whose KEK is still to be destroyed
//   approver NAME PUBLICKEY          *  Ed25519
//   used NONCE EXPIRES               *  an approval request that was used (approval.hpp)
//   tenant NAME T WRAPPED            *  its KEK, under a key derived from the root; "-" once it was shredded
//   key ID VERSION TENANT PURPOSE ALGORITHM STATE CREATED NOT_BEFORE NOT_AFTER ROTATION LIMIT WRAPPED
//                                    *  under a key derived from the tenant's KEK, audit keys from the root
//   record TEXT                      *  a record that may not stand in the records' file yet, base64url
//   mac HMAC                         over everything before this line, under a key derived from the root
//
// Words are separated by one space, lines by one line feed; * lines occur any number of times; WRAPPED, PUBLICKEY, HASH
// and HMAC are unpadded base64url, "-" stands for none. Nothing but this form is read. The file shows names, dates and
// states to who can read it, and no secret.
//
// Threads: plain values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/key.hpp"
#include "crypto/keys/key_source.hpp"
#include "crypto/keys/keyring.hpp"
#include "crypto/keys/signature.hpp"

namespace veilgate::crypto {

struct StoredTenant {
  Time created{};
  SecretBytes kek;  // empty: shredded
};

struct StoredKey {
  KeyParameters parameters;
  SecretBytes secret;  // empty: destroyed
};

struct Approver {
  std::string name;  // as a tenant's name
  VerifyKey key{};

  friend bool operator==(const Approver&, const Approver&) = default;
};

struct KeyringDocument {
  std::string id;
  std::uint64_t generation = 0;
  Time written{};
  Algorithm wrap = Algorithm::none;
  Epoch epoch = 0;
  std::vector<std::uint8_t> wrapped_root;
  SecretBytes root;
  std::uint64_t record_count = 0;
  std::string last_record_hash;  // hexadecimal; empty before the first
  std::vector<Epoch> retired;
  std::vector<Approver> approvers;
  std::map<std::string, Time> used_approvals;  // nonce and when the request expires
  std::map<TenantId, StoredTenant> tenants;
  std::vector<StoredKey> keys;
  std::vector<std::string> pending_records;

  const StoredTenant* find_tenant(const TenantId& tenant) const;
  StoredKey* find_key(KeyId id, KeyVersion version);
};

inline constexpr std::size_t kMaxKeyringBytes = 256 * 1'024 * 1'024;

// Errors: internal.
Result<std::string> render_document(const KeyringDocument& document);

// Errors: keyring_refused (torn, altered, of another version or form; the note says which, without a value of the
// file), and those of KeySource::unwrap.
Result<KeyringDocument> parse_document(std::string_view text, KeySource& source);

// The keys in force at `now`, or at the time the document was written when that is later. `before`: the keyring that is
// in use; the new one goes on counting messages, and is not of an earlier time. Errors: as KeyringBuilder.
Result<std::shared_ptr<const Keyring>> make_keyring(const KeyringDocument& document, Time now,
                                                    const Keyring* before = nullptr);

}  // namespace veilgate::crypto
