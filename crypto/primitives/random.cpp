#include "crypto/primitives/random.hpp"

#include <openssl/rand.h>
#include <pthread.h>

#include <atomic>
#include <cstdlib>
#include <cstring>

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {
namespace {

std::atomic<std::uint32_t> generation{0};

bool watch_forks() noexcept {
  const auto count = [] { generation.fetch_add(1, std::memory_order_relaxed); };
  // Without the watch a child would repeat its parent's nonces.
  if (pthread_atfork(nullptr, nullptr, count) != 0) std::abort();
  return true;
}

}  // namespace

bool random_octets(MutableOctets out) noexcept {
  if (out.size() <= kMostOctets && RAND_bytes(out.data(), as_int(out.size())) == 1) return true;
  wipe(out);
  return false;
}

std::uint32_t fork_generation() noexcept {
  static const bool kWatched = watch_forks();
  return kWatched ? generation.load(std::memory_order_relaxed) : 0;
}

RandomPool::~RandomPool() {
  wipe(bytes_);
}

bool RandomPool::take(MutableOctets out) noexcept {
  if (out.size() > kMostAtOnce) {
    wipe(out);
    return false;
  }
  const auto now = fork_generation();
  if (left_ < out.size() || generation_ != now) {
    left_ = 0;
    generation_ = now;
    if (!random_octets(bytes_)) {
      wipe(out);
      return false;
    }
    left_ = bytes_.size();
  }
  left_ -= out.size();
  std::memcpy(out.data(), bytes_.data() + left_, out.size());
  std::memset(bytes_.data() + left_, 0, out.size());
  return true;
}

bool pooled_random_octets(MutableOctets out) noexcept {
  thread_local RandomPool pool;
  return pool.take(out);
}

}  // namespace veilgate::crypto
