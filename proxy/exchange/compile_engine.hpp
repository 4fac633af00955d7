// The engine of a configuration, with the secrets and keys it refers to.
#pragma once

#include <memory>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/engine.hpp"

namespace veilgate::proxy {

// Reads the keys of PSEUDONYM and FAKE masks where they are referred to (private files, variables of the environment),
// opens the keyring with the keys in force now, and compiles the policy. A route that is a token endpoint excludes
// secrets. Errors: bad_config, key_unavailable, keyring_refused and io_failed, naming the mask, the rule or the
// reference, never a secret.
Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Settings& settings);

}  // namespace veilgate::proxy
