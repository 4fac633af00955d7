#include <CLI/CLI.hpp>

#include "proxy/app/keys/key_verbs.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {

void add_keys_verb(CLI::App& app, Chosen& chosen) {
  auto* verb = app.add_subcommand("keys", "The life of keys: from making them to destroying them.");
  verb->require_subcommand(1);
  add_key_init_verb(*verb, chosen);
  add_key_create_verb(*verb, chosen);
  add_key_list_verb(*verb, chosen);
  add_key_rotate_verb(*verb, chosen);
  add_key_state_verbs(*verb, chosen);
  add_key_make_kek_verb(*verb, chosen);
  add_key_guarded_verbs(*verb, chosen);
  add_key_rewrap_verb(*verb, chosen);
  add_key_check_verb(*verb, chosen);
}

}  // namespace veilgate::proxy
