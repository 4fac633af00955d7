#include "proxy/exchange/compile_engine.hpp"

#include "config/schema.hpp"
#include "crypto/keys/files.hpp"
#include "crypto/keys/secret_text.hpp"

namespace veilgate::proxy {

Result<std::shared_ptr<const masking::Engine>> compile_engine(const config::Policy& policy) {
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
  return masking::Engine::compile(policy, secrets);
}

}  // namespace veilgate::proxy
