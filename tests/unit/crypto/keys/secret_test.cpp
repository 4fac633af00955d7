#include "crypto/base/secret.hpp"

#include <doctest/doctest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace veilgate::test {
namespace {

const std::uint8_t* address_of(const SecretBytes& secret) {
  return secret.bytes(SecretAccess{}).data();
}

bool is_zero(const std::uint8_t* at, std::size_t size) {
  return std::all_of(at, at + size, [](std::uint8_t byte) { return byte == 0; });
}

static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);
static_assert(!std::is_convertible_v<std::array<int, 0>, SecretAccess>);
template <class T>
concept HasOpenBytes = requires(const T& secret) {
  secret.bytes({});
};
static_assert(!HasOpenBytes<SecretBytes>, "the word SecretAccess has to be written");

TEST_CASE("a secret is wiped over the whole cell when it ends, is moved over, or is wiped") {
  // The cell is given out again, so its memory may be looked at.
  const std::uint8_t* at = nullptr;
  {
    SecretBytes secret(100);
    at = address_of(secret);
    const auto bytes = secret.mutable_bytes(SecretAccess{});
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0xA5});
  }
  SecretBytes next(128);
  REQUIRE(address_of(next) == at);
  CHECK(is_zero(at, 128));

  const auto bytes = next.mutable_bytes(SecretAccess{});
  std::fill(bytes.begin(), bytes.end(), std::uint8_t{0x5A});
  next = SecretBytes(128);
  const SecretBytes reused(128);
  REQUIRE(address_of(reused) == at);
  CHECK(is_zero(at, 128));
}

TEST_CASE("shrinking wipes what lies behind") {
  SecretBytes secret(64);
  const auto bytes = secret.mutable_bytes(SecretAccess{});
  std::fill(bytes.begin(), bytes.end(), std::uint8_t{1});
  secret.shrink(10);
  CHECK(secret.size() == 10);
  CHECK(is_zero(address_of(secret) + 10, 54));
  secret.shrink(20);
  CHECK(secret.size() == 10);
}

TEST_CASE("moving leaves nothing behind; a copy is another place") {
  SecretBytes a = SecretBytes::copy_of(std::array<std::uint8_t, 3>{1, 2, 3});
  const std::uint8_t* const at = address_of(a);
  SecretBytes b = std::move(a);
  CHECK(a.empty());  // NOLINT(bugprone-use-after-move)
  CHECK(address_of(b) == at);
  const SecretBytes c = b.clone();
  CHECK(address_of(c) != at);
  CHECK(c == b);
  b.wipe();
  CHECK(b.empty());
  CHECK(c.size() == 3);
  CHECK(SecretBytes{} == SecretBytes(0));
}

TEST_CASE("equal means every byte and the length") {
  const auto of = [](std::vector<std::uint8_t> bytes) { return SecretBytes::copy_of(bytes); };
  CHECK(of({1, 2, 3}) == of({1, 2, 3}));
  CHECK_FALSE(of({1, 2, 3}) == of({1, 2}));
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<std::uint8_t> other = {1, 2, 3};
    other[i] ^= 0x80;
    CHECK_FALSE(of({1, 2, 3}) == of(other));
  }
}

// The flags of the mapping that holds an address ("VmFlags: rd wr lo dd …" of /proc/self/smaps).
std::string mapping_flags(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  bool is_inside = false;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream in(line);
    std::uintptr_t from = 0;
    std::uintptr_t to = 0;
    char dash = 0;
    if (in >> std::hex >> from >> dash >> to && dash == '-') is_inside = wanted >= from && wanted < to;
    if (is_inside && line.starts_with("VmFlags:")) return line + " ";
  }
  return {};
}

TEST_CASE("secrets lie in pages that are locked where allowed and left out of core dumps") {
  for (const std::size_t size : {std::size_t{32}, std::size_t{4'096}, std::size_t{100'000}}) {
    CAPTURE(size);
    const SecretBytes secret(size);
    const std::string flags = mapping_flags(address_of(secret));
    REQUIRE_FALSE(flags.empty());
    CHECK(flags.find(" dd ") != std::string::npos);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // which make mlock() do nothing
    if (secret_memory().locked_bytes == secret_memory().reserved_bytes) CHECK(flags.find(" lo ") != std::string::npos);
#endif
  }
  CHECK(secret_memory().excluded_from_dumps);
}

TEST_CASE("what is given back is used again") {
  const auto before = secret_memory();
  for (int i = 0; i < 10'000; ++i) const SecretBytes secret(static_cast<std::size_t>(i % 5'000));
  const auto after = secret_memory();
  CHECK(after.in_use_bytes == before.in_use_bytes);
  CHECK(after.reserved_bytes <= before.reserved_bytes + 8 * 64 * 1'024);
}

TEST_CASE("running over the end of a large secret is caught by the page behind it") {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGSEGV, SIG_DFL);
    SecretBytes secret(8'192);
    std::uint8_t* const end = secret.mutable_bytes(SecretAccess{}).data() + 8'192;
    *end = 1;
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  const bool ended_well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  CHECK_FALSE(ended_well);
}

TEST_CASE("threads may make and end secrets at the same time") {
  std::vector<std::thread> threads;
  std::array<bool, 4> kept{};
  for (std::size_t t = 0; t < kept.size(); ++t) {
    threads.emplace_back([&kept, t] {
      bool is_kept = true;
      for (int i = 0; i < 2'000; ++i) {
        SecretBytes secret(48);
        const auto bytes = secret.mutable_bytes(SecretAccess{});
        is_kept = is_kept && is_zero(bytes.data(), bytes.size());
        std::fill(bytes.begin(), bytes.end(), static_cast<std::uint8_t>(t + 1));
        is_kept = is_kept && secret == secret.clone();
      }
      kept[t] = is_kept;
    });
  }
  for (auto& thread : threads) thread.join();
  for (const bool is_kept : kept) CHECK(is_kept);
}

}  // namespace
}  // namespace veilgate::test
