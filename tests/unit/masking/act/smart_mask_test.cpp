// The default mask of every class: goldens, and that it shows no more than it declares and leaves its own output alone,
// whatever it is given.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include "tests/unit/masking/act/applied.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using test::applied;

struct Row {
  std::string name;
  ClassId id;
  std::string text;
  std::string expected;
};

}  // namespace

TEST_CASE("default masks of the further classes") {
  const Row rows[] = {
      {"empty", ClassId::person_name, "", ""},
      {"minority name", ClassId::person_name, "阿卜杜拉·买买提", "阿*******"},
      {"compound surname", ClassId::person_name, "欧阳娜娜", "欧***"},
      {"name of one Han character beyond the BMP and one more", ClassId::person_name, "𠮷𪚥", "𠮷*"},
      {"name with a combining mark", ClassId::person_name, "E\u0301lodie", "E\u0301*****"},
      {"name that begins with a family", ClassId::person_name, "👨\u200D👩\u200D👧小明", "👨\u200D👩\u200D👧**"},
      {"name that is one family", ClassId::person_name, "👨\u200D👩\u200D👧", "*"},
      {"name in Hangul jamo", ClassId::person_name, "\u1100\u1175\u11B7철수", "\u1100\u1175\u11B7**"},
      {"name that begins with a mark", ClassId::person_name, "\u0301abc", "****"},
      {"name that is a number", ClassId::person_name, "13800138000", "***********"},
      {"invoice title", ClassId::invoice_title, "张三", "张*"},
      {"other phone", ClassId::intl_phone, "+1 415-555-2671", "+1 ***-***-**71"},
      {"other phone of a two-digit code", ClassId::intl_phone, "+44 20 7946 0958", "+44 ** **** **58"},
      {"other phone of a three-digit code", ClassId::intl_phone, "+85291234567", "+852******67"},
      {"other phone without a code", ClassId::intl_phone, "2079460958", "********58"},
      {"other phone too short", ClassId::intl_phone, "+12345", "******"},
      {"address", ClassId::address, "朝阳路1号", "*****"},
      {"address to the district", ClassId::address, "广东省广州市海珠区赤岗街道1号", "广东省广州市海珠区******"},
      {"address of a city of its own", ClassId::address, "北京市朝阳区建国路88号", "北京市朝阳区******"},
      {"address with blanks", ClassId::address, "浙江省 杭州市 西湖区 文三路1号", "浙江省 杭州市 西湖区******"},
      {"address of a province alone", ClassId::address, "广东省赤岗街道1号", "广东省******"},
      {"region alone", ClassId::address, "广东省广州市海珠区", "*********"},
      {"address with names in short", ClassId::address, "广东广州海珠区赤岗街道", "广东广州海珠区****"},
      {"road that is called like a city", ClassId::address, "南京路1号", "*****"},
      {"address of nothing known, astral", ClassId::address, "𠮷村👨\u200D👩\u200D👧", "***"},
      {"foreigner's card", ClassId::foreigner_id, "911124198108030024", "9****************4"},
      {"old foreigner's card", ClassId::foreigner_id, "USA110000000000", "U*************0"},
      {"passport", ClassId::passport, "E12345678", "E******78"},
      {"passport too short", ClassId::passport, "E12345", "******"},
      {"travel permit", ClassId::travel_permit, "H12345678", "H******78"},
      {"travel permit with a bracket", ClassId::travel_permit, "1234567890(A)", "1********0(A)"},
      {"military ID", ClassId::military_id, "军字第2001988号", "***********"},
      {"bank account", ClassId::bank_account, "1100 1234 5678 9012 3456", "**** **** **** **** 3456"},
      {"bank account too short", ClassId::bank_account, "12345678", "********"},
      {"credit code", ClassId::cn_credit_code, "91350100M000100Y43", "9135************43"},
      {"credit code too short", ClassId::cn_credit_code, "91350100M000100Y4", "*****************"},
      {"tax number of 15", ClassId::cn_tax_number, "110105194912310", "1*************0"},
      {"tax number that is an ID", ClassId::cn_tax_number, "11010519491231002X", "1****************X"},
      {"plate", ClassId::cn_plate, "苏D40000", "苏D****0"},
      {"plate with a dot", ClassId::cn_plate, "苏D·12345", "苏D·****5"},
      {"plate of a new energy car", ClassId::cn_plate, "陕A12345D", "陕A*****D"},
      {"plate of the police", ClassId::cn_plate, "京A1234警", "京A****警"},
      {"plate too short", ClassId::cn_plate, "京A123", "*****"},
      {"plate with an emoji", ClassId::cn_plate, "京A123👍🏽5", "*******"},
      {"VIN", ClassId::vin, "LSVAA49J132047371", "LSV**********7371"},
      {"VIN too short", ClassId::vin, "LSVAA49J13204737", "****************"},
      {"driver's file", ClassId::driver_file_number, "420100123456", "********3456"},
      {"date of birth", ClassId::birth_date, "1990-05-17", "1990-**-**"},
      {"date of birth, short", ClassId::birth_date, "1990/5/7", "1990/*/*"},
      {"date of birth, packed", ClassId::birth_date, "19900517", "1990****"},
      {"date of birth in Han", ClassId::birth_date, "1990年5月17日", "1990年*月**日"},
      {"date of birth with a time", ClassId::birth_date, "1990-05-17T08:30:00Z", "1990-**-**T**:**:**Z"},
      {"date of birth, day first", ClassId::birth_date, "17/05/1990", "**/**/1990"},
      {"date of birth of two-digit year", ClassId::birth_date, "90-05-17", "********"},
      {"date of birth as milliseconds", ClassId::birth_date, "642902400000", "************"},
      {"date of birth in words", ClassId::birth_date, "May 17, 1990", "************"},
      {"account", ClassId::account_id, "jd_ituyy715jh7pssw", "j****************w"},
      {"account of Han letters", ClassId::account_id, "快乐的小明👨\u200D👩\u200D👧", "快****👨\u200D👩\u200D👧"},
      {"account too short", ClassId::account_id, "abcd", "****"},
      {"QQ", ClassId::qq, "10001", "1***1"},
      {"WeChat", ClassId::wechat, "wxid_abc123", "w*********3"},
      {"IPv4", ClassId::ip_address, "192.168.1.1", "192.*.*.*"},
      {"IPv6", ClassId::ip_address, "2001:0db8:86a3:08d3:1319:8a2e:0370:7344", "2001:*:*:*:*:*:*:*"},
      {"IPv6, shortened", ClassId::ip_address, "fe80::1", "fe80:*:*:*:*:*:*:*"},
      {"IPv6 of zeros first", ClassId::ip_address, "::1", "***"},
      {"IP with a port", ClassId::ip_address, "1.2.3.4:80", "**********"},
      {"two IPs", ClassId::ip_address, "1.2.3.4,5.6.7.8", "***************"},
      {"MAC with colons", ClassId::mac_address, "3C:5A:B4:01:02:03", "3C:5A:B4:**:**:**"},
      {"MAC in one", ClassId::mac_address, "3c5ab4010203", "3c5ab4******"},
      {"MAC of Cisco's form", ClassId::mac_address, "3c5a.b401.0203", "3c5a.b4**.****"},
      {"MAC too short", ClassId::mac_address, "3C:5A:B4:01:02", "**************"},
      {"IMEI", ClassId::imei, "490154203237518", "***********7518"},
      {"coordinates", ClassId::coordinates, "116.397128,39.916527", "116.******,39.******"},
      {"coordinate", ClassId::coordinates, "-73.5", "-73.*"},
      {"coordinate without decimals", ClassId::coordinates, "116", "***"},
      {"coordinates in words", ClassId::coordinates, "N39 E116", "********"},
      {"social security", ClassId::social_security_number, "11010519491231002X", "1****************X"},
      {"medical card", ClassId::medical_card, "A12345678", "A*******8"},
      {"secret", ClassId::secret, "correct horse battery staple", "***"},
      {"secret of one letter", ClassId::secret, "x", "***"},
      {"biometric payload", ClassId::biometric, "/9j/4AAQSkZJRg==", "***"},
      {"IBAN", ClassId::iban, "DE89 3704 0044 0532 0130 00", "DE** **** **** **** **30 00"},
      {"SSN", ClassId::us_ssn, "078-05-1120", "***-**-1120"},
      {"SSN too short", ClassId::us_ssn, "078-05-112", "**********"},
      {"NINO", ClassId::uk_nino, "AB 12 34 56 C", "** ** ** ** C"},
      {"VAT", ClassId::eu_vat, "DE123456789", "DE*******89"},
      {"a class of a configuration", static_cast<ClassId>(kBuiltinClassCount), "abc", "***"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(applied(test::smart_spec(), row.id, row.text) == row.expected);
    CHECK(applied(test::smart_spec(), row.id, row.expected) == row.expected);
  }
}

namespace {

// Separators and signs, which a mask may leave between what it hides.
bool is_sign(std::string_view character) {
  static const std::string_view kSigns[] = {"·", "–", "年", "月", "日", "号", "时", "分", "秒", "\u2212", "\u00A0"};
  if (character.size() == 1) return std::string_view(" \t-.:,;()[]/_*+@TZtz").find(character) != std::string_view::npos;
  return std::find(std::begin(kSigns), std::end(kSigns), character) != std::end(kSigns);
}

std::size_t shown_in(std::string_view kept) {
  std::size_t count = 0;
  for (const auto& character : test::characters_of(kept)) count += is_sign(character) ? 0 : 1;
  return count;
}

std::string utf8(std::uint32_t code) {
  std::string out;
  if (code < 0x80) return out += static_cast<char>(code);
  if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      out += static_cast<char>(0xE0 | code >> 12);
    } else {
      out += static_cast<char>(0xF0 | code >> 18);
      out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    }
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  }
  return out += static_cast<char>(0x80 | (code & 0x3F));
}

