// A key's public facts can be described; the key itself cannot be printed.
// error: use of deleted function|overload resolution selected deleted operator
#include <sstream>

#include "crypto/keys/key.hpp"

#ifdef MUST_NOT_COMPILE
void print(std::ostream& out, const veilgate::crypto::DataKey& key) {
  out << key;
}
#endif
