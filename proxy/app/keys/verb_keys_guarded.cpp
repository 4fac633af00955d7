// `veilgate keys`: destroy, export-public, backup, restore, approve, approvers; and what `tenants shred` shares with
// them.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "crypto/keys/backup.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/wrapping.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/guarded.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

struct GuardedOptions {
  KeyringOptions keyring;
  ApprovalOptions approval;
  std::string subject;  // the key, file or name the command is about
  std::string file;
};

// ---- destroy --------------------------------------------------------------------------------------------------------

int run_destroy(const GuardedOptions& options) {
  const auto name = crypto::parse_key_name(options.subject);
  if (!name) return refuse(make_error(Code::bad_config, Origin::policy, name.error().note.for_log()));
  return with_approval(options.keyring, options.approval, {"keys.destroy", to_text(*name)},
                       [&](KeyringStore& store, const std::string& approved_by) -> Result<int> {
                         const auto destroyed = destroy_key(store.document(), *name);
                         if (!destroyed) return destroyed.error();
                         return finish_destruction(store, "keys.destroy", *destroyed, {}, approved_by,
                                                   options.keyring.is_json());
                       });
}

void add_destroy(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<GuardedOptions>();
  auto* verb =
      keys.add_subcommand("destroy",
                          "Destroys a version, or all of a key that are not active, for good: the survivors\n"
                          "are wrapped under a new root epoch and the KEK of the old one is destroyed, so that\n"
                          "old copies and backups of the keyring are worthless. Two approvals are needed.");
  add_keyring_options(*verb, options->keyring);
  add_approval_options(*verb, options->approval);
  verb->add_option("KEY", options->subject, "The key, or a version of it, such as 1f2e3d4c:2")->required();
  verb->footer(
      "Examples:\n  veilgate keys destroy --config veilgate.yaml 1f2e3d4c:1 --request-out request\n"
      "  veilgate keys destroy --config veilgate.yaml 1f2e3d4c:1 --request request --approval a --approval b");
  verb->callback([options, &chosen] { chosen = [options] { return run_destroy(*options); }; });
}

// ---- export-public --------------------------------------------------------------------------------------------------

Result<std::string> render_public(const crypto::KeyringDocument& document) {
  const auto signers = list_signers(document);
  if (!signers) return signers.error();
  std::vector<crypto::KeyParameters> keys;
  for (const auto& key : document.keys) keys.push_back(key.parameters);
  std::string out = "{\"keyring\":" + json_of(document.id) + ",\"generation\":" + std::to_string(document.generation) +
                    ",\"epoch\":" + std::to_string(document.epoch) + ",\"keys\":" + json_of(keys) +
                    ",\"record_signers\":[";
  for (const auto& [name, key] : *signers) {
    out += (out.back() == '[' ? "" : ",") + std::string("{\"signer\":") + json_of(name) +
           ",\"public_key\":" + json_of(crypto::to_pem(key)) + "}";
  }
  out += "],\"approvers\":[";
  for (const auto& approver : document.approvers) {
    out += (out.back() == '[' ? "" : ",") + std::string("{\"name\":") + json_of(approver.name) +
           ",\"public_key\":" + json_of(crypto::to_pem(approver.key)) + "}";
  }
  return out + "]}\n";
}

int run_export(const GuardedOptions& options) {
  return with_approval(options.keyring, options.approval, {"keys.export-public", "all"},
                       [&](KeyringStore& store, const std::string& approved_by) -> Result<int> {
                         const auto committed = store.commit({"keys.export-public", {{"approved_by", approved_by}}});
                         if (!committed) return committed.error();
                         const auto text = render_public(store.document());
                         if (!text) return text.error();
                         return print(*text);
                       });
}

void add_export(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<GuardedOptions>();
  auto* verb =
      keys.add_subcommand("export-public",
                          "Prints, as JSON, what others need to check records and approvals: the public facts\n"
                          "of every key, the public keys of record signers and approvers. No secret. Two\n"
                          "approvals are needed.");
  add_keyring_options(*verb, options->keyring);
  add_approval_options(*verb, options->approval);
  verb->footer(
      "Example:\n  veilgate keys export-public --config veilgate.yaml --request request --approval a --approval b");
  verb->callback([options, &chosen] { chosen = [options] { return run_export(*options); }; });
}

