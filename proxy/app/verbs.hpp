// The verbs of the program. Each add_… declares its verb, options and help on `app`; when the verb was chosen, `chosen`
// runs it and gives the exit code (exit_code.hpp). One file a verb.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace veilgate::proxy {

using Chosen = std::function<int()>;

void add_serve_verb(CLI::App& app, Chosen& chosen);
void add_mask_verb(CLI::App& app, Chosen& chosen);
void add_explain_verb(CLI::App& app, Chosen& chosen);
void add_scan_verb(CLI::App& app, Chosen& chosen);
void add_test_verb(CLI::App& app, Chosen& chosen);
void add_validate_verb(CLI::App& app, Chosen& chosen);
void add_config_verb(CLI::App& app, Chosen& chosen);
void add_keys_verb(CLI::App& app, Chosen& chosen);
void add_tenants_verb(CLI::App& app, Chosen& chosen);
void add_health_verb(CLI::App& app, Chosen& chosen);

}  // namespace veilgate::proxy
