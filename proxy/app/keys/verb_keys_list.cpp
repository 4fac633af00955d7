// `veilgate keys list`.
#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/records.hpp"
#include "crypto/keys/store.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

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

}  // namespace

void add_key_list_verb(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<ListOptions>();
  auto* verb = keys.add_subcommand("list", "Lists the public facts of every key version, destroyed ones too.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("--tenant", options->tenant, "Only this tenant's");
  verb->footer("Example:\n  veilgate keys list --config veilgate.yaml --format json");
  verb->callback([options, &chosen] { chosen = [options] { return run_list(*options); }; });
}

}  // namespace veilgate::proxy
