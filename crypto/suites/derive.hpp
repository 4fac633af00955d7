// The keys of suites and indexes, from the 32 random bytes of a data or index key.
//
//   HKDF(secret of the key, no salt, info)      over SHA-256, or SM3 where the algorithm is a national one
//   info = "veilgate 1" | 2 length, purpose | 2 length, algorithm | 2 length, tenant | 2 length, class | 2 length, use
//
// So every tenant, class and use has a key of its own, and a key of one is of no use for another. Only this file reads
// the secret of a data or index key.
//
// Threads: pure functions.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/key.hpp"
#include "crypto/primitives/algorithms.hpp"

namespace veilgate::crypto {

// Errors: internal, when OpenSSL fails.
Result<SecretBytes> derive_key(const DataKey& key, Digest digest, std::string_view class_name, std::string_view use,
                               std::size_t size);
Result<SecretBytes> derive_key(const IndexKey& key, Digest digest, std::string_view class_name, std::string_view use,
                               std::size_t size);

}  // namespace veilgate::crypto
