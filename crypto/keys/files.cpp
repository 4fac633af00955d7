#include "crypto/keys/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace veilgate::crypto {
namespace {

class SystemFiles final : public Files {
 public:
  int open(const char* path, int flags, mode_t mode) override { return ::open(path, flags, mode); }
  ssize_t read(int fd, void* buffer, std::size_t size) override { return ::read(fd, buffer, size); }
  ssize_t write(int fd, const void* data, std::size_t size) override { return ::write(fd, data, size); }
  int fsync(int fd) override { return ::fsync(fd); }
  int ftruncate(int fd, off_t size) override { return ::ftruncate(fd, size); }
  int close(int fd) override { return ::close(fd); }
  int fstat(int fd, struct stat* facts) override { return ::fstat(fd, facts); }
  int flock(int fd, int operation) override { return ::flock(fd, operation); }
  int rename(const char* from, const char* to) override { return ::rename(from, to); }
  int link(const char* from, const char* to) override { return ::link(from, to); }
  int unlink(const char* path) override { return ::unlink(path); }
};

Error failed(const std::string& what) {
  return make_error(Code::io_failed, Origin::internal, what + ": " + std::strerror(errno));
}

Error refused(const std::string& path, const char* why) {
  return make_error(Code::bad_config, Origin::policy, path + " " + why);
}

// A descriptor that is closed whatever happens.
class Descriptor {
 public:
  Descriptor(Files& files, const std::string& path, int flags, mode_t mode = 0)
      : files_(files), fd_(files.open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  bool is_open() const noexcept { return fd_ >= 0; }
  int fd() const noexcept { return fd_; }
  bool close() { return fd_ < 0 || files_.close(std::exchange(fd_, -1)) == 0; }

 private:
  Files& files_;
  int fd_;
};

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool write_all(Files& files, int fd, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto written = files.write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written == 0) errno = EIO;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool remove_if_there(Files& files, const std::string& path) {
  return files.unlink(path.c_str()) == 0 || errno == ENOENT;
}

Result<void> sync_folder(Files& files, const std::string& path) {
  const std::string folder = folder_of(path);
  const Descriptor descriptor(files, folder, O_RDONLY | O_DIRECTORY);
  if (!descriptor.is_open() || files.fsync(descriptor.fd()) != 0) {
    return failed(path + " was written, but its folder could not be synced, so a power cut may undo it");
  }
  return {};
}

const char* why_not_private(const struct stat& facts, Privacy privacy) {
  if (!S_ISREG(facts.st_mode)) return "is not a regular file";
  if (facts.st_uid != geteuid() && facts.st_uid != 0) return "belongs to another user; chown it to the one that runs";
  if (privacy == Privacy::owner_only && (facts.st_mode & 077) != 0) {
    return "may be used by group or others; run chmod 600 on it";
  }
  if ((facts.st_mode & 022) != 0) return "may be written by group or others; run chmod go-w on it";
  return nullptr;
}

// The first half of replace_file: the new bytes, safe on disk under another name.
Result<void> write_beside(Files& files, const std::string& path, std::span<const std::uint8_t> bytes, mode_t mode) {
  if (!remove_if_there(files, path)) return failed(path);
  Descriptor descriptor(files, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  if (!descriptor.is_open()) return failed(path);
  if (write_all(files, descriptor.fd(), bytes) && files.fsync(descriptor.fd()) == 0 && descriptor.close()) return {};
  const auto error = failed(path);
  descriptor.close();
  remove_if_there(files, path);
  return error;
}

Result<void> keep_copy(Files& files, const std::string& path) {
  const std::string beside = path + ".old.new";
  if (!remove_if_there(files, beside)) return failed(beside);
  if (files.link(path.c_str(), beside.c_str()) != 0) {
    if (errno == ENOENT) return {};  // there is nothing to keep yet
    return failed(beside);
  }
  if (files.rename(beside.c_str(), (path + ".old").c_str()) != 0) return failed(path + ".old");
  return {};
}

}  // namespace

Files& system_files() noexcept {
  static SystemFiles files;
  return files;
}

Result<SecretBytes> read_file(Files& files, const std::string& path, std::size_t max_bytes, Privacy privacy) {
  const Descriptor descriptor(files, path, O_RDONLY | O_NONBLOCK);
  if (!descriptor.is_open()) return failed(path);
  struct stat facts {};
  if (files.fstat(descriptor.fd(), &facts) != 0) return failed(path);
  if (const char* const why = why_not_private(facts, privacy); why != nullptr) return refused(path, why);
  if (facts.st_size < 0 || static_cast<std::size_t>(facts.st_size) > max_bytes) return refused(path, "is too large");

  // One byte more than there should be, to see whether it grew.
  SecretBytes bytes(static_cast<std::size_t>(facts.st_size) + 1);
  std::size_t size = 0;
  while (size < bytes.size()) {
    const auto got =
        files.read(descriptor.fd(), bytes.mutable_bytes(SecretAccess{}).data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(path);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size != static_cast<std::size_t>(facts.st_size)) return refused(path, "changed while it was read; try again");
  bytes.shrink(size);
  return bytes;
}

Result<bool> file_exists(Files& files, const std::string& path) {
  const Descriptor descriptor(files, path, O_PATH | O_NOFOLLOW);
  if (descriptor.is_open()) return true;
  if (errno == ENOENT) return false;
  return failed(path);
}

Result<void> replace_file(Files& files, const std::string& path, std::span<const std::uint8_t> bytes, Replacement how) {
  const std::string beside = path + ".new";
  if (auto written = write_beside(files, beside, bytes, how.mode); !written) return written;
  if (how.keep_old) {
    if (auto kept = keep_copy(files, path); !kept) {
      remove_if_there(files, beside);
      return kept;
    }
  }
  if (files.rename(beside.c_str(), path.c_str()) != 0) {
    const auto error = failed(path);
    remove_if_there(files, beside);
    return error;
  }
  return sync_folder(files, path);
}

Result<void> erase_file(Files& files, const std::string& path) {
  Descriptor descriptor(files, path, O_WRONLY | O_NOFOLLOW);
  if (!descriptor.is_open()) {
    if (errno == ENOENT) return {};
    return failed(path);
  }
  struct stat facts {};
  if (files.fstat(descriptor.fd(), &facts) != 0) return failed(path);
  constexpr std::array<std::uint8_t, 4'096> kZeros{};
  for (auto left = static_cast<std::size_t>(std::max<off_t>(facts.st_size, 0)); left != 0;) {
    const std::size_t piece = std::min(left, kZeros.size());
    if (!write_all(files, descriptor.fd(), {kZeros.data(), piece})) return failed(path);
    left -= piece;
  }
  if (files.fsync(descriptor.fd()) != 0 || !descriptor.close()) return failed(path);
  if (!remove_if_there(files, path)) return failed(path);
  return sync_folder(files, path);
}

Result<void> append_line(Files& files, const std::string& path, std::string_view line) {
  Descriptor descriptor(files, path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0600);
  if (!descriptor.is_open()) return failed(path);
  struct stat facts {};
  if (files.fstat(descriptor.fd(), &facts) != 0) return failed(path);
  // A line is written by one write(); what follows the last newline is the torn end of one.
  off_t whole = 0;
  off_t at = 0;
  std::array<char, 4'096> piece{};
  for (;;) {
    const auto got = files.read(descriptor.fd(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(path);
    if (got == 0) break;
    const std::string_view read(piece.data(), static_cast<std::size_t>(got));
    if (const auto end = read.rfind('\n'); end != std::string_view::npos) whole = at + static_cast<off_t>(end) + 1;
    at += got;
  }
  if (whole != at && files.ftruncate(descriptor.fd(), whole) != 0) return failed(path);
  std::string bytes(line);
  bytes += '\n';
  const std::vector<std::uint8_t> out(bytes.begin(), bytes.end());
  if (!write_all(files, descriptor.fd(), out) || files.fsync(descriptor.fd()) != 0 || !descriptor.close()) {
    return failed(path);
  }
  return at == 0 ? sync_folder(files, path) : Result<void>{};
}

Result<FileLock> FileLock::take(Files& files, const std::string& path) {
  const std::string name = path + ".lock";
  const int fd = files.open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return failed(name);
  if (files.flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const bool is_held = errno == EWOULDBLOCK;
    auto error = failed(name);
    files.close(fd);
    if (!is_held) return error;
    return make_error(Code::overloaded, Origin::client, path + " is being changed by another process; try again");
  }
  return FileLock(files, fd);
}

FileLock::FileLock(FileLock&& other) noexcept : files_(other.files_), fd_(std::exchange(other.fd_, -1)) {}

FileLock::~FileLock() {
  if (fd_ >= 0) files_->close(fd_);
}

}  // namespace veilgate::crypto
