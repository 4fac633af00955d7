// Texts made to hurt: work in proportion to the length, spans inside the text, false alarms counted.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"
#include "masking/validate/bank_card.hpp"
#include "masking/validate/cn_mobile.hpp"
#include "masking/validate/cn_resident_id.hpp"

namespace {

using namespace veilgate::masking;

std::vector<Span> all_spans(std::string_view text) {
  std::vector<Span> spans;
  locate_all({text, Evidence::neutral_key}, spans);
  return spans;
}

std::string random_digits(std::mt19937& generator, std::size_t length) {
  std::string digits;
  for (std::size_t i = 0; i < length; ++i) digits += static_cast<char>('0' + generator() % 10);
  return digits;
}

}  // namespace

TEST_CASE("repeated patterns of a quarter of a megabyte end") {
  // Any of these takes minutes when one function looks back or ahead without bound: 2^18 squared are 10^10 steps.
  static const char* const kPatterns[] = {"1",
                                          "13",
                                          "1 ",
                                          "13800138 ",
                                          "138-",
                                          "86 ",
                                          "0086",
                                          "010-8",
                                          "(010)",
                                          "1.",
                                          "@",
                                          "a@",
                                          "a@b.",
                                          "\"@",
                                          "a.b@c-",
                                          "中@",
                                          "@中.",
                                          "中",
                                          "4111 ",
                                          "6222-",
                                          "2222222222222 ",
                                          "身份证",
                                          "转",
                                          "ext1",
                                          "tel",
                                          "1 - ",
                                          "-1-",
                                          "\xC2\xA0"
                                          "1",
                                          "\xFF",
                                          "=",
                                          "a=b&",
                                          "mobile=1",
                                          "::",
                                          "1:",
                                          "1.1.",
                                          "00:1a:",
                                          "eyJ",
                                          "eyJaaaaaaa.",
                                          "-----BEGIN PRIVATE KEY",
                                          "://a:b",
                                          "qq1234 ",
                                          "护照 A1",
                                          "账号 12 ",
                                          "京A",
                                          "军字第",
                                          "坐标1.",
                                          "生日1",
                                          "微信a1 ",
                                          "DE89 ",
                                          "AB 12 ",
                                          "+1 ",
                                          "X",
                                          "1X",
                                          "护照 ",
                                          "E12345678 ",
                                          "护照改成",
                                          "passport is ",
                                          "订单号13800138000",
                                          "86-123456-",
                                          "868154818003739 ",
                                          "<b>",
                                          "卡号：",
                                          "电话 8",
                                          "AB123456C",
                                          "交易号",
                                          "Mr ",
                                          "Mr-",
                                          "mr a-",
                                          "Dear ",
                                          "Dear John ",
                                          "name ",
                                          "my name is ",
                                          "I'm ",
                                          "i'm-",
                                          "Regards,",
                                          "contact A",
                                          "A ",
                                          "1 A ",
                                          "1 Main ",
                                          "1 Main Street ",
                                          "address ",
                                          "address: 1 ",
                                          "live at ",
                                          "live ",
                                          "P.O. Box 1 ",
                                          "box 1",
                                          "zip 1",
                                          "ZIP code is 1",
                                          "password ",
                                          "password a",
                                          "password a1 ",
                                          "sk-",
                                          "bearer ",
                                          "basic a",
                                          "AKIA",
                                          "E 1 ",
                                          "E　1",
                                          "A1",
                                          "a1-",
                                          "std::",
                                          "微信 a",
                                          "login ",
                                          "<",
                                          "<@",
                                          "A <a@",
                                          "a <a@b>",
                                          "to:",
                                          "To: A",
                                          "PID|^|",
                                          "PID|1^\n",
                                          "Mr \n",
                                          "PID|\n",
                                          "lives ",
                                          "A lives ",
                                          "a/A MR ",
                                          "John ",
                                          "hi John ",
                                          "spoke with ",
                                          "1234 ",
                                          "A 1234 ",
                                          "A 1, 1234 B ",
                                          "1 A BS1 4DJ ",
                                          "1, ",
                                          "12345 A\n",
                                          "A\n",
                                          "签收",
                                          "王签收",
                                          "王 ",
                                          "收件人王 ",
                                          "：你",
                                          "敬礼\n",
                                          "工资-",
                                          "李静",
                                          "客户李静"};
  for (const char* pattern : kPatterns) {
    INFO(std::string_view(pattern));
    std::string text;
    while (text.size() < 256 * 1024) text += pattern;
    for (const auto& span : all_spans(text)) {
      CHECK_MESSAGE(span.begin < span.end, "empty span");
      CHECK_MESSAGE(span.end <= text.size(), "span outside the text");
      break;
    }
  }
}

