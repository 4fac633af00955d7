#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/keys/operator.hpp"

namespace veilgate::test {
namespace {

const std::vector<std::vector<std::string>> kVerbs = {
    {"keys", "init"},    {"keys", "create"},    {"keys", "list"},      {"keys", "rotate"},        {"keys", "suspend"},
    {"keys", "resume"},  {"keys", "revoke"},    {"keys", "destroy"},   {"keys", "export-public"}, {"keys", "backup"},
    {"keys", "restore"}, {"keys", "approve"},   {"keys", "approvers"}, {"keys", "make-kek"},      {"keys", "rewrap"},
    {"keys", "check"},   {"tenants", "create"}, {"tenants", "list"},   {"tenants", "shred"}};

TEST_CASE("every verb explains itself with an example") {
  Operator person;
  for (auto words : kVerbs) {
    words.emplace_back("--help");
    CAPTURE(words);
    const auto finished = person.run(words);
    CHECK(finished.exit_code == 0);
    CHECK(holds(finished.out, "Example"));
    CHECK(finished.err.empty());
  }
}

TEST_CASE("wrong usage: exit 2, the reason on standard error, nothing on standard output") {
  Operator person;
  person.init();
  struct Row {
    const char* name;
    std::vector<std::string> words;
  };
  for (const Row& row :
       {Row{"no verb", {"keys"}},
        {"an unknown verb", {"keys", "melt"}},
        {"no key", {"keys", "suspend"}},
        {"a key of another form", {"keys", "suspend", "1F2E3D4C"}},
        {"version 0", {"keys", "revoke", "1f2e3d4c:0"}},
        {"an unknown purpose", {"keys", "create", "--purpose", "everything"}},
        {"an unknown algorithm", {"keys", "create", "--tenant", "acme", "--algorithm", "rot13"}},
        {"a period without unit", {"keys", "create", "--tenant", "acme", "--rotate-every", "90"}},
        {"a time that is none", {"keys", "create", "--tenant", "acme", "--expires", "2027-02-30T00:00:00Z"}},
        {"nothing to rotate", {"keys", "rotate"}},
        {"a version to rotate", {"keys", "rotate", "1f2e3d4c:1"}},
        {"a tenant in capitals", {"tenants", "create", "Acme"}},
        {"an approver without a key", {"keys", "init", "--approver", "alice"}},
        {"a backup to no key", {"keys", "backup", "--to", person.path("request"), "--out", person.path("b")}}}) {
    CAPTURE(row.name);
    const auto finished = person.keys(row.words);
    CHECK(finished.exit_code != 0);
    CHECK(finished.out.empty());
    CHECK_FALSE(finished.err.empty());
    if (row.name != std::string("a backup to no key")) CHECK(finished.exit_code == 2);
  }
  CHECK(person.run({"keys", "list"}).exit_code == 2);
  CHECK(person.run({"keys", "list", "--keyring", person.keyring()}).exit_code == 2);
  CHECK(person.run({"keys", "list", "--keyring", person.keyring(), "--source", "http://kms"}).exit_code == 2);
}

}  // namespace
}  // namespace veilgate::test
