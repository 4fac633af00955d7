// FormatCipher: ff1-aes and ff1-sm4, which keep a value's length, alphabet and separators (SP 800-38G FF1).
//
// What comes out looks like a real value and may be somebody's. So these suites are off unless a rule asks for them,
// and every value has a companion, a token without ciphertext that stands beside it:
//
//   vg1 f <key id> <version> . <class> . base64url( format 1 | tag 8 )
//
//   format    bits 0-1 alphabet, bits 2-3 check digit, bit 4 set: the check digit is valid
//   tag       the first 8 bytes of HMAC (SHA-256, or SM3) over 4 length, AAD | format | the value as it came out
//
// Opening needs the companion and checks its tag, so that a changed value is refused; FF1 alone would open it to
// something else. Tweak: the AAD and the format, so by tenant, class, key, version and form.
//
// Separators (space and '-') stay where they are. A check digit is left out of the encryption: the value that comes out
// gets a valid one, or, unless `valid_check` is set, one that is wrong on purpose, so that nobody takes it for real.
// A value that has a wrong one itself is refused, as it could not come back.
//
// Limits: 10^6 possible values at least (six digits beside a check digit), 512 characters of the alphabet at most. No
// standard covers FF1 over SM4. Deterministic: equal values of a tenant and class come out equal.
//
// Threads: one at a time. make() allocates; HMAC restarts allocate inside OpenSSL 3.0.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/primitives/ff1.hpp"
#include "crypto/primitives/mac.hpp"
#include "crypto/suites/check_digit.hpp"
#include "crypto/suites/suite.hpp"

namespace veilgate::crypto {

enum class Alphabet : std::uint8_t {
  none,          // nothing can be sealed
  digits,        // 0-9
  upper,         // A-Z
  alphanumeric,  // 0-9 A-Z
};

struct Format {
  Alphabet alphabet = Alphabet::none;
  CheckDigit check = CheckDigit::none;  // with digits only
  bool valid_check = false;

  friend bool operator==(const Format&, const Format&) = default;
};

// Bits as above; none: no alphabet, or a check digit with letters.
std::uint8_t to_octet(const Format& format) noexcept;
std::optional<Format> parse_format(std::uint8_t octet) noexcept;

class TokenReader;

class FormatCipher {
 public:
  static constexpr std::size_t kCompanionBytes = 9;
  static constexpr std::size_t kMostCharacters = 1024;  // separators too
  using Companion = std::array<std::uint8_t, kCompanionBytes>;

  // Errors: bad_config when the key's algorithm does not keep the format or `format` is not one.
  static Result<FormatCipher> make(const DataKey& key, std::string_view class_name, const Format& format);

  // `out` is as long as `text`; it may be the same memory. False: `text` is not of this format, too short or too long,
  // has a wrong check digit, or OpenSSL failed; `out` and `companion` are wiped.
  [[nodiscard]] bool seal(std::string_view text, std::span<char> out, Companion& companion) noexcept;

 private:
  friend class TokenReader;
  FormatCipher(Ff1 ff1, Hmac hmac, Octets aad, const Format& format);

  // False: the companion is of another format, the tag is another, or `text` is not of this format; `out` is wiped.
  [[nodiscard]] bool open(std::string_view text, Octets companion, std::span<char> out) noexcept;

  enum class Way : std::uint8_t { seal, open };
  bool run(Way way, std::string_view text, std::span<char> out) noexcept;

  Ff1 ff1_;
  Hmac hmac_;
  std::vector<std::uint8_t> aad_;  // with its length and the format
  Format format_;
};

}  // namespace veilgate::crypto
