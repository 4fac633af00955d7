#include "proxy/exchange/compile_engine.hpp"

namespace veilgate::proxy {

Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Settings& settings,
                                                              const EngineKeys& keys) {
  config::Policy policy = settings.policy;
  for (const auto& route : settings.routes) {
    if (route.token_endpoint)
      policy.exclusions.push_back({"route " + route.id, route.path, {"secret"}, "", "token endpoint"});
  }
  return masking::Engine::compile(policy, *keys.secrets, keys.seal);
}

Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Settings& settings) {
  const auto keys = read_engine_keys(settings, key_clock_now());
  if (!keys) return keys.error();
  return compile_engine(settings, *keys);
}

}  // namespace veilgate::proxy
