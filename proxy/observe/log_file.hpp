// The end of the access log: a descriptor that lines are written to.
//
// Threads: one at a time.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

class LogFile {
 public:
  // "stdout", "stderr", "none" or a path. Errors: bad_config.
  static Result<LogFile> open(const std::string& target);

  LogFile() = default;
  LogFile(LogFile&& other) noexcept;
  LogFile& operator=(LogFile&& other) noexcept;
  ~LogFile();

  // Writes everything. A pipe that nobody reads is waited for until `stop_fd` becomes readable, then one second more.
  // Errors: io_failed.
  Result<void> write(std::string_view bytes, int stop_fd);

 private:
  LogFile(int fd, bool owned);

  int fd_ = -1;            // -1: none
  bool owned_ = false;     // stdout and stderr are not closed
  bool pipe_ = false;      // may stall
  bool given_up_ = false;  // stalled while stopping; not waited for twice
};

}  // namespace veilgate::proxy
