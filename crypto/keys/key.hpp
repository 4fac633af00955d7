// Keys: what is public about one (KeyParameters) apart from its secret (Key<Purpose>, one type for each purpose).
//
// A function that takes a DataKey cannot be given an IndexKey; that does not compile (tests/compile_fail).
//
// Every secret is kKeyBytes of uniform randomness, whatever its algorithm. It is never used by a cipher or a MAC
// itself: whoever uses it derives what the algorithm needs (HKDF, domain-separated by algorithm, tenant, class and
// use). One key serves one purpose, one algorithm and, but for audit and root keys, one tenant.
//
// Threads: plain values; any number may read one.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/base/ids.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace veilgate::crypto {

inline constexpr std::size_t kKeyBytes = 32;

// Seconds since the epoch, UTC. Always passed in: this folder has no clock.
using Time = std::chrono::sys_seconds;

enum class Purpose : std::uint8_t {
  none,        // nothing may be done with it
  data,        // seals and opens values of one tenant
  index,       // blind indexes of one tenant
  pseudonym,   // pseudonyms of one tenant
  audit,       // the audit log; stands outside the tenants' keys
  tenant_kek,  // wraps one tenant's data, index and pseudonym keys
  root,        // one epoch's root: wraps tenant KEKs and audit keys
};

enum class Algorithm : std::uint8_t {
  none,
  // data
  aes256_gcm,
  aes_siv,
  sm4_ctr_hmac_sm3,
  sm4_gcm,
  sm4_siv,  // also wraps keys
  ff1_aes,
  ff1_sm4,
  // index, pseudonym, audit
  hmac_sha256,
  hmac_sm3,
  // tenant_kek, root
  aes_kw,
};

enum class KeyState : std::uint8_t {
  destroyed,  // the secret is gone; the public facts stay
  revoked,    // neither seals nor opens; can be destroyed only
  pending,    // opens already, so that every replica has it before one of them seals with it
  suspended,  // opens, does not seal: an older version, or one an operator stopped
  active,     // seals and opens; at most one version of a key
};

// The names used in files, options and reports: "data", "aes256-gcm", "suspended".
const char* to_text(Purpose purpose) noexcept;
const char* to_text(Algorithm algorithm) noexcept;
const char* to_text(KeyState state) noexcept;
// An unknown name gives nothing; "none" is unknown.
std::optional<Purpose> parse_purpose(std::string_view text) noexcept;
std::optional<Algorithm> parse_algorithm(std::string_view text) noexcept;
std::optional<KeyState> parse_key_state(std::string_view text) noexcept;

// Whether keys of this purpose may have this algorithm.
bool fits(Purpose purpose, Algorithm algorithm) noexcept;

// One number names a key through all its versions; unique in a keyring, never 0, drawn at random. Text: 8 hexadecimal
// digits. It stands in tokens and says nothing about the tenant to who has no keyring.
struct KeyId {
  std::uint32_t value = 0;

  friend bool operator==(KeyId, KeyId) = default;
  friend bool operator<(KeyId a, KeyId b) noexcept { return a.value < b.value; }
};
std::string to_text(KeyId id);
std::optional<KeyId> parse_key_id(std::string_view text) noexcept;

// Versions count from 1.
using KeyVersion = std::uint32_t;

// Everything about one version of a key that may be logged, listed and compared.
struct KeyParameters {
  KeyId id;
  KeyVersion version = 0;
  std::optional<TenantId> tenant;  // none: audit and root keys
  Purpose purpose = Purpose::none;
  Algorithm algorithm = Algorithm::none;
  KeyState state = KeyState::destroyed;
  Time created{};
  Time not_before{};                        // does not seal before
  std::optional<Time> not_after;            // does not seal from then on; opens still
  std::chrono::seconds rotation_period{0};  // after this a new version is due; 0: never
  // A process seals no more than this many values with it, then goes on with the version that is pending (message_count
  // and FieldSealer); 0: no limit. Suites whose subkeys change by themselves count it for each subkey.
  std::uint64_t message_limit = 0;

  friend bool operator==(const KeyParameters&, const KeyParameters&) = default;
};

// "data key 1f2e3d4c version 2 of tenant acme", for notes and reports.
std::string describe(const KeyParameters& parameters);

// Whether the secret may be had for opening: pending, suspended and active.
constexpr bool may_open(KeyState state) noexcept {
  return state == KeyState::pending || state == KeyState::suspended || state == KeyState::active;
}

template <Purpose P>
class Key {
 public:
  static constexpr Purpose kPurpose = P;

  // Errors: internal, when purpose, algorithm, tenant, id, version, state or the size of the secret do not fit.
  static Result<Key> make(KeyParameters parameters, SecretBytes secret);

  Key(Key&&) noexcept = default;
  Key& operator=(Key&&) noexcept = default;

  const KeyParameters& parameters() const noexcept { return parameters_; }
  const SecretBytes& secret() const noexcept { return secret_; }

 private:
  friend class Keyring;  // sets the state a key has at a time
  Key(KeyParameters&& parameters, SecretBytes&& secret)
      : parameters_(std::move(parameters)), secret_(std::move(secret)) {}

  KeyParameters parameters_;
  SecretBytes secret_;
};

template <Purpose P>
std::ostream& operator<<(std::ostream&, const Key<P>&) = delete;

using DataKey = Key<Purpose::data>;
using IndexKey = Key<Purpose::index>;
using PseudonymKey = Key<Purpose::pseudonym>;
using AuditKey = Key<Purpose::audit>;
using TenantKek = Key<Purpose::tenant_kek>;
using RootKey = Key<Purpose::root>;

extern template class Key<Purpose::data>;
extern template class Key<Purpose::index>;
extern template class Key<Purpose::pseudonym>;
extern template class Key<Purpose::audit>;
extern template class Key<Purpose::tenant_kek>;
extern template class Key<Purpose::root>;

}  // namespace veilgate::crypto
