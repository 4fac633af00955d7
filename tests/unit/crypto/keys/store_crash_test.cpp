// Whatever step of a change is the last one or fails, the keyring is whole and nothing is lost.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "crypto/keys/administration.hpp"
#include "tests/unit/crypto/keys/keyrings.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

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

// What a killed change, or one that went through, left.
struct Survivor {
  Keyrings& keyrings;
  ManagedKeySource& source;
  KeyringStore& store;
  const std::map<std::string, SecretBytes>& before;  // secrets there were before the change
  bool was_killed;
};

// Lets `change` be killed before and behind every step it takes, opens the keyring again as the next process would, and
// has `check` look at it. Returns how many steps there are.
int kill_at_every_step(void (*change)(Files&, Keyrings&), const std::function<void(const Survivor&)>& check) {
  int steps = 0;
  for (const Fault fault : {Fault::kill_before, Fault::kill_after}) {
    bool was_killed = true;
    for (steps = 0; was_killed; ++steps) {
      CAPTURE(steps);
      Keyrings keyrings;
      keyrings.make();
      auto source = keyrings.source();
      const auto before = secrets_of(keyrings.reopen(*source).document());
      was_killed = is_killed([&] {
        FaultyFiles files(fault, steps + 1);
        change(files, keyrings);
      });
      KeyringStore store = keyrings.reopen(*source);
      check({keyrings, *source, store, before, was_killed});
      CHECK(records_are_whole(keyrings, store.document()));
    }
  }
  return steps;
}

TEST_CASE("kill -9 at every step of a write: the keyring is the one before or the one after, whole") {
  const int steps = kill_at_every_step(rotate, [](const Survivor& survivor) {
    KeyringStore& store = survivor.store;
    const auto after = secrets_of(store.document());
    for (const auto& [name, secret] : survivor.before) CHECK(after.at(name) == secret);
    const bool is_rotated = after.size() == survivor.before.size() + 1;
    CHECK((is_rotated || after.size() == survivor.before.size()));
    if (!survivor.was_killed) CHECK(is_rotated);
    CHECK(records_are_whole(survivor.keyrings, store.document()));
    // The next change goes through.
    REQUIRE(rotate_key(store.document(), survivor.keyrings.id("acme"), {}, kNow).has_value());
    CHECK(store.commit({"keys.rotate", {}}).has_value());
  });
  CHECK(steps > 10);  // or nothing was interrupted
}

TEST_CASE("kill -9 at every step of a shredding: what goes on ends the same way, and survivors stay") {
  const int steps = kill_at_every_step(shred_acme, [](const Survivor& survivor) {
    KeyringStore& store = survivor.store;
    const bool is_shredded = store.document().find_tenant(tenant("acme"))->kek.empty();
    if (!survivor.was_killed) CHECK(is_shredded);
    const std::string kept = "data key " + crypto::to_text(survivor.keyrings.id("zeta")) + " version 1 of tenant zeta";
    CHECK(secrets_of(store.document()).at(kept) == survivor.before.at(kept));
    if (!is_shredded) {
      CHECK(store.document().epoch == 1);
      CHECK(secrets_of(store.document()).size() == survivor.before.size());
      return;
    }
    // Opening went on to the end: the epoch before is gone, with the copy that needed it.
    CHECK(store.document().epoch == 2);
    CHECK(store.document().retired.empty());
    CHECK_FALSE(*survivor.source.has(1));
    CHECK_FALSE(std::filesystem::exists(survivor.keyrings.path() + ".old"));
  });
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

}  // namespace
}  // namespace veilgate::test
