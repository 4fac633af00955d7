// The exit codes of the program, the same for every verb.
#pragma once

namespace veilgate::proxy {

inline constexpr int kDone = 0;     // also when a document was masked
inline constexpr int kRefused = 1;  // refused input, failed tests, a write that failed, a process that is not healthy
inline constexpr int kUsage = 2;    // usage or configuration error

}  // namespace veilgate::proxy
