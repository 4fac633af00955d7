// ByteMap: one bit per byte of a buffer, for the few kinds of byte that decide whether a value deserves a closer look.
//
// A value is asked "has it a backslash?", "an @, a full-width form?", "at least n digits?" by testing a range of bits,
// which costs a few instructions whatever the value's length, and is the same on every processor: the kernels (SSE2,
// AVX2, AVX-512, portable) differ only in speed and are picked once at run time.
//
// Bit i % 64 of word i / 64 stands for byte i. Reuses its memory; not thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace veilgate::masking {

class ByteMap {
 public:
  // Reads [data, data + size) rounded up to a multiple of 64 bytes: the caller keeps that much memory readable. What lies
  // beyond `size` never shows in an answer about a range within it.
  void build(const char* data, std::size_t size);

  // Whether any byte of [begin, end) is a backslash.
  bool has_backslash(std::size_t begin, std::size_t end) const noexcept { return any(&Word::backslash, begin, end); }
  // Whether any byte of [begin, end) is '@', or may begin a full-width form (0xEF) or a mathematical digit (0xF0).
  bool has_mark(std::size_t begin, std::size_t end) const noexcept { return any(&Word::mark, begin, end); }
  // Whether [begin, end) holds at least `least` ASCII digits.
  bool has_digits(std::size_t begin, std::size_t end, unsigned least) const noexcept;

  struct Word {
    std::uint64_t backslash;
    std::uint64_t mark;
    std::uint64_t digit;
  };

 private:
  bool any(std::uint64_t Word::*kind, std::size_t begin, std::size_t end) const noexcept {
    if (begin >= end) return false;
    std::size_t word = begin / 64;
    const std::size_t last = (end - 1) / 64;
    const std::uint64_t low = ~0ull << (begin % 64);
    const std::uint64_t high = ~0ull >> (63 - (end - 1) % 64);
    if (word == last) return (words_[word].*kind & low & high) != 0;
    if ((words_[word].*kind & low) != 0) return true;
    while (++word < last) {
      if (words_[word].*kind != 0) return true;
    }
    return (words_[last].*kind & high) != 0;
  }

  std::vector<Word> words_;
};

}  // namespace veilgate::masking
