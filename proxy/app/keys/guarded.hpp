// What commands that need two approvals have in common.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "proxy/app/keys/command.hpp"

namespace veilgate::proxy {

// Opens the keyring, takes the approvals of a deed and calls `act` with the store and the names of who approved. With
// --request-out it only writes the request. Gives the exit code.
int with_approval(const KeyringOptions& options, const ApprovalOptions& approval, const crypto::Deed& deed,
                  const std::function<Result<int>(crypto::KeyringStore&, const std::string&)>& act);

// Writes the keyring without what was destroyed under a new epoch, with the record, and prints the outcome.
Result<int> finish_destruction(crypto::KeyringStore& store, const char* action,
                               const std::vector<crypto::KeyParameters>& destroyed, crypto::Facts facts,
                               const std::string& approved_by, bool json);

}  // namespace veilgate::proxy
