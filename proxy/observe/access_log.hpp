// The access log: lines are made on the calling thread and written by a thread of its own, so that a slow disk or a
// stalled pipe never holds up a request. When the buffers are full, lines are dropped and counted.
//
// Target: "stdout", "stderr", "none" or a file path (appended to, mode 0640). reopen() closes and opens a file again,
// for log rotation.
//
// Threads: append() from any; the rest from any.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "crypto/base/result.hpp"
#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

class AccessLog {
 public:
  // Called from the writing thread.
  using Dropped = std::function<void(std::uint64_t lines)>;

  // Errors: bad_config (the file cannot be opened; the note has the path and the reason).
  static Result<std::unique_ptr<AccessLog>> open(const std::string& target, Dropped dropped);

  // Writes what is left, waiting at most a second for a stalled pipe.
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  void append(const ExchangeRecord& record);

  // Switches to `target`: what is appended from now on goes there. Errors as in open(); the log then goes on as before.
  Result<void> reopen(const std::string& target);

 private:
  struct Impl;
  explicit AccessLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::proxy
