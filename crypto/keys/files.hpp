// The file operations keys need, one virtual function a system call, so that tests can make each of them fail or be the
// last one; and what is built of them: reading a file that has to be private, replacing one atomically.
//
// Nothing else of crypto touches a file. Threads: SystemFiles has no state.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

struct stat;

namespace veilgate::crypto {

// As the system calls of the same names: -1 and errno when they fail.
class Files {
 public:
  virtual ~Files() = default;
  virtual int open(const char* path, int flags, mode_t mode) = 0;
  virtual ssize_t read(int fd, void* buffer, std::size_t size) = 0;
  virtual ssize_t write(int fd, const void* data, std::size_t size) = 0;
  virtual int fsync(int fd) = 0;
  virtual int ftruncate(int fd, off_t size) = 0;
  virtual int close(int fd) = 0;
  virtual int fstat(int fd, struct stat* facts) = 0;
  virtual int flock(int fd, int operation) = 0;
  virtual int rename(const char* from, const char* to) = 0;
  virtual int link(const char* from, const char* to) = 0;
  virtual int unlink(const char* path) = 0;
};

Files& system_files() noexcept;

// How private a file has to be.
enum class Privacy : std::uint8_t {
  owner_only,  // owned by this user or root, no permission for group and others
  readable,    // not writable by group and others
};

// The whole file. Errors: io_failed (the note has path and reason), bad_config when it is not a regular file, is larger
// than `max_bytes`, or is less private than asked for; the note says which chmod mends it.
Result<SecretBytes> read_file(Files& files, const std::string& path, std::size_t max_bytes, Privacy privacy);

// Whether a file of this name is there. Errors: io_failed.
Result<bool> file_exists(Files& files, const std::string& path);

struct Replacement {
  mode_t mode = 0600;
  bool keep_old = false;  // the file that was there becomes PATH.old
};

// Puts `bytes` in the place of the file, whole or not at all: PATH.new is written and synced, what was there is kept as
// PATH.old when asked for, PATH.new is renamed to PATH, and the folder is synced. Whatever step is the last one, PATH
// is the old file or the new one, whole. Errors: io_failed; PATH is then the old file, unless the note says the folder
// could not be synced.
Result<void> replace_file(Files& files, const std::string& path, std::span<const std::uint8_t> bytes,
                          Replacement how = {});

// Overwrites a file's bytes, syncs and removes it. On disks and file systems that write elsewhere the old bytes may
// survive. A file that is not there is no error. Errors: io_failed.
Result<void> erase_file(Files& files, const std::string& path);

// Appends one line and syncs; creates the file (0600). A line a crash left unfinished is cut off first. Errors:
// io_failed.
Result<void> append_line(Files& files, const std::string& path, std::string_view line);

// Holds PATH.lock against every other process as long as it lives, so that two operators do not overwrite one
// another's work.
class FileLock {
 public:
  // Errors: io_failed; overloaded when another process holds it.
  static Result<FileLock> take(Files& files, const std::string& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  FileLock(Files& files, int fd) : files_(&files), fd_(fd) {}
  Files* files_;
  int fd_;
};

}  // namespace veilgate::crypto
