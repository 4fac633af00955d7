#include "crypto/primitives/algorithms.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <array>

#include "crypto/primitives/handles.hpp"

namespace veilgate::crypto {
namespace {

constexpr const char* kDefaultProvider = "provider=default";

struct Fetched {
  std::array<std::array<EVP_CIPHER*, 3>, 4> aes{};  // by mode, then by key size
  std::array<EVP_CIPHER*, 4> sm4{};
  std::array<EVP_MD*, 2> digests{};
  EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", kDefaultProvider);
  EVP_MAC* cmac = EVP_MAC_fetch(nullptr, "CMAC", kDefaultProvider);
  EVP_KDF* hkdf = EVP_KDF_fetch(nullptr, "HKDF", kDefaultProvider);

  Fetched() noexcept {
    constexpr std::array<std::array<const char*, 3>, 4> kAes = {{{"AES-128-ECB", "AES-192-ECB", "AES-256-ECB"},
                                                                 {"AES-128-CTR", "AES-192-CTR", "AES-256-CTR"},
                                                                 {"AES-128-GCM", "AES-192-GCM", "AES-256-GCM"},
                                                                 {"AES-128-WRAP", "AES-192-WRAP", "AES-256-WRAP"}}};
    // What is not offered is no error that others should find in OpenSSL's queue.
    ERR_set_mark();
    for (std::size_t mode = 0; mode < kAes.size(); ++mode)
      for (std::size_t size = 0; size < kAes[mode].size(); ++size)
        aes[mode][size] = EVP_CIPHER_fetch(nullptr, kAes[mode][size], kDefaultProvider);
    constexpr std::array<const char*, 3> kSm4 = {"SM4-ECB", "SM4-CTR", "SM4-GCM"};
    for (std::size_t mode = 0; mode < kSm4.size(); ++mode)
      sm4[mode] = EVP_CIPHER_fetch(nullptr, kSm4[mode], kDefaultProvider);
    ERR_pop_to_mark();
    digests = {EVP_MD_fetch(nullptr, "SHA256", kDefaultProvider), EVP_MD_fetch(nullptr, "SM3", kDefaultProvider)};
  }
};

const Fetched& fetched() noexcept {
  static const Fetched kFetched;
  return kFetched;
}

}  // namespace

const EVP_CIPHER* find_cipher(BlockCipher cipher, Mode mode, std::size_t key_bytes) noexcept {
  const auto row = static_cast<std::size_t>(mode);
  if (cipher == BlockCipher::sm4) return key_bytes == 16 ? fetched().sm4[row] : nullptr;
  if (key_bytes != 16 && key_bytes != 24 && key_bytes != 32) return nullptr;
  return fetched().aes[row][key_bytes / 8 - 2];
}

const char* cmac_cipher_name(BlockCipher cipher, std::size_t key_bytes) noexcept {
  if (cipher == BlockCipher::sm4) return key_bytes == 16 ? "SM4-CBC" : nullptr;
  switch (key_bytes) {
    case 16: return "AES-128-CBC";
    case 24: return "AES-192-CBC";
    case 32: return "AES-256-CBC";
    default: return nullptr;
  }
}

const char* digest_name(Digest digest) noexcept {
  return digest == Digest::sm3 ? "SM3" : "SHA256";
}

const EVP_MD* find_digest(Digest digest) noexcept {
  return fetched().digests[static_cast<std::size_t>(digest)];
}

EVP_MAC* find_hmac() noexcept {
  return fetched().hmac;
}

EVP_MAC* find_cmac() noexcept {
  return fetched().cmac;
}

EVP_KDF* find_hkdf() noexcept {
  return fetched().hkdf;
}

void FreeContext::operator()(EVP_CIPHER_CTX* context) const noexcept {
  EVP_CIPHER_CTX_free(context);
}

void FreeContext::operator()(EVP_MAC_CTX* context) const noexcept {
  EVP_MAC_CTX_free(context);
}

}  // namespace veilgate::crypto
