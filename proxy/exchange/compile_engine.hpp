// The engine of a configuration, with the secrets and keys it refers to.
#pragma once

#include <memory>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/engine.hpp"
#include "proxy/exchange/engine_keys.hpp"

namespace veilgate::proxy {

// Compiles the policy with these keys. A route that is a token endpoint excludes secrets. Errors: as Engine::compile.
Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Settings& settings, const EngineKeys& keys);

// The same with the keys the configuration refers to, as they are now. Errors: as read_engine_keys as well.
Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Settings& settings);

}  // namespace veilgate::proxy
