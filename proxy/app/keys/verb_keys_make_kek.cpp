// `veilgate keys make-kek`.
#include <CLI/CLI.hpp>
#include <memory>
#include <string_view>

#include "crypto/keys/kek_text.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/wrapping.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

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

}  // namespace

void add_key_make_kek_verb(CLI::App& keys, Chosen& chosen) {
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

}  // namespace veilgate::proxy
