#include "crypto/primitives/random.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <string>

#include "crypto/suites/nonce_epoch.hpp"
#include "tests/unit/crypto/hex.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

// What a child gets from the same object its parent goes on with.
template <class Draw>
Bytes drawn_by_child(std::size_t size, Draw&& draw) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    Bytes bytes(size);
    draw(bytes);
    const auto written = write(ends[1], bytes.data(), bytes.size());
    _exit(written == static_cast<ssize_t>(size) ? 0 : 1);
  }
  REQUIRE(child > 0);
  Bytes bytes(size);
  REQUIRE(read(ends[0], bytes.data(), size) == static_cast<ssize_t>(size));
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  close(ends[1]);
  CHECK(status == 0);
  return bytes;
}

TEST_CASE("a pool hands out every byte once, across its blocks") {
  RandomPool pool;
  std::set<Bytes> seen;
  for (int i = 0; i < 2000; ++i) {
    Bytes bytes(16);
    REQUIRE(pool.take(bytes));
    CHECK(seen.insert(bytes).second);
  }
  Bytes large(256);
  CHECK(pool.take(large));
  Bytes too_large(257, 0xaa);
  CHECK_FALSE(pool.take(too_large));
  CHECK(too_large == Bytes(257));
}

TEST_CASE("parent and child do not draw the same bytes after a fork") {
  RandomPool pool;
  Bytes warm(16);
  REQUIRE(pool.take(warm));
  const auto theirs = drawn_by_child(32, [&](Bytes& bytes) { (void)pool.take(bytes); });
  Bytes ours(32);
  REQUIRE(pool.take(ours));
  CHECK(ours != theirs);
}

TEST_CASE("parent and child do not use the same nonces after a fork") {
  NonceEpoch epoch;
  Bytes warm(NonceEpoch::kBytes);
  REQUIRE(epoch.next(warm));
  const auto theirs = drawn_by_child(NonceEpoch::kBytes, [&](Bytes& bytes) { (void)epoch.next(bytes); });
  Bytes ours(NonceEpoch::kBytes);
  REQUIRE(epoch.next(ours));
  CHECK(ours != theirs);
  CHECK(std::equal(ours.begin(), ours.begin() + NonceEpoch::kSelectorBytes, warm.begin()));
  CHECK_FALSE(std::equal(theirs.begin(), theirs.begin() + NonceEpoch::kSelectorBytes, warm.begin()));
}

TEST_CASE("nonces count up within an epoch, and two epochs begin elsewhere") {
  NonceEpoch one;
  NonceEpoch two;
  Bytes first(NonceEpoch::kBytes);
  Bytes second(NonceEpoch::kBytes);
  Bytes other(NonceEpoch::kBytes);
  REQUIRE(one.next(first));
  REQUIRE(one.next(second));
  REQUIRE(two.next(other));
  const auto count = [](const Bytes& nonce) {
    std::uint64_t number = 0;
    for (std::size_t i = NonceEpoch::kSelectorBytes; i < nonce.size(); ++i) number = number << 8 | nonce[i];
    return number;
  };
  CHECK(count(second) == ((count(first) + 1) & 0xffffffffffff));
  CHECK_FALSE(std::equal(first.begin(), first.begin() + NonceEpoch::kSelectorBytes, other.begin()));
  Bytes wrong(17);
  CHECK_FALSE(one.next(wrong));
}

TEST_CASE("an epoch ends by itself: the selector changes and no nonce comes twice") {
  NonceEpoch epoch;
  Bytes first(NonceEpoch::kBytes);
  REQUIRE(epoch.next(first));
  Bytes nonce(NonceEpoch::kBytes);
  bool same = true;
  for (std::uint32_t i = 1; i < NonceEpoch::kMostNonces; ++i) {
    same = same && epoch.next(nonce) && std::equal(nonce.begin(), nonce.begin() + 12, first.begin());
  }
  CHECK(same);
  REQUIRE(epoch.next(nonce));
  CHECK_FALSE(std::equal(nonce.begin(), nonce.begin() + 12, first.begin()));
}

}  // namespace
}  // namespace veilgate::test
