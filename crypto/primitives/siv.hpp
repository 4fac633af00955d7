// SIV (RFC 5297) over AES or SM4: deterministic authenticated encryption. Equal inputs give equal outputs, and nothing
// worse: no nonce, and none to lose.
//
// S2V is composed from CMAC, the key stream from CTR, both of OpenSSL; OpenSSL 3.0's own AES-SIV is not used (begun
// again without a key it hands back a stale tag, and it gives nothing for an empty plaintext).
//
//   key     the first half is CMAC's, the second CTR's: 32, 48 or 64 bytes for AES, 32 for SM4
//   sealed  16 bytes of synthetic IV, which is the tag, then as many bytes as the plaintext
//
// The associated data (headers) are bound to the object once, as those of a field's class are the same for every value.
// Limit: 2^48 messages a key (SP 800-38B's bound for CMAC, and RFC 5297 section 7).
//
// Threads: one at a time. Allocates in make() only.
#pragma once

#include <array>
#include <span>

#include "crypto/primitives/ctr.hpp"
#include "crypto/primitives/mac.hpp"

namespace veilgate::crypto {

class Siv {
 public:
  static constexpr std::size_t kIvBytes = 16;
  static constexpr std::size_t kMostHeaders = 126;  // RFC 5297 section 2.6

  // No headers are bound, which is not the same as one empty header. bad_config: no such key size.
  static Result<Siv> make(BlockCipher cipher, Octets key);

  Siv(Siv&&) noexcept = default;
  Siv& operator=(Siv&&) noexcept = default;
  ~Siv();  // wipes what depends on the key

  // Binds the headers all following messages are sealed and opened with. False: too many, or OpenSSL failed; then
  // nothing can be sealed or opened until a later call succeeds.
  [[nodiscard]] bool bind(std::span<const Octets> headers) noexcept;

  // out.size() is plaintext.size() + 16; they must not overlap. False: sizes are wrong or OpenSSL failed; `out` wiped.
  [[nodiscard]] bool seal(Octets plaintext, MutableOctets out) noexcept;

  // out.size() is sealed.size() - 16; they must not overlap. False: not authentic, or sizes are wrong; `out` is wiped.
  [[nodiscard]] bool open(Octets sealed, MutableOctets out) noexcept;

 private:
  using Half = std::array<std::uint8_t, kBlockBytes>;

  bool add_headers(std::span<const Octets> headers) noexcept;
  Siv(Cmac cmac, Ctr ctr) noexcept : cmac_(std::move(cmac)), ctr_(std::move(ctr)) {}
  bool derive_iv(Octets plaintext, MutableOctets iv) noexcept;
  bool apply(Octets iv, Octets in, MutableOctets out) noexcept;

  Cmac cmac_;
  Ctr ctr_;
  Half bound_{};    // D of RFC 5297 after all headers
  Half doubled_{};  // dbl(D), for plaintexts of less than a block
  bool is_bound_ = false;
};

}  // namespace veilgate::crypto
