// Keyrings of tests: each tenant has one key for every suite and every HMAC, in as many versions as asked for. Secrets
// are fixed by tenant, algorithm and version, so that two keyrings agree on the keys they both have.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/keyring.hpp"

namespace veilgate::test {

inline TenantId tenant(std::string_view name) {
  return *TenantId::parse(name);
}

struct KeyPlan {
  std::vector<std::string> tenants = {"acme"};
  // The states of versions 1, 2, …
  std::vector<crypto::KeyState> versions = {crypto::KeyState::active};
};

// The id of a tenant's key: its place in the plan, then the algorithm.
inline crypto::KeyId key_id(std::size_t tenant_number, crypto::Algorithm algorithm) {
  return crypto::KeyId{static_cast<std::uint32_t>(0x10000 * (tenant_number + 1)) +
                       static_cast<std::uint32_t>(algorithm)};
}

inline SecretBytes test_secret(const std::string& tenant_name, crypto::Algorithm algorithm,
                               crypto::KeyVersion version) {
  SecretBytes secret(crypto::kKeyBytes);
  auto bytes = secret.mutable_bytes(SecretAccess{});
  std::uint32_t state = 2166136261u + version * 97 + static_cast<std::uint32_t>(algorithm);
  for (const char c : tenant_name) state = (state ^ static_cast<unsigned char>(c)) * 16777619u;
  for (auto& byte : bytes) {
    state = state * 1664525u + 1013904223u;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return secret;
}

inline std::shared_ptr<const crypto::Keyring> make_keyring(const KeyPlan& plan = {}) {
  using namespace crypto;
  constexpr Algorithm kData[] = {Algorithm::aes256_gcm, Algorithm::aes_siv, Algorithm::sm4_ctr_hmac_sm3,
                                 Algorithm::sm4_gcm,    Algorithm::sm4_siv, Algorithm::ff1_aes,
                                 Algorithm::ff1_sm4};
  constexpr Algorithm kIndex[] = {Algorithm::hmac_sha256, Algorithm::hmac_sm3};
  KeyringBuilder builder;
  const auto add = [&]<Purpose P>(std::size_t number, Algorithm algorithm) {
    for (std::size_t i = 0; i < plan.versions.size(); ++i) {
      KeyParameters parameters;
      parameters.id = key_id(number, algorithm);
      parameters.version = static_cast<KeyVersion>(i + 1);
      parameters.tenant = tenant(plan.tenants[number]);
      parameters.purpose = P;
      parameters.algorithm = algorithm;
      parameters.state = plan.versions[i];
      if (!may_open(parameters.state)) {
        builder.add_entry(parameters);
        continue;
      }
      auto secret = test_secret(plan.tenants[number], algorithm, parameters.version);
      builder.add(*Key<P>::make(parameters, std::move(secret)));
    }
  };
  for (std::size_t number = 0; number < plan.tenants.size(); ++number) {
    for (const auto algorithm : kData) add.operator()<Purpose::data>(number, algorithm);
    for (const auto algorithm : kIndex) add.operator()<Purpose::index>(number, algorithm);
  }
  return *std::move(builder).build(Time{std::chrono::seconds{1'800'000'000}});
}

}  // namespace veilgate::test
