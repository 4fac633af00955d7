#include "proxy/exchange/compile_engine.hpp"

#include <chrono>
#include <utility>

#include "config/schema.hpp"
#include "crypto/keys/files.hpp"
#include "crypto/keys/key_source.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/store.hpp"

namespace veilgate::proxy {

namespace {

Result<masking::MaskSecrets> read_mask_secrets(const config::Policy& policy) {
  masking::MaskSecrets secrets;
  for (const auto& mask : policy.masks) {
    if (mask.key.kind == config::SecretRef::Kind::none) continue;
    auto secret = crypto::read_secret(crypto::system_files(), config::to_text(mask.key));
    if (!secret) {
      return make_error(secret.error().code, Origin::policy,
                        "masks." + mask.id + ".key: " + secret.error().note.for_log());
    }
    secrets.emplace(mask.id, std::move(*secret));
  }
  return secrets;
}

Result<masking::SealKeys> open_keyring(const config::Keys& keys) {
  auto source = crypto::make_key_source(crypto::system_files(), config::to_text(keys.source));
  if (!source) return source.error();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  auto keyring = crypto::load_keyring(crypto::system_files(), keys.keyring, **source, now);
  if (!keyring) {
    return make_error(keyring.error().code, Origin::policy, "keys: " + keyring.error().note.for_log());
  }
  return masking::SealKeys{*std::move(keyring), keys.tenant};
}

}  // namespace

Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Settings& settings) {
  auto secrets = read_mask_secrets(settings.policy);
  if (!secrets) return secrets.error();
  masking::SealKeys keys;
  if (settings.keys) {
    auto opened = open_keyring(*settings.keys);
    if (!opened) return opened.error();
    keys = std::move(*opened);
  }
  config::Policy policy = settings.policy;
  for (const auto& route : settings.routes) {
    if (route.token_endpoint)
      policy.exclusions.push_back({"route " + route.id, route.path, {"secret"}, "", "token endpoint"});
  }
  return masking::Engine::compile(policy, *secrets, std::move(keys));
}

}  // namespace veilgate::proxy