// ---- backup and restore ---------------------------------------------------------------------------------------------

int run_backup(const GuardedOptions& options) {
  const auto pem = read_text(options.subject);
  if (!pem) return refuse(pem.error());
  const auto recipient = crypto::name_backup_key(*pem);
  if (!recipient)
    return refuse(
        make_error(Code::bad_config, Origin::policy, options.subject + " " + recipient.error().note.for_log()));
  return with_approval(
      options.keyring, options.approval, {"keys.backup", *recipient},
      [&](KeyringStore& store, const std::string& approved_by) -> Result<int> {
        const auto committed = store.commit({"keys.backup", {{"recipient", *recipient}, {"approved_by", approved_by}}});
        if (!committed) return committed.error();
        const auto backup = seal_backup(store.document(), *pem);
        if (!backup) return backup.error();
        const auto written = crypto::replace_file(crypto::system_files(), options.file,
                                                  octets(std::string_view(*backup)), {.mode = 0600, .keep_old = false});
        if (!written) return written.error();
        return Report()
            .add("backup", options.file)
            .add("generation", store.document().generation)
            .add("epoch", std::uint64_t{store.document().epoch})
            .add("recipient", *recipient)
            .print_as(options.keyring.is_json());
      });
}

void add_backup(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<GuardedOptions>();
  auto* verb =
      keys.add_subcommand("backup",
                          "Writes the keyring, sealed to a P-256 public key whose private half is kept offline.\n"
                          "The KEK is not in it. Two approvals are needed; make a new one after each destroy.");
  add_keyring_options(*verb, options->keyring);
  add_approval_options(*verb, options->approval);
  verb->add_option("--to", options->subject, "The public key, PEM")->required();
  verb->add_option("--out", options->file, "The file to write")->required();
  verb->footer(
      "Example:\n  veilgate keys backup --config veilgate.yaml --to offline.pem --out keyring.backup \\\n"
      "    --request request --approval a --approval b");
  verb->callback([options, &chosen] { chosen = [options] { return run_backup(*options); }; });
}

struct RestoreOptions {
  KeyringOptions keyring;
  std::string backup;
  std::string key;
  bool replaces = false;
};

int run_restore(const RestoreOptions& options) {
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  const auto pem = crypto::read_secret(place->files(), options.key);
  if (!pem) return refuse(pem.error());
  const auto backup =
      crypto::read_file(place->files(), options.backup, 2 * crypto::kMaxKeyringBytes, crypto::Privacy::readable);
  if (!backup) return refuse(backup.error());
  const auto text = crypto::open_backup(crypto::text_of(*backup), *pem);
  if (!text) {
    return refuse(make_error(
        text.error().code, text.error().origin,
        (text.error().code == Code::bad_config ? "the key " : options.backup + " ") + text.error().note.for_log()));
  }
  const auto store =
      KeyringStore::restore(place->files(), place->path, *place->source, *text, options.replaces, clock_now());
  if (!store) return refuse(store.error());
  return Report()
      .add("keyring", place->path)
      .add("generation", store->document().generation)
      .add("epoch", std::uint64_t{store->document().epoch})
      .add("tenants", std::uint64_t{store->document().tenants.size()})
      .add("keys", std::uint64_t{store->document().keys.size()})
      .print_as(options.keyring.is_json());
}

