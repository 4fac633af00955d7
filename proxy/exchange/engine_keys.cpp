#include "proxy/exchange/engine_keys.hpp"

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

Result<std::shared_ptr<const crypto::Keyring>> open_keyring(const config::Keys& keys, crypto::Time now,
                                                            const crypto::Keyring* before) {
  auto source = crypto::make_key_source(crypto::system_files(), config::to_text(keys.source));
  if (!source) return source.error();
  auto keyring = crypto::load_keyring(crypto::system_files(), keys.keyring, **source, now, before);
  if (!keyring) {
    return make_error(keyring.error().code, Origin::policy, "keys: " + keyring.error().note.for_log());
  }
  return keyring;
}

}  // namespace

Result<EngineKeys> read_engine_keys(const config::Settings& settings, crypto::Time now, const crypto::Keyring* before) {
  auto secrets = read_mask_secrets(settings.policy);
  if (!secrets) return secrets.error();
  EngineKeys keys;
  keys.secrets = std::make_shared<const masking::MaskSecrets>(std::move(*secrets));
  if (!settings.keys) return keys;
  auto keyring = open_keyring(*settings.keys, now, before);
  if (!keyring) return keyring.error();
  keys.seal = {*std::move(keyring), settings.keys->tenant, true};
  return keys;
}

Result<EngineKeys> renew_engine_keys(const config::Settings& settings, const EngineKeys& before, crypto::Time now,
                                     std::string& problem) {
  EngineKeys keys = before;
  if (!settings.keys || before.seal.keyring == nullptr) return keys;
  auto keyring = open_keyring(*settings.keys, now, before.seal.keyring.get());
  if (!keyring) {
    problem = keyring.error().note.for_log();
    keyring = before.seal.keyring->at(now);
    if (!keyring) return keyring.error();
  }
  keys.seal.keyring = *std::move(keyring);
  return keys;
}

EngineKeys make_stand_in_keys(const config::Settings& settings) {
  masking::MaskSecrets secrets;
  for (const auto& mask : settings.policy.masks) {
    if (mask.key.kind != config::SecretRef::Kind::none) secrets.emplace(mask.id, SecretBytes(crypto::kKeyBytes));
  }
  EngineKeys keys;
  keys.secrets = std::make_shared<const masking::MaskSecrets>(std::move(secrets));
  if (settings.keys) keys.seal.tenant = settings.keys->tenant;
  keys.seal.required = false;
  return keys;
}

crypto::Time key_clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace veilgate::proxy
