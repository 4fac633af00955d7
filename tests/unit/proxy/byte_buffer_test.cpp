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
  ByteBuffer buffer;
  buffer.reserve(8);
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
  ByteBuffer buffer;
  buffer.reserve(16);
  fill(buffer, "head");
  const auto pending = buffer.prepare();
  buffer.consume(4);
  pending[0] = 'x';
  buffer.commit(1);
  CHECK(buffer.view() == "x");
}

TEST_CASE("a buffer without memory is empty and full") {
  ByteBuffer buffer;
  CHECK(buffer.view().empty());
  CHECK(buffer.capacity() == 0);
  CHECK(buffer.prepare().empty());
}

TEST_CASE("growing keeps what is there") {
  BlockPool pool;
  ByteBuffer buffer;
  buffer.reserve(4);
  fill(buffer, "abcd");
  buffer.consume(1);
  buffer.reserve(10);
  CHECK(buffer.view() == "bcd");
  CHECK(buffer.capacity() == 10);
  buffer.borrow(pool);
  CHECK(buffer.view() == "bcd");
  CHECK(buffer.capacity() == BlockPool::kBlockBytes);
  buffer.reserve(2 * BlockPool::kBlockBytes);
  CHECK(buffer.view() == "bcd");
}

TEST_CASE("a borrowed block goes back when little is in it, and what is left stays") {
  BlockPool pool;
  ByteBuffer buffer;
  buffer.borrow(pool);
  fill(buffer, std::string(BlockPool::kBlockBytes, 'x'));
  const char* block = buffer.view().data();
  buffer.settle(pool);
  CHECK(buffer.view().data() == block);
  buffer.consume(buffer.size() - 3);
  buffer.settle(pool);
  CHECK(buffer.view() == "xxx");
  CHECK(buffer.capacity() == 3);
  const Block first = pool.take();
  CHECK(first.get() == block);

  buffer.consume(3);
  buffer.borrow(pool);
  CHECK(buffer.capacity() == BlockPool::kBlockBytes);
  buffer.settle(pool);
  CHECK(buffer.capacity() == 0);
  CHECK(buffer.view().empty());
  buffer.settle(pool);  // nothing is borrowed any more
  CHECK(pool.take() != nullptr);
}

TEST_CASE("at its end a buffer gives its block back whatever is in it") {
  BlockPool pool;
  ByteBuffer buffer;
  buffer.borrow(pool);
  fill(buffer, std::string(BlockPool::kBlockBytes, 'x'));
  const char* block = buffer.view().data();
  buffer.give_back(pool);
  CHECK(pool.take().get() == block);
}
