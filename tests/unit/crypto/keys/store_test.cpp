#include "crypto/keys/store.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "crypto/keys/administration.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/crypto/keys/faulty_files.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;
using std::chrono::seconds;

constexpr Time kNow{seconds{1'800'000'000}};

TenantId tenant(const char* name) {
  return *TenantId::parse(name);
}

// A keyring in a folder, its KEKs in a file beside it.
class Keyrings {
 public:
  explicit Keyrings(Algorithm wrap = Algorithm::aes_kw) : wrap_(wrap) {}

  std::string path() const { return folder_.path("keyring"); }
  std::string kek_path() const { return folder_.path("kek"); }
  const TemporaryFolder& folder() const { return folder_; }

  // acme and zeta with a data key each, acme's with two versions.
  void make() {
    auto source = make_file_source(quick_files(), kek_path());
    auto store = KeyringStore::create(quick_files(), path(), *source, wrap_, false, kNow);
    REQUIRE(store.has_value());
    for (const char* name : {"acme", "zeta"}) {
      REQUIRE(create_tenant(store->document(), tenant(name), kNow).has_value());
      NewKey wanted;
      wanted.tenant = tenant(name);
      wanted.purpose = Purpose::data;
      wanted.algorithm = Algorithm::aes256_gcm;
      const auto made = create_key(store->document(), wanted, kNow);
      REQUIRE(made.has_value());
      ids_[name] = made->id;
    }
    REQUIRE(rotate_key(store->document(), ids_["acme"], {}, kNow).has_value());
    REQUIRE(store->commit({"test.made", {}}).has_value());
  }

  KeyId id(const char* name) const { return ids_.at(name); }

  Result<KeyringStore> open(Files& files, ManagedKeySource& source, Time now = kNow) {
    return KeyringStore::open(files, path(), source, now);
  }

  // Opens it as the next process would.
  KeyringStore reopen(ManagedKeySource& source) {
    auto store = open(quick_files(), source);
    if (!store) FAIL(store.error().note.for_log());
    return std::move(*store);
  }

  std::unique_ptr<ManagedKeySource> source() { return make_file_source(quick_files(), kek_path()); }

 private:
  Algorithm wrap_;
  TemporaryFolder folder_;
  std::map<std::string, KeyId> ids_;
};

std::map<std::string, SecretBytes> secrets_of(KeyringDocument& document) {
  std::map<std::string, SecretBytes> secrets;
  for (const StoredKey& key : document.keys) secrets.emplace(describe(key.parameters), key.secret.clone());
  return secrets;
}

bool records_are_whole(const Keyrings& keyrings, const KeyringDocument& document) {
  const auto text = read_records(quick_files(), keyrings.path());
  if (!text) return false;
  const auto checked = check_records(*text, document);
  return checked.has_value() && *checked == document.record_count;
}

// Runs `what` in a child; true: it was killed, false: it went through.
bool is_killed(const std::function<void()>& what) {
  const pid_t child = fork();
  if (child == 0) {
    what();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  if (WIFSIGNALED(status)) REQUIRE(WTERMSIG(status) == SIGKILL);
  return WIFSIGNALED(status);
}

void rotate(Files& files, Keyrings& keyrings) {
  auto source = make_file_source(files, keyrings.kek_path());
  auto store = keyrings.open(files, *source);
  if (!store) return;
  if (!rotate_key(store->document(), keyrings.id("zeta"), {}, kNow)) return;
  (void)store->commit({"keys.rotate", {}}).has_value();
}

void shred_acme(Files& files, Keyrings& keyrings) {
  auto source = make_file_source(files, keyrings.kek_path());
  auto store = keyrings.open(files, *source);
  if (!store || !shred_tenant(store->document(), tenant("acme"))) return;
  (void)store->commit_in_new_epoch({"tenants.shred", {}}).has_value();
}

TEST_CASE("kill -9 at every step of a write: the keyring is the one before or the one after, whole") {
  int steps = 0;
  for (const Fault fault : {Fault::kill_before, Fault::kill_after}) {
    for (int step = 1;; ++step) {
      CAPTURE(step);
      Keyrings keyrings;
      keyrings.make();
      auto source = keyrings.source();
      const auto before = secrets_of(keyrings.reopen(*source).document());
      const bool was_killed = is_killed([&] {
        FaultyFiles files(fault, step);
        rotate(files, keyrings);
      });
      KeyringStore store = keyrings.reopen(*source);
      const auto after = secrets_of(store.document());
      for (const auto& [name, secret] : before) CHECK(after.at(name) == secret);
      const bool is_rotated = after.size() == before.size() + 1;
      CHECK((is_rotated || after.size() == before.size()));
      if (!was_killed) CHECK(is_rotated);
      CHECK(records_are_whole(keyrings, store.document()));
      // The next change goes through.
      REQUIRE(rotate_key(store.document(), keyrings.id("acme"), {}, kNow).has_value());
      CHECK(store.commit({"keys.rotate", {}}).has_value());
      CHECK(records_are_whole(keyrings, store.document()));
      if (!was_killed) {
        steps = step;
        break;
      }
    }
  }
  CHECK(steps > 10);  // or nothing was interrupted
}

TEST_CASE("kill -9 at every step of a shredding: what goes on ends the same way, and survivors stay") {
  int steps = 0;
  for (const Fault fault : {Fault::kill_before, Fault::kill_after}) {
    for (int step = 1;; ++step) {
      CAPTURE(step);
      Keyrings keyrings;
      keyrings.make();
      auto source = keyrings.source();
      const auto before = secrets_of(keyrings.reopen(*source).document());
      const bool was_killed = is_killed([&] {
        FaultyFiles files(fault, step);
        shred_acme(files, keyrings);
      });
      KeyringStore store = keyrings.reopen(*source);
      const bool is_shredded = store.document().find_tenant(tenant("acme"))->kek.empty();
      if (!was_killed) CHECK(is_shredded);
      const std::string survivor = "data key " + crypto::to_text(keyrings.id("zeta")) + " version 1 of tenant zeta";
      CHECK(secrets_of(store.document()).at(survivor) == before.at(survivor));
      if (is_shredded) {
        // Opening went on to the end: the epoch before is gone, with the copy that needed it.
        CHECK(store.document().epoch == 2);
        CHECK(store.document().retired.empty());
        CHECK_FALSE(*source->has(1));
        CHECK_FALSE(std::filesystem::exists(keyrings.path() + ".old"));
      } else {
        CHECK(store.document().epoch == 1);
        CHECK(secrets_of(store.document()).size() == before.size());
      }
      CHECK(records_are_whole(keyrings, store.document()));
      if (!was_killed) {
        steps = step;
        break;
      }
    }
  }
  CHECK(steps > 30);
}

TEST_CASE("a full disk and missing permissions at every step: an error, and nothing is lost") {
  for (const Fault fault : {Fault::no_space, Fault::short_write, Fault::no_permission}) {
    for (const auto& change : {std::function(rotate), std::function(shred_acme)}) {
      int steps = 0;
      for (int step = 1; step < 200; ++step) {
        CAPTURE(step);
        Keyrings keyrings;
        keyrings.make();
        auto source = keyrings.source();
        const auto before = secrets_of(keyrings.reopen(*source).document());
        FaultyFiles files(fault, step);
        change(files, keyrings);
        KeyringStore store = keyrings.reopen(*source);
        const auto after = secrets_of(store.document());
        for (const auto& [name, secret] : before) {
          CAPTURE(name);
          const bool may_be_gone = name.ends_with("acme");
          CHECK((after.at(name) == secret || (may_be_gone && after.at(name).empty())));
        }
        CHECK(records_are_whole(keyrings, store.document()));
        if (files.steps() < step) break;
        steps = step;
      }
      CHECK(steps > 5);
      CHECK(steps < 199);
    }
  }
}

TEST_CASE("what was shredded cannot be had from any old copy, not with all that is left") {
  for (const Algorithm wrap : {Algorithm::aes_kw, Algorithm::sm4_siv}) {
    Keyrings keyrings(wrap);
    keyrings.make();
    rotate(quick_files(), keyrings);
    const std::string backup = keyrings.folder().read("keyring");
    const std::string old = keyrings.folder().read("keyring.old");
    auto source = keyrings.source();
    shred_acme(quick_files(), keyrings);
    for (const std::string& copy : {backup, old}) {
      const auto refused = parse_document(copy, *source);
      REQUIRE_FALSE(refused.has_value());
      CHECK(refused.error().code == Code::key_unavailable);
      CHECK(refused.error().note.for_log().find("destroyed") != std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(keyrings.path() + ".old"));
    CHECK(keyrings.reopen(*source).document().epoch == 2);
  }
}

TEST_CASE("destroying one key renews its tenant's KEK, so that the live keyring does not open the old copy's key") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  SecretBytes kek_before;
  {
    KeyringStore store = keyrings.reopen(*source);
    kek_before = store.document().tenants.at(tenant("acme")).kek.clone();
    const auto destroyed = destroy_key(store.document(), {keyrings.id("acme"), 1});
    REQUIRE(destroyed.has_value());
    REQUIRE(destroyed->size() == 1);
    const auto done = store.commit_in_new_epoch({"keys.destroy", {}});
    REQUIRE(done.has_value());
    CHECK(*done == Destruction::done);
  }
  KeyringStore store = keyrings.reopen(*source);
  CHECK_FALSE(store.document().tenants.at(tenant("acme")).kek == kek_before);
  CHECK(store.document().find_key(keyrings.id("acme"), 1)->secret.empty());
  CHECK_FALSE(store.document().find_key(keyrings.id("acme"), 2)->secret.empty());
  const auto keyring = make_keyring(store.document(), kNow);
  REQUIRE(keyring.has_value());
  CHECK((*keyring)->data_key(keyrings.id("acme"), 1) == nullptr);
  CHECK((*keyring)->active_data_key("acme", Algorithm::aes256_gcm) != nullptr);
}

TEST_CASE("a KEK in the environment: the operator takes the old one out, and the next command finishes") {
  const TemporaryFolder folder;
  const std::string first = " 1:" + std::string(42, 'A') + "E";
  const std::string second = " 2:" + std::string(42, 'B') + "E";
  const auto set = [](const std::string& words) {
    setenv("VEILGATE_TEST_STORE_KEK", ("veilgate-kek-1" + words).c_str(), 1);
  };
  auto source = make_environment_source("VEILGATE_TEST_STORE_KEK");
  const auto path = folder.path("keyring");
  set(first);
  {
    auto store = KeyringStore::create(quick_files(), path, *source, Algorithm::aes_kw, true, kNow);
    REQUIRE(store.has_value());
    REQUIRE(create_tenant(store->document(), tenant("acme"), kNow).has_value());
    REQUIRE(store->commit({"tenants.create", {}}).has_value());
  }
  const auto shred = [&] {
    auto store = KeyringStore::open(quick_files(), path, *source, kNow);
    REQUIRE(store.has_value());
    if (auto shredded = shred_tenant(store->document(), tenant("acme")); !shredded) {
      return Result<Destruction>(shredded.error());
    }
    return store->commit_in_new_epoch({"tenants.shred", {}});
  };
  CHECK(shred().error().note.for_log().find("keys make-kek --epoch 2") != std::string::npos);
  set(first + second);
  const auto by_hand = shred();
  REQUIRE(by_hand.has_value());
  CHECK(*by_hand == Destruction::by_operator);
  {
    const auto store = KeyringStore::open(quick_files(), path, *source, kNow);
    REQUIRE(store.has_value());
    CHECK(store->document().retired == std::vector<Epoch>{1});
  }
  set(second);
  const auto store = KeyringStore::open(quick_files(), path, *source, kNow);
  REQUIRE(store.has_value());
  CHECK(store->document().retired.empty());
  unsetenv("VEILGATE_TEST_STORE_KEK");
}

TEST_CASE("a keyring that was altered or torn anywhere is refused with advice, and nothing is changed") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  const std::string good = keyrings.folder().read("keyring");
  REQUIRE(read_keyring(quick_files(), keyrings.path(), *source).has_value());
  const auto check = [&](const std::string& bad) {
    const auto parsed = parse_document(bad, *source);
    REQUIRE_FALSE(parsed.has_value());
    CHECK((parsed.error().code == Code::keyring_refused || parsed.error().code == Code::key_unavailable));
  };
  for (const std::string& bad : {good.substr(0, good.size() / 2), good + "x", std::string()}) {
    keyrings.folder().write("keyring", bad);
    const auto read = read_keyring(quick_files(), keyrings.path(), *source);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == Code::keyring_refused);
    CHECK(read.error().note.for_log().find(".old passes `veilgate keys check") != std::string::npos);
    CHECK(keyrings.folder().read("keyring") == bad);
  }
  for (std::size_t i = 0; i < good.size(); ++i) {
    CAPTURE(i);
    std::string altered = good;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    check(altered);
    check(good.substr(0, i));
  }
  check(good + "\n");
  check(good + "x");
  check(good + good);
  keyrings.folder().write("keyring", good);
  CHECK(read_keyring(quick_files(), keyrings.path(), *source).has_value());
}

TEST_CASE("lines of a keyring cannot change places, nor come from another generation") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  const std::string before = keyrings.folder().read("keyring");
  rotate(quick_files(), keyrings);
  const std::string after = keyrings.folder().read("keyring");
  const auto mac_of = [](const std::string& text) { return text.substr(text.rfind("mac ")); };
  keyrings.folder().write("keyring", before.substr(0, before.rfind("mac ")) + mac_of(after));
  CHECK(read_keyring(quick_files(), keyrings.path(), *source).error().code == Code::keyring_refused);
}

