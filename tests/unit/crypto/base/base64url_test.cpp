#include "crypto/base/base64url.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace veilgate::test {
namespace {

std::string encoded(const std::vector<std::uint8_t>& bytes) {
  std::string text(base64url_length(bytes.size()), '?');
  encode_base64url(bytes, text.data());
  return text;
}

bool decodes(std::string_view text) {
  std::vector<std::uint8_t> out(64);
  return decode_base64url(text, out);
}

TEST_CASE("RFC 4648 section 10, without padding") {
  struct Row {
    const char* plain;
    const char* text;
  };
  for (const auto& [plain, text] : {Row{"", ""}, Row{"f", "Zg"}, Row{"fo", "Zm8"}, Row{"foo", "Zm9v"},
                                    Row{"foob", "Zm9vYg"}, Row{"fooba", "Zm9vYmE"}, Row{"foobar", "Zm9vYmFy"}}) {
    const std::string_view wanted = plain;
    CHECK(encoded({wanted.begin(), wanted.end()}) == text);
  }
  CHECK(encoded({0xfb, 0xff, 0xbf}) == "-_-_");
}

TEST_CASE("every byte string comes back, and its text is the only one") {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 40; ++size) {
    std::vector<std::uint8_t> bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    const auto text = encoded(bytes);
    std::vector<std::uint8_t> back(size, 0xaa);
    CHECK(base64url_bytes(text.size()) == size);
    REQUIRE(decode_base64url(text, back));
    CHECK(back == bytes);
    for (std::size_t i = 0; i < text.size(); ++i)
      for (const char other : kBase64UrlAlphabet) {
        auto changed = text;
        changed[i] = other;
        std::vector<std::uint8_t> read(size);
        if (other != text[i] && decode_base64url(changed, read)) CHECK(read != bytes);
      }
  }
}

TEST_CASE("texts of every length are those that six bits after six bits give, and nothing behind them is written") {
  std::mt19937 random(2);
  for (std::size_t size = 0; size < 200; ++size) {
    CAPTURE(size);
    std::vector<std::uint8_t> bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    std::string wanted;
    for (std::size_t bit = 0; bit < 8 * size; bit += 6) {
      unsigned value = 0;
      for (std::size_t i = bit; i < bit + 6; ++i)
        value = value << 1 | (i < 8 * size ? bytes[i / 8] >> (7 - i % 8) & 1u : 0u);
      wanted += kBase64UrlAlphabet[value];
    }
    std::string text(wanted.size() + 16, '?');
    encode_base64url(bytes, text.data());
    CHECK(text == wanted + std::string(16, '?'));
  }
}

TEST_CASE("what is no base64url is refused") {
  for (const char* const text :
       {"Zg==", "Z", "Zm9vY", "Zh", "Zm9", "Zm8=", "Zm8 ", " Zm8", "Zm+/", "Zm/v", "Zm\nv", "Zm.v", "Zm\xc3v"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(decodes(text));
  }
  CHECK_FALSE(decodes(std::string_view("Zm9\0", 4)));
  CHECK(decodes("Zm8"));
  std::vector<std::uint8_t> small(2);
  CHECK_FALSE(decode_base64url("Zm9v", small));
}

}  // namespace
}  // namespace veilgate::test
