#include "proxy/app/memory.hpp"

#include <malloc.h>

namespace veilgate::proxy {

void give_large_blocks_back() {
  // Setting it is what ends its growing.
  mallopt(M_MMAP_THRESHOLD, kLargeBlockBytes);
}

}  // namespace veilgate::proxy
