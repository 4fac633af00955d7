// A key of another purpose does not seal.
// error: could not convert|cannot convert|invalid initialization of reference|no known conversion|no viable conversion
#include "crypto/suites/body_cipher.hpp"

auto with_data_key(const veilgate::crypto::DataKey& key) {
  return veilgate::crypto::BodyCipher::make(key, "cn_mobile");
}

#ifdef MUST_NOT_COMPILE
auto with_index_key(const veilgate::crypto::IndexKey& key) {
  return veilgate::crypto::BodyCipher::make(key, "cn_mobile");
}
#endif
