// A child process with its standard streams on pipes, for tests and the demo.
//
// Every wait has a deadline; a child still running at the end of its object is killed and waited for.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::test {

using Deadline = std::chrono::steady_clock::time_point;
inline Deadline in_seconds(int seconds) {
  return std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
}

struct Finished {
  int exit_code = -1;  // 128 + number for a signal
  std::string out;
  std::string err;
};

class ChildProcess {
 public:
  // Starts program with arguments; `environment` adds NAME=value to this process's own. Aborts when it cannot be
  // started.
  ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
               const std::vector<std::string>& environment = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const noexcept { return pid_; }
  void signal(int number) const;

  // The next line of a stream, without its end; nothing at the end of the stream or when the deadline passes.
  std::optional<std::string> read_out_line(Deadline deadline);
  std::optional<std::string> read_err_line(Deadline deadline);

  // Reads standard error until a line contains `text`; that line. Nothing when it never comes.
  std::optional<std::string> wait_for_err(std::string_view text, Deadline deadline);

  void close_out();  // the child's next write to standard output fails
  bool is_running();

  // Feeds standard input, reads both streams to their end and waits. What was read by lines before is not in it.
  // Exit code -1: the deadline passed and the child was killed.
  Finished finish(std::string_view input, Deadline deadline);

 private:
  struct Pipe {
    int fd = -1;
    std::string pending;
  };
  std::optional<std::string> read_line(Pipe& pipe, Deadline deadline);
  int wait_exit(Deadline deadline);

  pid_t pid_ = -1;
  bool reaped_ = false;
  int exit_code_ = -1;
  int in_ = -1;
  Pipe out_;
  Pipe err_;
};

}  // namespace veilgate::test
