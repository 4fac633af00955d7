#include "crypto/suites/subkey_gcm.hpp"

#include <algorithm>
#include <cstring>

#include "crypto/primitives/hkdf.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kNonce = NonceEpoch::kBytes;
constexpr std::size_t kSelector = NonceEpoch::kSelectorBytes;
constexpr std::size_t kOverhead = kNonce + Gcm::kTagBytes;
constexpr std::size_t kSm4KeyBytes = 16;

// The count at the end of `nonce`, zeros between it and the selector.
template <std::size_t N>
std::array<std::uint8_t, N> spread(Octets short_nonce) noexcept {
  std::array<std::uint8_t, N> nonce{};
  std::memcpy(nonce.data() + N - NonceEpoch::kCountBytes, short_nonce.data() + kSelector, NonceEpoch::kCountBytes);
  if constexpr (N > Gcm::kNonceBytes) std::memcpy(nonce.data(), short_nonce.data(), kSelector);
  return nonce;
}

bool refuse(MutableOctets out) noexcept {
  wipe_memory(out.data(), out.size());
  return false;
}

}  // namespace

Result<XaesBody> XaesBody::make(Octets key, Octets aad, std::uint64_t most_messages) {
  auto cipher = Xaes256Gcm::make(key);
  if (!cipher) return cipher.error();
  return XaesBody(*std::move(cipher), aad, most_messages);
}

bool XaesBody::seal(Octets plaintext, MutableOctets body) noexcept {
  if (body.size() != plaintext.size() + kOverhead || !epoch_.next(body.first(kNonce))) return refuse(body);
  return cipher_.seal(spread<Xaes256Gcm::kNonceBytes>(body.first(kNonce)), aad_, plaintext, body.subspan(kNonce)) ||
         refuse(body);
}

bool XaesBody::open(Octets body, MutableOctets plaintext) noexcept {
  if (body.size() < kOverhead) return refuse(plaintext);
  return cipher_.open(spread<Xaes256Gcm::kNonceBytes>(body.first(kNonce)), aad_, body.subspan(kNonce), plaintext);
}

Sm4GcmBody::Sm4GcmBody(SecretBytes key, Octets aad, std::uint64_t most_messages)
    : subkeys_(BlockCipher::sm4, kSm4KeyBytes),
      key_(std::move(key)),
      aad_(aad.begin(), aad.end()),
      epoch_(most_messages) {}

Result<Sm4GcmBody> Sm4GcmBody::make(Octets key, Octets aad, std::uint64_t most_messages) {
  if (auto tried = Gcm::make(BlockCipher::sm4, key.first(std::min(key.size(), kSm4KeyBytes))); !tried)
    return tried.error();
  return Sm4GcmBody(SecretBytes::copy_of(key), aad, most_messages);
}

Gcm* Sm4GcmBody::select(Octets selector) noexcept {
  return subkeys_.find(selector, [this](Octets of, MutableOctets subkey) {
    return hkdf_expand(Digest::sm3, key_.bytes(SecretAccess{}), of, subkey);
  });
}

bool Sm4GcmBody::seal(Octets plaintext, MutableOctets body) noexcept {
  if (body.size() != plaintext.size() + kOverhead || !epoch_.next(body.first(kNonce))) return refuse(body);
  Gcm* const gcm = select(body.first(kSelector));
  if (gcm == nullptr) return refuse(body);
  return gcm->seal(spread<Gcm::kNonceBytes>(body.first(kNonce)), aad_, plaintext, body.subspan(kNonce)) || refuse(body);
}

bool Sm4GcmBody::open(Octets body, MutableOctets plaintext) noexcept {
  if (body.size() < kOverhead) return refuse(plaintext);
  Gcm* const gcm = select(body.first(kSelector));
  if (gcm == nullptr) return refuse(plaintext);
  return gcm->open(spread<Gcm::kNonceBytes>(body.first(kNonce)), aad_, body.subspan(kNonce), plaintext);
}

}  // namespace veilgate::crypto
