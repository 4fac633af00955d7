// base64url without padding (RFC 4648 section 5), strict: every byte string has exactly one text, and only that text is
// accepted. Padding, white space, the characters `+` and `/`, a length of 4n+1 and unused bits that are not zero are
// refused.
//
// Threads: pure functions. They allocate nothing.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "crypto/base/octets.hpp"

namespace veilgate {

inline constexpr std::string_view kBase64UrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// How many characters so many bytes take.
constexpr std::size_t base64url_length(std::size_t bytes) noexcept {
  return bytes / 3 * 4 + (bytes % 3 == 0 ? 0 : bytes % 3 + 1);
}

// How many bytes so many characters stand for; none for a length no byte string has.
constexpr std::optional<std::size_t> base64url_bytes(std::size_t characters) noexcept {
  if (characters % 4 == 1) return std::nullopt;
  return characters / 4 * 3 + (characters % 4 == 0 ? 0 : characters % 4 - 1);
}

// Writes base64url_length(bytes.size()) characters to `out`.
void encode_base64url(Octets bytes, char* out) noexcept;

// Reads all of `text` into the first base64url_bytes(text.size()) bytes of `out`. False: not the one text of any byte
// string, or `out` is too small; what `out` holds is then unspecified.
[[nodiscard]] bool decode_base64url(std::string_view text, MutableOctets out) noexcept;

// Whether every character is one of the alphabet.
bool is_base64url(std::string_view text) noexcept;

// The value 0..63 of one character; 64 or more when it is none of the alphabet.
std::uint8_t base64url_value(char character) noexcept;

}  // namespace veilgate