// Texts that look like values, and texts that look like nothing.
class Texts {
 public:
  std::string next() {
    std::string text;
    const auto kind = generator_() % 4;
    for (auto n = generator_() % 26; n > 0; --n) {
      switch (kind) {
        case 0: text += one_of(kValues); break;
        case 1: text += one_of(kMarks); break;
        case 2: text += generator_() % 3 == 0 ? one_of(kMarks) : one_of(kValues); break;
        default: text += any_character(); break;
      }
    }
    return text;
  }
  std::uint32_t number(std::uint32_t bound) { return static_cast<std::uint32_t>(generator_() % bound); }

 private:
  static constexpr std::string_view kValues[] = {
      "1",  "3",    "8",   "0",    "5",  "9",      "2",        "+86", "86", "-",  " ",      "(",
      ")",  ".",    "*",   "x",    "X",  "a",      "E",        "张",  "粤", "😀",  "@",      "@b.cn",
      "转", "0571", "010", "138",  ":",  "1990",   "-05-17",   "年",  "月", ",",  "/",      "T",
      "Z",  "·",    "192", "fe80", "::", "1990年", "LSVAA49J", "警",  "_",  "DE", "116.39", "\u2212"};
  static constexpr std::string_view kMarks[] = {
      "e\u0301",      "\u0301", "\u200D", "👨",      "👩",      "👍🏽", "🇨",     "🇳",  "\u1100",
      "\u1161",       "\u11A8", "가",     "\u0600", "\u093F", "\u0E33",   "\n",    "\r", "𠮷",
      "葛\U000E0100", "*",      "a",      "1",      "张",     "❤",        "\uFE0F"};

