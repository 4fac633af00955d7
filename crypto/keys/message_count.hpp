// How many messages a version of a data key has sealed in this process, for KeyParameters::message_limit and for the
// bounds of the suites (crypto/suites/suite.hpp).
//
// What is counted: everything this process seals, by all its threads and through all the keyrings that share one
// MessageCounters, so that a reload does not begin at 0 again. Sealers take messages in batches, so that the count is
// ahead of what was sealed by a batch a sealer at most, never behind. What is not counted: other replicas, earlier runs
// of this process, and commands such as `keys rewrap`. Whoever sets a limit for a fleet divides it by what runs.
//
// Threads: any number.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "crypto/keys/key.hpp"

namespace veilgate::crypto {

class MessageCounter {
 public:
  // Takes as many messages as may still be sealed, up to `wanted`; 0: the limit is reached. `limit` 0: there is none.
  std::uint64_t take(std::uint64_t wanted, std::uint64_t limit) noexcept;
  // What was taken and not sealed.
  void give_back(std::uint64_t unused) noexcept { taken_.fetch_sub(unused, std::memory_order_relaxed); }

  std::uint64_t taken() const noexcept { return taken_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> taken_{0};
};

// The counters of a process.
class MessageCounters {
 public:
  // The same one whenever it is asked for.
  std::shared_ptr<MessageCounter> of(KeyId id, KeyVersion version);

 private:
  std::mutex mutex_;
  std::map<std::pair<KeyId, KeyVersion>, std::shared_ptr<MessageCounter>> counters_;
};

// What one sealer may seal before it has to ask the counter again. Threads: one at a time.
class MessageAllowance {
 public:
  MessageAllowance(std::shared_ptr<MessageCounter> counter, std::uint64_t limit) noexcept;
  MessageAllowance(MessageAllowance&& other) noexcept
      : counter_(std::move(other.counter_)), limit_(other.limit_), left_(std::exchange(other.left_, 0)) {}
  MessageAllowance& operator=(MessageAllowance&& other) noexcept;
  ~MessageAllowance() { give_back(); }

  // False: the limit is reached, and nothing more may be sealed.
  [[nodiscard]] bool spend() noexcept {
    if (left_ == 0 && !refill()) return false;
    --left_;
    return true;
  }
  // What was spent last was not sealed.
  void refund() noexcept { ++left_; }

 private:
  bool refill() noexcept;
  void give_back() noexcept;

  std::shared_ptr<MessageCounter> counter_;
  std::uint64_t limit_;
  std::uint64_t left_ = 0;
};

}  // namespace veilgate::crypto
