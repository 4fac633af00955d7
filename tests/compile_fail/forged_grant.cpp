// Only authorisation makes a grant.
// error: DecryptGrant.*(is private|private within)|private constructor of class .*DecryptGrant
#include "crypto/seal/permit.hpp"

std::uint64_t use(const veilgate::crypto::DecryptGrant& grant) {
  return grant.decision();
}

#ifdef MUST_NOT_COMPILE
veilgate::crypto::DecryptGrant forged(veilgate::TenantId tenant) {
  return veilgate::crypto::DecryptGrant(std::move(tenant), {"cn_mobile"}, 1);
}
#endif
