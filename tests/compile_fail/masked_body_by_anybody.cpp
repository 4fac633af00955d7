// Only the maskers and the three named classes of the proxy can make a body that may be sent.
// error: ReleaseKey.*(is private|private within)|private constructor of class .*ReleaseKey
#include "masking/masked_body.hpp"

veilgate::masking::MaskedBody empty() {
  return {};
}

#ifdef MUST_NOT_COMPILE
veilgate::masking::MaskedBody forged(std::string_view upstream_bytes) {
  return veilgate::masking::MaskedBody(veilgate::masking::ReleaseKey(), upstream_bytes);
}
#endif
