// Aad: what a token is bound to, in one canonical form. A value sealed for one tenant, class, suite, key or format does
// not open as one of another, whatever its token is made to say.
//
//   format version 1 | suite letter 1 | 2 length, tenant | 2 length, class | 2 length, key id 4 | 2 length, version 4
//
// Lengths and numbers are big-endian. Two different contexts never have the same bytes.
//
// Threads: plain values.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/token/token.hpp"

namespace veilgate::crypto {

class Aad {
 public:
  Aad(const TenantId& tenant, const TokenHeader& header);

  Octets octets() const noexcept { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

// Appends a length of two bytes and the bytes, of which there are at most 65,535.
void append_prefixed(Octets bytes, std::vector<std::uint8_t>& out);

}  // namespace veilgate::crypto
