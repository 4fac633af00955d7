// The prefilter and the signs may let too much through, never too little: wherever a locator finds something, both must
// have said that there could be something of that class.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/detectors.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/prefilter.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/json/byte_map.hpp"
#include "masking/json/structural_index.hpp"
#include "masking/validate/utf8.hpp"

namespace {

using namespace veilgate::masking;

const char* const kNumbers[] = {"13800138000",      "8613800138000",       "008613900139000",    "013800138000",
                                "01088993108",      "03101234567",         "057188888888",       "008657188888888",
                                "861088993108",     "11010519491231002X",  "321083197812162119", "150102880730303",
                                "4111111111111111", "6205500000000000004", "378282246310005",    "30569309025904",
                                "4222222222222",    "18400913965转7576",   "+8613800138000",     "+861088993108",
                                "foo@bar.com",      "张三@例子.中国"};
const char* const kBefore[] = {"",      "",  "电话", "tel",     "身份证:",           "my card ",
                               "卡号 ", "+", "1.",   "12 ",     "订单249786309732 ", "2022-07-16 16:38:32 ",
                               "-",     "(", "x",    "价格9.9 "};
const char* const kAfter[] = {"",  "",  "请回复", "-1234", " ", ".0", "转12", "ext3", ",100", " 2022-07-16 16:38:32",
                              ")", "x", "@"};
const char* const kJoints[] = {" ", "\t",  "-",      ".",     "_",   "(",  ")",  "　",
                               "–", " - ", "　　　", "　–　", "‐‐‐", "-(", ")-", "\xC2\xA0"};

std::string random_text(std::mt19937& generator) {
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(generator()) % n; };
  std::string text;
  for (std::size_t parts = 1 + pick(2); parts > 0; --parts) {
    text += kBefore[pick(std::size(kBefore))];
    const std::string_view number = kNumbers[pick(std::size(kNumbers))];
    // Never, sometimes or always a joint between two digits; mostly one kind.
    const std::size_t density = pick(4);
    const char* joint = kJoints[pick(std::size(kJoints))];
    for (std::size_t i = 0; i < number.size(); ++i) {
      text += number[i];
      const bool between = i + 1 < number.size() && number[i] <= '9' && number[i] >= '0' &&
                           static_cast<unsigned char>(number[i + 1]) < 0x80;
      if (!between || density == 0) continue;
      const bool usual = density == 1 && (i % 4 == 2 || i % 4 == 3) && pick(2) == 0;
      const bool grouped = density == 2 && (i == 2 || i == 6 || i == 3 || i == 5 || i == 13) && pick(2) == 0;
      if (density == 3 || usual || grouped) text += joint;
    }
    text += kAfter[pick(std::size(kAfter))];
  }
  return text;
}

// Pieces of which names and addresses in free text are made, and of what looks like them.
const char* const kPieces[] = {"收件人",
                               "联系人：",
                               "姓名:",
                               "客户",
                               "我叫",
                               "签收人 ",
                               "张三",
                               "欧阳娜娜",
                               "李小明",
                               "买买提·艾力",
                               "先生",
                               "女士",
                               "师傅",
                               " ",
                               "，",
                               "13800138000",
                               "010-88993108",
                               "北京市",
                               "朝阳区",
                               "广东",
                               "深圳",
                               "建国路",
                               "88号",
                               "3栋",
                               "2单元",
                               "501室",
                               "郭陆滩镇",
                               "王店村",
                               "阳光花园",
                               "3-2-501",
                               "地址：",
                               "送到",
                               "八十八号",
                               "Mr. Smith",
                               "my name is John Doe",
                               "Contact: Mary Jane",
                               "Dear Bob,",
                               "I'm Jane Roe",
                               "123 Main Street",
                               "Apt 4B",
                               "Springfield, IL 62704",
                               "P.O. Box 12",
                               "My address is 5 Rua X, Lisboa.",
                               "ZIP: 3520",
                               "请",
                               "的",
                               "已签收",
                               "号线",
                               "3月5号",
                               "#",
                               "\n",
                               "王",
                               "苏木",
                               "嘎查",
                               "(",
                               ")"};

