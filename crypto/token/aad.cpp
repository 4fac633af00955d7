#include "crypto/token/aad.hpp"

#include <array>

#include "crypto/suites/suite.hpp"

namespace veilgate::crypto {
namespace {

std::array<std::uint8_t, 4> big_endian(std::uint32_t number) noexcept {
  return {static_cast<std::uint8_t>(number >> 24), static_cast<std::uint8_t>(number >> 16),
          static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

}  // namespace

void append_prefixed(Octets bytes, std::vector<std::uint8_t>& out) {
  out.push_back(static_cast<std::uint8_t>(bytes.size() >> 8));
  out.push_back(static_cast<std::uint8_t>(bytes.size()));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

Aad::Aad(const TenantId& tenant, const TokenHeader& header) {
  bytes_.push_back(kTokenFormat);
  bytes_.push_back(static_cast<std::uint8_t>(facts_of(header.suite).letter));
  append_prefixed(veilgate::octets(tenant.text()), bytes_);
  append_prefixed(veilgate::octets(header.class_name), bytes_);
  append_prefixed(big_endian(header.key_id.value), bytes_);
  append_prefixed(big_endian(header.key_version), bytes_);
}

}  // namespace veilgate::crypto
