#include "proxy/app/key_watch.hpp"

#include "crypto/suites/suite.hpp"

namespace veilgate::proxy {

bool KeyWatch::is_due(const crypto::Keyring& keyring, crypto::Time now) const noexcept {
  const auto next = keyring.next_change();
  if (!next || *next > now) return false;
  // A clock that was set back since must not make the wait longer.
  return !failed_at_ || now >= *failed_at_ + kRetry || now < *failed_at_;
}

std::vector<std::string> KeyWatch::nearly_spent(const crypto::Keyring& keyring) {
  std::vector<std::string> told;
  for (const auto& facts : keyring.entries()) {
    const crypto::DataKey* const key =
        facts.purpose == crypto::Purpose::data ? keyring.data_key(facts.id, facts.version) : nullptr;
    const std::uint64_t limit = key == nullptr ? 0 : crypto::limit_of(facts);
    if (limit == 0) continue;
    const std::uint64_t sealed = keyring.counter_of(*key)->taken();
    if (sealed < limit - limit / 10 || !told_.emplace(facts.id, facts.version).second) continue;
    const crypto::DataKey* const next = keyring.successor_of(*key);
    told.push_back(describe(facts) + " has sealed " + std::to_string(sealed) + " of the " + std::to_string(limit) +
                   " values this process may seal with it; then " +
                   (next == nullptr ? std::string("values are refused, as no version is pending: rotate it and reload")
                                    : "version " + std::to_string(next->parameters().version) + " follows"));
  }
  return told;
}

}  // namespace veilgate::proxy
