#include "crypto/primitives/digest.hpp"

#include <openssl/evp.h>

#include <memory>

namespace veilgate::crypto {
namespace {

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

}  // namespace

bool digest(Digest algorithm, std::initializer_list<Octets> pieces, DigestValue& out) noexcept {
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
  const EVP_MD* type = find_digest(algorithm);
  bool done = context != nullptr && type != nullptr && EVP_DigestInit_ex2(context.get(), type, nullptr) == 1;
  for (const auto piece : pieces) done = done && EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
  unsigned written = 0;
  done = done && EVP_DigestFinal_ex(context.get(), out.data(), &written) == 1 && written == out.size();
  if (!done) out.fill(0);
  return done;
}

}  // namespace veilgate::crypto
