// The bodies of aes256-gcm and sm4-gcm: GCM under a subkey that the first part of an 18-byte nonce selects, so that no
// count of messages has to be shared between replicas (nonce_epoch.hpp).
//
//   nonce 18 | ciphertext n | tag 16
//
// aes256-gcm is XAES-256-GCM (C2SP) with the nonce selector 12 | zeros 6 | count 6: any implementation of it opens a
// body. sm4-gcm takes HKDF-Expand(SM3) of key and selector as its subkey, and zeros 6 | count 6 as GCM's nonce.
//
// Limits: 2^80 messages a key by XAES's own bound, 7 * 10^16 by that of the nonces; nothing to count, nothing to rotate
// for. Where a key has a message limit, every subkey keeps to it. A message is at most 1 MiB.
//
// Threads: one at a time. Allocates in make(), and for each of the first few subkeys it meets (gcm_subkeys.hpp).
#pragma once

#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/primitives/gcm_subkeys.hpp"
#include "crypto/primitives/xaes.hpp"
#include "crypto/suites/nonce_epoch.hpp"

namespace veilgate::crypto {

class XaesBody {
 public:
  // 32 bytes of key. A subkey seals `most_messages` at most, then the next is drawn; 0: as NonceEpoch does by itself.
  static Result<XaesBody> make(Octets key, Octets aad, std::uint64_t most_messages = 0);

  // body.size() is plaintext.size() + 34. False: OpenSSL or the generator failed, or sizes are wrong; `body` is wiped.
  [[nodiscard]] bool seal(Octets plaintext, MutableOctets body) noexcept;
  // plaintext.size() is body.size() - 34. False: not authentic, or sizes are wrong; `plaintext` is wiped.
  [[nodiscard]] bool open(Octets body, MutableOctets plaintext) noexcept;

 private:
  XaesBody(Xaes256Gcm cipher, Octets aad, std::uint64_t most_messages)
      : cipher_(std::move(cipher)), aad_(aad.begin(), aad.end()), epoch_(most_messages) {}

  Xaes256Gcm cipher_;
  std::vector<std::uint8_t> aad_;
  NonceEpoch epoch_;
};

class Sm4GcmBody {
 public:
  // As XaesBody's; bad_config where SM4-GCM is not offered.
  static Result<Sm4GcmBody> make(Octets key, Octets aad, std::uint64_t most_messages = 0);

  [[nodiscard]] bool seal(Octets plaintext, MutableOctets body) noexcept;  // as XaesBody's
  [[nodiscard]] bool open(Octets body, MutableOctets plaintext) noexcept;

 private:
  Sm4GcmBody(SecretBytes key, Octets aad, std::uint64_t most_messages);
  Gcm* select(Octets selector) noexcept;

  GcmSubkeys subkeys_;
  SecretBytes key_;
  std::vector<std::uint8_t> aad_;
  NonceEpoch epoch_;
};

}  // namespace veilgate::crypto
