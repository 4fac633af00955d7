#include "proxy/app/harden.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace veilgate::proxy {

void forbid_core_dumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__)  // the leak check attaches to its own process
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

}  // namespace veilgate::proxy
