#include "crypto/primitives/cipher_context.hpp"

#include <openssl/err.h>

namespace veilgate::crypto {

Result<CipherContext> make_cipher_context(BlockCipher cipher, Mode mode, Octets key) {
  const EVP_CIPHER* algorithm = find_cipher(cipher, mode, key.size());
  if (algorithm == nullptr)
    return make_error(Code::bad_config, Origin::policy, "this OpenSSL offers no such cipher, mode and key size");
  CipherContext context(EVP_CIPHER_CTX_new());
  if (context == nullptr || EVP_EncryptInit_ex2(context.get(), algorithm, key.data(), nullptr, nullptr) != 1 ||
      (mode == Mode::ecb && EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1)) {
    ERR_clear_error();
    return make_error(Code::internal, Origin::internal, "OpenSSL could not set up a cipher");
  }
  return context;
}

}  // namespace veilgate::crypto
