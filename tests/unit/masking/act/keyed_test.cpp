// PSEUDONYM and FAKE: stable, apart for each tenant and use, of the form they promise, and marked.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "crypto/pseudonym/keyed_hasher.hpp"
#include "tests/unit/masking/act/applied.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using test::applied;

// Bytes 0, 1, 2 …
SecretBytes secret_of(std::size_t size, std::uint8_t first = 0) {
  std::vector<std::uint8_t> bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return SecretBytes::copy_of(bytes);
}

std::shared_ptr<const crypto::KeyedHasher> hasher_of(std::string_view use, std::string_view tenant = "",
                                                     crypto::Digest digest = crypto::Digest::sha256,
                                                     std::uint8_t first = 0) {
  auto made = crypto::KeyedHasher::make(secret_of(32, first), digest, use, tenant);
  REQUIRE(made.has_value());
  return *made;
}

MaskSpec keyed(config::MaskType type, std::shared_ptr<const crypto::KeyedHasher> hasher, std::uint32_t length = 24) {
  config::Mask mask;
  mask.type = type;
  mask.length = length;
  return *compile_mask(mask, std::move(hasher));
}

MaskSpec pseudonym(std::string_view tenant = "", std::uint32_t length = 24) {
  return keyed(config::MaskType::pseudonym, hasher_of("pseudonym", tenant), length);
}
MaskSpec fake() {
  return keyed(config::MaskType::fake, hasher_of("fake"));
}

std::string hexadecimal(const crypto::KeyedDigest& digest) {
  std::string out;
  for (const auto byte : digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

bool is_luhn(std::string_view digits) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    auto digit = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0');
    if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

bool is_resident_check(std::string_view id) {
  constexpr std::array<unsigned, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * static_cast<unsigned>(id[i] - '0');
  return "10X98765432"[sum % 11] == id[17];
}

}  // namespace

TEST_CASE("keyed digests are HMAC under a derived key") {
  // Computed with another implementation of RFC 5869 and RFC 2104.
  crypto::KeyedDigest digest{};
  REQUIRE(hasher_of("pseudonym")->digest("13800138000", 0, digest));
  CHECK(hexadecimal(digest) == "f57d07df70bf9c2f3a029ac4d2d2fb16a070b4356d1fc90bf2d4f3b66438f1f0");
  REQUIRE(hasher_of("pseudonym", "acme")->digest("13800138000", 0, digest));
  CHECK(hexadecimal(digest) == "4f6355133d13acbb305d423144399bfaaf2330c14747a9bec7dfb77ce15635c4");
  REQUIRE(hasher_of("fake", "acme")->digest("x", 258, digest));
  CHECK(hexadecimal(digest) == "b6234599a58719791585e852eebd3b733880bf5b6f799b8fb55e989ef6cd4ac6");
}

TEST_CASE("a key too short is refused") {
  const auto made = crypto::KeyedHasher::make(secret_of(15), crypto::Digest::sha256, "fake", "");
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().code == Code::bad_config);
  CHECK(crypto::KeyedHasher::make(secret_of(16), crypto::Digest::sm3, "fake", "").has_value());
}

