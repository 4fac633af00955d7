// … nor for the formatter that logs are written with.
// error: (Cannot format an argument|static assertion failed|static_assert failed|deleted)
#include <spdlog/fmt/fmt.h>

#include <string>

#include "crypto/base/secret.hpp"

#ifdef MUST_NOT_COMPILE
std::string print(const veilgate::SecretBytes& secret) {
  return fmt::format("{}", secret);
}
#endif
