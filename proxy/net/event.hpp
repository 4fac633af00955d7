// Event: one coroutine waits, one call wakes it. Lives on one loop and remembers nothing: what is waited for is a
// variable of the owner.
//
//   while (!done) co_await event.wait();
//   done = true; event.signal();            // resumes the waiter inside the call: make it the last thing you do
//
// The handler is kept in place, so waiting allocates nothing. The owner must outlive the wait.
#pragma once

#include <boost/asio/async_result.hpp>
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#include "proxy/net/asio.hpp"

namespace veilgate::proxy {

class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() {
    if (waiter_ != nullptr) waiter_(storage_, false);
  }

  bool waiting() const noexcept { return waiter_ != nullptr; }

  // One waiter at a time.
  auto wait() {
    return asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
        [this](auto&& handler) {
          using Handler = std::decay_t<decltype(handler)>;
          static_assert(sizeof(Handler) <= kBytes, "the handler fits its place");
          static_assert(alignof(Handler) <= alignof(std::max_align_t), "and stands well there");
          ::new (static_cast<void*>(storage_)) Handler(std::forward<decltype(handler)>(handler));
          waiter_ = [](void* at, bool resume) {
            Handler* stored = std::launder(static_cast<Handler*>(at));
            Handler taken(std::move(*stored));
            stored->~Handler();
            if (resume) std::move(taken)();
          };
        },
        asio::use_awaitable_t<Executor>{});
  }

  void signal() {
    if (waiter_ != nullptr) std::exchange(waiter_, nullptr)(storage_, true);
  }

 private:
  static constexpr std::size_t kBytes = 64;
  alignas(std::max_align_t) unsigned char storage_[kBytes];
  void (*waiter_)(void* storage, bool resume) = nullptr;
};

}  // namespace veilgate::proxy
