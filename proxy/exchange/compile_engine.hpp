// An engine of a policy, with the secrets its masks refer to.
#pragma once

#include <memory>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/engine.hpp"

namespace veilgate::proxy {

// Reads the keys of PSEUDONYM and FAKE masks where they are referred to (private files, variables of the environment)
// and compiles the policy. Errors: bad_config, key_unavailable and io_failed, naming the mask, the rule or the
// reference, never a secret.
Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Policy& policy);

}  // namespace veilgate::proxy
