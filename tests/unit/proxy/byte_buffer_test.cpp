#include "proxy/net/byte_buffer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace veilgate::proxy;

namespace {

void fill(ByteBuffer& buffer, std::string_view bytes) {
  const auto free = buffer.prepare();
  REQUIRE(free.size() >= bytes.size());
  std::copy(bytes.begin(), bytes.end(), free.begin());
  buffer.commit(bytes.size());
}

}  // namespace

TEST_CASE("bytes go in at the end and out at the front") {
  ByteBuffer buffer(8);
  fill(buffer, "abcdef");
  buffer.consume(4);
  CHECK(buffer.view() == "ef");
  fill(buffer, "ghijkl");  // there is room once the rest moved to the front
  CHECK(buffer.view() == "efghijkl");
  CHECK(buffer.prepare().empty());
  buffer.consume(8);
  CHECK(buffer.prepare().size() == 8);
}

TEST_CASE("consuming while bytes are on their way moves nothing") {
  ByteBuffer buffer(16);
  fill(buffer, "head");
  const auto pending = buffer.prepare();
  buffer.consume(4);
  pending[0] = 'x';
  buffer.commit(1);
  CHECK(buffer.view() == "x");
}

TEST_CASE("growing keeps what is there, and a borrowed block goes back") {
  BlockPool pool;
  ByteBuffer buffer(4);
  fill(buffer, "abcd");
  buffer.consume(1);
  buffer.reserve(10);
  CHECK(buffer.view() == "bcd");
  CHECK(buffer.capacity() == 10);
  buffer.borrow(pool);
  CHECK(buffer.view() == "bcd");
  CHECK(buffer.capacity() == BlockPool::kBlockBytes);
  fill(buffer, std::string(100, 'x'));
  buffer.shrink(pool);  // more in it than the small one holds
  CHECK(buffer.capacity() == BlockPool::kBlockBytes);
  buffer.consume(101);
  const char* block = buffer.data() - 101;
  buffer.shrink(pool);
  CHECK(buffer.capacity() == 4);
  CHECK(buffer.view() == "xx");
  CHECK(pool.take().get() == block);
}
