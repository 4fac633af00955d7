#include "proxy/app/keys/change.hpp"

namespace veilgate::proxy {
namespace {

crypto::Facts facts_of(const crypto::KeyParameters& key) {
  crypto::Facts facts = {{"key", crypto::to_text(key.id) + ":" + std::to_string(key.version)},
                         {"purpose", crypto::to_text(key.purpose)},
                         {"algorithm", crypto::to_text(key.algorithm)},
                         {"state", crypto::to_text(key.state)}};
  if (key.tenant) facts.emplace_back("tenant", key.tenant->text());
  return facts;
}

}  // namespace

Change describe_change(const char* action, const crypto::KeyParameters& key) {
  Change change{{action, facts_of(key)}, {}};
  change.report.add("key", crypto::to_text(key.id))
      .add("version", std::uint64_t{key.version})
      .add("purpose", crypto::to_text(key.purpose))
      .add("algorithm", crypto::to_text(key.algorithm))
      .add("state", crypto::to_text(key.state));
  if (key.tenant) change.report.add("tenant", key.tenant->text());
  return change;
}

}  // namespace veilgate::proxy
