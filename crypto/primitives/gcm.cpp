#include "crypto/primitives/gcm.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {
namespace {

bool fits(Octets nonce, Octets aad, std::size_t text, std::size_t sealed) noexcept {
  return nonce.size() == Gcm::kNonceBytes && aad.size() <= kMostOctets && text <= kMostOctets &&
         sealed == text + Gcm::kTagBytes;
}

bool run(EVP_CIPHER_CTX* context, Octets aad, Octets in, std::uint8_t* out) noexcept {
  int written = 0;
  if (!aad.empty() && EVP_CipherUpdate(context, nullptr, &written, aad.data(), as_int(aad.size())) != 1) return false;
  return in.empty() ||
         (EVP_CipherUpdate(context, out, &written, in.data(), as_int(in.size())) == 1 && written == as_int(in.size()));
}

}  // namespace

Result<Gcm> Gcm::make(BlockCipher cipher, Octets key) {
  auto context = make_cipher_context(cipher, Mode::gcm, key);
  if (!context) return context.error();
  return Gcm(*std::move(context));
}

bool Gcm::rekey(Octets key) noexcept {
  return as_int(key.size()) == EVP_CIPHER_CTX_get_key_length(context_.get()) &&
         EVP_EncryptInit_ex2(context_.get(), nullptr, key.data(), nullptr, nullptr) == 1;
}

bool Gcm::seal(Octets nonce, Octets aad, Octets plaintext, MutableOctets out) noexcept {
  EVP_CIPHER_CTX* context = context_.get();
  if (fits(nonce, aad, plaintext.size(), out.size())) {
    const auto tag = out.last(kTagBytes);
    std::array<OSSL_PARAM, 2> get_tag = {
        OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag.data(), kTagBytes),
        OSSL_PARAM_construct_end()};
    int written = 0;
    if (EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1 &&
        run(context, aad, plaintext, out.data()) && EVP_EncryptFinal_ex(context, tag.data(), &written) == 1 &&
        EVP_CIPHER_CTX_get_params(context, get_tag.data()) == 1)
      return true;
  }
  wipe(out);
  return false;
}

bool Gcm::open(Octets nonce, Octets aad, Octets sealed, MutableOctets out) noexcept {
  EVP_CIPHER_CTX* context = context_.get();
  if (fits(nonce, aad, out.size(), sealed.size())) {
    std::array<std::uint8_t, kTagBytes> tag;
    std::ranges::copy(sealed.last(kTagBytes), tag.begin());
    const std::array<OSSL_PARAM, 2> set_tag = {
        OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag.data(), kTagBytes),
        OSSL_PARAM_construct_end()};
    int written = 0;
    if (EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1 &&
        EVP_CIPHER_CTX_set_params(context, set_tag.data()) == 1 &&
        run(context, aad, sealed.first(out.size()), out.data()) &&
        EVP_DecryptFinal_ex(context, tag.data(), &written) == 1)
      return true;
  }
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
