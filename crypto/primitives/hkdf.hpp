// HKDF (RFC 5869) over SHA-256 or SM3: the keys of suites, classes and indexes from the 32 random bytes of a key.
//
// Threads: pure functions. They allocate; derive once and keep what was derived.
#pragma once

#include "crypto/base/octets.hpp"
#include "crypto/primitives/algorithms.hpp"

namespace veilgate::crypto {

inline constexpr std::size_t kMostDerivedBytes = 255 * kDigestBytes;

// Extract, then expand: out.size() bytes, 1 to 8,160. False: another size, an empty `secret`, or OpenSSL failed; `out`
// is wiped.
[[nodiscard]] bool hkdf(Digest digest, Octets secret, Octets salt, Octets info, MutableOctets out) noexcept;

// The two steps alone. A pseudorandom key has 32 bytes or, for expand, more.
[[nodiscard]] bool hkdf_extract(Digest digest, Octets secret, Octets salt, MutableOctets key) noexcept;
[[nodiscard]] bool hkdf_expand(Digest digest, Octets key, Octets info, MutableOctets out) noexcept;

}  // namespace veilgate::crypto
