// `veilgate keys init`: the ceremony.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

struct InitOptions {
  KeyringOptions keyring;
  std::string wrap = "aes-kw";
  std::vector<std::string> approvers;
  bool adopts_keks = false;
};

Result<std::vector<crypto::Approver>> read_approvers(const std::vector<std::string>& texts) {
  std::vector<crypto::Approver> approvers;
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
      return make_error(Code::bad_config, Origin::policy, "--approver is NAME=PUBLIC.pem");
    }
    const std::string path = text.substr(equals + 1);
    const auto pem = read_text(path);
    if (!pem) return pem.error();
    const auto key = crypto::parse_verify_key(*pem);
    if (!key) return make_error(Code::bad_config, Origin::policy, path + " " + key.error().note.for_log());
    approvers.push_back({text.substr(0, equals), *key});
  }
  return approvers;
}

int run_init(const InitOptions& options) {
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  const auto approvers = read_approvers(options.approvers);
  if (!approvers) return refuse(approvers.error());
  crypto::KeyringDocument trial;  // what is wrong with approvers is found before anything is made
  for (const auto& approver : *approvers) {
    if (const auto added = add_approver(trial, approver.name, approver.key); !added) return refuse(added.error());
  }
  // A variable of the environment always has its KEK before: nobody else can put it there.
  const bool adopts = options.adopts_keks || options.keyring.source.starts_with("env:") ||
                      place->source->describe().starts_with("environment");
  auto store = KeyringStore::create(place->files(), place->path, *place->source, *crypto::parse_algorithm(options.wrap),
                                    adopts, clock_now());
  if (!store) return refuse(store.error());
  std::vector<std::string> names;
  for (const auto& approver : *approvers) {
    if (const auto added = add_approver(store->document(), approver.name, approver.key); !added) {
      return refuse(added.error());
    }
    names.push_back(approver.name);
  }
  if (!names.empty()) {
    const auto committed = store->commit({"approvers.add", {{"names", join_names(names)}}});
    if (!committed) return refuse(committed.error());
  }
  return Report()
      .add("keyring", place->path)
      .add("id", store->document().id)
      .add("source", place->source->describe())
      .add("epoch", std::uint64_t{store->document().epoch})
      .add("wrap", options.wrap)
      .add("approvers", join_names(names))
      .print_as(options.keyring.is_json());
}

}  // namespace

void add_key_init_verb(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<InitOptions>();
  auto* verb = keys.add_subcommand("init", "Makes a keyring, with an audit key and the KEK of epoch 1 in its source.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("--wrap", options->wrap, "What keys are wrapped with: aes-kw or sm4-siv (not in PKCS#11 tokens)")
      ->capture_default_str()
      ->check(CLI::IsMember({"aes-kw", "sm4-siv"}));
  verb->add_option("--approver", options->approvers,
                   "NAME=PUBLIC.pem, an Ed25519 key; two or more people whose approval destroying, shredding, export\n"
                   "and backup need");
  verb->add_flag("--adopt-kek", options->adopts_keks,
                 "Use a KEK that is in the source already, and no other keyring's");
  verb->footer(
      "Example:\n  veilgate keys init --keyring /var/lib/veilgate/keyring --source file:/etc/veilgate/kek \\\n"
      "    --approver alice=alice.pem --approver bob=bob.pem");
  verb->callback([options, &chosen] { chosen = [options] { return run_init(*options); }; });
}

}  // namespace veilgate::proxy
