// ByteMap: one bit per byte of a buffer, for the few kinds of byte that decide whether a value deserves a closer look.
//
// A value is asked "has it a backslash?", "an @ or a full-width digit?", "at least n digits?" by testing a range of
// bits, which costs a few instructions whatever the value's length, and is the same on every processor: the kernels
// (SSE2, AVX2, AVX-512, portable) differ only in speed and are picked once at run time.
//
// Bit i % 64 of word i / 64 stands for byte i. Reuses its memory; not thread safe.
#pragma once

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
  //   mark       '@', or the first byte of a full-width '@', a full-width digit or a mathematical digit
  //   digit      an ASCII digit
  struct Word {
    std::uint64_t backslash;
    std::uint64_t mark;
    std::uint64_t digit;
  };

  // The kernels this processor can run, fastest first; build() takes the first. They agree bit for bit.
  struct Kernel {
    const char* name;
    void (*run)(const char* data, std::size_t blocks, Word* out);
  };
  static std::vector<Kernel> kernels();

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
    const auto bits = [&](std::uint64_t first, std::uint64_t second) {
      return ((first >> shift) | (second << 1 << (63 - shift))) & inside;
    };
    const std::uint64_t digits = bits(low.digit, high.digit);
    return {bits(low.backslash, high.backslash) != 0, bits(low.mark, high.mark) != 0,
            end - begin >= least && count_bits(digits) >= least};
  }

 private:
  Content content_of_words(std::size_t begin, std::size_t end, unsigned least) const noexcept;

  // Without the popcnt instruction in the baseline, this beats the library call.
  static unsigned count_bits(std::uint64_t bits) noexcept {
    bits -= (bits >> 1) & 0x5555555555555555ull;
    bits = (bits & 0x3333333333333333ull) + ((bits >> 2) & 0x3333333333333333ull);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0full;
    return static_cast<unsigned>((bits * 0x0101010101010101ull) >> 56);
  }

  std::vector<Word> words_;
};

}  // namespace veilgate::masking
