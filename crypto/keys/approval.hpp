// The two-person rule: what cannot be undone, or carries keys or facts about them away, is done when two enrolled
// people have signed for exactly that, for this keyring, once, and before a date.
//
// A request is a text of one form only, which approvers read and sign; `openssl pkeyutl -sign -rawin` over it gives the
// same signature:
//
//   veilgate-approval-request 1
//   keyring ID
//   operation keys.destroy
//   target 1f2e3d4c:2
//   requested 2027-01-15T08:00:00Z
//   expires 2027-01-16T08:00:00Z
//   nonce 32 hexadecimal digits
//
// An approval:
//
//   veilgate-approval 1
//   approver NAME
//   signature BASE64URL              Ed25519 over the request's bytes
//
// Approvers and used nonces stand in the keyring, under its authentication code. The first two approvers are enrolled
// freely, any later change of them needs approval as well. The rule binds who works through this program; who holds the
// KEK and the file needs no program, so keep them with different people.
//
// Threads: pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/document.hpp"

namespace veilgate::crypto {

inline constexpr std::size_t kApprovalsNeeded = 2;
inline constexpr std::chrono::hours kMostApprovalTime{7 * 24};

// What is asked for: "keys.destroy" and "1f2e3d4c:2".
struct Deed {
  std::string operation;
  std::string target;  // printable ASCII without spaces
};

// Errors: internal; bad_request, when `valid_for` is not between a minute and kMostApprovalTime.
Result<std::string> make_approval_request(const KeyringDocument& document, const Deed& deed, Time now,
                                          std::chrono::seconds valid_for);

// Signs a request. Errors: bad_request, when it is none or has expired; internal.
Result<std::string> approve(std::string_view request, std::string_view approver, const SigningKey& key, Time now);

// The names of two approvers or more who signed this request for this deed. Marks the request as used in the document,
// so that the next write makes it worthless. Errors: approval_needed; the note says what is missing or wrong.
Result<std::vector<std::string>> use_approvals(KeyringDocument& document, const Deed& deed, std::string_view request,
                                               std::span<const std::string> approvals, Time now);

// Errors: bad_request (a name or key that is there already, a name of another form; fewer than two would be left).
Result<void> add_approver(KeyringDocument& document, std::string_view name, const VerifyKey& key);
Result<void> remove_approver(KeyringDocument& document, std::string_view name);

}  // namespace veilgate::crypto
