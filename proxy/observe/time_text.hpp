// Times as RFC 3339 in UTC with milliseconds: 2026-03-01T08:00:00.123Z.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace veilgate::proxy {

// Remembers the last second it wrote, so that a busy log formats a date once a second. One per thread.
class TimeText {
 public:
  void append(std::string& out, std::chrono::system_clock::time_point time);

 private:
  std::int64_t second_ = -1;  // the second `text_` was made for
  char text_[20] = {};        // "2026-03-01T08:00:00" and a zero
};

std::string time_text(std::chrono::system_clock::time_point time);

}  // namespace veilgate::proxy
