// A token alone does not open: a grant and a receipt are needed.
// error: no matching function|too few arguments
#include "crypto/seal/opener.hpp"

void verify_is_free(veilgate::crypto::TokenVerifier& verifier, std::string_view token) {
  (void)verifier.verify(token);
}

#ifdef MUST_NOT_COMPILE
void open_it(veilgate::crypto::Opener& opener, std::string_view token, std::string& out) {
  (void)opener.open(token, out);
}
#endif
