// `veilgate keys`: init, create, list, rotate, suspend, resume, revoke, check, make-kek.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "crypto/keys/kek_text.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/wrapping.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

// Runs `change` on the open keyring and commits what it records; `change` gives the record and fills the report.
struct Change {
  crypto::Record record;
  Report report;
};
template <class F>
int change_keyring(const KeyringOptions& options, const F& change) {
  const auto place = find_keyring(options);
  if (!place) return refuse(place.error());
  auto store = KeyringStore::open(place->files(), place->path, *place->source, clock_now());
  if (!store) return refuse(store.error());
  const Result<Change> done = change(*store);
  if (!done) return refuse(done.error());
  if (const auto committed = store->commit(done->record); !committed) return refuse(committed.error());
  return done->report.print_as(options.is_json());
}

crypto::Facts facts_of(const crypto::KeyParameters& key) {
  crypto::Facts facts = {{"key", crypto::to_text(key.id) + ":" + std::to_string(key.version)},
                         {"purpose", crypto::to_text(key.purpose)},
                         {"algorithm", crypto::to_text(key.algorithm)},
                         {"state", crypto::to_text(key.state)}};
  if (key.tenant) facts.emplace_back("tenant", key.tenant->text());
  return facts;
}

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

// ---- init -----------------------------------------------------------------------------------------------------------

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

