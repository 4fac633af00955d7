// HeldOutput: masked bytes kept back until the whole document has been checked.
//
// A refused document must leave nothing on standard output, however late the fault is found, and memory must stay
// bounded however long the document is: up to 16 MiB are held in memory, more in an unnamed temporary file (mode 0600)
// in $TMPDIR or /var/tmp. Only masked bytes ever reach that file.
#pragma once

#include <cstddef>
#include <string>

#include "crypto/base/result.hpp"
#include "masking/masked_body.hpp"

namespace veilgate::proxy {

class HeldOutput {
 public:
  static constexpr std::size_t kMemoryBytes = 16 * 1024 * 1024;

  explicit HeldOutput(std::size_t memory_bytes = kMemoryBytes) : memory_bytes_(memory_bytes) {}
  ~HeldOutput();
  HeldOutput(const HeldOutput&) = delete;
  HeldOutput& operator=(const HeldOutput&) = delete;

  // Errors: io_failed (no space, no folder for the temporary file).
  Result<void> add(masking::MaskedBody piece);

  // Writes everything held to `fd`. Errors: io_failed.
  Result<void> release(int fd);

 private:
  Result<void> spill();

  std::size_t memory_bytes_;
  std::string memory_;
  int file_ = -1;
};

}  // namespace veilgate::proxy
