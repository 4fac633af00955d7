// Plain bytes do not turn into a body that may be sent.
// error: could not convert|no matching function|cannot convert
#include "masking/masked_body.hpp"

void write_to_client(veilgate::masking::MaskedBody) {}
void allowed() {
  write_to_client(veilgate::masking::MaskedBody());
}

#ifdef MUST_NOT_COMPILE
void leak(std::string_view upstream_bytes) {
  write_to_client(upstream_bytes);
}
#endif
