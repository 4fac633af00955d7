#include "crypto/keys/approval.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "crypto/base/base64url.hpp"
#include "crypto/keys/records.hpp"
#include "crypto/keys/wrapping.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kNonceBytes = 16;

Error refused(std::string why) {
  return make_error(Code::bad_request, Origin::client, std::move(why));
}

Error needed(std::string why) {
  return make_error(Code::approval_needed, Origin::client, std::move(why));
}

struct Request {
  std::string keyring;
  Deed deed;
  Time requested{};
  Time expires{};
  std::string nonce;
};

// Takes the line `key VALUE` off the front; none when it is another.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view key) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  if (!line.starts_with(key) || line.size() < key.size() + 2 || line[key.size()] != ' ') return std::nullopt;
  line.remove_prefix(key.size() + 1);
  return line;
}

std::string render(const Request& request) {
  return "veilgate-approval-request 1\nkeyring " + request.keyring + "\noperation " + request.deed.operation +
         "\ntarget " + request.deed.target + "\nrequested " + time_text(request.requested) + "\nexpires " +
         time_text(request.expires) + "\nnonce " + request.nonce + "\n";
}

std::optional<Request> parse_request(std::string_view text) {
  std::string_view rest = text;
  if (take_line(rest, "veilgate-approval-request") != "1") return std::nullopt;
  const auto keyring = take_line(rest, "keyring");
  const auto operation = take_line(rest, "operation");
  const auto target = take_line(rest, "target");
  const auto requested = take_line(rest, "requested");
  const auto expires = take_line(rest, "expires");
  const auto nonce = take_line(rest, "nonce");
  if (!keyring || !operation || !target || !requested || !expires || !nonce) return std::nullopt;
  const auto requested_at = parse_time_text(*requested);
  const auto expires_at = parse_time_text(*expires);
  if (!requested_at || !expires_at) return std::nullopt;
  Request request{std::string(*keyring),
                  {std::string(*operation), std::string(*target)},
                  *requested_at,
                  *expires_at,
                  std::string(*nonce)};
  if (render(request) != text) return std::nullopt;
  return request;
}

struct Approval {
  std::string approver;
  SignatureBytes signature{};
};

std::optional<Approval> parse_approval(std::string_view text) {
  if (take_line(text, "veilgate-approval") != "1") return std::nullopt;
  const auto approver = take_line(text, "approver");
  const auto signature = take_line(text, "signature");
  if (!approver || !signature || !text.empty()) return std::nullopt;
  Approval approval{std::string(*approver), {}};
  if (base64url_bytes(signature->size()) != approval.signature.size() ||
      !decode_base64url(*signature, approval.signature)) {
    return std::nullopt;
  }
  return approval;
}

// What is wrong with a request as such, at this time.
std::optional<std::string> why_not_valid(const Request& request, Time now) {
  if (request.expires <= now) return "the request expired at " + time_text(request.expires);
  if (request.requested > now + std::chrono::minutes(10)) return "the request was made in the future; check the clocks";
  if (request.expires - request.requested > kMostApprovalTime) return "the request is valid for longer than allowed";
  return std::nullopt;
}

const Approver* find_approver(const KeyringDocument& document, std::string_view name) {
  const auto found = std::find_if(document.approvers.begin(), document.approvers.end(),
                                  [&](const Approver& approver) { return approver.name == name; });
  return found == document.approvers.end() ? nullptr : &*found;
}

}  // namespace

Result<std::string> make_approval_request(const KeyringDocument& document, const Deed& deed, Time now,
                                          std::chrono::seconds valid_for) {
  if (valid_for < std::chrono::minutes(1) || valid_for > kMostApprovalTime) {
    return refused("a request is valid for a minute to 7 days");
  }
  const auto nonce = make_random_secret(kNonceBytes);
  if (!nonce) return nonce.error();
  return render({document.id, deed, now, now + valid_for, to_hex(nonce->bytes(SecretAccess{}))});
}

Result<std::string> approve(std::string_view text, std::string_view approver, const SigningKey& key, Time now) {
  const auto request = parse_request(text);
  if (!request) return refused("this is no approval request");
  if (const auto why = why_not_valid(*request, now)) return refused(*why);
  const auto signature = key.sign(text);
  if (!signature) return signature.error();
  return "veilgate-approval 1\napprover " + std::string(approver) + "\nsignature " + to_base64url(*signature) + "\n";
}

Result<std::vector<std::string>> use_approvals(KeyringDocument& document, const Deed& deed, std::string_view text,
                                               std::span<const std::string> approvals, Time now) {
  if (document.approvers.size() < kApprovalsNeeded) {
    return needed(deed.operation + " needs two approvals, and fewer than two approvers are enrolled; enrol them with " +
                  "`keys approvers add`");
  }
  if (text.empty()) {
    return needed(deed.operation + " needs two approvals: write a request with --request-out FILE, let two approvers " +
                  "sign it with `keys approve`, and give --request and both --approval");
  }
  const auto request = parse_request(text);
  if (!request) return needed("the file given as --request is no approval request");
  if (request->keyring != document.id) return needed("the request is for another keyring");
  if (request->deed.operation != deed.operation || request->deed.target != deed.target) {
    return needed("the request is for " + request->deed.operation + " of " + request->deed.target + ", not for this");
  }
  if (const auto why = why_not_valid(*request, now)) return needed(*why);
  if (document.used_approvals.contains(request->nonce)) return needed("the request was used already");

  std::set<std::string> names;
  for (const std::string& approval_text : approvals) {
    const auto approval = parse_approval(approval_text);
    if (!approval) return needed("a file given as --approval is no approval");
    const Approver* const approver = find_approver(document, approval->approver);
    if (approver == nullptr) return needed("an approval is by somebody who is not enrolled");
    if (!is_signed(text, approval->signature, approver->key)) {
      return needed("the approval of " + approver->name + " is not for this request, or not by this person");
    }
    names.insert(approver->name);
  }
  if (names.size() < kApprovalsNeeded) return needed("two different approvers have to sign the request");
  std::erase_if(document.used_approvals, [&](const auto& used) { return used.second <= now; });
  document.used_approvals.emplace(request->nonce, request->expires);
  return std::vector<std::string>(names.begin(), names.end());
}

Result<void> add_approver(KeyringDocument& document, std::string_view name, const VerifyKey& key) {
  if (!TenantId::parse(name)) {
    return refused("an approver's name is 1 to 64 of a-z, 0-9, '.', '_', '-' and begins with a letter or digit");
  }
  for (const Approver& approver : document.approvers) {
    if (approver.name == name) return refused(approver.name + " is enrolled already");
    if (approver.key == key) return refused("this key is " + approver.name + "'s already; two people have two keys");
  }
  document.approvers.push_back({std::string(name), key});
  return {};
}

Result<void> remove_approver(KeyringDocument& document, std::string_view name) {
  if (find_approver(document, name) == nullptr) return refused("there is no approver of this name");
  if (document.approvers.size() <= kApprovalsNeeded) return refused("two approvers have to be left; add another first");
  std::erase_if(document.approvers, [&](const Approver& approver) { return approver.name == name; });
  return {};
}

}  // namespace veilgate::crypto
