// `veilgate keys create`.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "crypto/keys/administration.hpp"
#include "crypto/suites/suite.hpp"
#include "proxy/app/keys/change.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

using crypto::KeyringStore;

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

}  // namespace

Result<crypto::Algorithm> parse_algorithm_option(std::string_view text) {
  const auto algorithm = text == "sm4" ? crypto::Algorithm::sm4_ctr_hmac_sm3 : crypto::parse_algorithm(text);
  if (!algorithm) return make_error(Code::bad_config, Origin::policy, "there is no algorithm of this name");
  if (crypto::find_suite(*algorithm) != nullptr) {
    if (auto offered = crypto::check_offered(*algorithm); !offered) return offered.error();
  }
  return *algorithm;
}

void add_key_create_verb(CLI::App& keys, Chosen& chosen) {
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
  verb->add_option(
      "--message-limit", options->message_limit,
      "A process seals no more values than this with a version, then goes on with the pending one; aes256-gcm and\n"
      "sm4-gcm draw a new subkey instead. Make the pending version with `keys rotate --pending`");
  verb->add_option("--expires", options->expires, "Does not seal from then on, such as 2027-06-30T00:00:00Z");
  verb->footer(
      "Example:\n  veilgate keys create --config veilgate.yaml --tenant acme --purpose index --rotate-every 365d");
  verb->callback([options, &chosen] { chosen = [options] { return run_create(*options); }; });
}

}  // namespace veilgate::proxy
