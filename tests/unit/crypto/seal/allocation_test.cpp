// Sealing, recognising and opening take no memory from the heap once the buffers have grown.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "crypto/seal/field_sealer.hpp"
#include "crypto/seal/opener.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace {

std::size_t g_allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++g_allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace veilgate::test {
namespace {

using namespace crypto;

TEST_CASE("a field costs no allocation in the steady state, whatever the suite") {
  const auto keyring = make_keyring();
  const std::string value = "13800138000";
  for (const auto& suite : suites()) {
    if (!check_offered(suite.algorithm)) continue;
    CAPTURE(std::string(to_text(suite.algorithm)));
    SealSettings settings{.suite = suite.algorithm,
                          .index = {IndexKind::exact, IndexKind::last4, IndexKind::ngram},
                          .index_algorithm = Algorithm::hmac_sha256};
    if (suite.keeps_format) settings.format.alphabet = Alphabet::digits;
    auto sealer = FieldSealer::make(keyring, tenant("acme"), "cn_mobile", settings);
    REQUIRE(sealer.has_value());
    Opener opener(keyring, tenant("acme"));
    const auto grant = TestPermit::grant(tenant("acme"), {"cn_mobile"});
    std::string token;
    std::string companion;
    std::string index;
    std::string back;
    bool good = true;
    const auto run = [&] {
      token.clear();
      companion.clear();
      index.clear();
      back.clear();
      if (suite.keeps_format) {
        good = good && sealer->append_formatted(value, token, companion).has_value();
        good = good && sealer->is_own_formatted(token, companion);
        good = good && opener.open_formatted(token, companion, grant, TestPermit::receipt(), back).has_value();
      } else {
        good = good && sealer->append_token(value, token).has_value();
        good = good && sealer->is_own_token(token);
        good = good && opener.open(token, grant, TestPermit::receipt(), back).has_value();
      }
      for (const auto kind : {IndexKind::exact, IndexKind::last4, IndexKind::ngram})
        good = good && sealer->append_index(value, kind, index).has_value();
      good = good && back == value;
    };
    for (int i = 0; i < 3; ++i) run();
    const auto before = g_allocations;
    for (int i = 0; i < 100; ++i) run();
    CHECK(g_allocations == before);
    CHECK(good);
  }
}

}  // namespace
}  // namespace veilgate::test
