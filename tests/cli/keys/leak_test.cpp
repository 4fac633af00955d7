// No key in what the program prints or writes: the outputs of all commands, those that fail too, and every file but the
// KEKs' own are searched for every secret in every form a mistake could give it.
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "crypto/base/base64url.hpp"
#include "crypto/keys/kek_text.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/store.hpp"
#include "crypto/keys/wrapping.hpp"
#include "tests/cli/keys/operator.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

// Raw, hexadecimal in both cases, and every alignment of base64 in both alphabets: a text that holds the secret at any
// place of what was encoded holds one of these.
std::vector<std::string> forms_of(const SecretBytes& secret) {
  const Octets bytes = secret.bytes(SecretAccess{});
  std::vector<std::string> forms = {std::string(as_text(bytes)), to_hex(bytes)};
  std::string upper = forms[1];
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
  forms.push_back(upper);
  for (std::size_t skip = 0; skip < 3; ++skip) {
    std::string url = crypto::to_base64url(bytes.subspan(skip, (bytes.size() - skip) / 3 * 3));
    std::string standard = url;
    std::replace(standard.begin(), standard.end(), '-', '+');
    std::replace(standard.begin(), standard.end(), '_', '/');
    forms.push_back(std::move(url));
    forms.push_back(std::move(standard));
  }
  return forms;
}

class Hunt {
 public:
  void add(const SecretBytes& secret) {
    if (secret.empty()) return;
    auto forms = forms_of(secret);
    forms_.insert(forms_.end(), forms.begin(), forms.end());
  }

  // Everything there is to know of a keyring at this moment.
  void add_keyring(const Operator& person) {
    auto source = make_key_source(system_files(), person.source());
    REQUIRE(source.has_value());
    const auto document = read_keyring(system_files(), person.keyring(), **source);
    REQUIRE(document.has_value());
    add(document->root);
    for (const auto& [name, tenant] : document->tenants) add(tenant.kek);
    for (const auto& key : document->keys) add(key.secret);
    const auto keks = parse_keks(join(person.folder().read("kek"), {}));
    REQUIRE(keks.has_value());
    for (const auto& [epoch, kek] : *keks) add(kek);
  }

  std::size_t forms() const { return forms_.size(); }

  bool is_in(std::string_view text) const {
    return std::any_of(forms_.begin(), forms_.end(), [&](const std::string& form) { return holds(text, form); });
  }

 private:
  std::vector<std::string> forms_;
};

