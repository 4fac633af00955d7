// The secrets of the masks that have one (PSEUDONYM, FAKE), by the mask's id. Whoever may do I/O reads them; masking
// gets the bytes, of which a compiled policy keeps copies.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "crypto/base/secret.hpp"

namespace veilgate::masking {

using MaskSecrets = std::map<std::string, SecretBytes, std::less<>>;

}  // namespace veilgate::masking
