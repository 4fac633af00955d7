#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "tests/unit/crypto/keys/keyrings.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

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
