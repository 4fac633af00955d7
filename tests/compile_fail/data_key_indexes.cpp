// A key of another purpose makes no index.
// error: could not convert|cannot convert|invalid initialization of reference|no known conversion|no viable conversion
#include "crypto/index/blind_index.hpp"

auto with_index_key(const veilgate::crypto::IndexKey& key) {
  return veilgate::crypto::BlindIndex::make(key, "cn_mobile", veilgate::crypto::IndexKind::exact);
}

#ifdef MUST_NOT_COMPILE
auto with_data_key(const veilgate::crypto::DataKey& key) {
  return veilgate::crypto::BlindIndex::make(key, "cn_mobile", veilgate::crypto::IndexKind::exact);
}
#endif
