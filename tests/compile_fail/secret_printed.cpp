// A secret has no text form for a stream …
// error: use of deleted function .*SecretBytes|overload resolution selected deleted operator
#include <sstream>

#include "crypto/base/secret.hpp"

#ifdef MUST_NOT_COMPILE
void print(std::ostream& out, const veilgate::SecretBytes& secret) {
  out << secret;
}
#endif
