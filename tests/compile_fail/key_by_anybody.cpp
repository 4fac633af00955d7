// A key is made by Key::make alone, which checks that everything fits.
// error: is private within this context|calling a private constructor
#include <utility>

#include "crypto/keys/key.hpp"

#ifdef MUST_NOT_COMPILE
veilgate::crypto::DataKey make(veilgate::crypto::KeyParameters parameters, veilgate::SecretBytes secret) {
  return veilgate::crypto::DataKey(std::move(parameters), std::move(secret));
}
#endif
