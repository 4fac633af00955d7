// Random bytes from OpenSSL's CTR_DRBG (SP 800-90A), which is seeded by the system.
//
// One call of RAND_bytes costs as much as sealing three fields, whatever its size; RandomPool draws 4 KiB at once and
// hands them out. Every byte is handed out once and wiped where it lay. After a fork the child forgets what it had
// drawn, so that parent and child never hand out the same bytes.
//
// Threads: a pool belongs to one thread at a time; the functions may be called by any.
#pragma once

#include <array>
#include <cstdint>

#include "crypto/base/octets.hpp"

namespace veilgate::crypto {

// For keys and seeds. False: the generator failed; `out` is wiped.
[[nodiscard]] bool random_octets(MutableOctets out) noexcept;

// Counts the forks this process descends from since it began to seal. Whoever keeps a counter or a nonce that must not
// be used twice compares it before use. It notices fork(), not a memory image restored twice: a machine restored from a
// snapshot has to restart the process.
std::uint32_t fork_generation() noexcept;

class RandomPool {
 public:
  RandomPool() noexcept : generation_(fork_generation()) {}
  ~RandomPool();
  RandomPool(const RandomPool&) = delete;
  RandomPool& operator=(const RandomPool&) = delete;

  // Up to 256 bytes. False: more, or the generator failed; `out` is wiped.
  [[nodiscard]] bool take(MutableOctets out) noexcept;

 private:
  static constexpr std::size_t kBytes = 4096;
  static constexpr std::size_t kMostAtOnce = 256;

  std::array<std::uint8_t, kBytes> bytes_;
  std::size_t left_ = 0;
  std::uint32_t generation_;
};

// From a pool of the calling thread; as RandomPool::take.
[[nodiscard]] bool pooled_random_octets(MutableOctets out) noexcept;

}  // namespace veilgate::crypto
