// error: use of deleted function .*SecretBytes|call to deleted constructor of .*SecretBytes
#include "crypto/base/secret.hpp"

#ifdef MUST_NOT_COMPILE
veilgate::SecretBytes copy(const veilgate::SecretBytes& secret) {
  return secret;
}
#endif
