// The commands under `veilgate keys`; each function declares some of them.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/key.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {

void add_key_life_verbs(CLI::App& keys, Chosen& chosen);     // init … revoke
void add_key_guarded_verbs(CLI::App& keys, Chosen& chosen);  // what needs two approvals, and the approvals
void add_key_check_verb(CLI::App& keys, Chosen& chosen);
void add_key_rewrap_verb(CLI::App& keys, Chosen& chosen);

// A name of crypto::Algorithm, or sm4 for the default of data keys. Errors: bad_config.
Result<crypto::Algorithm> parse_algorithm_option(std::string_view text);

}  // namespace veilgate::proxy
