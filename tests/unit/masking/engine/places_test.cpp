// A value is masked alike wherever it stands: alone, among members that say nothing, in an array, again and again. Most
// of a document is taken by a way of its own (masking/json/walk_plain.cpp) that must let nothing through.
#include <doctest/doctest.h>

#include <cstdio>
#include <random>
#include <string>
#include <string_view>

#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using test::masked_text;
using test::MaskingWorld;

constexpr std::string_view kParts[] = {
    "qq12345678",
    "wxid_abcdef12345",
    "AA:BB:CC:DD:EE:FF",
    "10.1.2.33",
    "fe80::1ff:fe23:4567:890a",
    "https://a.b/c?password=abc123xyz",
    "<r><password>hunterx</password></r>",
    "<realname><![CDATA[Hunter]]></realname>",
    "{openid:Hunter}",
    "'secretKey':'hunterx'",
    "token=abc",
    "13800138000",
    "138-0013-8000",
    "010-87654321",
    "+44 20 7946 0958",
    "11010519491231002X",
    "110105194912310021",
    "6222021234567890128",
    "a@example.com",
    "京A12345",
    "LSVAU2180N2183294",
    "E12345678",
    "91350100M000100Y43",
    "AKIAIOSFODNN7EXAMPLE",
    "GB82WEST12345698765432",
    "078-05-1120",
    "AB123456C",
    "13.5",
    "2025-11-11",
    "2025-11-11 12:22:09",
    "123456789",
    "335786441904",
    "WAIT_SELLER_STOCK_OUT",
    "-",
    " ",
    ":",
    "=",
    "_",
    "x",
    "7",
    "收件人",
    "张三丰",
    "北京市朝阳区建国路8号",
    "phone",
    "passport ",
    "0",
};

std::string random_text(std::mt19937& generator) {
  std::string text;
  for (auto left = 1 + generator() % 3; left > 0; --left) text += kParts[generator() % std::size(kParts)];
  return text;
}

// The text with every character beyond ASCII as an escape; those here have three bytes.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      out += text[at++];
      continue;
    }
    const auto low = [&](std::size_t i) {
      return static_cast<unsigned>(static_cast<unsigned char>(text[at + i]) & 0x3F);
    };
    char unit[7];
    std::snprintf(unit, sizeof unit, "\\u%04x", (lead & 0x0Fu) << 12 | low(1) << 6 | low(2));
    out += unit;
    at += 3;
  }
  return out;
}

// What becomes of the text between `before` and `after`.
std::string masked_between(MaskingWorld& world, const std::string& before, const std::string& text,
                           const std::string& after) {
  const std::string output = masked_text(world, before + text + after);
  REQUIRE(output.size() >= before.size() + after.size());
  REQUIRE(output.starts_with(before));
  REQUIRE(output.ends_with(after));
  return output.substr(before.size(), output.size() - before.size() - after.size());
}

}  // namespace

TEST_CASE("a text is masked alike alone and among members that say nothing") {
  MaskingWorld alone;
  MaskingWorld among;  // remembers texts it has seen
  std::mt19937 generator(20);
  std::size_t changed = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::string spelled = random_text(generator);
    const std::string text = round % 2 == 0 ? spelled : escaped(spelled);
    CAPTURE(text);
    const std::string wanted = masked_between(alone, R"({"w":")", text, R"("})");
    changed += wanted != text ? 1 : 0;
    for (int again = 0; again < 2; ++again) {
      CHECK(masked_between(among, R"({"a":"1","b":2,"c":"x","w":")", text, R"(","d":"3","e":[4,5,"6",7,8]})") ==
            wanted);
      CHECK(masked_between(among, R"({"a":[1,"2",")", text, R"(","3",4,5,6,7,8]})") == wanted);
    }
    if (text.find('\\') != std::string::npos) continue;
    // A document in a string that is not the whole text.
    CHECK(masked_between(among, R"({"a":"1","b":2,"c":"{\"k\":1,\"w\":\")", text,
                         R"(\",\"z\":0}","d":3,"e":[1,2,3,4]})") == wanted);
  }
  CHECK(changed > 1000);
}
