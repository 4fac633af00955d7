// The keyring file: altered, torn, not private; clocks that go back, and two processes at once.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>

#include "crypto/keys/administration.hpp"
#include "tests/unit/crypto/keys/keyrings.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;
using std::chrono::seconds;

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

}  // namespace
}  // namespace veilgate::test
