// FF1, format-preserving encryption of numeral strings (SP 800-38G algorithms 7 and 8), over AES or SM4.
//
// The primitive accepts what the publication of 2016 allows: radix 2 to 65536, radix^length of 100 or more; the draft
// of its revision asks for 10^6, which is_large_enough() tells and the suites enforce. Lengths end at kMostNumerals.
// FF1 over SM4 is covered by no standard.
//
// FF1 hides, it does not protect from change: every string of the alphabet opens to some other one. Equal inputs give
// equal outputs under one tweak. The arithmetic takes a time that depends on the numerals.
//
// A call of up to 19 decimal digits costs one cipher call a round, ten in all: everything that does not depend on the
// numerals is computed once for a length and kept.
//
// Threads: one at a time. Allocates in make() only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "crypto/primitives/block.hpp"

namespace veilgate::crypto {

class Ff1 {
 public:
  using Numeral = std::uint16_t;

  static constexpr std::uint32_t kMostRadix = 65536;
  static constexpr std::size_t kMostNumerals = 512;
  static constexpr std::size_t kMostTweakBytes = 65536;

  // bad_config: a key size the cipher does not have, a radix below 2 or above 65536, a tweak that is too long.
  static Result<Ff1> make(BlockCipher cipher, Octets key, std::uint32_t radix, Octets tweak);

  // Whether strings of this length are at least `least` many.
  static bool has_domain(std::uint32_t radix, std::size_t length, std::uint32_t least) noexcept;
  static bool is_large_enough(std::uint32_t radix, std::size_t length) noexcept {
    return has_domain(radix, length, 1'000'000);
  }

  // In place. False: a length this radix cannot have, a numeral that is not below the radix, or OpenSSL failed; the
  // numerals are zeros then.
  [[nodiscard]] bool encrypt(std::span<Numeral> numerals) noexcept;
  [[nodiscard]] bool decrypt(std::span<Numeral> numerals) noexcept;

 private:
  static constexpr std::size_t kRounds = 10;

  // What depends on the length only.
  struct Shape {
    std::size_t length = 0;
    std::size_t u = 0;                                   // numerals of the first half
    std::size_t v = 0;                                   // and of the second, which is as long or one longer
    std::size_t b = 0;                                   // bytes of a half as a number
    std::size_t d = 0;                                   // bytes of the pseudorandom number of a round
    std::array<std::uint8_t, kBlockBytes> state{};       // CBC-MAC over P and the blocks of Q no round changes
    std::array<std::uint8_t, kBlockBytes> first_tail{};  // the block of Q in which what changes begins
    std::uint64_t modulus_u = 0;                         // radix^u and radix^v, where both are below 2^64
    std::uint64_t modulus_v = 0;                         // 0: the long way
    std::size_t tail_blocks = 0;
  };

  Ff1(Block block, std::uint32_t radix, Octets tweak)
      : block_(std::move(block)), radix_(radix), tweak_(tweak.begin(), tweak.end()) {}

  bool prepare(std::span<const Numeral> numerals) noexcept;
  bool shape_for(std::size_t length) noexcept;
  bool run(std::span<Numeral> numerals, bool is_encrypting) noexcept;
  bool run_short(std::span<Numeral> numerals, bool is_encrypting) noexcept;
  bool run_long(std::span<Numeral> numerals, bool is_encrypting) noexcept;
  bool feed_tail(std::size_t round, Octets number, std::array<std::uint8_t, kBlockBytes>& r) noexcept;

  Block block_;
  std::uint32_t radix_;
  std::vector<std::uint8_t> tweak_;
  Shape shape_;
};

}  // namespace veilgate::crypto
