#include "crypto/primitives/gcm_subkeys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "tests/unit/crypto/hex.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

Bytes selector_of(std::size_t number) {
  return Bytes(GcmSubkeys::kSelectorBytes, static_cast<std::uint8_t>(number + 1));
}

bool write_subkey(Octets selector, MutableOctets subkey) {
  std::fill(subkey.begin(), subkey.end(), static_cast<std::uint8_t>(selector[0] ^ 0x5A));
  return true;
}

// What a cipher made for this selector alone makes of a text.
Bytes sealed_alone(std::size_t number, std::string_view text) {
  Bytes key(32);
  write_subkey(selector_of(number), key);
  auto gcm = Gcm::make(BlockCipher::aes, key);
  REQUIRE(gcm.has_value());
  Bytes out(text.size() + Gcm::kTagBytes);
  REQUIRE(gcm->seal(Bytes(Gcm::kNonceBytes), {}, octets(text), out));
  return out;
}

// A cache that counts what it derives.
struct Counted {
  GcmSubkeys subkeys{BlockCipher::aes, 32};
  int derived = 0;

  Gcm* find(std::size_t number) {
    return subkeys.find(selector_of(number), [this](Octets selector, MutableOctets subkey) {
      ++derived;
      return write_subkey(selector, subkey);
    });
  }
};

TEST_CASE("as many subkeys as there are places are derived once, whatever their order") {
  Counted cache;
  for (int round = 0; round < 3; ++round)
    for (std::size_t number = 0; number < GcmSubkeys::kMost; ++number) CHECK(cache.find(number) != nullptr);
  CHECK(cache.derived == static_cast<int>(GcmSubkeys::kMost));
}

TEST_CASE("one more pushes out the one of its set that was not used for longest, and only that") {
  constexpr std::size_t kOldest = GcmSubkeys::kSets;  // of the set of 0, once 0 was used again
  Counted cache;
  for (std::size_t number = 0; number < GcmSubkeys::kMost; ++number) cache.find(number);
  cache.find(0);
  cache.find(GcmSubkeys::kMost);
  const int before = cache.derived;
  for (std::size_t number = 0; number <= GcmSubkeys::kMost; ++number)
    if (number != kOldest) cache.find(number);
  CHECK(cache.derived == before);
  cache.find(kOldest);
  CHECK(cache.derived == before + 1);
}

TEST_CASE("selectors that all fall into one set push one another out, and none of another set") {
  constexpr std::size_t kCrowd = GcmSubkeys::kWays + 4;
  constexpr std::size_t kOther = 1;
  Counted cache;
  for (int round = 0; round < 2; ++round)
    for (std::size_t number = 0; number < kCrowd; ++number) {
      CHECK(cache.find(number * GcmSubkeys::kSets) != nullptr);
      CHECK(cache.find(kOther) != nullptr);
    }
  CHECK(cache.derived == 2 * static_cast<int>(kCrowd) + 1);
}

TEST_CASE("whatever came before, a selector has its own subkey") {
  constexpr std::string_view kText = "13800138000";
  Counted cache;
  std::size_t number = 0;
  for (int i = 0; i < 500; ++i) {
    number = (number * 7 + static_cast<std::size_t>(i)) % (3 * GcmSubkeys::kMost);
    CAPTURE(number);
    Gcm* const gcm = cache.find(number);
    REQUIRE(gcm != nullptr);
    Bytes out(kText.size() + Gcm::kTagBytes);
    REQUIRE(gcm->seal(Bytes(Gcm::kNonceBytes), {}, octets(kText), out));
    CHECK(out == sealed_alone(number, kText));
    // Opening leaves the context as good as it was, the refusal of a changed text too.
    Bytes back(kText.size());
    CHECK(gcm->open(Bytes(Gcm::kNonceBytes), {}, out, back));
    out[0] ^= 1;
    CHECK_FALSE(gcm->open(Bytes(Gcm::kNonceBytes), {}, out, back));
  }
}

TEST_CASE("a subkey that cannot be derived is no subkey, then and later") {
  GcmSubkeys subkeys(BlockCipher::aes, 32);
  const auto fails = [](Octets, MutableOctets) { return false; };
  CHECK(subkeys.find(selector_of(1), fails) == nullptr);
  CHECK(subkeys.find(selector_of(1), fails) == nullptr);
  CHECK(subkeys.find(selector_of(1), write_subkey) != nullptr);
  CHECK(subkeys.find(Bytes(11), write_subkey) == nullptr);
  CHECK(subkeys.find(Bytes(13), write_subkey) == nullptr);
  // The zeros of an empty place name nothing.
  CHECK(subkeys.find(Bytes(12), fails) == nullptr);
}

}  // namespace
}  // namespace veilgate::test
