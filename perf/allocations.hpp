// Counts calls of operator new in this program. Threads: one thread reads, any may allocate.
#pragma once

#include <cstdint>

namespace veilgate::perf {

std::uint64_t allocations() noexcept;  // so far

}  // namespace veilgate::perf