void add_restore(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<RestoreOptions>();
  auto* verb =
      keys.add_subcommand("restore", "Puts the keyring of a backup in place. It opens only with the KEK of its epoch.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("BACKUP", options->backup, "The backup")->required();
  verb->add_option("--key", options->key, "file:PATH or env:NAME with the offline private key, PEM")->required();
  verb->add_flag("--replace", options->replaces, "A keyring that is there becomes KEYRING.old");
  verb->footer("Example:\n  veilgate keys restore --config veilgate.yaml keyring.backup --key file:/media/offline.key");
  verb->callback([options, &chosen] { chosen = [options] { return run_restore(*options); }; });
}

// ---- approvals ------------------------------------------------------------------------------------------------------

struct ApproveOptions {
  std::string request;
  std::string name;
  std::string key;
  std::string out;
};

int run_approve(const ApproveOptions& options) {
  const auto request = read_text(options.request);
  if (!request) return refuse(request.error());
  const auto pem = crypto::read_secret(crypto::system_files(), options.key);
  if (!pem) return refuse(pem.error());
  const auto key = crypto::SigningKey::from_pem(*pem);
  if (!key) return refuse(make_error(Code::bad_config, Origin::policy, "the key " + key.error().note.for_log()));
  const auto approval = crypto::approve(*request, options.name, *key, clock_now());
  if (!approval) return refuse(approval.error());
  // What was signed, for the person who did it.
  complain("approved by " + options.name + ":\n" + *request);
  if (options.out.empty()) return print(*approval);
  const auto written = crypto::replace_file(crypto::system_files(), options.out, octets(std::string_view(*approval)),
                                            {.mode = 0644, .keep_old = false});
  return written ? kDone : refuse(written.error());
}

void add_approve(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<ApproveOptions>();
  auto* verb = keys.add_subcommand("approve", "Signs a request, on the approver's own machine. Needs no keyring.");
  verb->add_option("REQUEST", options->request, "The request")->required();
  verb->add_option("--as", options->name, "The approver's name, as enrolled")->required();
  verb->add_option("--key", options->key, "file:PATH or env:NAME with the approver's Ed25519 private key, PEM")
      ->required();
  verb->add_option("--out", options->out, "Where the approval goes; standard output without");
  verb->footer("Example:\n  veilgate keys approve request --as alice --key file:alice.key --out alice.approval");
  verb->callback([options, &chosen] { chosen = [options] { return run_approve(*options); }; });
}

int run_approvers_list(const KeyringOptions& options) {
  const auto place = find_keyring(options);
  if (!place) return refuse(place.error());
  const auto document = crypto::read_keyring(place->files(), place->path, *place->source);
  if (!document) return refuse(document.error());
  std::string out = options.is_json() ? "{\"approvers\":[" : "";
  for (const auto& approver : document->approvers) {
    if (options.is_json())
      out += (out.back() == '[' ? "" : ",") + json_of(approver.name);
    else
      out += approver.name + "\n";
  }
  return print(options.is_json() ? out + "]}\n" : out);
}

Result<int> change_approvers(KeyringStore& store, const GuardedOptions& options, const crypto::VerifyKey* key,
                             const std::string& approved_by) {
  const auto changed = key != nullptr ? add_approver(store.document(), options.subject, *key)
                                      : remove_approver(store.document(), options.subject);
  if (!changed) return changed.error();
  const auto committed = store.commit({key != nullptr ? "approvers.add" : "approvers.remove",
                                       {{"names", options.subject}, {"approved_by", approved_by}}});
  if (!committed) return committed.error();
  return Report()
      .add("approvers", std::uint64_t{store.document().approvers.size()})
      .print_as(options.keyring.is_json());
}

int run_approvers_add(const GuardedOptions& options) {
  const auto pem = read_text(options.file);
  if (!pem) return refuse(pem.error());
  const auto key = crypto::parse_verify_key(*pem);
  if (!key)
    return refuse(make_error(Code::bad_config, Origin::policy, options.file + " " + key.error().note.for_log()));
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  {
    auto store = KeyringStore::open(place->files(), place->path, *place->source, clock_now());
    if (!store) return refuse(store.error());
    if (store->document().approvers.size() < crypto::kApprovalsNeeded) {
      const auto done = change_approvers(*store, options, &*key, "");
      return done ? *done : refuse(done.error());
    }
  }
  const auto pem_name = crypto::to_hex(*key);
  return with_approval(options.keyring, options.approval, {"approvers.add", options.subject + "=" + pem_name},
                       [&](KeyringStore& store, const std::string& approved_by) {
                         return change_approvers(store, options, &*key, approved_by);
                       });
}

int run_approvers_remove(const GuardedOptions& options) {
  return with_approval(options.keyring, options.approval, {"approvers.remove", options.subject},
                       [&](KeyringStore& store, const std::string& approved_by) {
                         return change_approvers(store, options, nullptr, approved_by);
                       });
}

void add_approvers(CLI::App& keys, Chosen& chosen) {
  auto* verb = keys.add_subcommand("approvers",
                                   "Who may approve. The first two are enrolled freely, later changes need\n"
                                   "two approvals themselves.");
  verb->require_subcommand(1);
  verb->footer("Example:\n  veilgate keys approvers list --config veilgate.yaml");

  auto list_options = std::make_shared<KeyringOptions>();
  auto* list = verb->add_subcommand("list", "Lists them.");
  add_keyring_options(*list, *list_options);
  list->footer("Example:\n  veilgate keys approvers list --config veilgate.yaml");
  list->callback([list_options, &chosen] { chosen = [list_options] { return run_approvers_list(*list_options); }; });

  auto added = std::make_shared<GuardedOptions>();
  auto* add = verb->add_subcommand("add", "Enrols one.");
  add_keyring_options(*add, added->keyring);
  add_approval_options(*add, added->approval);
  add->add_option("NAME", added->subject, "The name")->required();
  add->add_option("--key", added->file, "The Ed25519 public key, PEM")->required();
  add->footer("Example:\n  veilgate keys approvers add --config veilgate.yaml carol --key carol.pem");
  add->callback([added, &chosen] { chosen = [added] { return run_approvers_add(*added); }; });

  auto removed = std::make_shared<GuardedOptions>();
  auto* remove = verb->add_subcommand("remove", "Strikes one off; two are always left.");
  add_keyring_options(*remove, removed->keyring);
  add_approval_options(*remove, removed->approval);
  remove->add_option("NAME", removed->subject, "The name")->required();
  remove->footer("Example:\n  veilgate keys approvers remove --config veilgate.yaml bob --request-out request");
  remove->callback([removed, &chosen] { chosen = [removed] { return run_approvers_remove(*removed); }; });
}

}  // namespace

