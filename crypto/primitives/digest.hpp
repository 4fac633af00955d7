// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) of a message in pieces, which are joined.
//
// Threads: pure function. It allocates.
#pragma once

#include <array>
#include <initializer_list>

#include "crypto/base/octets.hpp"
#include "crypto/primitives/algorithms.hpp"

namespace veilgate::crypto {

using DigestValue = std::array<std::uint8_t, kDigestBytes>;

// False: OpenSSL failed; `out` is zeros.
[[nodiscard]] bool digest(Digest algorithm, std::initializer_list<Octets> pieces, DigestValue& out) noexcept;

}  // namespace veilgate::crypto
