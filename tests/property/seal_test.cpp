// What must hold for every value: it comes back, its token says nothing else, and equal means equal.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "crypto/seal/field_sealer.hpp"
#include "crypto/seal/opener.hpp"
#include "crypto/seal/rewrapper.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

using Random = std::mt19937_64;

void append_utf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

// Any bytes, any Unicode scalar values, or digits; sizes mostly as fields have them, now and then up to 1 MiB.
std::string any_value(Random& random) {
  const std::size_t kind = random() % 3;
  std::size_t size = random() % 64;
  if (random() % 8 == 0) size = random() % 5'000;
  if (random() % 100 == 0) size = random() % (kMostPlaintextBytes - 3);
  std::string value;
  while (value.size() < size) {
    if (kind == 0) {
      value += static_cast<char>(random());
    } else if (kind == 1) {
      auto c = static_cast<char32_t>(random() % 0x110000);
      if (c >= 0xd800 && c < 0xe000) c = 0x4e00 + c % 0x1000;
      append_utf8(c, value);
    } else {
      value += static_cast<char>('0' + random() % 10);
    }
  }
  return value;
}

std::vector<Algorithm> token_suites() {
  std::vector<Algorithm> algorithms;
  for (const auto& suite : suites())
    if (!suite.keeps_format && check_offered(suite.algorithm)) algorithms.push_back(suite.algorithm);
  return algorithms;
}

TEST_CASE("every value comes back from its token, before and after a rotation, and after rewrapping") {
  const auto before = make_keyring();
  const auto after = make_keyring({.versions = {KeyState::suspended, KeyState::active}});
  const auto grant = TestPermit::grant(tenant("acme"), {"any"});
  for (const auto suite : token_suites()) {
    CAPTURE(std::string(to_text(suite)));
    Random random(static_cast<std::uint64_t>(suite));
    auto sealer = FieldSealer::make(before, tenant("acme"), "any", {.suite = suite});
    REQUIRE(sealer.has_value());
    Opener opener(after, tenant("acme"));
    Rewrapper rewrapper(after, tenant("acme"));
    for (int i = 0; i < 400; ++i) {
      const auto value = any_value(random);
      CAPTURE(value.size());
      std::string token;
      REQUIRE(sealer->append_token(value, token).has_value());
      REQUIRE(token.size() == sealer->token_length(value.size()));
      REQUIRE(parse_token(token).has_value());
      std::string back;
      REQUIRE(opener.open(token, grant, TestPermit::receipt(), back).has_value());
      REQUIRE(back == value);
      if (value.size() >= 12) REQUIRE(token.find(value) == std::string::npos);
      std::string rewrapped;
      REQUIRE(rewrapper.append_rewrapped(token, rewrapped).has_value());
      back.clear();
      REQUIRE(opener.open(rewrapped, grant, TestPermit::receipt(), back).has_value());
      REQUIRE(back == value);
    }
  }
}

TEST_CASE("deterministic suites: tokens of two values are equal if and only if the values are") {
  const auto keyring = make_keyring();
  for (const auto suite : {Algorithm::aes_siv, Algorithm::sm4_siv}) {
    Random random(99);
    auto sealer = FieldSealer::make(keyring, tenant("acme"), "any", {.suite = suite});
    std::map<std::string, std::string> value_of;
    for (int i = 0; i < 3'000; ++i) {
      auto value = any_value(random);
      if (i % 2 == 0) value.resize(std::min<std::size_t>(value.size(), random() % 3));
      std::string token;
      REQUIRE(sealer->append_token(value, token).has_value());
      const auto [known, is_new] = value_of.emplace(token, value);
      REQUIRE(known->second == value);
      std::string again;
      REQUIRE(sealer->append_token(value, again).has_value());
      REQUIRE(again == token);
    }
  }
}

TEST_CASE("one changed bit anywhere, in any token, is refused and releases nothing") {
  const auto keyring = make_keyring();
  const auto grant = TestPermit::grant(tenant("acme"), {"any"});
  for (const auto suite : token_suites()) {
    Random random(7);
    auto sealer = FieldSealer::make(keyring, tenant("acme"), "any", {.suite = suite});
    Opener opener(keyring, tenant("acme"));
    for (int i = 0; i < 2'000; ++i) {
      auto value = any_value(random);
      value.resize(std::min<std::size_t>(value.size(), 300));
      std::string token;
      REQUIRE(sealer->append_token(value, token).has_value());
      auto changed = token;
      changed[random() % changed.size()] ^= static_cast<char>(1 << random() % 8);
      std::string out;
      REQUIRE_FALSE(sealer->is_own_token(changed));
      REQUIRE_FALSE(opener.open(changed, grant, TestPermit::receipt(), out).has_value());
      REQUIRE(out.empty());
    }
  }
}

TEST_CASE("kept formats: length, alphabet and separators stay, values come back, and no two values become one") {
  const auto keyring = make_keyring();
  const auto grant = TestPermit::grant(tenant("acme"), {"any"});
  for (const auto suite : {Algorithm::ff1_aes, Algorithm::ff1_sm4})
    for (const auto alphabet : {Alphabet::digits, Alphabet::upper, Alphabet::alphanumeric}) {
      Random random(static_cast<std::uint64_t>(alphabet));
      const std::string_view letters = alphabet == Alphabet::digits  ? "0123456789"
                                       : alphabet == Alphabet::upper ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                                     : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      auto sealer = FieldSealer::make(keyring, tenant("acme"), "any",
                                      {.suite = suite, .format = {alphabet, CheckDigit::none, false}});
      REQUIRE(sealer.has_value());
      Opener opener(keyring, tenant("acme"));
      std::map<std::string, std::string> value_of;
      for (int i = 0; i < 400; ++i) {
        std::string value;
        const std::size_t size = 6 + random() % 40;
        for (std::size_t k = 0; k < size; ++k) {
          value += letters[random() % letters.size()];
          if (random() % 6 == 0) value += random() % 2 == 0 ? ' ' : '-';
        }
        std::string text;
        std::string companion;
        REQUIRE(sealer->append_formatted(value, text, companion).has_value());
        REQUIRE(text.size() == value.size());
        for (std::size_t k = 0; k < text.size(); ++k) {
          const bool is_letter = letters.find(value[k]) != std::string_view::npos;
          REQUIRE((is_letter ? letters.find(text[k]) != std::string_view::npos : text[k] == value[k]));
        }
        REQUIRE(value_of.emplace(text, value).first->second == value);
        std::string back;
        REQUIRE(opener.open_formatted(text, companion, grant, TestPermit::receipt(), back).has_value());
        REQUIRE(back == value);
      }
    }
}

}  // namespace
}  // namespace veilgate::test
