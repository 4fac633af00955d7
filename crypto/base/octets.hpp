// Bytes of the cryptographic interfaces, and text seen as such bytes. Views only; nothing is copied or owned.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace veilgate {

using Octets = std::span<const std::uint8_t>;
using MutableOctets = std::span<std::uint8_t>;

inline Octets octets(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline MutableOctets mutable_octets(std::span<char> text) noexcept {
  return {reinterpret_cast<std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(Octets bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace veilgate
