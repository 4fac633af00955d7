#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/keys/operator.hpp"

namespace veilgate::test {
namespace {

using nlohmann::json;

std::string state_of(Operator& person, const std::string& id, int version) {
  const auto listed = json::parse(person.done({"keys", "list", "--format", "json"}));
  for (const auto& key : listed["keys"]) {
    if (key["id"] == id && key["version"] == version) return key["state"];
  }
  return "missing";
}

TEST_CASE("from the ceremony to the end of a key") {
  Operator person;
  person.init();
  CHECK(person.keys({"keys", "init"}).exit_code == 1);  // there is one
  const auto made = json::parse(person.done({"tenants", "create", "acme", "--format", "json"}));
  CHECK(made["keys"].size() == 3);
  CHECK(made["keys"][0]["algorithm"] == "sm4-ctr-hmac-sm3");
  CHECK(person.keys({"tenants", "create", "acme"}).exit_code == 1);
  CHECK(person.keys({"keys", "create", "--tenant", "acme"}).exit_code == 1);  // it has a key for this already
  person.done({"keys", "create", "--tenant", "acme", "--algorithm", "aes256-gcm", "--rotate-every", "90d"});

  const std::string id = person.id_of("acme", "data");
  person.done({"keys", "rotate", id});
  CHECK(state_of(person, id, 1) == "suspended");
  CHECK(state_of(person, id, 2) == "active");
  person.done({"keys", "rotate", id, "--pending"});
  CHECK(state_of(person, id, 2) == "active");
  CHECK(state_of(person, id, 3) == "pending");
  person.done({"keys", "resume", id + ":3"});
  CHECK(state_of(person, id, 2) == "suspended");
  CHECK(state_of(person, id, 3) == "active");
  person.done({"keys", "suspend", id});
  CHECK(state_of(person, id, 3) == "suspended");
  person.done({"keys", "resume", id});
  CHECK(state_of(person, id, 3) == "active");
  person.done({"keys", "rotate", id, "--from", "2099-01-01T00:00:00Z"});
  CHECK(state_of(person, id, 4) == "pending");
  person.done({"keys", "revoke", id + ":1"});
  CHECK(state_of(person, id, 1) == "revoked");
  CHECK(person.keys({"keys", "resume", id + ":1"}).exit_code == 1);
  CHECK(holds(person.done({"keys", "rotate", "--due"}), "rotated: 0"));
  CHECK(holds(person.done({"keys", "list"}), "2099") == false);
  CHECK(person.keys({"keys", "suspend", "00000001"}).exit_code == 1);
  CHECK(person.keys({"keys", "check"}).exit_code == 0);
}

TEST_CASE("destroying and shredding need two people, and leave no copy that opens") {
  Operator person;
  person.init();
  person.done({"tenants", "create", "acme"});
  person.done({"tenants", "create", "zeta"});
  const std::string id = person.id_of("acme", "data");
  person.done({"keys", "rotate", id});
  const auto copy = person.write_private("copy", person.folder().read("keyring"));

  const auto alone = person.keys({"keys", "destroy", id + ":1"});
  CHECK(alone.exit_code == 1);
  CHECK(holds(alone.err, "needs two approvals"));
  CHECK(person.keys({"tenants", "shred", "acme"}).exit_code == 1);
  CHECK(person.keys({"keys", "export-public"}).exit_code == 1);
  CHECK(state_of(person, id, 1) == "suspended");

  const auto active = person.approved({"keys", "destroy", id + ":2"});
  CHECK(active.exit_code == 1);
  CHECK(holds(active.err, "is active"));

  const auto destroyed = person.approved({"keys", "destroy", id + ":1"});
  CHECK(destroyed.exit_code == 0);
  CHECK(holds(destroyed.out, "old_epoch: destroyed"));
  CHECK(state_of(person, id, 1) == "destroyed");
  const auto again = person.keys({"keys", "destroy", id + ":1", "--request", person.path("request"), "--approval",
                                  person.path("alice.approval"), "--approval", person.path("bob.approval")});
  CHECK(again.exit_code == 1);
  CHECK(holds(again.err, "used already"));

  const auto old = person.run({"keys", "check", "--keyring", copy, "--source", person.source()});
  CHECK(old.exit_code == 1);
  CHECK(holds(old.err, "destroyed epoch cannot be had again"));

  const auto shredded = person.approved({"tenants", "shred", "acme", "--format", "json"});
  CHECK(shredded.exit_code == 0);
  CHECK(json::parse(shredded.out)["destroyed"] == 3);
  CHECK(holds(person.done({"tenants", "list"}), "acme shredded"));
  CHECK(holds(person.done({"tenants", "list"}), "zeta active"));
  CHECK(state_of(person, id, 2) == "destroyed");
  CHECK(person.keys({"tenants", "create", "acme"}).exit_code == 1);

  // The record names hashes only.
  const std::string records = person.folder().read("keyring.records");
  const auto at = records.find("\"action\":\"tenants.shred\"");
  REQUIRE(at != std::string::npos);
  const std::string record = records.substr(at, records.find('\n', at) - at);
  CHECK(holds(record, "\"tenant_hash\":\""));
  CHECK(holds(record, "\"key_id_hash\":\""));
  CHECK(holds(record, "\"approved_by\":\"alice,bob\""));
  CHECK_FALSE(holds(record, "acme"));
  CHECK_FALSE(holds(record, id));
  CHECK(person.keys({"keys", "check"}).exit_code == 0);
}

TEST_CASE("backup to an offline key, and back") {
  Operator person;
  person.init();
  person.done({"tenants", "create", "acme"});
  const auto offline = make_p256();
  const auto public_key = person.folder().write("offline.pem", offline.public_key);
  const auto private_key = person.write_private("offline.key", offline.private_key);
  const std::vector<std::string> backup = {"keys", "backup", "--to", public_key, "--out", person.path("backup")};
  CHECK(person.keys(backup).exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(person.path("backup")));
  CHECK(person.approved(backup).exit_code == 0);
  const std::string listed = person.done({"keys", "list"});

  const std::vector<std::string> restore = {"keys", "restore", person.path("backup"), "--key", "file:" + private_key};
  CHECK(holds(person.keys(restore).err, "--replace"));
  std::filesystem::remove(person.keyring());
  CHECK(person.keys(restore).exit_code == 0);
  CHECK(person.done({"keys", "list"}) == listed);
  CHECK(person.keys({"keys", "check"}).exit_code == 0);
  person.done({"keys", "rotate", person.id_of("acme", "data")});

  // After a key was destroyed the backup is worth nothing.
  person.done({"keys", "revoke", person.id_of("acme", "index")});
  CHECK(person.approved({"keys", "destroy", person.id_of("acme", "index")}).exit_code == 0);
  std::filesystem::rename(person.keyring(), person.path("aside"));
  const auto late = person.keys(restore);
  CHECK(late.exit_code == 1);
  CHECK(holds(late.err, "no KEK of epoch 1"));
}

TEST_CASE("check finds what is wrong: records, permissions, a torn keyring") {
  Operator person;
  person.init();
  person.done({"tenants", "create", "acme"});
  const std::string records = person.folder().read("keyring.records");
  const auto cut_lines = [&](int lines) {
    std::size_t end = records.size();
    for (int i = 0; i < lines; ++i) end = records.rfind('\n', end - 2) + 1;
    person.write_private("keyring.records", records.substr(0, end));
  };
  cut_lines(1);  // the last one stands in the keyring as well, and is put back
  CHECK(person.keys({"keys", "check"}).exit_code == 0);
  CHECK(person.folder().read("keyring.records") == records);
  cut_lines(2);
  const auto cut = person.keys({"keys", "check"});
  CHECK(cut.exit_code == 1);
  CHECK(holds(cut.out, "a line is missing or added"));
  person.write_private("keyring.records", records);
  CHECK(person.keys({"keys", "check"}).exit_code == 0);

  REQUIRE(chmod(person.path("kek").c_str(), 0644) == 0);
  CHECK(holds(person.keys({"keys", "check"}).err, "chmod 600"));
  REQUIRE(chmod(person.path("kek").c_str(), 0600) == 0);

  const std::string keyring = person.folder().read("keyring");
  person.write_private("keyring", keyring.substr(0, keyring.size() - 10));
  const auto torn = person.keys({"keys", "list"});
  CHECK(torn.exit_code == 1);
  CHECK(holds(torn.err, "is torn"));
  CHECK(holds(torn.err, "keyring.old"));
  // What it says helps.
  const auto old = person.run({"keys", "check", "--keyring", person.keyring() + ".old", "--source", person.source()});
  CHECK(holds(old.out, "generation: "));
  std::filesystem::rename(person.keyring() + ".old", person.keyring());
  CHECK(person.keys({"keys", "list"}).exit_code == 0);
}

TEST_CASE("approvers: the first two are enrolled freely, the third needs both") {
  Operator person;
  person.done({"keys", "init"});
  const auto add = [&](const std::string& name) {
    const auto pair = make_ed25519();
    person.write_private(name + ".key", pair.private_key);
    return std::vector<std::string>{"keys", "approvers", "add",
                                    name,   "--key",     person.folder().write(name + ".pem", pair.public_key)};
  };
  CHECK(holds(person.keys({"keys", "export-public"}).err, "fewer than two approvers"));
  person.done(add("alice"));
  person.done(add("bob"));
  const auto third = add("carol");
  CHECK(person.keys(third).exit_code == 1);
  CHECK(person.approved(third).exit_code == 0);
  CHECK(person.done({"keys", "approvers", "list"}) == "alice\nbob\ncarol\n");
  CHECK(person.keys({"keys", "approvers", "remove", "carol"}).exit_code == 1);
  CHECK(person.approved({"keys", "approvers", "remove", "carol"}).exit_code == 0);
  CHECK(person.done({"keys", "approvers", "list"}) == "alice\nbob\n");
  const auto exported = json::parse(person.approved({"keys", "export-public"}).out);
  CHECK(exported["approvers"].size() == 2);
  CHECK(exported["record_signers"].size() == 1);
}

}  // namespace
}  // namespace veilgate::test
