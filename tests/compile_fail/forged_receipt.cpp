// Only the audit log makes a receipt; not even with braces.
// error: AuditReceipt.*(is private|private within)|private constructor of class .*AuditReceipt
#include <type_traits>

#include "crypto/seal/permit.hpp"

static_assert(!std::is_default_constructible_v<veilgate::crypto::AuditReceipt>);
static_assert(!std::is_default_constructible_v<veilgate::crypto::DecryptGrant>);

#ifdef MUST_NOT_COMPILE
veilgate::crypto::AuditReceipt forged() {
  return veilgate::crypto::AuditReceipt{1};
}
#endif
