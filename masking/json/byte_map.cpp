#include "masking/json/byte_map.hpp"

namespace veilgate::masking {
namespace {

const auto kKernel = ByteMap::kernels().front().run;
constexpr std::size_t kPlanes = 6;

}  // namespace

void ByteMap::build(const char* data, std::size_t size) {
  const std::size_t blocks = (size + 63) / 64;
  // from() reads one word more.
  const std::size_t words = (blocks / kBlocksAtOnce + 1) * kBlocksAtOnce;
  if (memory_.size() < kPlanes * words) {
    memory_.resize(kPlanes * words);
    const std::size_t stride = memory_.size() / kPlanes;
    std::uint64_t* next = memory_.data();
    for (std::uint64_t** plane :
         {&planes_.backslash, &planes_.mark, &planes_.digit, &planes_.letter, &planes_.high, &planes_.special}) {
      *plane = next;
      next += stride;
    }
  }
  blocks_ = blocks;
  kKernel(data, blocks, planes_);
}

ByteMap::Content ByteMap::content_of_words(std::size_t begin, std::size_t end, unsigned least) const noexcept {
  const std::size_t last = (end - 1) / 64;
  std::uint64_t backslash = 0;
  std::uint64_t mark = 0;
  unsigned digits = 0;
  std::uint64_t inside = ~0ull << (begin % 64);
  for (std::size_t word = begin / 64; word <= last; ++word, inside = ~0ull) {
    if (word == last) inside &= ~0ull >> (63 - (end - 1) % 64);
    backslash |= planes_.backslash[word] & inside;
    mark |= planes_.mark[word] & inside;
    digits += count_bits(planes_.digit[word] & inside);
  }
  return {backslash != 0, mark != 0, digits >= least};
}

}  // namespace veilgate::masking
