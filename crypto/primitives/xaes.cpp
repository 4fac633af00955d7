#include "crypto/primitives/xaes.hpp"

#include <algorithm>
#include <array>

#include "crypto/primitives/cipher_context.hpp"
#include "crypto/primitives/doubling.hpp"

namespace veilgate::crypto {
namespace {

bool derive_subkey(Block& block, Octets selector, MutableOctets subkey) noexcept {
  std::array<std::uint8_t, kBlockBytes> k1{};  // CMAC's subkey for whole blocks
  if (!block.encrypt(k1, k1)) return false;
  double_block(k1);
  for (std::size_t counter = 1; counter <= 2; ++counter) {
    const auto half = subkey.subspan((counter - 1) * kBlockBytes, kBlockBytes);
    half[0] = 0;
    half[1] = static_cast<std::uint8_t>(counter);
    half[2] = 'X';
    half[3] = 0;
    std::ranges::copy(selector, half.begin() + 4);
    for (std::size_t i = 0; i < kBlockBytes; ++i) half[i] ^= k1[i];
  }
  wipe(k1);
  return block.encrypt(subkey, subkey);
}

}  // namespace

Result<Xaes256Gcm> Xaes256Gcm::make(Octets key) {
  if (key.size() != kKeyBytes)
    return make_error(Code::bad_config, Origin::policy, "XAES-256-GCM takes a key of 32 bytes");
  auto block = Block::make(BlockCipher::aes, key);
  if (!block) return block.error();
  return Xaes256Gcm(*std::move(block));
}

Gcm* Xaes256Gcm::select(Octets nonce) noexcept {
  if (nonce.size() != kNonceBytes) return nullptr;
  return subkeys_.find(nonce.first(kSelectorBytes), [this](Octets selector, MutableOctets subkey) {
    return derive_subkey(block_, selector, subkey);
  });
}

bool Xaes256Gcm::seal(Octets nonce, Octets aad, Octets plaintext, MutableOctets out) noexcept {
  if (Gcm* const gcm = select(nonce); gcm != nullptr)
    return gcm->seal(nonce.subspan(kSelectorBytes), aad, plaintext, out);
  wipe(out);
  return false;
}

bool Xaes256Gcm::open(Octets nonce, Octets aad, Octets sealed, MutableOctets out) noexcept {
  if (Gcm* const gcm = select(nonce); gcm != nullptr) return gcm->open(nonce.subspan(kSelectorBytes), aad, sealed, out);
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
