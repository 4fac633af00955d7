// `veilgate keys suspend`, `resume` and `revoke`: steps from one state to another.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "crypto/keys/administration.hpp"
#include "proxy/app/keys/change.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

struct StateOptions {
  KeyringOptions keyring;
  std::string key;
};

enum class Step : std::uint8_t { suspend, resume, revoke };

Result<Change> take_step(KeyringStore& store, const crypto::KeyName& name, Step step) {
  if (step == Step::revoke) {
    const auto revoked = revoke_key(store.document(), name, store.now());
    if (!revoked) return revoked.error();
    Change change{{"keys.revoke", {{"key", to_text(name)}}}, {}};
    change.report.add("key", to_text(name)).add("revoked", std::uint64_t{revoked->size()});
    return change;
  }
  const bool is_suspend = step == Step::suspend;
  const auto changed =
      is_suspend ? suspend_key(store.document(), name, store.now()) : resume_key(store.document(), name, store.now());
  if (!changed) return changed.error();
  return describe_change(is_suspend ? "keys.suspend" : "keys.resume", *changed);
}

int run_step(const StateOptions& options, Step step) {
  const auto name = crypto::parse_key_name(options.key);
  if (!name) return refuse(make_error(Code::bad_config, Origin::policy, name.error().note.for_log()));
  return change_keyring(options.keyring, [&](KeyringStore& store) { return take_step(store, *name, step); });
}

void add_step(CLI::App& keys, Chosen& chosen, Step step, const char* verb_name, const char* says) {
  auto options = std::make_shared<StateOptions>();
  auto* verb = keys.add_subcommand(verb_name, says);
  add_keyring_options(*verb, options->keyring);
  verb->add_option("KEY", options->key, "The key, such as 1f2e3d4c, or a version of it, such as 1f2e3d4c:2")
      ->required();
  verb->footer(std::string("Example:\n  veilgate keys ") + verb_name + " --config veilgate.yaml 1f2e3d4c:2");
  verb->callback([options, step, &chosen] { chosen = [options, step] { return run_step(*options, step); }; });
}

}  // namespace

void add_key_state_verbs(CLI::App& keys, Chosen& chosen) {
  add_step(keys, chosen, Step::suspend, "suspend", "A version opens only from then on; `resume` brings it back.");
  add_step(keys, chosen, Step::resume, "resume", "A suspended or pending version becomes the active one.");
  add_step(keys, chosen, Step::revoke, "revoke",
           "A version, or all of a key, neither seals nor opens any more. Cannot be undone.");
}

}  // namespace veilgate::proxy