TEST_CASE("no key in any output nor in any file but the KEKs'") {
  Operator person;
  Hunt hunt;
  person.init();
  person.done({"tenants", "create", "acme", "--suite", "sm4", "--suite", "aes256-gcm", "--format", "json"});
  person.done({"tenants", "create", "zeta"});
  hunt.add_keyring(person);
  const std::string id = person.id_of("acme", "data");
  person.done({"keys", "rotate", id, "--format", "json"});
  person.done({"keys", "suspend", id + ":2"});
  person.done({"keys", "resume", id + ":2"});
  person.done({"keys", "revoke", id + ":1"});
  hunt.add_keyring(person);
  for (const char* format : {"text", "json"}) {
    person.done({"keys", "list", "--format", format});
    person.done({"tenants", "list", "--format", format});
    person.keys({"keys", "check", "--format", format});
  }
  const auto offline = make_p256();
  const auto public_key = person.folder().write("offline.pem", offline.public_key);
  const auto private_key = person.write_private("offline.key", offline.private_key);
  CHECK(person.approved({"keys", "backup", "--to", public_key, "--out", person.path("backup")}).exit_code == 0);
  CHECK(person.approved({"keys", "export-public"}).exit_code == 0);
  CHECK(person.approved({"keys", "destroy", id + ":1"}).exit_code == 0);
  hunt.add_keyring(person);
  CHECK(person.approved({"tenants", "shred", "zeta"}).exit_code == 0);
  hunt.add_keyring(person);
  person.keys({"keys", "rewrap", "--tenant", "acme", "-"}, "vg-nonsense\n");
  person.keys({"keys", "restore", person.path("backup"), "--key", "file:" + private_key, "--replace"});

  // What fails: a keyring and KEKs that are damaged in every way one can think of.
  const std::string keyring = person.folder().read("keyring");
  const std::string keks = person.folder().read("kek");
  for (const std::string& bad : {keks + "x", "x" + keks, keks.substr(0, keks.size() - 5), keks + keks}) {
    person.write_private("kek", bad);
    CHECK(person.keys({"keys", "list"}).exit_code != 0);
    CHECK(person.keys({"keys", "init"}).exit_code != 0);
  }
  person.write_private("kek", keks);
  // The KEK given where a name belongs.
  const std::string kek_word = keks.substr(keks.find(':') + 1, 43);
  CHECK(person.run({"keys", "list", "--keyring", person.keyring(), "--source", kek_word}).exit_code == 2);
  CHECK(person.keys({"keys", "suspend", kek_word}).exit_code == 2);
  CHECK(person.keys({"tenants", "create", kek_word}).exit_code == 2);
  person.write_private("keyring", keyring.substr(0, keyring.size() / 2));
  CHECK(person.keys({"keys", "list"}).exit_code != 0);
  person.write_private("keyring", keyring);

  REQUIRE(hunt.forms() > 100);
  CHECK_FALSE(hunt.is_in(person.transcript()));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(person.path("."))) {
    if (entry.path().filename() == "kek") continue;
    CAPTURE(entry.path());
    std::ifstream in(entry.path(), std::ios::binary);
    CHECK_FALSE(hunt.is_in(std::string(std::istreambuf_iterator<char>(in), {})));
    ++files;
  }
  CHECK(files > 10);
  // The hunt finds what it looks for.
  CHECK(hunt.is_in(keks));
}

TEST_CASE("a KEK in the environment is not in any output, and a private key not in those of approve") {
  const std::string word = std::string(42, 'q') + "E";
  Operator person("env:VEILGATE_TEST_KEK", {"VEILGATE_TEST_KEK=veilgate-kek-1 1:" + word});
  person.init();
  person.done({"tenants", "create", "acme"});
  person.keys({"keys", "check"});
  person.approved({"tenants", "shred", "acme"});
  person.run({"keys", "list", "--keyring", person.keyring(), "--source", "env:VEILGATE_NO_SUCH"});
  CHECK_FALSE(holds(person.transcript(), word.substr(0, 20)));
  CHECK_FALSE(holds(person.transcript(), "PRIVATE KEY"));
  const std::string pem = person.folder().read("alice.key");
  const std::string body = pem.substr(pem.find('\n') + 1, 40);
  CHECK_FALSE(holds(person.transcript(), body));
}

TEST_CASE("a process that dies leaves no core file and cannot be attached to") {
  Operator person;
  person.init();
  // It waits for its input with the keyring open.
  person.done({"tenants", "create", "acme"});
  ChildProcess waiting(VEILGATE_PROGRAM, {"keys", "rewrap", "--tenant", "acme", "--keyring", person.keyring(),
                                          "--source", person.source(), "-"});
  const std::string proc = "/proc/" + std::to_string(waiting.pid());
  // A process that may not be dumped belongs to root in /proc, whoever runs it; as root one sees the limit alone.
  std::string limits;
  for (int i = 0; i < 100'000 && !holds(limits, "Max core file size        0                    0"); ++i) {
    std::ifstream in(proc + "/limits");
    limits.assign(std::istreambuf_iterator<char>(in), {});
  }
  CHECK(holds(limits, "Max core file size        0                    0"));
  waiting.signal(SIGABRT);
  const auto finished = waiting.finish({}, in_seconds(60));
  CHECK(finished.exit_code == 128 + SIGABRT);
  CHECK(finished.out.empty());
  CHECK(finished.err.empty());
}

}  // namespace
}  // namespace veilgate::test
