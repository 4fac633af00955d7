// The secrets and keys an engine is compiled with, and how they change while the configuration stays.
//
// The only place of the data path that opens a keyring. Any number of threads may read an EngineKeys.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "crypto/keys/keyring.hpp"
#include "masking/mask_secrets.hpp"
#include "masking/seal/seal_keys.hpp"

namespace veilgate::proxy {

struct EngineKeys {
  std::shared_ptr<const masking::MaskSecrets> secrets;  // of PSEUDONYM and FAKE masks
  masking::SealKeys seal;                               // of ENCRYPT; no keyring where the configuration names none
};

// Reads the keys of masks where they are referred to (private files, variables of the environment) and opens the
// keyring with the keys in force at `now`. `before`: the keyring in use, where the new one goes on counting messages
// and behind whose time it does not go back. Errors: bad_config, key_unavailable, keyring_refused and io_failed, naming
// the mask or the reference, never a secret.
Result<EngineKeys> read_engine_keys(const config::Settings& settings, crypto::Time now,
                                    const crypto::Keyring* before = nullptr);

// The keys as they are at `now`: from the keyring file, or, when that cannot be read, those in memory, with the reason
// in `problem`. Masks keep their keys. Errors: internal.
Result<EngineKeys> renew_engine_keys(const config::Settings& settings, const EngineKeys& before, crypto::Time now,
                                     std::string& problem);

// Keys nobody has, to compile a configuration with where its secrets are not at hand: nothing can be sealed with them.
EngineKeys make_stand_in_keys(const config::Settings& settings);

// Now, in the unit of keys.
crypto::Time key_clock_now();

}  // namespace veilgate::proxy
