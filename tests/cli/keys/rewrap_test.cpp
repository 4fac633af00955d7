#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "crypto/keys/store.hpp"
#include "crypto/seal/field_sealer.hpp"
#include "tests/cli/keys/operator.hpp"

namespace veilgate::test {
namespace {

std::shared_ptr<const crypto::Keyring> load(const Operator& person) {
  auto source = crypto::make_key_source(crypto::system_files(), person.source());
  REQUIRE(source.has_value());
  auto keyring = crypto::load_keyring(crypto::system_files(), person.keyring(), **source,
                                      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  REQUIRE(keyring.has_value());
  return *keyring;
}

std::string seal(const Operator& person, const std::string& value) {
  crypto::SealSettings settings;
  settings.suite = crypto::Algorithm::sm4_siv;
  auto sealer = crypto::FieldSealer::make(load(person), *TenantId::parse("acme"), "cn_mobile", settings);
  REQUIRE(sealer.has_value());
  std::string token;
  REQUIRE(sealer->append_token(value, token).has_value());
  return token;
}

TEST_CASE("rewrap: old tokens become tokens of the new version, others stay, what does not open is told by its line") {
  Operator person;
  person.init();
  person.done({"tenants", "create", "acme", "--suite", "sm4-siv"});
  const std::string old = seal(person, "13800138000");
  person.done({"keys", "rotate", person.id_of("acme", "data")});
  const std::string now = seal(person, "13800138000");
  REQUIRE(old != now);

  const std::vector<std::string> rewrap = {"keys", "rewrap", "--tenant", "acme", "-"};
  const auto finished = person.keys(rewrap, old + "\n\n" + now + "\r\n" + old);
  CHECK(finished.exit_code == 0);
  CHECK(finished.out == now + "\n\n" + now + "\r\n" + now);  // deterministic, so that they can be compared
  CHECK(holds(finished.err, "done: 4 lines: 2 rewrapped, 1 current already, 0 refused"));

  const auto refused = person.keys(rewrap, now + "\nvg-nonsense\n");
  CHECK(refused.exit_code == 1);
  CHECK(holds(refused.err, "line 2"));
  CHECK_FALSE(holds(refused.err, "nonsense"));

  auto keeping = rewrap;
  keeping.emplace_back("--keep-refused");
  const auto kept = person.keys(keeping, old + "\nvg-nonsense\n" + old + "\n");
  CHECK(kept.exit_code == 1);
  CHECK(kept.out == now + "\nvg-nonsense\n" + now + "\n");
  CHECK(holds(kept.err, "2 rewrapped, 0 current already, 1 refused"));

  person.done({"tenants", "create", "zeta"});
  CHECK(person.keys({"keys", "rewrap", "--tenant", "zeta", "-"}, old + "\n").exit_code == 1);

  // A revoked version opens no more, and its tokens are not rewrapped.
  person.done({"keys", "revoke", person.id_of("acme", "data") + ":1"});
  CHECK(person.keys(rewrap, old + "\n").exit_code == 1);
  CHECK(person.keys(rewrap, now + "\n").exit_code == 0);
}

}  // namespace
}  // namespace veilgate::test
