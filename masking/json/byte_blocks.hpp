// What the kernels of ByteMap have in common: the kinds of a byte, and what neighbouring bytes say together. A kernel
// reads the kinds of a block of 64 bytes, or of some blocks at once, in the way of its processor.
//
// Not for others than byte_kernels.cpp and byte_kernel_avx512.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "masking/json/byte_map.hpp"

namespace veilgate::masking {

// Two lookups of sixteen entries, by a byte's low and by its high half, tell its kinds: it is of those whose bits both
// entries have. A bit stands for a set of low halves under some high halves.

struct Halves {
  std::array<std::uint8_t, 16> low{};
  std::array<std::uint8_t, 16> high{};

  constexpr void add(std::uint8_t bit, std::string_view lows, std::string_view highs) {
    for (const char c : lows) low[half(c)] = static_cast<std::uint8_t>(low[half(c)] | bit);
    for (const char c : highs) high[half(c)] = static_cast<std::uint8_t>(high[half(c)] | bit);
  }
  constexpr std::uint8_t of(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return low[byte & 0x0F] & high[byte >> 4];
  }

 private:
  static constexpr std::size_t half(char c) { return static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'A' + 10); }
};

// Bytes that may stand in one written number: digits, tab, blank, ( ) - . [ ] _ and of UTF-8 what continues a character
// and what begins the separators and the characters that folding drops (C2 CD D8 E1 E2 E3 EF F0; F8 begins none).
inline constexpr Halves kJoins = [] {
  Halves halves;
  halves.add(0x01, "9", "0");
  halves.add(0x02, "089DE", "2");
  halves.add(0x04, "0123456789", "3");
  halves.add(0x08, "BDF", "5");
  halves.add(0x10, "0123456789ABCDEF", "89AB");
  halves.add(0x20, "2D", "C");
  halves.add(0x40, "08", "DF");
  halves.add(0x80, "123F", "E");
  return halves;
}();

// The letters of the escapes that end a number: " / b f n r.
inline constexpr Halves kSimpleEscapes = [] {
  Halves halves;
  halves.add(0x01, "2F", "2");
  halves.add(0x02, "26E", "6");
  halves.add(0x04, "2", "7");
  return halves;
}();

// What is read off 64 bytes: a bit for each. Word is that of one block, or those of some blocks that follow each other.
template <class Word>
struct Block {
  Word digit{};
  Word letter{};  // of ASCII
  Word high{};    // beyond ASCII
  Word backslash{};
  Word blank{};
  Word colon{};
  Word joins{};
  Word at{};       // '@'
  Word percent{};  // '%' and '&'
  Word quote{};    // may be left out when there is no '@'
  Word simple{};   // may be left out when needs_escapes() is false
};

// The words of so many blocks side by side.
using Lanes [[gnu::vector_size(64)]] = std::uint64_t;
inline constexpr std::size_t kLanes = sizeof(Lanes) / sizeof(std::uint64_t);
static_assert(kLanes == ByteMap::kBlocksAtOnce);

// Of each word the one before it; `before` comes before the first.
inline std::uint64_t preceding(std::uint64_t /*words*/, std::uint64_t before) noexcept {
  return before;
}
[[gnu::always_inline]] inline Lanes preceding(const Lanes& words, const Lanes& before) noexcept {
  return __builtin_shufflevector(before, words, 7, 8, 9, 10, 11, 12, 13, 14);
}

// What the bytes before a block say about the next.
template <class Word>
class Chain {
 public:
  bool needs_escapes(const Block<Word>& block) const noexcept { return (block.backslash | (backslash_ >> 63)) != 0; }

  // Writes the words of block `i` down.
  [[gnu::always_inline]] void next(const Block<Word>& block, std::size_t i, const ByteMap::Planes& out) noexcept {
    const Word escaped = shifted<1>(block.backslash, backslash_);
    // No part of an address stands in a blank or in the quote that opens the value.
    const Word stops = block.blank | (block.quote & ~escaped);
    const Word word =
        (block.letter & shifted<1>(block.blank, blank_)) | (block.blank & shifted<1>(block.colon, colon_));
    const Word mark = block.high | block.percent | word | (block.at & ~(stops << 1));
    // Bit i: the two, four, ten bytes up to i are all of this kind.
    const Word two = block.joins & shifted<1>(block.joins, joins_);
    const Word four = two & shifted<2>(two, two_);
    const Word ten = four & shifted<4>(four, four_) & shifted<8>(two, two_);
    backslash_ = block.backslash;
    blank_ = block.blank;
    colon_ = block.colon;
    joins_ = block.joins;
    two_ = two;
    four_ = four;
    write(block.backslash, out.backslash + i);
    write(mark, out.mark + i);
    write(block.digit, out.digit + i);
    write(block.letter, out.letter + i);
    write(block.high, out.high + i);
    write((escaped & ~block.simple) | mark | (ten & block.digit), out.special + i);
  }

 private:
  // The bits of a block, each so many bytes further on.
  template <unsigned bytes>
  [[gnu::always_inline]] static Word shifted(const Word& bits, const Word& before) noexcept {
    return bits << bytes | preceding(bits, before) >> (64 - bytes);
  }
  [[gnu::always_inline]] static void write(const Word& words, std::uint64_t* plane) noexcept {
    std::memcpy(plane, &words, sizeof words);
  }

  Word backslash_{};
  Word blank_{};
  Word colon_{};
  Word joins_{};
  Word two_{};
  Word four_{};
};

#if defined(__x86_64__)
// For processors with AVX-512 BW, DQ, VBMI and GFNI.
void read_bytes_avx512(const char* data, std::size_t blocks, const ByteMap::Planes& out);
#endif

}  // namespace veilgate::masking
