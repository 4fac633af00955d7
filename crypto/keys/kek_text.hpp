// The text in which files and environment variables hold key-encryption keys.
//
//   veilgate-kek-1 1:BASE64URL 2:BASE64URL
//
// Words separated by spaces or line ends: a version word, then for each epoch its number and 32 bytes in unpadded
// base64url. Epochs ascend.
#pragma once

#include <map>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/keys/key_source.hpp"

namespace veilgate::crypto {

using KeksByEpoch = std::map<Epoch, SecretBytes>;

inline constexpr std::size_t kMaxKekTextBytes = 64 * 1'024;

// Errors: bad_config; the note names the word by its number and the rule, never the text.
Result<KeksByEpoch> parse_keks(const SecretBytes& text);

// One word a line.
SecretBytes render_keks(const KeksByEpoch& keks);

}  // namespace veilgate::crypto