int with_approval(const KeyringOptions& options, const ApprovalOptions& approval, const crypto::Deed& deed,
                  const std::function<Result<int>(KeyringStore&, const std::string&)>& act) {
  const auto place = find_keyring(options);
  if (!place) return refuse(place.error());
  auto store = KeyringStore::open(place->files(), place->path, *place->source, clock_now());
  if (!store) return refuse(store.error());
  const auto names = get_approvals(*store, deed, approval);
  if (!names) return refuse(names.error());
  if (!*names) return kDone;
  const auto done = act(*store, join_names(**names));
  return done ? *done : refuse(done.error());
}

Result<int> finish_destruction(KeyringStore& store, const char* action,
                               const std::vector<crypto::KeyParameters>& destroyed, crypto::Facts facts,
                               const std::string& approved_by, bool json) {
  std::string hashes;
  for (const auto& key : destroyed) {
    const auto hash = hash_key_name(store.document(), key.id, key.version);
    if (!hash) return hash.error();
    hashes += (hashes.empty() ? "" : ",") + *hash;
  }
  facts.emplace_back("key_id_hash", hashes);
  facts.emplace_back("retired_epoch", std::to_string(store.document().epoch));
  facts.emplace_back("approved_by", approved_by);
  const auto done = store.commit_in_new_epoch({action, facts});
  if (!done) return done.error();
  const bool by_operator = *done == crypto::Destruction::by_operator;
  if (by_operator) {
    complain(
        "epoch " + std::to_string(store.document().epoch - 1) +
        " is still in the environment: take its KEK out of it and out of the secret store, then run `veilgate keys "
        "check`; until then old copies of the keyring can be opened");
  }
  return Report()
      .add("destroyed", std::uint64_t{destroyed.size()})
      .add("epoch", std::uint64_t{store.document().epoch})
      .add("old_epoch", by_operator ? "to be taken out by the operator" : "destroyed")
      .add("record", store.document().record_count)
      .print_as(json);
}

void add_key_guarded_verbs(CLI::App& keys, Chosen& chosen) {
  add_destroy(keys, chosen);
  add_export(keys, chosen);
  add_backup(keys, chosen);
  add_restore(keys, chosen);
  add_approve(keys, chosen);
  add_approvers(keys, chosen);
}

}  // namespace veilgate::proxy
