// The whole way with KEKs that are elsewhere: in a PKCS#11 token, in the environment.
#include <doctest/doctest.h>

#include <iostream>
#include <string>

#include "tests/cli/keys/operator.hpp"
#include "tests/unit/crypto/keys/soft_token.hpp"

namespace veilgate::test {
namespace {

TEST_CASE("KEKs in a PKCS#11 token: made there, used there, destroyed there") {
  if (!SoftToken::is_available()) {
    std::cout << "skipped: softhsm2 is not installed\n";
    return;
  }
  const SoftToken token;
  Operator person(token.uri("kek"), {"SOFTHSM2_CONF=" + token.configuration()});
  person.init();
  person.done({"tenants", "create", "acme"});
  const auto copy = person.write_private("copy", person.folder().read("keyring"));
  CHECK(person.approved({"tenants", "shred", "acme"}).exit_code == 0);
  CHECK(person.keys({"keys", "check"}).exit_code == 0);
  const auto old = person.run({"keys", "check", "--keyring", copy, "--source", person.source()});
  CHECK(old.exit_code == 1);
  CHECK(holds(old.err, "no KEK labelled kek-1"));
  CHECK_FALSE(holds(person.transcript(), SoftToken::kPin));

  Operator national(token.uri("national"), {"SOFTHSM2_CONF=" + token.configuration()});
  const auto refused = national.keys({"keys", "init", "--wrap", "sm4-siv"});
  CHECK(refused.exit_code == 1);
  CHECK(holds(refused.err, "--wrap aes-kw"));
}

TEST_CASE("KEKs in the environment: the operator adds and takes out, the program says what and when") {
  Operator maker;
  const auto made = maker.run({"keys", "make-kek"});
  REQUIRE(made.exit_code == 0);
  const std::string first = made.out;
  const std::string second = maker.run({"keys", "make-kek", "--epoch", "2"}).out;
  CHECK(first.starts_with("veilgate-kek-1\n1:"));
  CHECK(second.starts_with("2:"));

  Operator person("env:VEILGATE_TEST_KEK", {"VEILGATE_TEST_KEK=" + first});
  person.init({"--wrap", "sm4-siv"});
  person.done({"tenants", "create", "acme"});
  const auto refused = person.approved({"tenants", "shred", "acme"});
  CHECK(refused.exit_code == 1);
  CHECK(holds(refused.err, "keys make-kek --epoch 2"));
  CHECK(holds(person.done({"tenants", "list"}), "acme active"));

  const auto with = [&](const std::string& keks, std::vector<std::string> words) {
    words.insert(words.end(), {"--keyring", person.keyring(), "--source", person.source()});
    ChildProcess child(VEILGATE_PROGRAM, words, {"VEILGATE_TEST_KEK=" + keks});
    return child.finish({}, in_seconds(120));
  };
  const auto shredded =
      with(first + second, {"tenants", "shred", "acme", "--request", person.path("request"), "--approval",
                            person.path("alice.approval"), "--approval", person.path("bob.approval")});
  CHECK(shredded.exit_code == 0);
  CHECK(holds(shredded.out, "to be taken out by the operator"));
  const auto left = with(first + second, {"keys", "check"});
  CHECK(left.exit_code == 1);
  CHECK(holds(left.out, "epoch 1 is retired"));
  CHECK(with("veilgate-kek-1 " + second, {"keys", "check"}).exit_code == 0);
  CHECK(with(first, {"keys", "check"}).exit_code == 1);
}

}  // namespace
}  // namespace veilgate::test
