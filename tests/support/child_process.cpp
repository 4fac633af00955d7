#include "tests/support/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

extern char** environ;

namespace veilgate::test {
namespace {

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::abort();
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) give_up("pipe2");
  return ends;
}

void close_fd(int& fd) {
  if (fd >= 0) close(fd);
  fd = -1;
}

int milliseconds_left(Deadline deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, 1'000'000));
}

// Appends what can be read; false at the end of the stream.
bool read_some(int fd, std::string& to) {
  std::array<char, 16384> buffer;
  const auto got = read(fd, buffer.data(), buffer.size());
  if (got < 0 && errno == EINTR) return true;
  if (got <= 0) return false;
  to.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

// The array of pointers execve() wants, with the null at its end.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                           const std::vector<std::string>& environment) {
  std::signal(SIGPIPE, SIG_IGN);  // a child that stopped reading is an error of write()
  const auto in = make_pipe();
  const auto out = make_pipe();
  const auto err = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);

  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  const auto argv = pointers(words);
  auto envp = pointers(variables);
  envp.pop_back();
  for (char** variable = environ; *variable != nullptr; ++variable) envp.push_back(*variable);
  envp.push_back(nullptr);

  const int failed = posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    errno = failed;
    give_up(program.c_str());
  }
  close(in[0]);
  close(out[1]);
  close(err[1]);
  in_ = in[1];
  out_.fd = out[0];
  err_.fd = err[0];
}

ChildProcess::~ChildProcess() {
  if (!reaped_) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close_fd(in_);
  close_fd(out_.fd);
  close_fd(err_.fd);
}

void ChildProcess::signal(int number) const {
  if (!reaped_) kill(pid_, number);
}

std::optional<std::string> ChildProcess::read_line(Pipe& pipe, Deadline deadline) {
  for (;;) {
    if (const auto end = pipe.pending.find('\n'); end != std::string::npos) {
      auto line = pipe.pending.substr(0, end);
      pipe.pending.erase(0, end + 1);
      return line;
    }
    pollfd wait{pipe.fd, POLLIN, 0};
    const int ready = poll(&wait, 1, milliseconds_left(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || !read_some(pipe.fd, pipe.pending)) return std::nullopt;
  }
}

std::optional<std::string> ChildProcess::read_out_line(Deadline deadline) {
  return read_line(out_, deadline);
}
std::optional<std::string> ChildProcess::read_err_line(Deadline deadline) {
  return read_line(err_, deadline);
}

std::optional<std::string> ChildProcess::wait_for_err(std::string_view text, Deadline deadline) {
  while (auto line = read_err_line(deadline)) {
    if (line->find(text) != std::string::npos) return line;
  }
  return std::nullopt;
}

void ChildProcess::close_out() {
  close_fd(out_.fd);
}

bool ChildProcess::is_running() {
  if (reaped_) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) == 0) return true;
  reaped_ = true;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return false;
}

int ChildProcess::wait_exit(Deadline deadline) {
  if (reaped_) return exit_code_;
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (pidfd < 0) give_up("pidfd_open");
  pollfd wait{pidfd, POLLIN, 0};
  int ready = 0;
  do {
    ready = poll(&wait, 1, milliseconds_left(deadline));
  } while (ready < 0 && errno == EINTR);
  close(pidfd);
  if (ready <= 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    reaped_ = true;
    return exit_code_ = -1;
  }
  while (is_running()) continue;
  return exit_code_;
}

Finished ChildProcess::finish(std::string_view input, Deadline deadline) {
  Finished finished;
  finished.out = std::move(out_.pending);
  finished.err = std::move(err_.pending);
  if (input.empty()) close_fd(in_);
  while (in_ >= 0 || out_.fd >= 0 || err_.fd >= 0) {
    std::array<pollfd, 3> waits{{{in_, POLLOUT, 0}, {out_.fd, POLLIN, 0}, {err_.fd, POLLIN, 0}}};
    const int ready = poll(waits.data(), waits.size(), milliseconds_left(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) break;
    if (waits[0].revents != 0) {
      const auto written = write(in_, input.data(), std::min<std::size_t>(input.size(), 4096));
      if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
      if (written < 0 || input.empty()) close_fd(in_);  // a child that stopped reading is its own matter
    }
    if (waits[1].revents != 0 && !read_some(out_.fd, finished.out)) close_fd(out_.fd);
    if (waits[2].revents != 0 && !read_some(err_.fd, finished.err)) close_fd(err_.fd);
  }
  finished.exit_code = wait_exit(deadline);
  return finished;
}

}  // namespace veilgate::test
