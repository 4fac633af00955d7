// The operator's note is no text that a client may read.
// error: could not convert|cannot convert|no known conversion|invalid initialization of reference|no viable conversion
#include <string>

#include "crypto/base/error.hpp"

void send_to_client(const std::string&) {}
void allowed(const veilgate::Error& error) {
  send_to_client(veilgate::code_name(error.code));
}

#ifdef MUST_NOT_COMPILE
void leak(const veilgate::Error& error) {
  send_to_client(error.note);
}
#endif
