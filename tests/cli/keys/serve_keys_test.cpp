// Sealing by the running program: it starts only with the keys its rules need, takes up the dates of keys by itself,
// and never lets a value out unsealed for want of a key.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "crypto/keys/records.hpp"
#include "crypto/keys/store.hpp"
#include "crypto/seal/opener.hpp"
#include "tests/cli/keys/operator.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/fake_upstream.hpp"
#include "tests/support/test_permit.hpp"

namespace veilgate::test {
namespace {

std::string in_a_moment(int seconds) {
  return crypto::time_text(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) +
                           std::chrono::seconds(seconds));
}

// A partner whose answers hold a telephone, a tenant acme without keys, and a configuration that seals for it.
struct Fixture {
  std::unique_ptr<FakeUpstream> upstream =
      FakeUpstream::answering(json_response("{\"mobile\":\"" + std::string(kCanary) + "\"}"));
  Operator person;
  std::string config = person.path("veilgate.yaml");

  Fixture() {
    person.init();
    person.done({"tenants", "create", "acme", "--bare"});
    configure({});
  }

  void configure(const std::string& suite, const std::string& tenant = "acme") const {
    person.folder().write("veilgate.yaml",
                          "version: 1\nthreads: 1\nupstreams: {jos: {addresses: [\"" + upstream->url() +
                              "\"]}}\nroutes: [{id: orders, upstream: jos}]\nkeys: {keyring: " + person.keyring() +
                              ", source: \"" + person.source() + "\", tenant: " + tenant +
                              "}\nmasks: {seal: {type: ENCRYPT, suite: " + (suite.empty() ? "aes-siv" : suite) +
                              "}}\nrules: [{id: phones, where: {class: [cn_mobile]}, do: seal}]\n");
  }
  void create_key(std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"keys", "create", "--tenant", "acme", "--algorithm", "aes-siv"};
    words.insert(words.end(), more.begin(), more.end());
    person.done(words);
  }

  // The version of the key an answer was sealed with; 0: it was refused. An answer never holds the value.
  static unsigned version_in(const Serving& serving) {
    const auto answer = serving.get("/");
    CHECK_FALSE(holds(answer.body, kCanary));
    constexpr std::string_view kBefore = R"({"mobile":"vg1s)";
    if (answer.status == 502) return 0;
    REQUIRE(answer.status == 200);
    REQUIRE(answer.body.starts_with(kBefore));
    return static_cast<unsigned>(answer.body[kBefore.size() + 6] - 'A');
  }

  // Asks until the version is another one than `from`; it has to come by itself.
  static unsigned version_after(const Serving& serving, unsigned from) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(kPatienceSeconds);
    unsigned version = from;
    while (version == from && std::chrono::steady_clock::now() < patience) version = version_in(serving);
    return version;
  }
};

TEST_CASE_FIXTURE(Fixture, "serve does not start without the keys its rules need, and says which and why") {
  create_key();
  const std::string keyring = person.folder().read("keyring");
  const std::string kek = person.folder().read("kek");
  Operator other;
  other.init();
  struct Row {
    const char* name;
    std::function<void()> change;
    const char* said;
  };
  for (const auto& row : {
           Row{"no keyring", [&] { std::filesystem::remove(person.keyring()); }, "keyring"},
           Row{"a torn keyring", [&] { person.write_private("keyring", keyring.substr(0, keyring.size() / 2)); },
               "restore a backup"},
           Row{"a keyring others may read", [&] { chmod(person.keyring().c_str(), 0644); }, "chmod 600"},
           Row{"no KEK", [&] { std::filesystem::remove(person.path("kek")); }, "kek"},
           Row{"another keyring's KEK", [&] { person.write_private("kek", other.folder().read("kek")); }, "keyring"},
           Row{"a tenant nobody made", [&] { configure({}, "nobody"); },
               "rule phones: tenant nobody has no active key"},
           Row{"a suite without a key", [&] { configure("sm4-siv"); },
               "rule phones: tenant acme has no active key for"},
           Row{"a suite OpenSSL may not have", [&] { configure("sm4-gcm"); }, "sm4-gcm"},
       }) {
    CAPTURE(std::string(row.name));
    row.change();
    for (const auto& words : {std::vector<std::string>{"serve", "--config", config, "--listen", "127.0.0.1:0"},
                              std::vector<std::string>{"validate", config}}) {
      const auto finished = person.run(words);
      CHECK(finished.exit_code != 0);
      CHECK(holds(finished.err, row.said));
      CHECK_FALSE(holds(finished.err, "\"listening\""));
      CHECK_FALSE(holds(finished.out, "valid"));
    }
    person.write_private("keyring", keyring);
    person.write_private("kek", kek);
    configure({});
  }
  const Serving serving({"--config", config});
  CHECK(version_in(serving) == 1);
}

