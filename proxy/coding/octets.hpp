// The char bytes of this program as the unsigned bytes the compression libraries ask for, and nothing more.
#pragma once

#include <cstdint>

namespace veilgate::proxy {

inline const std::uint8_t* octets(const char* bytes) noexcept {
  return reinterpret_cast<const std::uint8_t*>(bytes);
}
inline std::uint8_t* octets(char* bytes) noexcept {
  return reinterpret_cast<std::uint8_t*>(bytes);
}

}  // namespace veilgate::proxy
