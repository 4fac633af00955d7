// The table of crypto/README.md, computed.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "crypto/seal/field_sealer.hpp"
#include "tests/support/test_keyring.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

TEST_CASE("the README's table of token lengths is what comes out") {
  std::ifstream file(VEILGATE_SOURCE_DIR "/crypto/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  REQUIRE_FALSE(readme.empty());
  const auto keyring = make_keyring();
  for (const auto& suite : suites()) {
    if (suite.keeps_format || suite.algorithm == Algorithm::sm4_gcm) continue;
    auto sealer = FieldSealer::make(keyring, tenant("acme"), "cn_mobile", {.suite = suite.algorithm});
    REQUIRE(sealer.has_value());
    std::string row = std::string("| `") + to_text(suite.algorithm) + "` |";
    for (const std::size_t bytes : {0, 4, 11, 18, 32, 64, 128, 1024}) {
      std::string token;
      REQUIRE(sealer->append_token(std::string(bytes, '7'), token).has_value());
      row += " " + std::to_string(token.size()) + " |";
    }
    CAPTURE(row);
    CHECK(readme.find(row + "\n") != std::string::npos);
  }
  CHECK(facts_of(Algorithm::sm4_gcm).overhead == facts_of(Algorithm::aes256_gcm).overhead);
  for (const auto suite : {Algorithm::ff1_aes, Algorithm::ff1_sm4}) {
    auto sealer = FieldSealer::make(keyring, tenant("acme"), "cn_mobile",
                                    {.suite = suite, .format = {Alphabet::digits, CheckDigit::none, false}});
    std::string text;
    std::string companion;
    REQUIRE(sealer->append_formatted("13800138000", text, companion).has_value());
    CHECK(readme.find("and " + std::to_string(companion.size()) + " characters of companion") != std::string::npos);
  }
}

}  // namespace
}  // namespace veilgate::test