TEST_CASE("random texts: spans lie inside, ascend by class, and hold whole runs of digits") {
  static const char* const kPieces[] = {
      "1",      "13800138000", "138", "0013", "8000", "86", "+", "0086", "010", "88993108", "-",  " ",        ".",
      "_",      "(",           ")",   "转",   "ext",  "x",  "X", "@",    "a",   "b.com",    "中", "\xC2\xA0", "\xE2",
      "110105", "19491231",    "002", "4111", "1111", "#",  ",", "\n",   "\"",  "tel"};
  for (unsigned seed = 1; seed <= 20000; ++seed) {
    CAPTURE(seed);
    std::mt19937 generator(seed);
    std::string text;
    for (unsigned n = static_cast<unsigned>(generator()) % 16; n > 0; --n)
      text += kPieces[generator() % std::size(kPieces)];
    std::array<std::uint32_t, kBuiltinClassCount> last{};
    for (const auto& span : all_spans(text)) {
      REQUIRE(span.begin < span.end);
      REQUIRE(span.end <= text.size());
      auto& floor = last[static_cast<std::size_t>(span.class_id)];
      CHECK(span.begin >= floor);
      floor = span.end;
      const bool number = span.class_id == ClassId::cn_mobile || span.class_id == ClassId::cn_landline ||
                          span.class_id == ClassId::cn_resident_id || span.class_id == ClassId::bank_card;
      if (!number) continue;
      const auto is_digit_at = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
      CHECK(is_digit_at(span.begin));
      CHECK_FALSE((is_digit_at(span.end - 1) && is_digit_at(span.end)));
    }
  }
}

TEST_CASE("a mobile number is found whatever joins its parts and surrounds it") {
  static const char* const kBefore[] = {"",      "电话", "tel:",    "+86", "+86 ", "86-",
                                        "0086 ", "(86)", "订单12 ", "a ",  "，",   "\n"};
  static const char* const kJoints[] = {"", " ", "-", "–", "\xC2\xA0", "　", " - "};
  static const char* const kAfter[] = {"", "请回复", " ", ",", "。", ".", "\n", " 2", "/1"};
  for (const char* before : kBefore) {
    for (const char* joint : kJoints) {
      for (const char* after : kAfter) {
        const std::string number = std::string("139") + joint + "1234" + joint + "5678";
        const std::string text = before + number + after;
        CAPTURE(text);
        std::vector<Span> spans;
        locate_cn_mobile({text, Evidence::neutral_key}, spans);
        REQUIRE(spans.size() == 1);
        CHECK(text.substr(spans[0].begin, spans[0].end - spans[0].begin) == number);
      }
    }
  }
}

TEST_CASE("false alarms on random numbers stay rare") {
  struct Row {
    std::string_view name;
    std::size_t length;
    unsigned most_in_100000;
  };
  const Row rows[] = {
      {"8 digits", 8, 0},
      {"9 digits", 9, 0},
      {"10 digits", 10, 0},
      {"12 digits, order numbers", 12, 1500},
      {"13 digits, times", 13, 100},
      {"14 digits, SKUs", 14, 0},
      {"15 digits", 15, 400},
      {"16 digits", 16, 3000},
      {"17 digits", 17, 700},
      {"18 digits", 18, 700},
      {"19 digits", 19, 2500},
      {"20 digits", 20, 0},
      {"32 digits", 32, 0},
  };
  std::mt19937 generator(42);
  for (const auto& row : rows) {
    unsigned alarms = 0;
    for (int i = 0; i < 100000; ++i) {
      std::string digits = random_digits(generator, row.length);
      if (digits[0] == '0') digits[0] = '1';  // ids have no leading zero
      alarms += all_spans(digits).empty() ? 0 : 1;
    }
    INFO(row.name, ": ", alarms);
    CHECK(alarms <= row.most_in_100000);
  }
}

TEST_CASE("the rates the headers state") {
  std::mt19937 generator(43);
  unsigned id_18 = 0;
  unsigned id_15 = 0;
  unsigned card_16 = 0;
  unsigned mobile = 0;
  for (int i = 0; i < 400000; ++i) {
    id_18 += is_cn_resident_id_18(random_digits(generator, 18)) ? 1 : 0;
    id_15 += is_cn_resident_id_15(random_digits(generator, 15)) ? 1 : 0;
    card_16 += is_bank_card(random_digits(generator, 16)) ? 1 : 0;
    mobile += is_cn_mobile_wide("1" + random_digits(generator, 10)) ? 1 : 0;
  }
  INFO("18: ", id_18, ", 15: ", id_15, ", card: ", card_16, ", mobile: ", mobile);
  CHECK(id_18 < 40);    // 1 in 40,000 is 10
  CHECK(id_15 > 4000);  // 1 in 80 is 5,000
  CHECK(id_15 < 6000);
  CHECK(card_16 > 5000);
  CHECK(card_16 < 16000);
  CHECK(mobile > 270000);  // seven of ten second digits
}