TEST_CASE("pseudonyms") {
  const auto spec = pseudonym();
  CHECK(applied(spec, ClassId::cn_mobile, "13800138000") == "vhksbksvkbqvnrdvfpbdnprg");
  CHECK(applied(pseudonym("acme"), ClassId::cn_mobile, "13800138000") == "gvjfhhcffscfprqqfbhsgdfc");
  CHECK(applied(pseudonym("", 16), ClassId::cn_mobile, "13800138000") == "vhksbksvkbqvnrdv");
  CHECK(applied(pseudonym("", 64), ClassId::cn_mobile, "13800138000").size() == 64);
  CHECK(applied(spec, ClassId::cn_mobile, "").empty());
  for (const char* spelling :
       {"138-0013-8000", "+86 138 0013 8000", "8613800138000", "0086 13800138000", " 13800138000"}) {
    CAPTURE(spelling);
    CHECK(applied(spec, ClassId::cn_mobile, spelling) == applied(spec, ClassId::cn_mobile, "13800138000"));
  }
  CHECK(applied(spec, ClassId::cn_resident_id, "11010519491231002x") ==
        applied(spec, ClassId::cn_resident_id, "110105 19491231 002X"));
  CHECK(applied(spec, ClassId::email, "Zhang@Example.com") == applied(spec, ClassId::email, "zhang@example.com"));
  CHECK(applied(spec, ClassId::person_name, "张三") != applied(spec, ClassId::person_name, "张四"));
  CHECK(applied(spec, ClassId::cn_mobile, "13800138000(张三)") != applied(spec, ClassId::cn_mobile, "13800138000"));
  const auto sm3 = keyed(config::MaskType::pseudonym, hasher_of("pseudonym", "", crypto::Digest::sm3));
  CHECK(applied(sm3, ClassId::cn_mobile, "13800138000") != applied(spec, ClassId::cn_mobile, "13800138000"));
  const auto other_key = keyed(config::MaskType::pseudonym, hasher_of("pseudonym", "", crypto::Digest::sha256, 1));
  CHECK(applied(other_key, ClassId::cn_mobile, "13800138000") != applied(spec, ClassId::cn_mobile, "13800138000"));
}

TEST_CASE("without a key a keyed mask hides everything") {
  CHECK(applied(keyed(config::MaskType::pseudonym, nullptr), ClassId::cn_mobile, "13800138000") == "***********");
  CHECK(applied(keyed(config::MaskType::fake, nullptr), ClassId::person_name, "张三") == "**");
}

TEST_CASE("fakes keep the form and bear their mark") {
  struct Row {
    std::string name;
    ClassId id;
    std::string text;
    std::string pattern;  // 9: any digit, a: any small letter, A: any capital; else itself
  };
  const Row rows[] = {
      {"mobile", ClassId::cn_mobile, "13800138000", "15499999999"},
      {"mobile in groups", ClassId::cn_mobile, "138-0013-8000", "154-9999-9999"},
      {"mobile with a country code", ClassId::cn_mobile, "+86 138 0013 8000", "+86 154 9999 9999"},
      {"virtual number", ClassId::cn_mobile, "18400913965-7576", "15499999999-9999"},
      {"mobile and a name", ClassId::cn_mobile, "13800138000张三", "00099999999虚虚"},
      {"landline", ClassId::cn_landline, "010-88993108", "026-99999999"},
      {"landline of a four-digit area", ClassId::cn_landline, "0571-88888888", "0300-99999999"},
      {"American phone", ClassId::intl_phone, "+1 415-555-2671", "+1 555-019-9999"},
      {"British phone", ClassId::intl_phone, "+44 20 7946 0958", "+44 55 5019 9999"},
      {"phone of Hong Kong", ClassId::intl_phone, "+852 9123 4567", "+852 5550 1999"},
      {"bank card", ClassId::bank_card, "6222 0201 1112 2223", "0000 0099 9999 9999"},
      {"e-mail", ClassId::email, "zhang@jd.com", "fake.aaaaaaaaaa@example.invalid"},
      {"passport", ClassId::passport, "E12345678", "X00999999"},
      {"QQ", ClassId::qq, "10001", "00099"},
      {"account", ClassId::account_id, "jd_ituyy715", "XX_Xaaaa999"},
      {"plate", ClassId::cn_plate, "粤B12345", "虚A99999"},
      {"plate of the police", ClassId::cn_plate, "京A1234警", "虚A9999虚"},
      {"MAC", ClassId::mac_address, "3C:5A:B4:01:02:03", "00:00:5e:00:53:??"},
      {"date of birth", ClassId::birth_date, "1990-05-17 08:30:00", "1899-99-99 00:00:00"},
      {"date of birth, short", ClassId::birth_date, "1990/5/7", "1899/9/9"},
      {"Han name of two", ClassId::person_name, "张三", "虚?"},
      {"Han name of three", ClassId::person_name, "张三丰", "虚??"},
      {"Han name of one", ClassId::person_name, "张", "虚?"},
      {"an emoji under no class", ClassId::none, "👨\u200D👩\u200D👧x", "虚X"},
      {"a family of marks", ClassId::none, "e\u0301张1", "虚虚0"},
  };
  const auto spec = fake();
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto out = applied(spec, row.id, row.text);
    CAPTURE(out);
    const auto shape = test::characters_of(out);
    const auto wanted = test::characters_of(row.pattern);
    REQUIRE(shape.size() == wanted.size());
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const char c = shape[i].front();
      const bool digit = c >= '0' && c <= '9';
      if (wanted[i] == "?") continue;
      if (wanted[i] == "9") {
        CHECK(digit);
      } else if (wanted[i] == "a") {
        CHECK((c >= 'a' && c <= 'z'));
      } else if (wanted[i] == "A") {
        CHECK((c >= 'A' && c <= 'Z'));
      } else {
        CHECK(shape[i] == wanted[i]);
      }
    }
    CHECK(applied(spec, row.id, row.text) == out);
  }
  CHECK(applied(spec, ClassId::person_name, "John Smith").starts_with("Fake "));
  CHECK(applied(spec, ClassId::ip_address, "8.8.8.8").starts_with("192.0.2."));
  CHECK(applied(spec, ClassId::ip_address, "2400:da00::1").starts_with("2001:db8::"));
  CHECK(applied(spec, ClassId::address, "北京市朝阳区1号").starts_with("虚构省测试市样例区"));
  CHECK(applied(spec, ClassId::cn_mobile, "138 0013 8000").substr(0, 3) == "154");
  CHECK(applied(spec, ClassId::cn_mobile, "+8613800138000").substr(3) ==
        applied(spec, ClassId::cn_mobile, "13800138000"));
}

