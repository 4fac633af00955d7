// `veilgate tenants`: create, list, shred.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/guarded.hpp"
#include "proxy/app/keys/key_verbs.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

struct CreateOptions {
  KeyringOptions keyring;
  std::string tenant;
  std::vector<std::string> suites = {"sm4"};
  std::vector<std::string> index;
  std::string rotate_every;
  bool bare = false;
};

// The hash of a suite's own side: SM3 beside SM4, SHA-256 beside AES.
const char* hash_beside(crypto::Algorithm suite) {
  const std::string_view name = crypto::to_text(suite);
  return name.find("sm4") == std::string_view::npos ? "hmac-sha256" : "hmac-sm3";
}

Result<std::vector<crypto::NewKey>> read_new_keys(const CreateOptions& options, const TenantId& tenant) {
  std::vector<crypto::NewKey> keys;
  if (options.bare) return keys;
  crypto::NewKey key;
  key.tenant = tenant;
  if (!options.rotate_every.empty()) {
    const auto period = parse_span(options.rotate_every);
    if (!period) return period.error();
    key.rotation_period = *period;
  }
  std::vector<std::string> hashes = options.index;
  key.purpose = crypto::Purpose::data;
  for (const std::string& suite : options.suites) {
    const auto algorithm = parse_algorithm_option(suite);
    if (!algorithm) return algorithm.error();
    key.algorithm = *algorithm;
    keys.push_back(key);
    if (options.index.empty()) hashes.emplace_back(hash_beside(*algorithm));
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  key.purpose = crypto::Purpose::index;
  for (const std::string& hash : hashes) {
    const auto algorithm = parse_algorithm_option(hash);
    if (!algorithm) return algorithm.error();
    key.algorithm = *algorithm;
    keys.push_back(key);
  }
  key.purpose = crypto::Purpose::pseudonym;  // one for all, of the last hash
  keys.push_back(key);
  return keys;
}

int run_create(const CreateOptions& options) {
  const auto tenant = parse_tenant_option(options.tenant);
  if (!tenant) return refuse(tenant.error());
  const auto wanted = read_new_keys(options, *tenant);
  if (!wanted) return refuse(wanted.error());
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  auto store = KeyringStore::open(place->files(), place->path, *place->source, clock_now());
  if (!store) return refuse(store.error());
  if (const auto created = create_tenant(store->document(), *tenant, store->now()); !created) {
    return refuse(created.error());
  }
  std::vector<crypto::KeyParameters> keys;
  for (const auto& key : *wanted) {
    const auto made = create_key(store->document(), key, store->now());
    if (!made) return refuse(made.error());
    keys.push_back(*made);
  }
  const auto committed =
      store->commit({"tenants.create", {{"tenant", tenant->text()}, {"keys", std::to_string(keys.size())}}});
  if (!committed) return refuse(committed.error());
  Report report;
  report.add("tenant", tenant->text());
  if (options.keyring.is_json()) {
    report.add_json("keys", json_of(keys));
  } else {
    for (const auto& key : keys) report.add(to_text(key.purpose), to_text(key.id) + " " + to_text(key.algorithm));
  }
  return report.print_as(options.keyring.is_json());
}

int run_list(const KeyringOptions& options) {
  const auto place = find_keyring(options);
  if (!place) return refuse(place.error());
  const auto document = crypto::read_keyring(place->files(), place->path, *place->source);
  if (!document) return refuse(document.error());
  std::string out = options.is_json() ? "{\"tenants\":[" : "";
  for (const auto& [tenant, stored] : document->tenants) {
    const char* const state = stored.kek.empty() ? "shredded" : "active";
    if (options.is_json()) {
      out += (out.back() == '[' ? "" : ",") + std::string("{\"tenant\":") + json_of(tenant.text()) +
             ",\"state\":" + json_of(state) + ",\"created\":" + json_of(crypto::time_text(stored.created)) + "}";
    } else {
      out += tenant.text() + " " + state + " " + crypto::time_text(stored.created) + "\n";
    }
  }
  return print(options.is_json() ? out + "]}\n" : out);
}

struct ShredOptions {
  KeyringOptions keyring;
  ApprovalOptions approval;
  std::string tenant;
};

int run_shred(const ShredOptions& options) {
  const auto tenant = parse_tenant_option(options.tenant);
  if (!tenant) return refuse(tenant.error());
  return with_approval(options.keyring, options.approval, {"tenants.shred", tenant->text()},
                       [&](KeyringStore& store, const std::string& approved_by) -> Result<int> {
                         const auto destroyed = shred_tenant(store.document(), *tenant);
                         if (!destroyed) return destroyed.error();
                         const auto hash = hash_tenant_name(store.document(), *tenant);
                         if (!hash) return hash.error();
                         return finish_destruction(store, "tenants.shred", *destroyed, {{"tenant_hash", *hash}},
                                                   approved_by, options.keyring.is_json());
                       });
}

}  // namespace

void add_tenants_verb(CLI::App& app, Chosen& chosen) {
  auto* verb = app.add_subcommand("tenants", "The tenants of a keyring.");
  verb->require_subcommand(1);

  auto created = std::make_shared<CreateOptions>();
  auto* create = verb->add_subcommand("create", "Makes a tenant, with data, index and pseudonym keys.");
  add_keyring_options(*create, created->keyring);
  create->add_option("TENANT", created->tenant, "The name: a-z, 0-9, '.', '_', '-'")->required();
  create->add_option("--suite", created->suites, "A data key for each suite named; see `keys create`")
      ->capture_default_str();
  create->add_option(
      "--index", created->index,
      "An index key for each named, hmac-sm3 or hmac-sha256; without: hmac-sm3 beside sm4 suites, hmac-sha256\n"
      "beside aes ones");
  create->add_option("--rotate-every", created->rotate_every, "After this new versions are due, such as 90d");
  create->add_flag("--bare", created->bare, "No keys yet");
  create->footer("Example:\n  veilgate tenants create --config veilgate.yaml acme --suite sm4 --suite aes256-gcm");
  create->callback([created, &chosen] { chosen = [created] { return run_create(*created); }; });

  auto listed = std::make_shared<KeyringOptions>();
  auto* list = verb->add_subcommand("list", "Lists them, shredded ones too.");
  add_keyring_options(*list, *listed);
  list->footer("Example:\n  veilgate tenants list --config veilgate.yaml");
  list->callback([listed, &chosen] { chosen = [listed] { return run_list(*listed); }; });

  auto shredded = std::make_shared<ShredOptions>();
  auto* shred =
      verb->add_subcommand("shred",
                           "Destroys all data, index and pseudonym keys of a tenant for good, active ones too, as "
                           "`keys destroy` does. What\n"
                           "they sealed, here and in every copy, can never be opened again. Two approvals are needed.");
  add_keyring_options(*shred, shredded->keyring);
  add_approval_options(*shred, shredded->approval);
  shred->add_option("TENANT", shredded->tenant, "The tenant")->required();
  shred->footer(
      "Examples:\n  veilgate tenants shred --config veilgate.yaml acme --request-out request\n"
      "  veilgate tenants shred --config veilgate.yaml acme --request request --approval a --approval b");
  shred->callback([shredded, &chosen] { chosen = [shredded] { return run_shred(*shredded); }; });
}

}  // namespace veilgate::proxy
