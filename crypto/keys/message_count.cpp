#include "crypto/keys/message_count.hpp"

#include <algorithm>

namespace veilgate::crypto {
namespace {

// Large enough that the counter is rarely touched, small enough that what sealers hold does not matter to the limit.
constexpr std::uint64_t kMostAtOnce = 1024;
constexpr std::uint64_t kPartOfLimit = 1024;

}  // namespace

std::uint64_t MessageCounter::take(std::uint64_t wanted, std::uint64_t limit) noexcept {
  if (limit == 0) {
    taken_.fetch_add(wanted, std::memory_order_relaxed);
    return wanted;
  }
  std::uint64_t before = taken();
  std::uint64_t given = 0;
  do {
    if (before >= limit) return 0;
    given = std::min(wanted, limit - before);
  } while (!taken_.compare_exchange_weak(before, before + given, std::memory_order_relaxed));
  return given;
}

std::shared_ptr<MessageCounter> MessageCounters::of(KeyId id, KeyVersion version) {
  const std::lock_guard lock(mutex_);
  auto& counter = counters_[{id, version}];
  if (counter == nullptr) counter = std::make_shared<MessageCounter>();
  return counter;
}

MessageAllowance::MessageAllowance(std::shared_ptr<MessageCounter> counter, std::uint64_t limit) noexcept
    : counter_(std::move(counter)), limit_(limit) {}

MessageAllowance& MessageAllowance::operator=(MessageAllowance&& other) noexcept {
  if (this == &other) return *this;
  give_back();
  counter_ = std::move(other.counter_);
  limit_ = other.limit_;
  left_ = std::exchange(other.left_, 0);
  return *this;
}

bool MessageAllowance::refill() noexcept {
  const std::uint64_t wanted =
      limit_ == 0 ? kMostAtOnce : std::clamp<std::uint64_t>(limit_ / kPartOfLimit, 1, kMostAtOnce);
  left_ = counter_->take(wanted, limit_);
  return left_ > 0;
}

void MessageAllowance::give_back() noexcept {
  if (left_ > 0) counter_->give_back(left_);
  left_ = 0;
}

}  // namespace veilgate::crypto
