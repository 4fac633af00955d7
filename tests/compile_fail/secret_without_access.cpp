// The bytes of a secret are had by who writes SecretAccess, not by braces that would make one unseen.
// error: converting to .*SecretAccess.* from initializer list would use explicit constructor|chosen constructor is
// explicit
#include "crypto/base/secret.hpp"

auto read(const veilgate::SecretBytes& secret) {
  return secret.bytes(veilgate::SecretAccess{});
}

#ifdef MUST_NOT_COMPILE
auto read_unseen(const veilgate::SecretBytes& secret) {
  return secret.bytes({});
}
#endif
