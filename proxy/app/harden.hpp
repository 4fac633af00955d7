// Keeps the memory of the process, which holds values in the clear, out of files.
#pragma once

namespace veilgate::proxy {

// No core file, and no other process of the same user may attach or read the memory (prctl PR_SET_DUMPABLE,
// RLIMIT_CORE).
void forbid_core_dumps();

}  // namespace veilgate::proxy
