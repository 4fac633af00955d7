#include "proxy/app/memory.hpp"

#include <doctest/doctest.h>

// The sanitizers bring an allocator of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>

#include <vector>

namespace veilgate::proxy {

TEST_CASE("large blocks go back to the system even after a larger one was freed") {
  give_large_blocks_back();
  // Larger than whatever other tests may have left on the heap.
  constexpr std::size_t kLarge = 64 * std::size_t{kLargeBlockBytes};
  {
    const std::vector<char> larger(2 * kLarge, 'x');
    REQUIRE(larger.back() == 'x');
  }
  const auto before = mallinfo2().hblkhd;
  {
    const std::vector<char> large(kLarge, 'x');
    REQUIRE(large.back() == 'x');
    CHECK(mallinfo2().hblkhd >= before + kLarge);
  }
  CHECK(mallinfo2().hblkhd == before);
}

}  // namespace veilgate::proxy
#endif
