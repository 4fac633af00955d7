// Backups of a keyring file, sealed to a public key whose private half is kept offline.
//
//   veilgate-backup 1
//   keyring ID
//   generation N
//   epoch N
//   ephemeral POINT                  an uncompressed P-256 point, made for this backup
//   sealed BYTES                     the keyring's text under AES-256-GCM, with its tag behind it
//
// Key and nonce come from HKDF-SHA-256 of the ECDH secret (SP 800-56A, one ephemeral and one static key); both points
// and all lines before "sealed" are bound in. Bytes are unpadded base64url.
//
// A backup holds what the keyring file holds, so it opens only with the KEK of its epoch: after a key was destroyed,
// the backups of earlier epochs are worthless, and a new one is due. The KEKs themselves are backed up by who keeps the
// key source, by its own means, and their copies have to be destroyed with them.
//
// Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/keys/document.hpp"

namespace veilgate::crypto {

// What names a backup key in approvals: SHA-256 of its point, in hexadecimal. Errors: bad_config, when the PEM is no
// P-256 public key.
Result<std::string> name_backup_key(std::string_view public_pem);

// Errors: bad_config; internal.
Result<std::string> seal_backup(const KeyringDocument& document, std::string_view public_pem);

// The keyring's text. Errors: bad_config, when the PEM is no P-256 private key without a password; keyring_refused,
// when the backup is no backup, was altered, or is for another key.
Result<SecretBytes> open_backup(std::string_view backup, const SecretBytes& private_pem);

}  // namespace veilgate::crypto
