#include "crypto/suites/derive.hpp"

#include <vector>

#include "crypto/primitives/hkdf.hpp"
#include "crypto/token/aad.hpp"

namespace veilgate::crypto {
namespace {

Result<SecretBytes> derive(const KeyParameters& parameters, const SecretBytes& secret, Digest digest,
                           std::string_view class_name, std::string_view use, std::size_t size) {
  constexpr std::string_view kLabel = "veilgate 1";
  std::vector<std::uint8_t> info;
  const auto label = octets(kLabel);
  info.assign(label.begin(), label.end());
  append_prefixed(octets(std::string_view(to_text(parameters.purpose))), info);
  append_prefixed(octets(std::string_view(to_text(parameters.algorithm))), info);
  append_prefixed(parameters.tenant ? octets(parameters.tenant->text()) : Octets{}, info);
  append_prefixed(octets(class_name), info);
  append_prefixed(octets(use), info);
  SecretBytes derived(size);
  if (!hkdf(digest, secret.bytes(SecretAccess{}), {}, info, derived.mutable_bytes(SecretAccess{})))
    return make_error(Code::internal, Origin::internal, "OpenSSL could not derive a key");
  return derived;
}

}  // namespace

Result<SecretBytes> derive_key(const DataKey& key, Digest digest, std::string_view class_name, std::string_view use,
                               std::size_t size) {
  return derive(key.parameters(), key.secret(), digest, class_name, use, size);
}

Result<SecretBytes> derive_key(const IndexKey& key, Digest digest, std::string_view class_name, std::string_view use,
                               std::size_t size) {
  return derive(key.parameters(), key.secret(), digest, class_name, use, size);
}

}  // namespace veilgate::crypto
