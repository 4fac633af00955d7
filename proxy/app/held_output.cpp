#include "proxy/app/held_output.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "proxy/app/files.hpp"

namespace veilgate::proxy {
namespace {

Error failed(const std::string& what) {
  return make_error(Code::io_failed, Origin::internal, what + ": " + std::strerror(errno));
}

// A file without a name. Where the file system knows no O_TMPFILE, a named one that is unlinked at once.
int open_unnamed(const std::string& folder) {
  const int fd = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  std::string name = folder + "/veilgate-XXXXXX";
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

}  // namespace

HeldOutput::~HeldOutput() {
  if (file_ >= 0) close(file_);
}

Result<void> HeldOutput::add(masking::MaskedBody piece) {
  memory_ += piece.bytes();
  return memory_.size() > memory_bytes_ ? spill() : Result<void>{};
}

Result<void> HeldOutput::spill() {
  if (file_ < 0) {
    const char* variable = getenv("TMPDIR");
    const std::string folder = variable != nullptr && *variable != '\0' ? variable : "/var/tmp";
    file_ = open_unnamed(folder);
    if (file_ < 0) return failed("temporary file in " + folder);
  }
  auto written = write_all(file_, memory_);
  memory_.clear();
  return written;
}

Result<void> HeldOutput::release(int fd) {
  if (file_ >= 0) {
    if (lseek(file_, 0, SEEK_SET) != 0) return failed("temporary file");
    std::array<char, 65536> buffer;
    for (;;) {
      const auto got = read(file_, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failed("temporary file");
      if (got == 0) break;
      if (auto written = write_all(fd, {buffer.data(), static_cast<std::size_t>(got)}); !written) return written;
    }
  }
  return write_all(fd, memory_);
}

}  // namespace veilgate::proxy
