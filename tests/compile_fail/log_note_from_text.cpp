// A note is made on purpose, never by a conversion nobody sees.
// error: could not convert|cannot convert|no known conversion|invalid initialization of reference|no viable conversion
#include <string>

#include "crypto/base/error.hpp"

void log(const veilgate::LogNote&) {}
void allowed() {
  log(veilgate::LogNote(std::string("a sentence without a value")));
}

#ifdef MUST_NOT_COMPILE
void slip(const std::string& value) {
  log(value);
}
#endif
