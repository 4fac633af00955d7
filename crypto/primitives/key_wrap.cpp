#include "crypto/primitives/key_wrap.hpp"

#include <openssl/err.h>

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kStep = 8;
constexpr std::size_t kShortestKey = 16;

bool run(bool is_wrapping, Octets kek, Octets in, MutableOctets out) noexcept {
  const EVP_CIPHER* algorithm = find_cipher(BlockCipher::aes, Mode::wrap, kek.size());
  const CipherContext context(EVP_CIPHER_CTX_new());
  if (algorithm == nullptr || context == nullptr) return false;
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  int written = 0;
  const bool done =
      EVP_CipherInit_ex2(context.get(), algorithm, kek.data(), nullptr, is_wrapping ? 1 : 0, nullptr) == 1 &&
      EVP_CipherUpdate(context.get(), out.data(), &written, in.data(), as_int(in.size())) == 1 &&
      written == as_int(out.size());
  if (!done) ERR_clear_error();
  return done;
}

}  // namespace

bool wrap_key(Octets kek, Octets key, MutableOctets out) noexcept {
  if (key.size() >= kShortestKey && key.size() % kStep == 0 && key.size() <= kMostOctets &&
      out.size() == key.size() + kKeyWrapOverhead && run(true, kek, key, out))
    return true;
  wipe(out);
  return false;
}

bool unwrap_key(Octets kek, Octets wrapped, MutableOctets out) noexcept {
  if (wrapped.size() >= kShortestKey + kKeyWrapOverhead && wrapped.size() % kStep == 0 &&
      wrapped.size() <= kMostOctets && out.size() == wrapped.size() - kKeyWrapOverhead && run(false, kek, wrapped, out))
    return true;
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
