#include "crypto/primitives/mac.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include <array>
#include <cstring>
#include <string>

#include "crypto/base/secret.hpp"
#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kShortestTag = 8;

Result<MacContext> make_context(EVP_MAC* algorithm, const char* parameter, std::string name, Octets key) {
  MacContext context(algorithm == nullptr ? nullptr : EVP_MAC_CTX_new(algorithm));
  const std::array<OSSL_PARAM, 2> parameters = {OSSL_PARAM_construct_utf8_string(parameter, name.data(), name.size()),
                                                OSSL_PARAM_construct_end()};
  if (context == nullptr || EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()) != 1) {
    ERR_clear_error();
    return make_error(Code::internal, Origin::internal, "OpenSSL could not set up a message authentication code");
  }
  return context;
}

}  // namespace

bool Mac::compute(std::initializer_list<Octets> pieces, MutableOctets out) noexcept {
  std::array<std::uint8_t, kDigestBytes> tag;
  EVP_MAC_CTX* context = context_.get();
  bool done = !out.empty() && out.size() <= size_ && EVP_MAC_init(context, nullptr, 0, nullptr) == 1;
  for (const auto piece : pieces)
    done = done && (piece.empty() || EVP_MAC_update(context, piece.data(), piece.size()) == 1);
  std::size_t written = 0;
  done = done && EVP_MAC_final(context, tag.data(), &written, tag.size()) == 1 && written == size_;
  if (done) {
    std::memcpy(out.data(), tag.data(), out.size());
  } else {
    wipe(out);
  }
  return done;
}

bool Mac::verify(std::initializer_list<Octets> pieces, Octets tag) noexcept {
  std::array<std::uint8_t, kDigestBytes> expected;
  if (tag.size() < kShortestTag || tag.size() > size_) return false;
  const auto computed = MutableOctets(expected).first(tag.size());
  return compute(pieces, computed) && equal_in_constant_time(computed, tag);
}

Result<Cmac> Cmac::make(BlockCipher cipher, Octets key) {
  const char* name = cmac_cipher_name(cipher, key.size());
  if (name == nullptr) return make_error(Code::bad_config, Origin::policy, "CMAC: no such key size");
  auto context = make_context(find_cmac(), OSSL_MAC_PARAM_CIPHER, name, key);
  if (!context) return context.error();
  return Cmac(*std::move(context), kBlockBytes);
}

Result<Hmac> Hmac::make(Digest digest, Octets key) {
  if (key.empty()) return make_error(Code::bad_config, Origin::policy, "HMAC: the key is empty");
  auto context = make_context(find_hmac(), OSSL_MAC_PARAM_DIGEST, digest_name(digest), key);
  if (!context) return context.error();
  return Hmac(*std::move(context), kDigestBytes);
}

}  // namespace veilgate::crypto
