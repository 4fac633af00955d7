// KeyWatch: what a running proxy has to do about its keys as time goes on, apart from its clock and its threads.
//
// Dates of keys take effect when `is_due` says so; the process asks about once a second. A clock that is set back
// changes nothing: keys are never as they were at an earlier time (Keyring::at).
//
// Threads: one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "crypto/keys/keyring.hpp"

namespace veilgate::proxy {

class KeyWatch {
 public:
  // How long after a failure it is due again.
  static constexpr std::chrono::seconds kRetry{30};

  // Whether the states of keys have changed by themselves, so that the snapshot has to be renewed.
  bool is_due(const crypto::Keyring& keyring, crypto::Time now) const noexcept;
  // Renewing did not succeed.
  void failed(crypto::Time now) noexcept { failed_at_ = now; }
  void succeeded() noexcept { failed_at_.reset(); }

  // A sentence for every version of a key that has sealed nine tenths of what this process may seal with it; each is
  // told once.
  std::vector<std::string> nearly_spent(const crypto::Keyring& keyring);

 private:
  std::optional<crypto::Time> failed_at_;
  std::set<std::pair<crypto::KeyId, crypto::KeyVersion>> told_;
};

}  // namespace veilgate::proxy
