#include "crypto/primitives/block.hpp"

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {

Result<Block> Block::make(BlockCipher cipher, Octets key) {
  auto context = make_cipher_context(cipher, Mode::ecb, key);
  if (!context) return context.error();
  return Block(*std::move(context));
}

bool Block::encrypt(Octets in, MutableOctets out) noexcept {
  int written = 0;
  if (in.size() == out.size() && in.size() % kBlockBytes == 0 && in.size() <= kMostOctets &&
      EVP_EncryptUpdate(context_.get(), out.data(), &written, in.data(), as_int(in.size())) == 1 &&
      written == as_int(in.size()))
    return true;
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
