#include "crypto/suites/ctr_hmac.hpp"

#include "crypto/base/secret.hpp"
#include "crypto/primitives/random.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kCounter = kBlockBytes;
constexpr std::size_t kTag = 16;
constexpr std::size_t kOverhead = kCounter + kTag;

bool refuse(MutableOctets out) noexcept {
  wipe_memory(out.data(), out.size());
  return false;
}

}  // namespace

CtrHmacBody::CtrHmacBody(Ctr ctr, Hmac hmac, Octets aad) : ctr_(std::move(ctr)), hmac_(std::move(hmac)) {
  for (int shift = 24; shift >= 0; shift -= 8) aad_.push_back(static_cast<std::uint8_t>(aad.size() >> shift));
  aad_.insert(aad_.end(), aad.begin(), aad.end());
}

Result<CtrHmacBody> CtrHmacBody::make(Octets key, Octets aad) {
  if (key.size() != kCipherKeyBytes + kMacKeyBytes)
    return make_error(Code::bad_config, Origin::internal, "sm4-ctr-hmac-sm3 takes 48 bytes of key");
  auto ctr = Ctr::make(BlockCipher::sm4, key.first(kCipherKeyBytes));
  if (!ctr) return ctr.error();
  auto hmac = Hmac::make(Digest::sm3, key.subspan(kCipherKeyBytes));
  if (!hmac) return hmac.error();
  return CtrHmacBody(*std::move(ctr), *std::move(hmac), aad);
}

bool CtrHmacBody::seal(Octets plaintext, MutableOctets body) noexcept {
  if (body.size() != plaintext.size() + kOverhead || !pooled_random_octets(body.first(kCounter))) return refuse(body);
  const auto sealed = body.first(body.size() - kTag);
  return (ctr_.apply(body.first(kCounter), plaintext, sealed.subspan(kCounter)) &&
          hmac_.compute({aad_, sealed}, body.last(kTag))) ||
         refuse(body);
}

bool CtrHmacBody::open(Octets body, MutableOctets plaintext) noexcept {
  if (body.size() < kOverhead || plaintext.size() != body.size() - kOverhead) return refuse(plaintext);
  const auto sealed = body.first(body.size() - kTag);
  if (!hmac_.verify({aad_, sealed}, body.last(kTag))) return refuse(plaintext);
  return ctr_.apply(body.first(kCounter), sealed.subspan(kCounter), plaintext);
}

}  // namespace veilgate::crypto
