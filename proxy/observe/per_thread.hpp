// PerThread<T>: one T for each thread that asks, found without a lock after the first time.
//
// Counters and log buffers that every loop touches for every request live here, so that loops share no cache line. A T
// is made when its thread first asks and lives as long as the PerThread: what a thread counted outlasts the thread.
//
// Threads: local() from any; for_each() from any, at the same time. What may be read of another thread's T is T's
// matter.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace veilgate::proxy {

template <class T>
class PerThread {
 public:
  PerThread() = default;
  PerThread(const PerThread&) = delete;
  PerThread& operator=(const PerThread&) = delete;

  T& local() {
    thread_local Last last;
    if (last.owner == serial_ && last.item != nullptr) return *last.item;
    const std::lock_guard lock(mutex_);
    auto& slot = items_[std::this_thread::get_id()];
    if (!slot) slot = std::make_unique<T>();
    last = {serial_, slot.get()};
    return *slot;
  }

  template <class F>
  void for_each(F&& visit) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [thread, item] : items_) visit(*item);
  }

 private:
  struct Last {
    std::uint64_t owner = 0;
    T* item = nullptr;
  };
  // A serial number and not the address: an address is used again by the next object.
  static std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> serial{0};
    return ++serial;
  }

  const std::uint64_t serial_ = next_serial();
  mutable std::mutex mutex_;
  std::map<std::thread::id, std::unique_ptr<T>> items_;
};

}  // namespace veilgate::proxy
