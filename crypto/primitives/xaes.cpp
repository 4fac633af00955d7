#include "crypto/primitives/xaes.hpp"

#include <algorithm>

#include "crypto/primitives/cipher_context.hpp"
#include "crypto/primitives/doubling.hpp"

namespace veilgate::crypto {

Result<Xaes256Gcm> Xaes256Gcm::make(Octets key) {
  if (key.size() != kKeyBytes)
    return make_error(Code::bad_config, Origin::policy, "XAES-256-GCM takes a key of 32 bytes");
  auto block = Block::make(BlockCipher::aes, key);
  if (!block) return block.error();
  auto gcm = Gcm::make(BlockCipher::aes, key);
  if (!gcm) return gcm.error();
  return Xaes256Gcm(*std::move(block), *std::move(gcm));
}

bool Xaes256Gcm::select(Octets nonce) noexcept {
  if (nonce.size() != kNonceBytes) return false;
  const auto selector = nonce.first(kSelectorBytes);
  if (has_selected_ && std::ranges::equal(selector, selected_)) return true;
  has_selected_ = false;
  std::array<std::uint8_t, kBlockBytes> k1{};  // CMAC's subkey for whole blocks
  std::array<std::uint8_t, 2 * kBlockBytes> key;
  if (!block_.encrypt(k1, k1)) return false;
  double_block(k1);
  for (std::size_t counter = 1; counter <= 2; ++counter) {
    const auto half = MutableOctets(key).subspan((counter - 1) * kBlockBytes, kBlockBytes);
    half[0] = 0;
    half[1] = static_cast<std::uint8_t>(counter);
    half[2] = 'X';
    half[3] = 0;
    std::ranges::copy(selector, half.begin() + 4);
    for (std::size_t i = 0; i < kBlockBytes; ++i) half[i] ^= k1[i];
  }
  has_selected_ = block_.encrypt(key, key) && gcm_.rekey(key);
  wipe(key);
  wipe(k1);
  std::ranges::copy(selector, selected_.begin());
  return has_selected_;
}

bool Xaes256Gcm::seal(Octets nonce, Octets aad, Octets plaintext, MutableOctets out) noexcept {
  if (select(nonce)) return gcm_.seal(nonce.subspan(kSelectorBytes), aad, plaintext, out);
  wipe(out);
  return false;
}

bool Xaes256Gcm::open(Octets nonce, Octets aad, Octets sealed, MutableOctets out) noexcept {
  if (select(nonce)) return gcm_.open(nonce.subspan(kSelectorBytes), aad, sealed, out);
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
