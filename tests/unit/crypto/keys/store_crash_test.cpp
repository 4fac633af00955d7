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

}  // namespace
}  // namespace veilgate::test
