// What opening takes: a grant and a receipt. Nobody can make either but the classes named as friends here; to see every
// way a plaintext can come back, read these two lists.
//
//   DecryptGrant   authorisation allowed this caller to open values of these classes of this tenant
//   AuditReceipt   the audit log has durably written the intent that belongs to that grant
//
// Both carry the number of the decision, which the two parties agree on before: a receipt fits one grant only.
//
// Threads: plain values. tests/compile_fail shows that nobody else can make them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/ids.hpp"

namespace veilgate::proxy {
class DecryptAuthority;  // authorises a decrypt call
class AuditWriter;       // writes the intent and waits until it is durable
}  // namespace veilgate::proxy
namespace veilgate::test {
struct TestPermit;  // tests/support/test_permit.hpp
}  // namespace veilgate::test

namespace veilgate::crypto {

class DecryptGrant {
 public:
  const TenantId& tenant() const noexcept { return tenant_; }
  bool allows(std::string_view class_name) const noexcept {
    return std::find(classes_.begin(), classes_.end(), class_name) != classes_.end();
  }
  std::uint64_t decision() const noexcept { return decision_; }

 private:
  friend class veilgate::proxy::DecryptAuthority;
  friend struct veilgate::test::TestPermit;
  DecryptGrant(TenantId tenant, std::vector<std::string> classes, std::uint64_t decision)
      : tenant_(std::move(tenant)), classes_(std::move(classes)), decision_(decision) {}

  TenantId tenant_;
  std::vector<std::string> classes_;
  std::uint64_t decision_;
};

class AuditReceipt {
 public:
  bool fits(const DecryptGrant& grant) const noexcept { return decision_ == grant.decision(); }

 private:
  friend class veilgate::proxy::AuditWriter;
  friend struct veilgate::test::TestPermit;
  explicit AuditReceipt(std::uint64_t decision) : decision_(decision) {}

  std::uint64_t decision_;
};

}  // namespace veilgate::crypto