  template <std::size_t N>
  std::string_view one_of(const std::string_view (&list)[N]) {
    return list[generator_() % N];
  }
  std::string any_character() {
    for (;;) {
      const auto code = static_cast<std::uint32_t>(generator_() % 0x20000);
      if (code < 0xD800 || code > 0xDFFF) return utf8(code);
    }
  }

  std::mt19937 generator_{7};
};

}  // namespace

TEST_CASE("a default mask shows what it declares at most, and leaves its own output alone") {
  Texts texts;
  MaskSpec spec = test::smart_spec();
  for (int round = 0; round < 8000; ++round) {
    const std::string text = texts.next();
    CAPTURE(text);
    const char* const characters[] = {"*", "●", "#"};
    spec.character = spec.seen = characters[round % 3];
    for (std::size_t i = 0; i <= kBuiltinClassCount; ++i) {
      const auto id = static_cast<ClassId>(i);
      CAPTURE(i);
      std::string kept;
      const std::string masked = applied(spec, id, text, &kept);
      std::size_t allowed = smart_mask_shows(id);
      if (id == ClassId::cn_mobile || id == ClassId::cn_landline) allowed += 4;  // 0086
      if (id == ClassId::intl_phone) allowed += 3;
      if (id == ClassId::email) kept = kept.substr(0, kept.find('@'));
      std::string bare;  // what was hidden already shows nothing
      for (const auto& character : test::characters_of(kept)) bare += character == spec.seen ? "" : character;
      CHECK(shown_in(bare) <= allowed);
      CHECK(allowed <= kMostSmartMaskShows + 4);
      CHECK(applied(spec, id, masked) == masked);
    }
  }
}

