#include "proxy/app/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "proxy/app/exit_code.hpp"

namespace veilgate::proxy {
namespace {

Error failed(const std::string& what) {
  return make_error(Code::io_failed, Origin::internal, what + ": " + std::strerror(errno));
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
  if (path == "-") return InputFile{STDIN_FILENO, "standard input"};
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failed(path);
  return InputFile{fd, path};
}

InputFile::InputFile(InputFile&& other) noexcept
    : fd_(std::exchange(other.fd_, STDIN_FILENO)), name_(std::move(other.name_)) {}

InputFile::~InputFile() {
  if (fd_ != STDIN_FILENO) close(fd_);
}

Result<std::size_t> InputFile::read(char* buffer, std::size_t size) {
  for (;;) {
    const auto got = ::read(fd_, buffer, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return failed(name_);
  }
}

Result<void> write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed("write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> write_stdout(std::string_view bytes) {
  return write_all(STDOUT_FILENO, bytes);
}

void complain(std::string_view text) {
  std::string line = "veilgate: ";
  line += text;
  line += '\n';
  // Nobody is left to tell when standard error fails; the exit code says it.
  (void)write_all(STDERR_FILENO, line).has_value();
}

int complain_refused(const Error& error) {
  std::string line = "refused: ";
  line += code_name(error.code);
  if (!error.note.for_log().empty()) line += ": " + error.note.for_log();
  complain(line);
  return kRefused;
}

int print(std::string_view text) {
  const auto written = write_stdout(text);
  if (written) return kDone;
  complain("standard output: " + written.error().note.for_log());
  return kRefused;
}

}  // namespace veilgate::proxy
