// A keyed suite seals for everybody; only TokenReader opens with it.
// error: open.*(is private|private within)|is a private member of
#include "crypto/suites/body_cipher.hpp"

bool seal(veilgate::crypto::BodyCipher& cipher, veilgate::Octets plaintext, veilgate::MutableOctets body) {
  return cipher.seal(plaintext, body);
}

#ifdef MUST_NOT_COMPILE
bool open(veilgate::crypto::BodyCipher& cipher, veilgate::Octets body, veilgate::MutableOctets plaintext) {
  return cipher.open(body, plaintext);
}
#endif
