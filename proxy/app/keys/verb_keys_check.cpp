// `veilgate keys check`: is everything about the keyring as it should be. Changes nothing but what an earlier command
// left unfinished.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "crypto/suites/suite.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

struct Findings {
  std::vector<std::string> problems;  // exit 1
  std::vector<std::string> notices;
};

// Whether a process that reaches the version's message limit would have nothing to go on with.
bool stops_at_limit(const crypto::KeyringDocument& document, const crypto::KeyParameters& facts) {
  if (facts.message_limit == 0 || crypto::limit_of(facts) == 0) return false;
  return std::none_of(document.keys.begin(), document.keys.end(), [&](const crypto::StoredKey& other) {
    return other.parameters.id == facts.id && other.parameters.version > facts.version &&
           other.parameters.state == crypto::KeyState::pending;
  });
}

void look_at_keys(const crypto::KeyringDocument& document, crypto::Time now, Findings& findings) {
  for (const crypto::KeyId id : list_due(document, now)) {
    findings.notices.push_back("key " + crypto::to_text(id) + " is due: `veilgate keys rotate --due`");
  }
  for (const auto& key : document.keys) {
    const auto& facts = key.parameters;
    if (state_at(facts, now) == crypto::KeyState::active && stops_at_limit(document, facts)) {
      findings.notices.push_back(describe(facts) + " refuses at its message limit, as no version is pending: " +
                                 "`keys rotate --pending " + crypto::to_text(facts.id) + "`");
    }
    if (facts.state == crypto::KeyState::active && facts.not_after && *facts.not_after <= now) {
      findings.problems.push_back(describe(facts) + " expired at " + crypto::time_text(*facts.not_after) +
                                  " and seals no more: rotate it");
    }
  }
}

void look_at_keyring(const crypto::KeyringDocument& document, const KeyringPlace& place, crypto::Time now,
                     Findings& findings) {
  if (now + crypto::kClockTolerance < document.written) {
    findings.problems.push_back("the clock is behind the keyring, which was written at " +
                                crypto::time_text(document.written));
  }
  for (const crypto::Epoch epoch : document.retired) {
    findings.problems.push_back("epoch " + std::to_string(epoch) + " is retired, but its KEK is still in " +
                                place.source->describe() + ": old copies of the keyring can be opened");
  }
  if (document.approvers.size() < crypto::kApprovalsNeeded) {
    findings.notices.push_back("fewer than two approvers are enrolled: destroy, shred, export and backup are refused");
  }
}

void look_at_memory(Findings& findings) {
  const SecretMemory memory = secret_memory();
  if (memory.locked_bytes < memory.reserved_bytes) {
    findings.notices.push_back("not all secrets are locked in memory: raise RLIMIT_MEMLOCK (ulimit -l)");
  }
  if (!memory.excluded_from_dumps) findings.notices.push_back("the system does not leave secrets out of core dumps");
}

// The lock tells whether it may be finished now what an earlier command could not.
Result<crypto::KeyringDocument> read_finished(const KeyringPlace& place) {
  auto document = crypto::read_keyring(place.files(), place.path, *place.source);
  if (!document || (document->retired.empty() && document->pending_records.empty())) return document;
  {
    const auto store = crypto::KeyringStore::open(place.files(), place.path, *place.source, clock_now());
    if (!store) return document;
  }
  return crypto::read_keyring(place.files(), place.path, *place.source);
}

int run_check(const KeyringOptions& options) {
  const auto place = find_keyring(options);
  if (!place) return refuse(place.error());
  const auto document = read_finished(*place);
  if (!document) return refuse(document.error());
  const auto now = clock_now();
  Findings findings;
  look_at_keyring(*document, *place, now, findings);
  look_at_keys(*document, now, findings);
  look_at_memory(findings);
  const auto records = crypto::read_records(place->files(), place->path);
  const auto checked = records ? check_records(*records, *document) : Result<std::uint64_t>(records.error());
  if (!checked) findings.problems.push_back(place->path + ".records: " + checked.error().note.for_log());

  Report report;
  report.add("keyring", place->path)
      .add("id", document->id)
      .add("source", place->source->describe())
      .add("generation", document->generation)
      .add("written", crypto::time_text(document->written))
      .add("epoch", std::uint64_t{document->epoch})
      .add("tenants", std::uint64_t{document->tenants.size()})
      .add("keys", std::uint64_t{document->keys.size()})
      .add("records", checked ? *checked : 0);
  const auto add_list = [&](const char* name, const std::vector<std::string>& texts) {
    std::string json = "[";
    for (const std::string& text : texts) {
      if (!options.is_json()) report.add(name, text);
      json += (json.size() == 1 ? "" : ",") + json_of(text);
    }
    if (options.is_json()) report.add_json(std::string(name) + "s", json + "]");
  };
  add_list("problem", findings.problems);
  add_list("notice", findings.notices);
  const int printed = report.print_as(options.is_json());
  return findings.problems.empty() ? printed : kRefused;
}

}  // namespace

void add_key_check_verb(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<KeyringOptions>();
  auto* verb = keys.add_subcommand("check",
                                   "Reads and verifies the keyring and its records, every signature, and says what is\n"
                                   "wrong (exit 1) or due. Finishes what an interrupted command left.");
  add_keyring_options(*verb, *options);
  verb->footer("Example:\n  veilgate keys check --config veilgate.yaml");
  verb->callback([options, &chosen] { chosen = [options] { return run_check(*options); }; });
}

}  // namespace veilgate::proxy
