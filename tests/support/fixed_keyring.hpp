// A keyring document whose secrets are the same in every run, so that its text and its records are, too.
#pragma once

#include <string>
#include <vector>

#include "crypto/keys/document.hpp"

namespace veilgate::test {

inline SecretBytes fixed_secret(std::uint8_t number) {
  return SecretBytes::copy_of(std::vector<std::uint8_t>(crypto::kKeyBytes, static_cast<std::uint8_t>(number + 1)));
}

// Unwraps anything to fixed_secret(0).
class FixedSource final : public crypto::KeySource {
 public:
  Result<SecretBytes> unwrap(crypto::Epoch, crypto::Algorithm, std::span<const std::uint8_t>) override {
    return fixed_secret(0);
  }
  std::string describe() const override { return "fixed"; }
};

// The public keys of RFC 8032, 7.1, tests 1 and 2.
inline constexpr crypto::VerifyKey kAlice = {0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe,
                                             0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6,
                                             0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a};
inline constexpr crypto::VerifyKey kBob = {0x3d, 0x40, 0x17, 0xc3, 0xe8, 0x43, 0x89, 0x5a, 0x92, 0xb7, 0x0a,
                                           0xa7, 0x4d, 0x1b, 0x7e, 0xbc, 0x9c, 0x98, 0x2c, 0xcf, 0x2e, 0xc4,
                                           0x96, 0x8c, 0xc0, 0xcd, 0x55, 0xf1, 0x2a, 0xf4, 0x66, 0x0c};

// An audit key; of acme a data key in two versions and an index key; two approvers.
inline crypto::KeyringDocument fixed_document(crypto::Algorithm wrap = crypto::Algorithm::aes_kw) {
  using namespace crypto;
  constexpr Time kThen{std::chrono::seconds{1'800'000'000}};
  KeyringDocument document;
  document.id = "0123456789abcdef";
  document.generation = 7;
  document.written = kThen;
  document.wrap = wrap;
  document.epoch = 1;
  document.wrapped_root = {1, 2, 3};
  document.root = fixed_secret(0);
  document.retired = {1};
  document.epoch = 2;
  document.approvers = {{"alice", kAlice}, {"bob", kBob}};
  document.used_approvals = {{"00112233445566778899aabbccddeeff", kThen}};
  const TenantId acme = *TenantId::parse("acme");
  document.tenants.emplace(acme, StoredTenant{kThen, fixed_secret(1)});
  document.tenants.emplace(*TenantId::parse("gone"), StoredTenant{kThen, {}});
  const auto add = [&](std::uint32_t id, KeyVersion version, Purpose purpose, Algorithm algorithm, KeyState state) {
    KeyParameters facts;
    facts.id = KeyId{id};
    facts.version = version;
    if (purpose != Purpose::audit) facts.tenant = acme;
    facts.purpose = purpose;
    facts.algorithm = algorithm;
    facts.state = state;
    facts.created = kThen;
    facts.not_before = kThen;
    facts.not_after = kThen + std::chrono::hours{24};
    facts.rotation_period = std::chrono::hours{12};
    facts.message_limit = 1'000;
    document.keys.push_back({facts, fixed_secret(static_cast<std::uint8_t>(id + version))});
  };
  add(1, 1, Purpose::audit, Algorithm::hmac_sha256, KeyState::active);
  add(2, 1, Purpose::data, Algorithm::aes_siv, KeyState::suspended);
  add(2, 2, Purpose::data, Algorithm::aes_siv, KeyState::active);
  add(3, 1, Purpose::index, Algorithm::hmac_sm3, KeyState::active);
  return document;
}

}  // namespace veilgate::test
