#include "crypto/primitives/ctr.hpp"

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {

Result<Ctr> Ctr::make(BlockCipher cipher, Octets key) {
  auto context = make_cipher_context(cipher, Mode::ctr, key);
  if (!context) return context.error();
  return Ctr(*std::move(context));
}

bool Ctr::apply(Octets counter, Octets in, MutableOctets out) noexcept {
  int written = 0;
  if (counter.size() == kBlockBytes && in.size() == out.size() && in.size() <= kMostOctets &&
      (in.empty() || (EVP_EncryptInit_ex2(context_.get(), nullptr, nullptr, counter.data(), nullptr) == 1 &&
                      EVP_EncryptUpdate(context_.get(), out.data(), &written, in.data(), as_int(in.size())) == 1 &&
                      written == as_int(in.size()))))
    return true;
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
