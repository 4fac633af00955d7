#include "crypto/primitives/ff1.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/unit/crypto/hex.hpp"
#include "tests/unit/crypto/primitives/ff1_reference.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;
using Numerals = std::vector<std::uint16_t>;

Bytes random_bytes(std::mt19937& random, std::size_t size) {
  Bytes bytes(size);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

struct Cipher {
  const char* name;
  BlockCipher cipher;
  const char* reference;
  std::size_t key_bytes;
};
constexpr Cipher kCiphers[] = {{"AES-128", BlockCipher::aes, "AES-128-ECB", 16},
                               {"AES-256", BlockCipher::aes, "AES-256-ECB", 32},
                               {"SM4", BlockCipher::sm4, "SM4-ECB", 16}};

TEST_CASE("FF1 agrees with the straightforward one, over AES and SM4, over radixes, lengths and tweaks") {
  std::mt19937 random(20160329);
  for (const auto& cipher : kCiphers)
    for (const unsigned radix : {2u, 3u, 7u, 10u, 16u, 26u, 36u, 255u, 256u, 257u, 1000u, 65535u, 65536u}) {
      CAPTURE(std::string(cipher.name));
      CAPTURE(radix);
      const auto key = random_bytes(random, cipher.key_bytes);
      for (int i = 0; i < 12; ++i) {
        const auto tweak = random_bytes(random, random() % 3 == 0 ? 0 : random() % 70);
        auto ff1 = Ff1::make(cipher.cipher, key, radix, tweak);
        REQUIRE(ff1.has_value());
        std::size_t length = 2 + random() % (i < 8 ? 40 : 200);
        while (!Ff1::has_domain(radix, length, 100)) ++length;
        CAPTURE(length);
        Numerals plain(length);
        for (auto& numeral : plain) numeral = static_cast<std::uint16_t>(random() % radix);
        if (i == 0) std::ranges::fill(plain, static_cast<std::uint16_t>(radix - 1));
        if (i == 1) std::ranges::fill(plain, std::uint16_t{0});
        const auto expected = reference_ff1(cipher.reference, key, radix, tweak, plain, true);
        auto numerals = plain;
        REQUIRE(ff1->encrypt(numerals));
        CHECK(numerals == expected);
        REQUIRE(ff1->decrypt(numerals));
        CHECK(numerals == plain);
        auto other = plain;
        REQUIRE(ff1->decrypt(other));
        CHECK(other == reference_ff1(cipher.reference, key, radix, tweak, plain, false));
      }
    }
}

TEST_CASE("where a half is near 2^64 and the short way ends") {
  std::mt19937 random(64);
  const auto key = random_bytes(random, 32);
  for (const std::size_t length : {36, 37, 38, 39, 40, 41, 512}) {
    CAPTURE(length);
    auto ff1 = Ff1::make(BlockCipher::aes, key, 10, {});
    REQUIRE(ff1.has_value());
    for (int i = 0; i < 20; ++i) {
      Numerals plain(length);
      for (auto& numeral : plain) numeral = static_cast<std::uint16_t>(i == 0 ? 9 : random() % 10);
      auto numerals = plain;
      REQUIRE(ff1->encrypt(numerals));
      CHECK(numerals == reference_ff1("AES-256-ECB", key, 10, {}, plain, true));
      REQUIRE(ff1->decrypt(numerals));
      CHECK(numerals == plain);
    }
  }
}

TEST_CASE("one object serves several lengths in turn") {
  std::mt19937 random(3);
  const auto key = random_bytes(random, 16);
  auto ff1 = Ff1::make(BlockCipher::sm4, key, 10, random_bytes(random, 20));
  REQUIRE(ff1.has_value());
  std::vector<Numerals> first;
  for (int round = 0; round < 2; ++round)
    for (std::size_t length = 6; length < 60; ++length) {
      Numerals numerals(length, 5);
      REQUIRE(ff1->encrypt(numerals));
      if (round == 0) {
        first.push_back(numerals);
      } else {
        CHECK(numerals == first[length - 6]);
      }
    }
}

TEST_CASE("FF1 over SM4, as two implementations of the same standard give it") {
  auto ff1 = Ff1::make(BlockCipher::sm4, hex("0123456789abcdeffedcba9876543210"), 10, {});
  REQUIRE(ff1.has_value());
  Numerals numerals = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  REQUIRE(ff1->encrypt(numerals));
  CHECK(numerals == Numerals{4, 8, 6, 5, 2, 2, 9, 0, 6, 7});
}

TEST_CASE("FF1 is a permutation of a whole domain of 10^6, for both ciphers") {
  for (const auto& cipher : {kCiphers[0], kCiphers[2]}) {
    auto ff1 = Ff1::make(cipher.cipher, Bytes(16, 9), 10, {});
    REQUIRE(ff1.has_value());
    std::vector<bool> seen(1'000'000);
    std::size_t distinct = 0;
    bool comes_back = true;
    for (std::uint32_t number = 0; number < seen.size(); ++number) {
      std::array<std::uint16_t, 6> numerals;
      for (std::uint32_t i = 6, rest = number; i-- > 0; rest /= 10) numerals[i] = static_cast<std::uint16_t>(rest % 10);
      const auto plain = numerals;
      REQUIRE(ff1->encrypt(numerals));
      std::uint32_t image = 0;
      for (const auto numeral : numerals) image = image * 10 + numeral;
      REQUIRE(image < seen.size());
      if (!seen[image]) ++distinct;
      seen[image] = true;
      if (number % 101 == 0) {
        REQUIRE(ff1->decrypt(numerals));
        comes_back = comes_back && numerals == plain;
      }
    }
    CHECK(distinct == seen.size());
    CHECK(comes_back);
  }
}

TEST_CASE("what FF1 refuses, with its numerals wiped") {
  CHECK_FALSE(Ff1::make(BlockCipher::aes, Bytes(16), 1, {}).has_value());
  CHECK_FALSE(Ff1::make(BlockCipher::aes, Bytes(16), 65537, {}).has_value());
  CHECK_FALSE(Ff1::make(BlockCipher::aes, Bytes(16), 10, Bytes(Ff1::kMostTweakBytes + 1)).has_value());
  CHECK_FALSE(Ff1::make(BlockCipher::sm4, Bytes(32), 10, {}).has_value());
  auto ff1 = Ff1::make(BlockCipher::aes, Bytes(16), 10, {});
  REQUIRE(ff1.has_value());
  for (auto numerals : {Numerals{}, Numerals{1}, Numerals{1, 2, 3, 4, 5, 10}, Numerals(Ff1::kMostNumerals + 1, 1),
                        Numerals{0xffff, 1, 2, 3, 4, 5}}) {
    const auto wiped = Numerals(numerals.size());
    CHECK_FALSE(ff1->encrypt(numerals));
    CHECK(numerals == wiped);
  }
  CHECK_FALSE(Ff1::is_large_enough(10, 5));
  CHECK(Ff1::is_large_enough(10, 6));
  CHECK_FALSE(Ff1::is_large_enough(26, 4));
  CHECK(Ff1::is_large_enough(26, 5));
  CHECK_FALSE(Ff1::is_large_enough(2, 19));
  CHECK(Ff1::is_large_enough(2, 20));
  CHECK_FALSE(Ff1::is_large_enough(65536, 1));
  CHECK(Ff1::is_large_enough(65536, 2));
  CHECK(Ff1::is_large_enough(10, 512));
}

}  // namespace
}  // namespace veilgate::test
