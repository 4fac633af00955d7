// The permit of tests: the one friend of DecryptGrant and AuditReceipt outside the decrypt path
// (crypto/seal/permit.hpp).
#pragma once

#include "crypto/seal/permit.hpp"

namespace veilgate::test {

struct TestPermit {
  static crypto::DecryptGrant grant(const TenantId& tenant, std::vector<std::string> classes,
                                    std::uint64_t decision = 1) {
    return crypto::DecryptGrant(tenant, std::move(classes), decision);
  }
  static crypto::AuditReceipt receipt(std::uint64_t decision = 1) { return crypto::AuditReceipt(decision); }
};

}  // namespace veilgate::test