// Opens every token in a text with the keyring of the operator; joined by a comma.
std::string opened_in(std::string_view text, const Operator& person) {
  auto source = crypto::make_key_source(crypto::system_files(), person.source());
  REQUIRE(source.has_value());
  const auto keyring = crypto::load_keyring(crypto::system_files(), person.keyring(), **source, crypto::Time{});
  REQUIRE(keyring.has_value());
  crypto::Opener opener(*keyring, *TenantId::parse("acme"));
  const auto grant = TestPermit::grant(*TenantId::parse("acme"), {"cn_mobile"});
  std::string values;
  for (auto at = text.find("vg1"); at != std::string_view::npos; at = text.find("vg1", at + 1)) {
    const auto end = std::min(text.find_first_of("\\\" ,", at), text.size());
    if (!values.empty()) values += ',';
    REQUIRE(opener.open(text.substr(at, end - at), grant, TestPermit::receipt(), values).has_value());
  }
  return values;
}

TEST_CASE_FIXTURE(Fixture,
                  "strings, numbers, texts and JSON in strings leave sealed, with indexes, and open with the keyring") {
  upstream = FakeUpstream::answering(json_response(
      R"({"id":7,"mobile":"13812345678","phone":13812345678,"ext":"{\"tel\":\"13812345678\"}","list":[13812345678],)"
      R"("index_mobile":{"exact":"forged"},"encrypt_phone":"forged","note":"call 13812345678 now"})"));
  create_key();
  person.done({"keys", "create", "--tenant", "acme", "--purpose", "index", "--algorithm", "hmac-sha256"});
  configure("aes-siv, index: [exact, last4]");
  const Serving serving({"--config", config});
  const auto answer = serving.get("/");
  CHECK(answer.status == 200);
  CHECK_FALSE(holds(answer.body, kCanary));
  CHECK_FALSE(holds(answer.body, "forged"));
  CHECK(opened_in(answer.body, person) == "13812345678,13812345678,13812345678,13812345678");
  CHECK(answer.body.starts_with(R"({"id":7,"mobile":"vg1s)"));
  CHECK(holds(answer.body, R"(","index_mobile":{"exact":"e)"));
  CHECK(holds(answer.body, R"(,"phone":null,"encrypt_phone":"vg1s)"));
  CHECK(holds(answer.body, R"("ext":"{\"tel\":\"vg1s)"));
  CHECK(holds(answer.body, R"("list":[null])"));
  CHECK(holds(answer.body, R"("note":"call vg1s)"));
}

TEST_CASE_FIXTURE(Fixture, "a reload without the keys is refused whole, and what was sealed is sealed on") {
  create_key();
  Serving serving({"--config", config});
  const std::string keyring = person.folder().read("keyring");
  std::filesystem::remove(person.keyring());
  const auto refused = serving.post_admin("/-/reload");
  CHECK(refused.status == 422);
  CHECK(holds(refused.body, "keyring"));
  CHECK(version_in(serving) == 1);
  person.write_private("keyring", keyring);
  configure({}, "nobody");
  CHECK(serving.post_admin("/-/reload").status == 422);
  CHECK(version_in(serving) == 1);
  configure({});
  person.done({"keys", "rotate", person.id_of("acme", "data")});
  CHECK(version_in(serving) == 1);
  CHECK(serving.post_admin("/-/reload").status == 200);
  CHECK(version_in(serving) == 2);
}

TEST_CASE_FIXTURE(Fixture, "a version takes over on its date, without a reload, and without its file if need be") {
  create_key();
  const std::string id = person.id_of("acme", "data");
  for (const bool file_is_there : {true, false}) {
    CAPTURE(file_is_there);
    const unsigned before = file_is_there ? 1 : 2;
    person.done({"keys", "rotate", id, "--from", in_a_moment(4)});
    Serving serving({"--config", config});
    CHECK(version_in(serving) == before);
    if (!file_is_there) std::filesystem::remove(person.keyring());
    CHECK(version_after(serving, before) == before + 1);
    const auto said = serving.stop().err;
    CHECK(holds(said, "keys_renewed"));
    CHECK(holds(said, "keyring_not_read") == !file_is_there);
  }
}

TEST_CASE_FIXTURE(Fixture, "a key that ends without a successor seals no more: values are refused, then sealed again") {
  create_key({"--expires", in_a_moment(5)});
  Serving serving({"--config", config});
  CHECK(version_in(serving) == 1);
  CHECK(version_after(serving, 1) == 0);
  CHECK(serving.get("/").status == 502);
  person.done({"keys", "rotate", person.id_of("acme", "data")});
  CHECK(serving.post_admin("/-/reload").status == 200);
  CHECK(version_in(serving) == 2);
  const auto said = serving.stop().err;
  CHECK(holds(said, "sealing_refused"));
  CHECK(holds(said, "rule phones"));
  CHECK_FALSE(holds(said, kCanary));
}

TEST_CASE_FIXTURE(Fixture, "at a key's message limit the pending version takes over; a reload does not count anew") {
  create_key({"--message-limit", "10"});
  person.done({"keys", "rotate", person.id_of("acme", "data"), "--pending"});
  Serving serving({"--config", config});
  for (int i = 0; i < 6; ++i) CHECK(version_in(serving) == 1);
  CHECK(serving.post_admin("/-/reload").status == 200);
  for (int i = 0; i < 4; ++i) CHECK(version_in(serving) == 1);
  for (int i = 0; i < 10; ++i) CHECK(version_in(serving) == 2);
  CHECK(version_in(serving) == 0);
  REQUIRE(serving.child().wait_for_err("key_nearly_spent", in_seconds(kPatienceSeconds)));
}

TEST_CASE_FIXTURE(Fixture, "validate without secrets checks everything else, and says what it did not") {
  const auto checked = person.run({"validate", "--without-secrets", config});
  CHECK(checked.exit_code == 0);  // although acme has no key at all
  CHECK(holds(checked.out, "veilgate.yaml: valid\n"));
  CHECK(holds(checked.out, "not checked: the keyring " + person.keyring()));
  std::filesystem::remove(person.keyring());
  std::filesystem::remove(person.path("kek"));
  CHECK(person.run({"validate", "--without-secrets", config}).exit_code == 0);
  CHECK(holds(person.run({"validate", "--without-secrets", "--format", "json", config}).out, "\"not_checked\":[\"the"));

  const auto whole = person.run({"validate", config});
  CHECK(whole.exit_code == 2);
  CHECK(holds(whole.err, "--without-secrets"));
  CHECK(holds(person.run({"validate", "--format", "json", config}).out, "\"not_checked\":[]"));

  person.folder().write("veilgate.yaml",
                        person.folder().read("veilgate.yaml") + "classes: {c: {level: L3, pattern: \"(a*)\"}}\n");
  CHECK(person.run({"validate", "--without-secrets", config}).exit_code == 2);
}

TEST_CASE_FIXTURE(Fixture, "where OpenSSL has no SM4-GCM nothing takes its place: no key is made, no rule compiles") {
  const auto made = person.keys({"keys", "create", "--tenant", "acme", "--algorithm", "sm4-gcm"});
  if (made.exit_code == 0) return;  // this OpenSSL has it
  CHECK(holds(made.err, "suite sm4-gcm: this OpenSSL has no SM4-GCM"));
  CHECK(holds(made.err, "sm4-ctr-hmac-sm3"));
  CHECK(person.keys({"tenants", "create", "zeta", "--suite", "sm4-gcm"}).exit_code == 2);
  CHECK_FALSE(holds(person.done({"keys", "list"}), "sm4"));
  // A key for the default suite does not stand in for it, with its keys at hand or not.
  person.done({"keys", "create", "--tenant", "acme", "--algorithm", "sm4"});
  configure("sm4-gcm");
  for (const auto& words :
       {std::vector<std::string>{"validate", config}, std::vector<std::string>{"validate", "--without-secrets", config},
        std::vector<std::string>{"serve", "--config", config, "--listen", "127.0.0.1:0"}}) {
    const auto refused = person.run(words);
    CHECK(refused.exit_code == 2);
    CHECK(holds(refused.err, "rule phones: suite sm4-gcm: this OpenSSL has no SM4-GCM"));
  }
}

}  // namespace
}  // namespace veilgate::test
