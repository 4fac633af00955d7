// Not even with braces, which would make an aggregate without asking its constructor.
// error: ReleaseKey.*(is private|private within)|private constructor of class .*ReleaseKey
#include <type_traits>

#include "masking/masked_body.hpp"

static_assert(!std::is_aggregate_v<veilgate::masking::ReleaseKey>);

#ifdef MUST_NOT_COMPILE
veilgate::masking::MaskedBody forged(std::string_view upstream_bytes) {
  return {{}, upstream_bytes};
}
#endif
