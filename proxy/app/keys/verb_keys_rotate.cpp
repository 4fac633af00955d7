// `veilgate keys rotate`: one key, or all that are due.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "proxy/app/keys/change.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

struct RotateOptions {
  KeyringOptions keyring;
  std::string key;
  bool due = false;
  bool pending = false;
  std::string from;
  std::string expires;
};

Result<crypto::Rotation> read_rotation(const RotateOptions& options) {
  crypto::Rotation how;
  how.is_pending = options.pending || !options.from.empty();
  if (!options.from.empty()) {
    const auto from = parse_time_option(options.from);
    if (!from) return from.error();
    how.not_before = *from;
  }
  if (!options.expires.empty()) {
    const auto expires = parse_time_option(options.expires);
    if (!expires) return expires.error();
    how.not_after = *expires;
  }
  return how;
}

int rotate_due(const RotateOptions& options, const crypto::Rotation& how) {
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  auto store = KeyringStore::open(place->files(), place->path, *place->source, clock_now());
  if (!store) return refuse(store.error());
  std::vector<crypto::KeyParameters> rotated;
  std::string names;
  for (const crypto::KeyId id : list_due(store->document(), store->now())) {
    const auto made = rotate_key(store->document(), id, how, store->now());
    if (!made) return refuse(made.error());
    rotated.push_back(*made);
    names += (names.empty() ? "" : ",") + crypto::to_text(made->id) + ":" + std::to_string(made->version);
  }
  if (!rotated.empty()) {
    const auto committed = store->commit({"keys.rotate", {{"keys", names}}});
    if (!committed) return refuse(committed.error());
  }
  return Report().add("rotated", std::uint64_t{rotated.size()}).add("keys", names).print_as(options.keyring.is_json());
}

int run_rotate(const RotateOptions& options) {
  const auto how = read_rotation(options);
  if (!how) return refuse(how.error());
  if (options.due == !options.key.empty()) {
    return refuse(make_error(Code::bad_config, Origin::policy, "give a key to rotate, or --due"));
  }
  if (options.due) return rotate_due(options, *how);
  const auto name = crypto::parse_key_name(options.key);
  if (!name || name->version) {
    return refuse(make_error(Code::bad_config, Origin::policy, "a key to rotate is named by its 8 digits alone"));
  }
  return change_keyring(options.keyring, [&](KeyringStore& store) -> Result<Change> {
    const auto made = rotate_key(store.document(), name->id, *how, store.now());
    if (!made) return made.error();
    return describe_change("keys.rotate", *made);
  });
}

}  // namespace

void add_key_rotate_verb(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<RotateOptions>();
  auto* verb = keys.add_subcommand("rotate",
                                   "Makes a new version of a key and seals with it; older versions open on. A running\n"
                                   "proxy takes it up with SIGHUP, without a request lost.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("KEY", options->key, "The key, such as 1f2e3d4c");
  verb->add_flag("--due", options->due, "All keys whose rotation period has passed, or has a tenth left");
  verb->add_flag("--pending", options->pending,
                 "The new version only opens until `keys resume` names it: give it to every replica first");
  verb->add_option("--from", options->from, "The new version is pending and takes over at this time");
  verb->add_option("--expires", options->expires, "When the new version stops sealing");
  verb->footer(
      "Examples:\n  veilgate keys rotate --config veilgate.yaml 1f2e3d4c\n"
      "  veilgate keys rotate --config veilgate.yaml --due");
  verb->callback([options, &chosen] { chosen = [options] { return run_rotate(*options); }; });
}

}  // namespace veilgate::proxy