void add_init(CLI::App& keys, Chosen& chosen) {
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

// ---- create ---------------------------------------------------------------------------------------------------------

struct CreateOptions {
  KeyringOptions keyring;
  std::string tenant;
  std::string purpose = "data";
  std::string algorithm;
  std::string rotate_every;
  std::string expires;
  std::uint64_t message_limit = 0;
};

Result<crypto::NewKey> read_new_key(const CreateOptions& options) {
  crypto::NewKey key;
  key.purpose = *crypto::parse_purpose(options.purpose);
  const std::string fallback = key.purpose == crypto::Purpose::data ? "sm4" : "hmac-sm3";
  const auto algorithm = parse_algorithm_option(options.algorithm.empty() ? fallback : options.algorithm);
  if (!algorithm) return algorithm.error();
  key.algorithm = *algorithm;
  key.message_limit = options.message_limit;
  if (!options.tenant.empty()) {
    auto tenant = parse_tenant_option(options.tenant);
    if (!tenant) return tenant.error();
    key.tenant = std::move(*tenant);
  }
  if (!options.rotate_every.empty()) {
    const auto period = parse_span(options.rotate_every);
    if (!period) return period.error();
    key.rotation_period = *period;
  }
  if (!options.expires.empty()) {
    const auto expires = parse_time_option(options.expires);
    if (!expires) return expires.error();
    key.not_after = *expires;
  }
  return key;
}

int run_create(const CreateOptions& options) {
  const auto wanted = read_new_key(options);
  if (!wanted) return refuse(wanted.error());
  return change_keyring(options.keyring, [&](KeyringStore& store) -> Result<Change> {
    const auto made = create_key(store.document(), *wanted, store.now());
    if (!made) return made.error();
    return describe_change("keys.create", *made);
  });
}

void add_create(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<CreateOptions>();
  auto* verb = keys.add_subcommand("create", "Makes a key, version 1, active at once.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("--tenant", options->tenant, "Whose key it is; audit keys are nobody's");
  verb->add_option("--purpose", options->purpose, "data, index, pseudonym or audit")
      ->capture_default_str()
      ->check(CLI::IsMember({"data", "index", "pseudonym", "audit"}));
  verb->add_option("--algorithm", options->algorithm,
                   "data: sm4 (the default), sm4-gcm, sm4-siv, aes256-gcm, aes-siv, ff1-aes, ff1-sm4;\n"
                   "others: hmac-sm3 (the default), hmac-sha256");
  verb->add_option("--rotate-every", options->rotate_every, "After this a new version is due, such as 90d");
  verb->add_option("--message-limit", options->message_limit, "A new version is due before so many values");
  verb->add_option("--expires", options->expires, "Does not seal from then on, such as 2027-06-30T00:00:00Z");
  verb->footer(
      "Example:\n  veilgate keys create --config veilgate.yaml --tenant acme --purpose index --rotate-every 365d");
  verb->callback([options, &chosen] { chosen = [options] { return run_create(*options); }; });
}

// ---- list -----------------------------------------------------------------------------------------------------------

struct ListOptions {
  KeyringOptions keyring;
  std::string tenant;
};

void append_row(std::string& out, const std::vector<std::string>& cells) {
  constexpr std::array<std::size_t, 7> kWidths = {11, 16, 10, 17, 10, 21, 0};
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += cells[i];
    if (cells[i].size() < kWidths[i]) line.append(kWidths[i] - cells[i].size(), ' ');
    line += ' ';
  }
  line.resize(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

int run_list(const ListOptions& options) {
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  const auto keyring = crypto::load_keyring(place->files(), place->path, *place->source, clock_now());
  if (!keyring) return refuse(keyring.error());
  std::vector<crypto::KeyParameters> shown;
  for (const auto& key : (*keyring)->entries()) {
    if (options.tenant.empty() || (key.tenant && key.tenant->text() == options.tenant)) shown.push_back(key);
  }
  if (options.keyring.is_json()) return print("{\"keys\":" + json_of(shown) + "}\n");
  std::string out;
  append_row(out, {"KEY", "TENANT", "PURPOSE", "ALGORITHM", "STATE", "CREATED", "EXPIRES"});
  for (const auto& key : shown) {
    append_row(out, {crypto::to_text(key.id) + ":" + std::to_string(key.version), key.tenant ? key.tenant->text() : "-",
                     crypto::to_text(key.purpose), crypto::to_text(key.algorithm), crypto::to_text(key.state),
                     crypto::time_text(key.created), key.not_after ? crypto::time_text(*key.not_after) : "-"});
  }
  return print(out);
}

void add_list(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<ListOptions>();
  auto* verb = keys.add_subcommand("list", "Lists the public facts of every key version, destroyed ones too.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("--tenant", options->tenant, "Only this tenant's");
  verb->footer("Example:\n  veilgate keys list --config veilgate.yaml --format json");
  verb->callback([options, &chosen] { chosen = [options] { return run_list(*options); }; });
}

// ---- rotate ---------------------------------------------------------------------------------------------------------

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

void add_rotate(CLI::App& keys, Chosen& chosen) {
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

// ---- suspend, resume, revoke ----------------------------------------------------------------------------------------

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

// ---- make-kek -------------------------------------------------------------------------------------------------------

int run_make_kek(crypto::Epoch epoch) {
  auto key = crypto::make_random_secret(crypto::kKeyBytes);
  if (!key) return refuse(key.error());
  crypto::KeksByEpoch keks;
  keks.emplace(epoch, std::move(*key));
  std::string_view text;
  const SecretBytes rendered = crypto::render_keks(keks);
  text = crypto::text_of(rendered);
  // The words after the first one's line are what is added to a variable that is there.
  if (epoch != 1) text.remove_prefix(text.find('\n') + 1);
  return print(text);
}

void add_make_kek(CLI::App& keys, Chosen& chosen) {
  auto epoch = std::make_shared<crypto::Epoch>(1);
  auto* verb =
      keys.add_subcommand("make-kek",
                          "Prints a fresh KEK for a source in the environment: THE OUTPUT IS A SECRET. Put it\n"
                          "into a secret store, not into a file or a terminal's history.");
  verb->add_option("--epoch", *epoch, "The epoch it is for; a later one is added behind the words that are there")
      ->capture_default_str()
      ->check(CLI::Range(1U, 1'000'000'000U));
  verb->footer("Example:\n  veilgate keys make-kek | secret-store put veilgate-kek");
  verb->callback([epoch, &chosen] { chosen = [epoch] { return run_make_kek(*epoch); }; });
}

}  // namespace

Result<crypto::Algorithm> parse_algorithm_option(std::string_view text) {
  const auto algorithm = text == "sm4" ? crypto::Algorithm::sm4_ctr_hmac_sm3 : crypto::parse_algorithm(text);
  if (!algorithm) return make_error(Code::bad_config, Origin::policy, "there is no algorithm of this name");
  return *algorithm;
}

void add_key_life_verbs(CLI::App& keys, Chosen& chosen) {
  add_init(keys, chosen);
  add_create(keys, chosen);
  add_list(keys, chosen);
  add_rotate(keys, chosen);
  add_step(keys, chosen, Step::suspend, "suspend", "A version opens only from then on; `resume` brings it back.");
  add_step(keys, chosen, Step::resume, "resume", "A suspended or pending version becomes the active one.");
  add_step(keys, chosen, Step::revoke, "revoke",
           "A version, or all of a key, neither seals nor opens any more. Cannot be undone.");
  add_make_kek(keys, chosen);
}

}  // namespace veilgate::proxy
