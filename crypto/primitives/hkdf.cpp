#include "crypto/primitives/hkdf.hpp"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>
#include <string>

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {
namespace {

struct FreeKdf {
  void operator()(EVP_KDF_CTX* context) const noexcept { EVP_KDF_CTX_free(context); }
};

// OpenSSL's parameters take pointers to what they only read.
OSSL_PARAM octets_parameter(const char* name, Octets bytes) noexcept {
  OSSL_PARAM parameter = OSSL_PARAM_construct_octet_string(name, nullptr, bytes.size());
  parameter.data = const_cast<std::uint8_t*>(bytes.data());
  return parameter;
}

bool derive(int mode, Digest digest, Octets secret, Octets salt, Octets info, MutableOctets out) noexcept {
  constexpr std::uint8_t kNothing = 0;
  std::string name = digest_name(digest);
  std::array<OSSL_PARAM, 6> parameters;
  std::size_t count = 0;
  parameters[count++] = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode);
  parameters[count++] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, name.data(), name.size());
  parameters[count++] = octets_parameter(OSSL_KDF_PARAM_KEY, secret);
  if (!salt.empty()) parameters[count++] = octets_parameter(OSSL_KDF_PARAM_SALT, salt);
  parameters[count++] = octets_parameter(OSSL_KDF_PARAM_INFO, info.empty() ? Octets(&kNothing, 0) : info);
  parameters[count] = OSSL_PARAM_construct_end();

  if (!secret.empty() && !out.empty() && out.size() <= kMostDerivedBytes && find_hkdf() != nullptr) {
    const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(EVP_KDF_CTX_new(find_hkdf()));
    if (context != nullptr && EVP_KDF_derive(context.get(), out.data(), out.size(), parameters.data()) == 1)
      return true;
  }
  wipe(out);
  return false;
}

}  // namespace

bool hkdf(Digest digest, Octets secret, Octets salt, Octets info, MutableOctets out) noexcept {
  return derive(EVP_KDF_HKDF_MODE_EXTRACT_AND_EXPAND, digest, secret, salt, info, out);
}

bool hkdf_extract(Digest digest, Octets secret, Octets salt, MutableOctets key) noexcept {
  if (key.size() == kDigestBytes) return derive(EVP_KDF_HKDF_MODE_EXTRACT_ONLY, digest, secret, salt, {}, key);
  wipe(key);
  return false;
}

bool hkdf_expand(Digest digest, Octets key, Octets info, MutableOctets out) noexcept {
  if (key.size() >= kDigestBytes) return derive(EVP_KDF_HKDF_MODE_EXPAND_ONLY, digest, key, {}, info, out);
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