// Pieces of which documents, accounts, places, addresses of networks and secrets are made, and the words beside them.
const char* const kCodes[] = {"E12345678",
                              "e12345678",
                              "H12345678",
                              "C 1234 5678",
                              "USA110085061512",
                              "军字第12345678号",
                              "91310110666007217T",
                              "91310110666007217U",
                              "310110666007217",
                              "LSVAU2180N2183294",
                              "868154818003739",
                              "86-815481-800373-9",
                              "8681 5481 8003 739",
                              "110001234567",
                              "1101 0001 2345",
                              "A123456789",
                              "DE89370400440532013000",
                              "DE89 3704 0044 0532 0130 00",
                              "GB29 NWBK 6016 1331 9268 19",
                              "536-90-4399",
                              "536904399",
                              "AB 12 34 56 C",
                              "AB123456C",
                              "GB123456A",
                              "DE123456789",
                              "4000 0234 0920 0123 456",
                              "qq12345678",
                              "12345678",
                              "6234567",
                              "wxid_abcdef12345",
                              "zhang_san88",
                              "10.1.2.33",
                              "36.99.9.10",
                              "114.247.50.2:8080",
                              "00:1A:2B:3C:4D:5E",
                              "10-20-30-40-50-60",
                              "001a.2b3c.4d5e",
                              "2400:3200::1",
                              "39.904200,116.407400",
                              "116.40",
                              "1990-05-17",
                              "1990年5月17日",
                              "京A12345",
                              "粤BD12345",
                              "使123456",
                              "+44 20 7946 0958",
                              "415-555-2671",
                              "(415) 555-2671",
                              "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
                              "AKIAIOSFODNN7EXAMPLE",
                              "Bearer abc123def456",
                              "https://u:secret1@h/p",
                              "Abcd1234!",
                              "6222021234567890123",
                              "110105194912310021",
                              "249786309732"};
const char* const kCodeWords[] = {"护照",
                                  "护照号码改成",
                                  "passport ",
                                  "my passport number is ",
                                  "通行证：",
                                  "回乡证",
                                  "军官证 ",
                                  "永久居留证号：",
                                  "证件号码",
                                  "档案编号：",
                                  "银行账号：",
                                  "卡号为",
                                  "card no. ",
                                  "税号 ",
                                  "信用代码",
                                  "车架号",
                                  "车牌",
                                  "生日是",
                                  "born on ",
                                  "社保卡号",
                                  "医保卡 ",
                                  "MRN: ",
                                  "SSN ",
                                  "NI number should be ",
                                  "VAT ",
                                  "IBAN: ",
                                  "QQ:",
                                  "微信：",
                                  "支付宝",
                                  "IMEI ",
                                  "手机串号已改成",
                                  "MAC：",
                                  "IP <b>",
                                  "from ",
                                  "坐标",
                                  "my location to ",
                                  "密码",
                                  "password is ",
                                  "电话",
                                  "tel. ",
                                  "phone number ",
                                  "身份证号",
                                  "订单号",
                                  "order #",
                                  "version "};
const char* const kCodeAfter[] = {"",     "，", " ",  "。", "</b>", "是我的护照号", " is my passport", "（回乡证）",
                                  "出生", "\n", "-1", "x",  "号",   " (IMEI)",      ". Thanks",        "转12"};
const char* const kBetween[] = {"", " ", "，", "\n", "; ", "用户", "at ", "a="};

std::string random_code(std::mt19937& generator) {
  std::string text;
  for (auto parts = 1 + generator() % 3; parts > 0; --parts) {
    if (generator() % 4 != 0) text += kCodeWords[generator() % std::size(kCodeWords)];
    text += kCodes[generator() % std::size(kCodes)];
    text += kCodeAfter[generator() % std::size(kCodeAfter)];
    text += kBetween[generator() % std::size(kBetween)];
  }
  return text;
}

std::string random_sentence(std::mt19937& generator) {
  std::string text;
  for (auto parts = 1 + generator() % 6; parts > 0; --parts) text += kPieces[generator() % std::size(kPieces)];
  return text;
}

// The text as it may stand in a JSON string: now and then a character as an escape.
std::string spelled(std::string_view text, std::mt19937& generator) {
  const unsigned rarity = 1 + generator() % 8;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = decode_utf8(text, at);
    const char c = text[at];
    if (generator() % rarity == 0 && character.value < 0x10000) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(character.value >> shift) & 0xF];
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else {
      out += text.substr(at, character.length);
    }
    at += character.length;
  }
  return out;
}

bool has_special_byte(std::string_view inside, std::size_t shift) {
  std::string memory(shift, '"');
  memory.append(inside).push_back('"');
  const std::size_t size = memory.size();
  memory.append(StructuralIndex::kPadding, ' ');
  ByteMap map;
  map.build(memory.data(), size);
  return map.next_special(static_cast<std::uint32_t>(shift)) < size;
}

}  // namespace

