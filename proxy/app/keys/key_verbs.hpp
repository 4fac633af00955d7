// The commands under `veilgate keys`; each function declares some of them.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/key.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {

void add_key_init_verb(CLI::App& keys, Chosen& chosen);
void add_key_create_verb(CLI::App& keys, Chosen& chosen);
void add_key_list_verb(CLI::App& keys, Chosen& chosen);
void add_key_rotate_verb(CLI::App& keys, Chosen& chosen);
void add_key_state_verbs(CLI::App& keys, Chosen& chosen);  // suspend, resume, revoke
void add_key_make_kek_verb(CLI::App& keys, Chosen& chosen);
void add_key_guarded_verbs(CLI::App& keys, Chosen& chosen);  // what needs two approvals, and the approvals
void add_key_check_verb(CLI::App& keys, Chosen& chosen);
void add_key_rewrap_verb(CLI::App& keys, Chosen& chosen);

// A name of crypto::Algorithm, or sm4 for the default of data keys. Errors: bad_config, also for a suite this OpenSSL
// does not offer: no key is made that nothing could seal with.
Result<crypto::Algorithm> parse_algorithm_option(std::string_view text);

}  // namespace veilgate::proxy
