// ByteMap: one bit per byte of a buffer, for the few kinds of byte that decide whether a value deserves a closer look.
//
// The first look at a value is one comparison: no `special` byte lies in it (next_special() hands them out in order).
// A value that has one is asked "has it a backslash?", "a mark?", "at least n digits?" by testing
// a range of bits. Both cost a few instructions whatever the value's length and are the same on every processor: the
// kernels (SSE2, AVX2, AVX-512, portable) differ only in speed and are picked once at run time.
//
// Bit i % 64 of word i / 64 stands for byte i. Reuses its memory; not thread safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace veilgate::masking {

class ByteMap {
 public:
  // Reads [data, data + size) rounded up to a multiple of 64 bytes, and two bytes more: the caller keeps that much
  // memory readable. What lies beyond `size` never shows in an answer about a range that ends at the end of a
  // character.
  void build(const char* data, std::size_t size);

  // Kinds of byte.
  //   backslash  a JSON escape
  //   mark       '@' that neither a blank nor the quote that opens the value stands before; '%' and '&', which may
  //   begin
  //              an encoding; every byte beyond ASCII; an ASCII letter behind a blank and a blank behind a
  //              colon, as in a sentence
  //   digit      an ASCII digit
  //   special    without one of these between its quotes, the closing one included, a string has only valid escapes and
  //              holds nothing a detector could find; see below
  //
  // Special are: every mark; a digit that ends ten bytes (kFewestDigits, detect/prefilter.hpp) which may all belong to
  // one written number: digits, the separators locators read across, and whatever byte of UTF-8 may be in such a
  // separator or in a character that folding drops; and the byte at which an escape is wrong or one that a reader of
  // the raw text may misread: all but \" \/ \b \f \n \r, which end a number as their raw letters do.
  struct Word {
    std::uint64_t backslash;
    std::uint64_t mark;
    std::uint64_t digit;
    std::uint64_t special;
  };

  // The kernels this processor can run, fastest first; build() takes the first. They agree bit for bit. Nothing stands
  // before the first block.
  struct Kernel {
    const char* name;
    void (*run)(const char* data, std::size_t blocks, Word* out);
  };
  static std::vector<Kernel> kernels();

  // Where the first byte of a kind at `from` or behind it is; kNone when there is none. It may lie beyond the text.
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::uint32_t next_special(std::uint32_t from) const noexcept { return next<&Word::special>(from); }
  std::uint32_t next_backslash(std::uint32_t from) const noexcept { return next<&Word::backslash>(from); }

  // The digits among the bytes [begin, begin + 64); bit 0 is byte `begin`.
  std::uint64_t digits_from(std::size_t begin) const noexcept {
    return from(words_[begin / 64].digit, words_[begin / 64 + 1].digit, begin % 64);
  }

  // What [begin, end), not empty, holds. `many_digits`: at least `least` ASCII digits.
  struct Content {
    bool backslash;
    bool mark;
    bool many_digits;
  };
  Content content(std::size_t begin, std::size_t end, unsigned least) const noexcept {
    if (end - begin > 64) return content_of_words(begin, end, least);
    // The 64 bits from `begin` on lie in two words; whether a value reaches into the second is a coin toss that a
    // branch would lose.
    const Word& low = words_[begin / 64];
    const Word& high = words_[begin / 64 + 1];
    const unsigned shift = begin % 64;
    const std::uint64_t inside = ~0ull >> (64 - (end - begin));
    const std::uint64_t digits = from(low.digit, high.digit, shift) & inside;
    return {(from(low.backslash, high.backslash, shift) & inside) != 0,
            (from(low.mark, high.mark, shift) & inside) != 0, end - begin >= least && count_bits(digits) >= least};
  }

 private:
  Content content_of_words(std::size_t begin, std::size_t end, unsigned least) const noexcept;

  template <std::uint64_t Word::*kind>
  std::uint32_t next(std::uint32_t from) const noexcept {
    std::size_t word = from / 64;
    if (word >= blocks_) return kNone;
    std::uint64_t bits = words_[word].*kind & (~0ull << (from % 64));
    while (bits == 0) {
      if (++word == blocks_) return kNone;
      bits = words_[word].*kind;
    }
    return static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(bits));
  }

  static std::uint64_t from(std::uint64_t low, std::uint64_t high, unsigned shift) noexcept {
    return (low >> shift) | (high << 1 << (63 - shift));
  }

  // Without the popcnt instruction in the baseline, this beats the library call.
  static unsigned count_bits(std::uint64_t bits) noexcept {
    bits -= (bits >> 1) & 0x5555555555555555ull;
    bits = (bits & 0x3333333333333333ull) + ((bits >> 2) & 0x3333333333333333ull);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0full;
    return static_cast<unsigned>((bits * 0x0101010101010101ull) >> 56);
  }

  std::vector<Word> words_;
  std::size_t blocks_ = 0;
};

}  // namespace veilgate::masking
