#include "proxy/observe/access_log.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "proxy/observe/access_line.hpp"
#include "proxy/observe/log_file.hpp"
#include "proxy/observe/per_thread.hpp"

namespace veilgate::proxy {
namespace {

// What one thread may have waiting; a thread that makes more loses lines.
constexpr std::size_t kBufferBytes = 4 * 1024 * 1024;

// How long lines are gathered before they are written together. A reader of the log sees them this much later.
constexpr std::chrono::milliseconds kGather{20};

// One thread's lines on their way to the writer.
struct Buffer {
  std::mutex mutex;
  std::string lines;
  std::uint64_t dropped = 0;
  AccessLineWriter writer;
};

}  // namespace

struct AccessLog::Impl {
  LogFile file;
  Dropped dropped;
  PerThread<Buffer> buffers;
  int stop_fd = -1;  // readable once the log stops

  std::mutex mutex;  // everything below but `asleep`
  std::condition_variable wake;
  bool stopping = false;
  std::optional<LogFile> next_file;
  std::atomic<bool> asleep{false};  // the writer waits without a time limit
  std::atomic<bool> discards{false};
  std::thread thread;

  void append(const ExchangeRecord& record) {
    if (discards.load(std::memory_order_relaxed)) return;
    auto& buffer = buffers.local();
    {
      const std::lock_guard lock(buffer.mutex);
      if (buffer.lines.size() >= kBufferBytes) {
        ++buffer.dropped;
        return;
      }
      buffer.writer.append(buffer.lines, record);
    }
    if (asleep.load(std::memory_order_seq_cst) && asleep.exchange(false)) {
      // Taking the lock orders this with the writer's test, so that the wake-up is not lost.
      { const std::lock_guard lock(mutex); }
      wake.notify_one();
    }
  }

  bool pending() {
    bool any = false;
    buffers.for_each([&](Buffer& buffer) {
      const std::lock_guard lock(buffer.mutex);
      any = any || !buffer.lines.empty() || buffer.dropped != 0;
    });
    return any;
  }

  void drain() {
    std::vector<Buffer*> all;
    buffers.for_each([&](Buffer& buffer) { all.push_back(&buffer); });
    for (auto* buffer : all) {
      std::uint64_t lost = 0;
      {
        const std::lock_guard lock(buffer->mutex);
        taken.swap(buffer->lines);
        lost = std::exchange(buffer->dropped, 0);
      }
      if (!file.write(taken, stop_fd)) {
        lost += static_cast<std::uint64_t>(std::count(taken.begin(), taken.end(), '\n'));
      }
      taken.clear();
      if (lost != 0 && dropped) dropped(lost);
    }
  }

  void run() {
    std::unique_lock lock(mutex);
    while (!stopping) {
      asleep.store(true, std::memory_order_seq_cst);
      // Lines that came before `asleep` was seen have sent no wake-up.
      if (!pending()) wake.wait(lock, [this] { return stopping || next_file || !asleep.load(); });
      asleep.store(false);
      wake.wait_for(lock, kGather, [this] { return stopping || next_file; });
      if (next_file) file = std::move(*std::exchange(next_file, std::nullopt));
      lock.unlock();
      drain();
      lock.lock();
    }
    if (next_file) file = std::move(*next_file);
    lock.unlock();
    drain();
  }

  std::string taken;  // the writer's; swapped with a thread's lines, so that memory goes round instead of being freed
};

AccessLog::AccessLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<AccessLog>> AccessLog::open(const std::string& target, Dropped dropped) {
  auto file = LogFile::open(target);
  if (!file) return file.error();
  auto impl = std::make_unique<Impl>();
  impl->stop_fd = eventfd(0, EFD_CLOEXEC);
  if (impl->stop_fd < 0) return make_error(Code::internal, Origin::internal, std::strerror(errno));
  impl->file = std::move(*file);
  impl->dropped = std::move(dropped);
  impl->discards = target == "none";
  impl->thread = std::thread([raw = impl.get()] { raw->run(); });
  return std::unique_ptr<AccessLog>(new AccessLog(std::move(impl)));
}

AccessLog::~AccessLog() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  const std::uint64_t one = 1;
  // An eventfd at zero always takes a one.
  if (write(impl_->stop_fd, &one, sizeof one) < 0) std::abort();
  impl_->wake.notify_one();
  impl_->thread.join();
  close(impl_->stop_fd);
}

void AccessLog::append(const ExchangeRecord& record) {
  impl_->append(record);
}

Result<void> AccessLog::reopen(const std::string& target) {
  auto file = LogFile::open(target);
  if (!file) return file.error();
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->next_file = std::move(*file);
    impl_->discards = target == "none";
  }
  impl_->wake.notify_one();
  return {};
}

}  // namespace veilgate::proxy
