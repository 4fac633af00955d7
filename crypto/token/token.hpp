// Token: the text a sealed value leaves as.
//
//   vg1 g AbCdEf B . cn_mobile . mY0vJx8…
//   |   | |      | | |         | |
//   0   3 4     10 | 10+v+1    | body: base64url of what the suite makes, to the end
//   |   | |      | | |         separator
//   |   | |      | | class: 1 to 64 characters, as in the configuration
//   |   | |      | separator
//   |   | |      key version: 1 to 6 base64url digits, most significant first, no leading zero ('A'); 1 is "B"
//   |   | key id: 6 base64url digits of the 32-bit number, most significant first
//   |   suite: one letter (crypto/suites/suite.hpp)
//   prefix: "vg", format version "1"
//
// Every character is one of A-Z a-z 0-9 - _ . and so needs no escape in a URL, a JSON string or a CSV cell. There is no
// padding, and a body has exactly one text (crypto/base/base64url.hpp), so that a token has exactly one spelling. The
// last '.' separates the body; a class may hold dots, the body cannot.
//
// Bodies, by suite (n bytes of plaintext):
//
//   aes256-gcm         nonce 18 | ciphertext n | tag 16
//   sm4-gcm            nonce 18 | ciphertext n | tag 16
//   sm4-ctr-hmac-sm3   counter 16 | ciphertext n | tag 16
//   aes-siv, sm4-siv   synthetic IV 16 | ciphertext n
//   ff1-aes, ff1-sm4   format 1 | tag 8           a companion: the ciphertext stands elsewhere, in the value's own form
//
// A text that parses is not thereby a token of ours: only verification tells (crypto/seal).
//
// Threads: plain values and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/keys/key.hpp"

namespace veilgate::crypto {

inline constexpr std::string_view kTokenPrefix = "vg1";
inline constexpr std::uint8_t kTokenFormat = 1;
inline constexpr std::size_t kMostClassBytes = 64;
inline constexpr std::size_t kMostPlaintextBytes = 1024 * 1024;
inline constexpr std::size_t kMostTokenBytes = 1'400'000;  // what 1 MiB of plaintext can become, and a little more

// What stands before the body. `class_name` views the text it was read from.
struct TokenHeader {
  Algorithm suite = Algorithm::none;
  KeyId key_id;
  KeyVersion key_version = 0;
  std::string_view class_name;

  friend bool operator==(const TokenHeader&, const TokenHeader&) = default;
};

struct Token {
  TokenHeader header;
  std::string_view body;  // base64url; its alphabet and length were checked, its meaning was not
};

// A letter, then up to 63 letters, digits, '-', '_', '.': a class as the configuration names it.
bool is_class_name(std::string_view text) noexcept;

// Whether `text` begins like a token. Cheap, and no proof of anything.
inline bool has_token_prefix(std::string_view text) noexcept {
  return text.starts_with(kTokenPrefix);
}

// Strict: nothing but the one spelling, and no more than kMostTokenBytes. None: it is no token; why is not said.
std::optional<Token> parse_token(std::string_view text) noexcept;

// The same, but for the characters of the body: for who decodes it next, which finds them out.
std::optional<Token> split_token(std::string_view text) noexcept;

// Appends everything up to and with the separator before the body. The header is complete and valid.
void append_header(const TokenHeader& header, std::string& out);

// How many characters append_header appends.
std::size_t header_length(const TokenHeader& header) noexcept;

// Base64url digits of a number, most significant first and no leading zero; at most six.
void append_number(std::uint32_t number, std::string& out);

}  // namespace veilgate::crypto
