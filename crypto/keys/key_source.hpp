// Where the keys above a keyring come from: outside the data, one key-encryption key (KEK) an epoch.
//
// A KEK does one thing: it wraps the root key of its epoch. Serving needs only KeySource, one function. Administration
// needs ManagedKeySource, which makes the KEK of a new epoch and destroys the one before: after that nothing that was
// wrapped in that epoch, in an old copy or a backup of the keyring, can be had again (crypto-shredding).
//
// A KEK never leaves its source. Every source passes one contract suite
// (tests/unit/crypto/keys/key_source_contract.hpp); README.md says how to add one.
//
// Threads: one object belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/keys/key.hpp"

namespace veilgate::crypto {

using Epoch = std::uint32_t;  // counts from 1

class KeySource {
 public:
  virtual ~KeySource() = default;

  // What `wrap` made of a root key. Errors: key_unavailable when the source cannot be reached, has no KEK of that
  // epoch, or does not know `algorithm`; key_refused when the bytes were not wrapped by it. The notes say which, and
  // what to do; they hold no secret.
  virtual Result<SecretBytes> unwrap(Epoch epoch, Algorithm algorithm, std::span<const std::uint8_t> wrapped) = 0;

  // "file /etc/veilgate/kek"; for reports, no secret.
  virtual std::string describe() const = 0;
};

enum class Destruction : std::uint8_t {
  by_operator,  // the source cannot do it; whoever keeps it has to (the environment)
  done,         // the KEK is gone, or was never there
};

class ManagedKeySource : public KeySource {
 public:
  // `root` has kKeyBytes. Errors: as unwrap.
  virtual Result<std::vector<std::uint8_t>> wrap(Epoch epoch, Algorithm algorithm, const SecretBytes& root) = 0;

  // Errors: key_unavailable.
  virtual Result<bool> has(Epoch epoch) = 0;

  // Makes the KEK of an epoch; one that is there stays as it is. Errors: key_unavailable, io_failed.
  virtual Result<void> create(Epoch epoch) = 0;

  // Errors: key_unavailable, io_failed.
  virtual Result<Destruction> destroy(Epoch epoch) = 0;
};

class Files;

// The KEKs in a file of this user alone (mode 0600 or 0400), in the text of kek_text.hpp. `create` makes the file.
std::unique_ptr<ManagedKeySource> make_file_source(Files& files, std::string path);

// The KEKs in an environment variable, in the same text. A process cannot change what it is started with, so `create`
// only looks whether the operator has added the epoch, and `destroy` whether it was taken out.
std::unique_ptr<ManagedKeySource> make_environment_source(std::string name);

// The KEKs in a PKCS#11 token; pkcs11_uri.hpp describes the reference.
Result<std::unique_ptr<ManagedKeySource>> make_pkcs11_source(Files& files, std::string_view uri);

// `file:PATH`, `env:NAME` or `pkcs11:…`. Errors: bad_config.
Result<std::unique_ptr<ManagedKeySource>> make_key_source(Files& files, std::string_view reference);

}  // namespace veilgate::crypto
