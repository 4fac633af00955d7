// What the sources of this folder share about OpenSSL contexts. Not for other folders.
#pragma once

#include <openssl/evp.h>

#include <limits>

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/primitives/algorithms.hpp"
#include "crypto/primitives/handles.hpp"

namespace veilgate::crypto {

// OpenSSL counts in int. Nothing of ours is longer than this; what is, is refused.
inline constexpr std::size_t kMostOctets = std::size_t{1} << 30;
static_assert(kMostOctets < std::numeric_limits<int>::max());

inline int as_int(std::size_t size) noexcept {
  return static_cast<int>(size);
}

// A context keyed for encryption, without padding.
Result<CipherContext> make_cipher_context(BlockCipher cipher, Mode mode, Octets key);

inline void wipe(MutableOctets bytes) noexcept {
  wipe_memory(bytes.data(), bytes.size());
}

}  // namespace veilgate::crypto
