// Plain blocking input and output for the command line verbs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

// An open file or standard input ("-").
class InputFile {
 public:
  // Errors: io_failed; the note has the path and the reason.
  static Result<InputFile> open(const std::string& path);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  // Reads up to `size` bytes; 0 is the end. Errors: io_failed.
  Result<std::size_t> read(char* buffer, std::size_t size);

 private:
  InputFile(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
  int fd_;
  std::string name_;
};

// Writes everything to a descriptor. Errors: io_failed (a full disk, a closed pipe).
Result<void> write_all(int fd, std::string_view bytes);

// Writes everything to standard output.
Result<void> write_stdout(std::string_view bytes);

// One line on standard error, "veilgate: <text>".
void complain(std::string_view text);

// Says so that a document is refused, with the code and the note; kRefused.
int complain_refused(const Error& error);

// Standard output for a verb whose result is a text: kDone, or kRefused with a line on standard error when it could not
// be written.
int print(std::string_view text);

}  // namespace veilgate::proxy