TEST_CASE("the keyring file has to be private, and is made private") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  struct stat facts {};
  for (const char* name : {"keyring", "keyring.old", "keyring.records", "keyring.lock"}) {
    CAPTURE(name);
    REQUIRE(stat(keyrings.folder().path(name).c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
  }
  chmod(keyrings.path().c_str(), 0644);
  const auto refused = read_keyring(quick_files(), keyrings.path(), *source);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().note.for_log().find("chmod 600") != std::string::npos);
}

TEST_CASE("a clock that moved back is refused for changes, and does not bring dates back for serving") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  {
    auto store = keyrings.open(quick_files(), *source, kNow + seconds{1'000});
    REQUIRE(store.has_value());
    Rotation how;
    how.not_after = kNow + seconds{1'500};
    REQUIRE(rotate_key(store->document(), keyrings.id("zeta"), how, store->now()).has_value());
    REQUIRE(store->commit({"keys.rotate", {}}).has_value());
  }
  const auto behind = keyrings.open(quick_files(), *source, kNow);
  REQUIRE_FALSE(behind.has_value());
  CHECK(behind.error().code == Code::bad_request);
  CHECK(behind.error().note.for_log().find("clock") != std::string::npos);
  {
    const auto a_little = keyrings.open(quick_files(), *source, kNow + seconds{950});
    REQUIRE(a_little.has_value());
    CHECK(a_little->now() == kNow + seconds{1'000});
  }
  {
    auto store = keyrings.open(quick_files(), *source, kNow + seconds{2'000});
    REQUIRE(store.has_value());
    REQUIRE(store->commit({"test.later", {}}).has_value());
  }
  const auto keyring = load_keyring(quick_files(), keyrings.path(), *source, kNow);
  REQUIRE(keyring.has_value());
  CHECK((*keyring)->active_data_key("zeta", Algorithm::aes256_gcm) == nullptr);  // expired, and stays so
}

TEST_CASE("two processes do not change a keyring at once; what is there is not made anew") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  {
    const KeyringStore store = keyrings.reopen(*source);
    const auto second = keyrings.open(quick_files(), *source);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == Code::overloaded);
    CHECK(load_keyring(quick_files(), keyrings.path(), *source, kNow).has_value());  // reading goes on
  }
  CHECK(keyrings.open(quick_files(), *source).has_value());
  const auto again = KeyringStore::create(quick_files(), keyrings.path(), *source, Algorithm::aes_kw, true, kNow);
  CHECK(again.error().code == Code::bad_request);
  const auto shared =
      KeyringStore::create(quick_files(), keyrings.folder().path("b"), *source, Algorithm::aes_kw, false, kNow);
  REQUIRE_FALSE(shared.has_value());
  CHECK(shared.error().note.for_log().find("another keyring may depend on it") != std::string::npos);
}

TEST_CASE("records: altered, cut, exchanged or from a newer keyring") {
  Keyrings keyrings;
  keyrings.make();
  auto source = keyrings.source();
  const std::string older_keyring = keyrings.folder().read("keyring");
  rotate(quick_files(), keyrings);
  rotate(quick_files(), keyrings);
  const auto document = read_keyring(quick_files(), keyrings.path(), *source);
  REQUIRE(document.has_value());
  const std::string good = keyrings.folder().read("keyring.records");
  REQUIRE(check_records(good, *document).has_value());
  CHECK(*check_records(good, *document) == 4);

  for (std::size_t i = 0; i < good.size(); ++i) {
    CAPTURE(i);
    std::string altered = good;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    CHECK_FALSE(check_records(altered, *document).has_value());
  }
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < good.size();) {
    const auto end = good.find('\n', at) + 1;
    lines.push_back(good.substr(at, end - at));
    at = end;
  }
  REQUIRE(lines.size() == 4);
  CHECK_FALSE(check_records(lines[0] + lines[2] + lines[1] + lines[3], *document).has_value());
  CHECK_FALSE(check_records(lines[0] + lines[1] + lines[3], *document).has_value());
  CHECK_FALSE(check_records(lines[1] + lines[2] + lines[3], *document).has_value());
  CHECK_FALSE(check_records(lines[0] + lines[1], *document).has_value());
  // One may be pending in the keyring still: the process may have ended before it was appended.
  CHECK(*check_records(lines[0] + lines[1] + lines[2], *document) == 3);

  const auto older = parse_document(older_keyring, *source);
  REQUIRE(older.has_value());
  const auto rolled_back = check_records(good, *older);
  REQUIRE_FALSE(rolled_back.has_value());
  CHECK(rolled_back.error().note.for_log().find("older keyring") != std::string::npos);
}

}  // namespace
}  // namespace veilgate::test