TEST_CASE("no fake passes for a real number, and few are alike") {
  const auto spec = fake();
  std::mt19937 generator(5);
  std::set<std::string> seen;
  for (int round = 0; round < 2000; ++round) {
    std::string digits(18, '0');
    for (char& c : digits) c = static_cast<char>('0' + generator() % 10);
    const auto id = applied(spec, ClassId::cn_resident_id, digits);
    CAPTURE(id);
    REQUIRE(id.size() == 18);
    REQUIRE(id.starts_with("00"));
    REQUIRE_FALSE(is_resident_check(id));
    for (const std::size_t size : {16u, 19u}) {
      const auto card = applied(spec, ClassId::bank_card, digits.append("1").substr(0, size));
      REQUIRE(card.starts_with("000000"));
      REQUIRE_FALSE(is_luhn(card));
    }
    const auto code = applied(spec, ClassId::cn_credit_code, digits.substr(0, 18));
    REQUIRE(code.starts_with("00"));
    seen.insert(applied(spec, ClassId::cn_mobile, "1" + digits.substr(0, 10)));
  }
  CHECK(seen.size() > 1990);
}

TEST_CASE("a fake or pseudonym keeps no letter or digit of its value but by chance") {
  // Every character of the value is one the fake never writes.
  const auto spec = fake();
  for (std::size_t i = 0; i <= kBuiltinClassCount; ++i) {
    const auto id = static_cast<ClassId>(i);
    CAPTURE(i);
    for (const char* text : {"龘龘龘", "龘1龘", "-龘-", "龘@龘.龘", "😀龘", "龘\u0301"}) {
      CHECK(applied(spec, id, text).find("龘") == std::string::npos);
      CHECK(applied(pseudonym(), id, text).find("龘") == std::string::npos);
    }
  }
}
