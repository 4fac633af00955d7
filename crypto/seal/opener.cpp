#include "crypto/seal/opener.hpp"

namespace veilgate::crypto {
namespace {

Error refusal() {
  return make_error(Code::open_refused, Origin::client, "a token was refused");
}

}  // namespace

bool Opener::permits(const TokenHeader& header, const DecryptGrant& grant, const AuditReceipt& receipt) const noexcept {
  return receipt.fits(grant) && grant.tenant() == reader_.tenant() && grant.allows(header.class_name);
}

Result<void> Opener::open(std::string_view token, const DecryptGrant& grant, const AuditReceipt& receipt,
                          std::string& out) noexcept {
  const auto parsed = split_token(token);
  if (!parsed || !permits(parsed->header, grant, receipt)) return refusal();
  const auto plaintext = reader_.read(*parsed);
  if (!plaintext) return refusal();
  out += as_text(*plaintext);
  reader_.forget();
  return {};
}

Result<void> Opener::open_formatted(std::string_view text, std::string_view companion, const DecryptGrant& grant,
                                    const AuditReceipt& receipt, std::string& out) noexcept {
  const auto parsed = split_token(companion);
  if (!parsed || !permits(parsed->header, grant, receipt)) return refusal();
  const auto formatted = reader_.read_formatted(text, *parsed);
  if (!formatted) return refusal();
  out += as_text(formatted->plaintext);
  reader_.forget();
  return {};
}

bool TokenVerifier::verify(std::string_view token) noexcept {
  const auto parsed = split_token(token);
  const bool is_own = parsed && reader_.read(*parsed);
  reader_.forget();
  return is_own;
}

bool TokenVerifier::verify_formatted(std::string_view text, std::string_view companion) noexcept {
  const auto parsed = split_token(companion);
  const bool is_own = parsed && reader_.read_formatted(text, *parsed);
  reader_.forget();
  return is_own;
}

}  // namespace veilgate::crypto
