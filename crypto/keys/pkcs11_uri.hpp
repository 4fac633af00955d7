// A reference to keys in a PKCS#11 token, as RFC 7512 writes it.
//
//   pkcs11:token=veilgate;object=kek?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/run/secrets/pin
//
// token        the token's label
// object       the KEKs' label; the one of epoch 3 is labelled kek-3
// module-path  the vendor's library, an absolute path
// pin-source   file:PATH or env:NAME with the user's PIN
//
// All four are needed, each once; other attributes are refused, pin-value above all: a PIN does not stand in a
// configuration. %XX escapes are read.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::crypto {

struct Pkcs11Uri {
  std::string token;
  std::string object;
  std::string module_path;
  std::string pin_source;
};

// Errors: bad_config; the note names the attribute and the rule.
Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text);

}  // namespace veilgate::crypto
