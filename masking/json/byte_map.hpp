// ByteMap: one bit per byte of a buffer, for the few kinds of byte that decide whether a value deserves a closer look.
//
// The first look at a short value is one comparison: no `special` byte lies in it. A value that has one is asked "has
// it a backslash?", "a mark?", "at least n digits?" by testing a range of bits. Both cost a few instructions whatever
// the value's length and are the same on every processor: the kernels (SSE2, AVX2, AVX-512, portable) differ only in
// speed and are picked once at run time.
//
// Bit i % 64 of a plane's word i / 64 stands for byte i. Reuses its memory; not thread safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "masking/bits.hpp"

namespace veilgate::masking {

class ByteMap {
 public:
  // Reads [data, data + size) rounded up to a multiple of 64 bytes: the caller keeps that much memory readable. What
  // lies beyond `size` never shows in an answer about a range that ends at the end of a character.
  void build(const char* data, std::size_t size);

  // Kinds of byte.
  //   backslash  a JSON escape
  //   mark       '@' that neither a blank nor the quote that opens the value stands before; '%' and '&', which may
  //              begin an encoding; every byte beyond ASCII; an ASCII letter behind a blank and a blank behind a
  //              colon, as in a sentence
  //   digit      an ASCII digit
  //   letter     an ASCII letter
  //   high       a byte beyond ASCII
  //   special    without one of these between its quotes, the closing one included, a string has only valid escapes and
  //              holds nothing a detector could find; see below
  //
  // Special are: every mark; a digit that ends ten bytes (kFewestDigits, detect/prefilter.hpp) which may all belong to
  // one written number: digits, the separators locators read across, and whatever byte of UTF-8 may be in such a
  // separator or in a character that folding drops; and the byte at which an escape is wrong or one that a reader of
  // the raw text may misread: all but \" \/ \b \f \n \r, which end a number as their raw letters do.
  //
  // One plane each; `blocks` words of a plane are for as many blocks of 64 bytes. Each has room for a multiple of
  // kBlocksAtOnce words; those behind the last block may be written.
  static constexpr std::size_t kBlocksAtOnce = 8;
  struct Planes {
    std::uint64_t* backslash;
    std::uint64_t* mark;
    std::uint64_t* digit;
    std::uint64_t* letter;
    std::uint64_t* high;
    std::uint64_t* special;
  };

  // The kernels this processor can run, fastest first; build() takes the first. They agree bit for bit. Nothing stands
  // before the first block.
  struct Kernel {
    const char* name;
    void (*run)(const char* data, std::size_t blocks, const Planes& out);
  };
  static std::vector<Kernel> kernels();

  // Where the first backslash at `from` or behind it is; kNone when there is none. It may lie beyond the text.
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::uint32_t next_backslash(std::uint32_t from) const noexcept;

  // The kinds of the first bytes from `begin` on, kWidth of them at least; bit 0 is byte `begin`.
  static constexpr std::size_t kWidth = 57;
  std::uint64_t digits_from(std::size_t begin) const noexcept { return from(planes_.digit, begin); }
  std::uint64_t letters_from(std::size_t begin) const noexcept { return from(planes_.letter, begin); }
  std::uint64_t high_from(std::size_t begin) const noexcept { return from(planes_.high, begin); }
  std::uint64_t special_from(std::size_t begin) const noexcept { return from(planes_.special, begin); }
  std::uint64_t backslashes_from(std::size_t begin) const noexcept { return from(planes_.backslash, begin); }

  // What [begin, end), not empty, holds. `many_digits`: at least `least` ASCII digits.
  struct Content {
    bool backslash;
    bool mark;
    bool many_digits;
  };
  Content content(std::size_t begin, std::size_t end, unsigned least) const noexcept {
    if (end - begin > kWidth) return content_of_words(begin, end, least);
    const std::uint64_t inside = first_places(static_cast<unsigned>(end - begin));
    return {(from(planes_.backslash, begin) & inside) != 0, (from(planes_.mark, begin) & inside) != 0,
            end - begin >= least && count_bits(from(planes_.digit, begin) & inside) >= least};
  }

 private:
  Content content_of_words(std::size_t begin, std::size_t end, unsigned least) const noexcept;

  // Eight bytes of the plane, from the one on that has the bit.
  static std::uint64_t from(const std::uint64_t* plane, std::size_t begin) noexcept {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t bits = 0;
    const void* const bytes = plane;
    std::memcpy(&bits, static_cast<const char*>(bytes) + begin / 8, sizeof bits);
    return bits >> (begin % 8);
  }

  std::vector<std::uint64_t> memory_;  // of all planes
  Planes planes_{};
  std::size_t blocks_ = 0;
};

inline std::uint32_t ByteMap::next_backslash(std::uint32_t from) const noexcept {
  std::size_t word = from / 64;
  if (word >= blocks_) return kNone;
  std::uint64_t bits = planes_.backslash[word] & (~0ull << (from % 64));
  while (bits == 0) {
    if (++word == blocks_) return kNone;
    bits = planes_.backslash[word];
  }
  return static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(bits));
}

}  // namespace veilgate::masking
