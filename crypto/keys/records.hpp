// Records of what was done to keys: one JSON object a line, in a file operators may read and nobody can change unseen.
//
//   {"v":1,"seq":7,"time":"2027-01-15T08:00:00Z","keyring":"…","generation":9,"action":"keys.destroy",…,
//    "signer":"1f2e3d4c:1","prev":"…","sig":"…"}
//
// `prev` is the SHA-256 of the line before (in hexadecimal, "" in the first), `sig` the Ed25519 signature, in unpadded
// base64url, over the line up to and with the comma before "sig", by a key derived from the audit key `signer`. The
// public keys are what `keys export-public` gives. The record of a destruction names keys and
// tenants by hash, so that it can be shown to others: SHA-256 of "key" or "tenant", the keyring's id and the name, each
// after a space; whoever knows the name can find its record.
//
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/document.hpp"

namespace veilgate::crypto {

// What a record says besides the members every one has: names of a-z and '_'; in values control characters become '?'.
using Facts = std::vector<std::pair<std::string, std::string>>;

struct Record {
  std::string action;  // "keys.rotate"
  Facts facts;
};

// Signs a record with the active audit key and puts it among the document's pending ones. Errors: key_unavailable, when
// there is no active audit key; internal.
Result<void> add_record(KeyringDocument& document, const Record& record, Time now);

// The public key of every audit key that is not destroyed, with its name "ID:VERSION". Errors: internal.
Result<std::vector<std::pair<std::string, VerifyKey>>> list_signers(const KeyringDocument& document);

// Checks a records file against a document: sequence, hashes, signatures, and that it holds all records the document
// counts (those still pending in the document may be missing). The number of records on success. Errors:
// keyring_refused; the note names the line and what is wrong with it.
Result<std::uint64_t> check_records(std::string_view text, const KeyringDocument& document);

// Lets a restored document go on behind the records that are there, however many they are. Errors: keyring_refused,
// when they are not whole, or were signed by keys the document does not have.
Result<void> adopt_records(std::string_view text, KeyringDocument& document);

// The sequence number of the last whole line; 0 for no line. Errors: keyring_refused.
Result<std::uint64_t> last_sequence(std::string_view text);

// The number in a record's line; 0: it has none.
std::uint64_t sequence_of(std::string_view line) noexcept;

// Errors: internal.
Result<std::string> hash_key_name(const KeyringDocument& document, KeyId id, KeyVersion version);
Result<std::string> hash_tenant_name(const KeyringDocument& document, const TenantId& tenant);

// "2027-01-15T08:00:00Z", and back; no other form is read.
std::string time_text(Time at);
std::optional<Time> parse_time_text(std::string_view text);

}  // namespace veilgate::crypto
