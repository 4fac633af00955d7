// A failed result does not turn into its value in silence.
// error: could not convert|cannot convert|no known conversion|invalid initialization of reference|no viable conversion
#include <string>

#include "crypto/base/result.hpp"

veilgate::Result<std::string> load();
std::string allowed() {
  auto text = load();
  return text ? *text : std::string();
}

#ifdef MUST_NOT_COMPILE
std::string careless() {
  return load();
}
#endif
