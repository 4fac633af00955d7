#include "proxy/observe/log_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

namespace veilgate::proxy {
namespace {

constexpr int kStoppingWaitMs = 1000;

// Waits until `fd` takes PIPE_BUF bytes without blocking.
bool wait_writable(int fd, int stop_fd) {
  std::array<pollfd, 2> fds{{{fd, POLLOUT, 0}, {stop_fd, POLLIN, 0}}};
  for (;;) {
    const int ready = poll(fds.data(), fds.size(), -1);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return false;
    if (fds[0].revents != 0) return true;
    if (fds[1].revents != 0) break;
  }
  return poll(fds.data(), 1, kStoppingWaitMs) > 0;
}

}  // namespace

LogFile::LogFile(int fd, bool owned) : fd_(fd), owned_(owned) {
  struct stat info {};
  pipe_ = fstat(fd, &info) == 0 && !S_ISREG(info.st_mode);
}

LogFile::LogFile(LogFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), owned_(std::exchange(other.owned_, false)), pipe_(other.pipe_) {}

LogFile& LogFile::operator=(LogFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(owned_, other.owned_);
  std::swap(pipe_, other.pipe_);
  std::swap(given_up_, other.given_up_);
  return *this;
}

LogFile::~LogFile() {
  if (owned_) close(fd_);
}

Result<LogFile> LogFile::open(const std::string& target) {
  if (target == "none") return LogFile{};
  if (target == "stdout") return LogFile{STDOUT_FILENO, false};
  if (target == "stderr") return LogFile{STDERR_FILENO, false};
  const int fd = ::open(target.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0640);
  if (fd < 0) {
    return make_error(Code::bad_config, Origin::internal,
                      "access log " + target + " cannot be opened: " + std::strerror(errno));
  }
  return LogFile{fd, true};
}

Result<void> LogFile::write(std::string_view bytes, int stop_fd) {
  while (fd_ >= 0 && !bytes.empty()) {
    // A pipe reported writable takes PIPE_BUF bytes at once; more could block for ever.
    const auto piece = pipe_ ? bytes.substr(0, PIPE_BUF) : bytes;
    if (pipe_ && (given_up_ || !wait_writable(fd_, stop_fd))) {
      given_up_ = true;
      return make_error(Code::io_failed, Origin::internal, "access log: nobody reads it");
    }
    const auto written = ::write(fd_, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN && pipe_) continue;
    if (written <= 0) {
      return make_error(Code::io_failed, Origin::internal, std::string("access log: ") + std::strerror(errno));
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace veilgate::proxy
