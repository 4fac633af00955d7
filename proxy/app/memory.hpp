// What the allocator does with memory that is free again.
#pragma once

namespace veilgate::proxy {

// From now on blocks of kLargeBlockBytes and more go back to the system when they are freed. By itself the C library
// stops doing so after the first of them, and a burst of slow clients would leave its buffers with the process for
// good.
inline constexpr int kLargeBlockBytes = 128 * 1024;
void give_large_blocks_back();

}  // namespace veilgate::proxy
