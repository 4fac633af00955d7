// File operations of which one goes wrong: it fails, or the process is killed just before or just after it.
//
// Syncing counts as a step but is left out: what a killed process wrote is kept by the system all the same, and it is
// what takes the time.
#pragma once

#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <optional>
#include <string>

#include "crypto/keys/files.hpp"

namespace veilgate::test {

enum class Fault : std::uint8_t { none, kill_before, kill_after, no_space, no_permission, short_write };

// Counts the operations that change something or make a change durable; reading never fails here.
class FaultyFiles final : public crypto::Files {
 public:
  FaultyFiles(Fault fault, int step) : fault_(fault), step_(step) {}

  int steps() const noexcept { return count_; }

  int open(const char* path, int flags, mode_t mode) override {
    if ((flags & 3) == 0) return real_.open(path, flags, mode);  // O_RDONLY
    return at_step([&] { return real_.open(path, flags, mode); });
  }
  ssize_t read(int fd, void* buffer, std::size_t size) override { return real_.read(fd, buffer, size); }
  ssize_t write(int fd, const void* data, std::size_t size) override {
    if (fault_ == Fault::short_write && count_ + 1 == step_) {
      // Half of it fits, then nothing more.
      ++count_;
      fault_ = Fault::no_space;
      step_ = count_ + 1;
      return real_.write(fd, data, size / 2);
    }
    return static_cast<ssize_t>(at_step([&] { return static_cast<int>(real_.write(fd, data, size)); }));
  }
  int fsync(int fd) override {
    (void)fd;
    return at_step([] { return 0; });
  }
  int ftruncate(int fd, off_t size) override {
    return at_step([&] { return real_.ftruncate(fd, size); });
  }
  int close(int fd) override { return real_.close(fd); }
  int fstat(int fd, struct stat* facts) override { return real_.fstat(fd, facts); }
  int flock(int fd, int operation) override { return real_.flock(fd, operation); }
  int rename(const char* from, const char* to) override {
    return at_step([&] { return real_.rename(from, to); });
  }
  int link(const char* from, const char* to) override {
    return at_step([&] { return real_.link(from, to); });
  }
  int unlink(const char* path) override {
    return at_step([&] { return real_.unlink(path); });
  }

 private:
  template <class Do>
  int at_step(const Do& operation) {
    if (++count_ != step_) return operation();
    switch (fault_) {
      case Fault::none: break;
      case Fault::kill_before: kill(getpid(), SIGKILL); break;
      case Fault::kill_after: {
        operation();
        kill(getpid(), SIGKILL);
        break;
      }
      case Fault::no_space:
      case Fault::short_write: errno = ENOSPC; return -1;
      case Fault::no_permission: errno = EACCES; return -1;
    }
    return operation();
  }

  crypto::Files& real_ = crypto::system_files();
  Fault fault_;
  int step_;
  int count_ = 0;
};

// Operations that all succeed.
inline crypto::Files& quick_files() {
  static FaultyFiles files(Fault::none, 0);
  return files;
}

}  // namespace veilgate::test