TEST_CASE("masks by places show what they declare at most, whatever characters they meet") {
  Texts texts;
  const config::MaskType types[] = {
      config::MaskType::full,
      config::MaskType::keep_first_n_last_m,
      config::MaskType::keep_from_x_to_y,
      config::MaskType::mask_first_n_last_m,
      config::MaskType::mask_from_x_to_y,
      config::MaskType::mask_before_special_chars,
      config::MaskType::mask_after_special_chars,
      config::MaskType::fixed_text,
      config::MaskType::empty,
  };
  for (int round = 0; round < 60000; ++round) {
    const std::string text = texts.next();
    config::Mask mask;
    mask.type = types[texts.number(std::size(types))];
    mask.first = mask.from = texts.number(7);
    mask.last = mask.to = texts.number(7);
    mask.special = "@-转😀";
    const char* const characters[] = {"*", "●", "★", "＊"};
    mask.character = characters[round % 4];
    mask.text = "hidden";
    const bool counts = mask.type == config::MaskType::full || mask.type == config::MaskType::keep_first_n_last_m ||
                        mask.type == config::MaskType::mask_before_special_chars ||
                        mask.type == config::MaskType::mask_after_special_chars;
    if (counts) mask.times = texts.number(5);
    MaskSpec spec = *compile_mask(mask);
    spec.seen = spec.character;  // the texts here are not folded
    CAPTURE(text);
    CAPTURE(static_cast<int>(mask.type));
    CAPTURE(mask.first);
    CAPTURE(mask.last);
    CAPTURE(mask.times);
    std::string kept;
    const std::string masked = applied(spec, ClassId::none, text, &kept);
    const std::size_t before = count_graphemes(text);
    std::string bare;
    for (const auto& character : test::characters_of(kept)) bare += character == spec.character ? "" : character;
    const std::size_t shown = count_graphemes(bare);
    CHECK(shown <= std::min(most_shown(spec), before));
    if (before > 0) CHECK(shown < before);
    const bool places =
        mask.type == config::MaskType::mask_first_n_last_m || mask.type == config::MaskType::mask_from_x_to_y;
    if (places && before > 0) CHECK(shown <= before - 1);
    CHECK(applied(spec, ClassId::none, masked) == masked);
  }
}