namespace {

// The cheap tests of short values that come before the signs let the text through.
bool is_announced(std::string_view text, Evidence evidence) {
  return forms_may_matter(text) || text.find('@') != std::string_view::npos ||
         text.find(' ') != std::string_view::npos || digits_may_matter(text, evidence);
}

// The raw view announces at least as much, unless it says that the text has to be decoded first.
bool announces_raw(std::string_view raw, DetectorSet by_signs) {
  const TextSigns signs = read_raw_signs(raw);
  return signs.escape || signs.hidden || (by_signs & ~signs.called) == 0;
}

// Of how many texts the locators find something in; there, the signs have said so.
std::size_t check_agreement(std::string (*random)(std::mt19937&), unsigned texts, ContextBits contexts) {
  std::size_t found = 0;
  for (const Evidence evidence : {Evidence::neutral_key, Evidence::denied_key, Evidence::person_id_key}) {
    for (unsigned seed = 1; seed <= texts; ++seed) {
      std::mt19937 generator(seed);
      const std::string text = random(generator);
      const ContextBits context = static_cast<ContextBits>(generator()) & contexts;
      std::vector<Span> spans;
      locate_all({text, evidence, context}, spans);
      if (spans.empty()) continue;
      ++found;
      CAPTURE(seed);
      CAPTURE(text);
      const DetectorSet by_signs = read_signs(text).called & detectors_under(evidence);
      const DetectorSet by_context = detectors_in_context(context, text);
      std::vector<Span> called;
      locate({text, evidence, context}, by_signs | by_context, called);
      CHECK(called == spans);
      CHECK((by_context != 0 || is_announced(text, evidence)));
      CHECK((by_context != 0 || announces_raw(spelled(text, generator), by_signs)));
    }
  }
  return found;
}

}  // namespace

TEST_CASE("what the locators of numbers find, the prefilter and the signs let through") {
  std::size_t found = 0;
  for (const Evidence evidence : {Evidence::neutral_key, Evidence::denied_key}) {
    for (unsigned seed = 1; seed <= 60000; ++seed) {
      std::mt19937 generator(seed);
      const std::string text = random_text(generator);
      std::vector<Span> spans;
      locate_all({text, evidence}, spans);
      if (spans.empty()) continue;
      ++found;
      CAPTURE(seed);
      CAPTURE(text);
      const DetectorSet by_signs = read_signs(text).called & detectors_under(evidence);
      const std::string raw = spelled(text, generator);
      CHECK(has_special_byte(raw, 1 + seed % 130));
      CHECK(is_announced(text, evidence));
      CHECK(announces_raw(raw, by_signs));
      std::vector<Span> called;
      locate({text, evidence}, by_signs, called);
      CHECK(called == spans);
    }
  }
  CHECK(found > 20000);
}

TEST_CASE("codes, accounts, places and secrets that the locators find, the prefilter and the signs let through") {
  CHECK(check_agreement(random_code, 60000, 0) > 80000);
  CHECK(check_agreement(random_code, 20000, kLocatingContexts) > 20000);
}

TEST_CASE("names and addresses that the locators find, the signs and the byte map announce") {
  std::size_t found = 0;
  for (unsigned seed = 1; seed <= 40000; ++seed) {
    std::mt19937 generator(seed);
    const std::string text = random_sentence(generator);
    std::vector<Span> spans;
    locate_person_name({text}, spans);
    locate_address({text}, spans);
    locate_western_name({text}, spans);
    locate_western_address({text}, spans);
    if (spans.empty()) continue;
    ++found;
    CAPTURE(seed);
    CAPTURE(text);
    constexpr DetectorSet kAsked = detector_bit(DetectorId::person_name) | detector_bit(DetectorId::address) |
                                   detector_bit(DetectorId::western_name) | detector_bit(DetectorId::western_address);
    const DetectorSet by_signs = read_signs(text).called & kAsked;
    std::vector<Span> called;
    locate({text}, by_signs, called);
    CHECK(called == spans);
    CHECK(has_special_byte(spelled(text, generator), 1 + seed % 130));
    // The raw view announces at least as much, unless it says that the text has to be decoded first.
    CHECK(announces_raw(spelled(text, generator), by_signs));
  }
  CHECK(found > 10000);
}

TEST_CASE("a date, with or without a time, is nothing where nothing around it speaks for a class") {
  std::mt19937 generator(11);
  const auto number = [&](unsigned size) {
    std::string out;
    while (out.size() < size) out += static_cast<char>('0' + generator() % 10);
    return out;
  };
  constexpr ContextBits kOthers = ~kLocatingContexts & 0x3FFF;
  for (int i = 0; i < 20000; ++i) {
    const char* const months[] = {"01", "02", "06", "11", "12"};
    const bool plausible = generator() % 4 != 0;
    std::string text = plausible ? std::to_string(1930 + generator() % 120) : number(4);
    text += "-" + (plausible ? std::string(months[generator() % 5]) : number(2)) + "-" + number(2);
    if (generator() % 2 == 0) {
      text += (generator() % 2 == 0 ? " " : "T") + number(2) + ":" + number(2) + ":" + number(2);
      constexpr std::string_view kEnds[] = {"", "Z", ".123", ".12Z"};
      text += kEnds[generator() % std::size(kEnds)];
    }
    CAPTURE(text);
    CHECK_FALSE(forms_may_matter(text));
    CHECK_FALSE(digits_may_matter(text, Evidence::neutral_key));
    for (const Evidence evidence : {Evidence::neutral_key, Evidence::denied_key, Evidence::person_id_key}) {
      std::vector<Span> spans;
      locate_all({text, evidence, static_cast<ContextBits>(generator()) & kOthers}, spans);
      CHECK(spans.empty());
    }
  }
}
