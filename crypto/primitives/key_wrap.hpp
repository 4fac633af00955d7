// AES key wrap (RFC 3394, SP 800-38F KW): deterministic, authenticated, for keys only. There is no such mode for SM4;
// Siv over SM4 wraps there.
//
// Threads: pure functions. They allocate inside OpenSSL.
#pragma once

#include "crypto/base/octets.hpp"

namespace veilgate::crypto {

inline constexpr std::size_t kKeyWrapOverhead = 8;

// `key` has a multiple of 8 bytes, 16 or more; out.size() is 8 more. `kek` has 16, 24 or 32 bytes. False: another size,
// or OpenSSL failed; `out` is wiped.
[[nodiscard]] bool wrap_key(Octets kek, Octets key, MutableOctets out) noexcept;

// out.size() is wrapped.size() - 8. False: not authentic, or a wrong size; `out` is wiped.
[[nodiscard]] bool unwrap_key(Octets kek, Octets wrapped, MutableOctets out) noexcept;

}  // namespace veilgate::crypto
