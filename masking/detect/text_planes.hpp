// What the bytes of a text are, 64 at a time: the planes that the first look at a text (text_signs.hpp) works on.
//
//   text     Dear Mr Smith, see a@b.example or 10:30
//   letters  ####.##.#####..###.#.#.#######.##......
//   digits   ....................................##.##
//   rare     ....................#..................
//   joints   ......................#.............#...
//   words    #....#..........   where a word may begin that calls a detector (calling_words.hpp)
//
// The kernels (AVX-512, AVX2, SSE4.1, portable) agree bit for bit; the fastest this processor can run is taken once at
// start. Pure; any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace veilgate::masking {

// Bit i is byte i of the block.
struct TextPlanes {
  std::uint64_t digits = 0;  // of ASCII, as are the letters
  std::uint64_t letters = 0;
  std::uint64_t high = 0;    // beyond ASCII
  std::uint64_t rare = 0;    // \ @ % & = # < ( [
  std::uint64_t joints = 0;  // : - .
  std::uint64_t colons = 0;  // of these
  std::uint64_t words = 0;   // this byte and the two behind it are as the first three of a fingerprint
  std::uint64_t pairs = 0;   // this byte and the one behind it are as a fingerprint of two
};

// Words by their first three letters, in seven sets: a word is announced when its letters are of one set, and so are
// some others. Set 0 is of words of two letters, whatever follows. Bytes that differ only in bits 5 and 6 count as one:
// a and A, but also ' and g.
struct Fingerprints {
  static constexpr std::uint8_t kPairs = 1;
  struct Letters {
    // The sets of the bytes without and with bit 4, by their low halves.
    std::array<std::uint8_t, 16> to_o{};
    std::array<std::uint8_t, 16> from_p{};

    constexpr void add(unsigned set, unsigned char byte) noexcept {
      auto& entries = (byte & 0x10u) == 0 ? to_o : from_p;
      entries[byte & 0x0Fu] = static_cast<std::uint8_t>(entries[byte & 0x0Fu] | 1u << set);
    }
    constexpr std::uint8_t of(unsigned char byte) const noexcept {
      if (byte >= 0x80) return 0;
      return ((byte & 0x10u) == 0 ? to_o : from_p)[byte & 0x0Fu];
    }
  };
  std::array<Letters, 3> places;
};

constexpr std::size_t kPlaneBytes = 64;
// Behind a block so many bytes more are read.
constexpr std::size_t kPlaneAhead = 2;

struct PlaneKernel {
  const char* name;
  // Of `blocks` blocks from `data` on.
  void (*run)(const char* data, std::size_t blocks, const Fingerprints& words, TextPlanes* out) noexcept;
};
// Those this processor can run, fastest first.
std::vector<PlaneKernel> plane_kernels();

void read_planes(const char* data, std::size_t blocks, const Fingerprints& words, TextPlanes* out) noexcept;

// Hands out the blocks of a text from its beginning; what the last one has behind the text is 0 in every plane.
class PlaneReader {
 public:
  PlaneReader(std::string_view text, const Fingerprints& words) noexcept : text_(text), words_(words) {}

  // False at the end of the text.
  bool next() noexcept {
    if (++place_ < count_) return true;
    return load();
  }
  std::size_t at() const noexcept { return begin_ + place_ * kPlaneBytes; }  // where the block begins
  const TextPlanes& planes() const noexcept { return planes_[place_]; }

 private:
  static constexpr std::size_t kBlocks = 8;

  bool load() noexcept;

  std::string_view text_;
  const Fingerprints& words_;
  std::size_t begin_ = 0;  // of the first of planes_
  std::size_t place_ = 0;
  std::size_t count_ = 0;
  std::size_t next_ = 0;  // what lies before it was read
  std::array<TextPlanes, kBlocks> planes_;
};

}  // namespace veilgate::masking
