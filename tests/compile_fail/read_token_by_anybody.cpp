// What turns a token into plaintext is open to the four classes that may read, and to nobody else.
// error: read.*(is private|private within)|is a private member of
#include "crypto/seal/token_reader.hpp"

std::size_t places() {
  return veilgate::crypto::TokenReader::kMostCiphers;
}

#ifdef MUST_NOT_COMPILE
void read_it(veilgate::crypto::TokenReader& reader, const veilgate::crypto::Token& token) {
  (void)reader.read(token);
}
#endif
