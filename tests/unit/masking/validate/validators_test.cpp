// Numbers marked (synthetic) were made up and their check digits computed by hand or by another program.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "masking/validate/bank_card.hpp"
#include "masking/validate/cn_landline.hpp"
#include "masking/validate/cn_mobile.hpp"
#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/email.hpp"
#include "masking/validate/luhn.hpp"

namespace {

using namespace veilgate::masking;

struct Row {
  std::string_view name;
  std::string_view text;
  bool good;
};

template <class Validator, std::size_t N>
void check_rows(Validator validator, const Row (&rows)[N]) {
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK(validator(row.text) == row.good);
  }
}

}  // namespace

TEST_CASE("luhn") {
  const Row rows[] = {
      {"ISO/IEC 7812 example", "79927398713", true},
      {"two digits", "18", true},
      {"zeros", "0000", true},
      {"validator.js 5421", "5421", true},
      {"validator.js 31 digits", "0123456789012345678901234567891", true},
      {"Visa test number", "4111111111111111", true},
      {"Mastercard test number", "5555555555554444", true},
      {"American Express test number", "378282246310005", true},
      {"Discover test number", "6011111111111117", true},
      {"Diners test number", "30569309025904", true},
      {"JCB test number", "3530111333300000", true},
      {"last digit one up", "79927398714", false},
      {"last digit one down", "79927398712", false},
      {"two neighbours swapped", "79927389713", false},
      {"first digit changed", "5111111111111111", false},
      {"digit lost", "7992739871", false},
      {"one digit", "0", false},
      {"empty", "", false},
      {"letter", "7992739871a", false},
      {"space", "7992 7398713", false},
      {"dash", "4111-1111-1111-1111", false},
      {"full-width digit",
       "\xEF\xBC\x91"
       "8",
       false},
  };
  check_rows(is_luhn, rows);
}

TEST_CASE("resident ID of 18") {
  const Row rows[] = {
      {"GB 11643 example", "11010519491231002X", true},
      {"small x", "11010519491231002x", true},
      {"domain facts: Guangdong", "440524188001010014", false},  // born 1880: before the range
      {"hutool Jiangsu", "321083197812162119", true},
      {"hutool Zhejiang with X", "33010219200403064X", true},
      {"hutool Hong Kong resident", "81000019980902013X", true},
      {"hutool Macau resident", "820000200009100032", true},
      {"hutool Taiwan resident", "830000200209060065", true},
      {"hutool foreigner", "932682198501010017", true},
      {"synthetic foreigner", "910000199001010012", true},
      {"validator.js Heilongjiang", "235407195106112745", true},
      {"validator.js Liaoning", "210203197503102721", true},
      {"leap day 2000 (synthetic)", "110105200002290013", true},
      {"wrong check digit", "110105194912310021", false},
      {"X where a digit belongs", "32108319781216211X", false},
      {"no leap day in 1900 (synthetic)", "110105190002290017", false},
      {"30 February", "110105194902300020", false},
      {"month 13", "110105194913310021", false},
      {"day 00", "110105194912000022", false},
      {"year 2100", "110105210012310021", false},
      {"province 16", "160105194912310029", false},
      {"province 00", "000105194912310024", false},
      {"17 digits", "11010519491231002", false},
      {"19 characters", "11010519491231002X1", false},
      {"X inside", "1101051949123100X2", false},
      {"letters in the date", "3301022011022000D6", false},
      {"18 bytes of full-width digits", "\xEF\xBC\x91\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x95",
       false},
      {"empty", "", false},
  };
  check_rows(is_cn_resident_id_18, rows);
}

TEST_CASE("resident ID of 18: every single digit matters") {
  const std::string_view good = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      if (c == good[i]) continue;
      std::string changed(good);
      changed[i] = c;
      CAPTURE(i);
      CHECK_FALSE(is_cn_resident_id_18(changed));
    }
  }
}

TEST_CASE("resident ID of 15") {
  const Row rows[] = {
      {"hutool", "150102880730303", true},
      {"hutool all ones", "111111111111111", true},
      {"validator.js", "110101491001001", true},
      {"leap day", "110105000229001", false},  // 1900 had none
      {"leap day 1904", "110105040229001", true},
      {"Shanghai (synthetic)", "310101800101001", true},
      {"Tibet (synthetic)", "540102750615002", true},
      {"Xinjiang (synthetic)", "650102661231123", true},
      {"Hainan (synthetic)", "460100770707456", true},
      {"Chongqing (synthetic)", "500101690909789", true},
      {"Hebei (synthetic)", "130102551130321", true},
      {"hutool bad date", "360198910283844", false},
      {"hutool bad month", "815727834224151", false},
      {"validator.js province 01", "010101491001001", false},
      {"validator.js month 04 day 41", "110101491041001", false},
      {"validator.js province 16", "160101491001001", false},
      {"validator.js day 31 of month 02", "110101940231001", false},
      {"month 00", "110101490001001", false},
      {"14 digits", "11010149100100", false},
      {"16 digits", "1101014910010011", false},
      {"letter", "11010149100100X", false},
      {"province 90", "900101491001001", false},
      {"empty", "", false},
  };
  check_rows(is_cn_resident_id_15, rows);
}

TEST_CASE("bank card") {
  const Row rows[] = {
      {"Visa test number", "4111111111111111", true},
      {"Visa 13", "4222222222222", true},
      {"validator.js Visa 19", "4716989580001715211", true},
      {"Mastercard test number", "5555555555554444", true},
      {"validator.js Mastercard 2 series", "2222155765072228", true},
      {"validator.js Mastercard 2 series, end", "2718760626256570", true},
      {"American Express test number", "378282246310005", true},
      {"JCB test number", "3530111333300000", true},
      {"Diners test number", "30569309025904", true},
      {"Discover test number", "6011111111111117", true},
      {"UnionPay test number", "6200000000000005", true},
      {"UnionPay test number of 19", "6205500000000000004", true},
      {"validator.js UnionPay 81", "8171999927660000", true},
      {"ICBC 9558 (synthetic)", "9558800200100000005", true},
      {"ABC 95599 (synthetic)", "9559900000000000007", true},
      {"city bank 9400 (synthetic)", "9400500000000006", true},
      {"last digit changed", "4111111111111112", false},
      {"Luhn good, no issuer", "1000000000000008", false},
      {"Luhn good, JD article number of 14", "10054887745664", false},
      {"Visa of 14", "41111111111114", false},
      {"Mastercard of 15", "555555555555558", false},
      {"series 2220 is not Mastercard", "2220000000000000", false},
      {"series 2721 is not Mastercard", "2721000000000004", false},
      {"American Express of 16", "3782822463100003", false},
      {"12 digits", "411111111117", false},
      {"20 digits", "62000000000000000005", false},
      {"dashes", "4111-1111-1111-1111", false},
      {"letter", "411111111111111a", false},
      {"empty", "", false},
  };
  check_rows(is_bank_card, rows);
}

TEST_CASE("mobile, wide and narrow") {
  const Row wide[] = {
      {"China Mobile", "13800138000", true},
      {"China Unicom", "13012345678", true},
      {"China Telecom", "18912345678", true},
      {"China Broadnet", "19212345678", true},
      {"satellite", "17491234567", true},
      {"libphonenumber example", "13123456789", true},
      {"140", "14012345678", true},
      {"154", "15412345678", true},
      {"164", "16412345678", true},
      {"179", "17912345678", true},
      {"194", "19412345678", true},
      {"second digit 2", "12800138000", false},
      {"second digit 0", "10800138000", false},
      {"begins with 2", "23800138000", false},
      {"10 digits", "1380013800", false},
      {"12 digits", "138001380001", false},
      {"with +86", "+8613800138000", false},
      {"with 86", "8613800138000", false},
      {"dashes", "138-0013-8000", false},
      {"letter", "1380013800O", false},
      {"landline", "01012345678", false},
      {"empty", "", false},
  };
  check_rows(is_cn_mobile_wide, wide);
  const Row narrow[] = {
      {"134", "13400000000", true},     {"145", "14500000000", true},  {"147", "14700000000", true},
      {"148 IoT", "14800000000", true}, {"149", "14900000000", true},  {"150", "15000000000", true},
      {"1610", "16100000000", true},    {"162", "16200000000", true},  {"165", "16500000000", true},
      {"167", "16700000000", true},     {"170", "17000000000", true},  {"1740", "17400000000", true},
      {"178", "17800000000", true},     {"192", "19200000000", true},  {"199", "19900000000", true},
      {"140", "14000000000", false},    {"141", "14100000000", false}, {"144", "14400000000", false},
      {"146", "14600000000", false},    {"154", "15400000000", false}, {"160", "16000000000", false},
      {"1611", "16110000000", false},   {"163", "16300000000", false}, {"164", "16400000000", false},
      {"168", "16800000000", false},    {"169", "16900000000", false}, {"1746", "17460000000", false},
      {"179", "17900000000", false},    {"194", "19400000000", false}, {"12 digits", "134000000000", false},
  };
  check_rows(is_cn_mobile_narrow, narrow);
}

TEST_CASE("landline") {
  const Row rows[] = {
      {"Beijing", "01088993108", true},
      {"Guangzhou", "02012345678", true},
      {"Shenzhen, 8 digits", "075512345678", true},
      {"Hangzhou", "057188888888", true},
      {"Shanghai", "02161234567", true},
      {"Chongqing", "02361234567", true},
      {"Handan, 7 digits", "03101234567", true},
      {"Lhasa, 7 digits", "08916321234", true},
      {"Haikou, 8 digits", "089868585858", true},
      {"Yanbian, 7", "04331234567", true},
      {"Yanbian, 8", "043312345678", true},
      {"Pingxiang, 0799", "07996321234", true},
      {"026 is no area", "02612345678", false},
      {"0100 subscriber too short", "0101234567", false},
      {"subscriber too long", "010889931081", false},
      {"Handan with 8", "031012345678", false},
      {"Hangzhou with 7", "05711234567", false},
      {"0390 is no area", "03901234567", false},
      {"no area", "88993108", false},
      {"011", "01188993108", false},
      {"mobile", "13619887123", false},
      {"400", "4008608608", false},
      {"dash", "010-88993108", false},
      {"letter", "A2099999999", false},
      {"area only", "0755", false},
      {"empty", "", false},
  };
  check_rows(is_cn_landline, rows);
}

TEST_CASE("area codes: 319 of four digits, ten of three") {
  int short_codes = 0;
  int long_codes = 0;
  for (int code = 0; code < 1000; ++code) {
    const std::string digits = {'0', static_cast<char>('0' + code / 100), static_cast<char>('0' + code / 10 % 10),
                                static_cast<char>('0' + code % 10)};
    const std::size_t length = cn_area_code_length(digits);
    if (length == 4) ++long_codes;
    if (length == 3 && code % 10 == 0) ++short_codes;
  }
  CHECK(long_codes == 319);
  CHECK(short_codes == 10);
}

TEST_CASE("e-mail") {
  const Row rows[] = {
      {"plain", "foo@bar.com", true},
      {"RFC 5322 appendix A.1.1", "jdoe@machine.example", true},
      {"RFC 5322 appendix A.1.2", "mary@x.test", true},
      {"RFC 5322 appendix A.1.3", "john.q.public@example.com", true},
      {"RFC 5322 atext", "!#$%&'*+-/=?^_`{|}~@example.com", true},
      {"quoted", "\"foo bar\"@example.com", true},
      {"quoted, escaped @", "\"foo\\@bar\"@example.com", true},
      {"RFC 6531 local part", "\xE5\xBC\xA0\xE4\xB8\x89@example.com", true},
      {"RFC 6531 domain", "a@\xE4\xBE\x8B\xE5\xAD\x90.\xE4\xB8\xAD\xE5\x9B\xBD", true},
      {"punycode top label", "a@b.xn--fiqs8s", true},
      {"64 bytes of local part", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.co", true},
      {"digits as a label", "10086@139.com", true},
      {"65 bytes of local part", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.co", false},
      {"no local part", "@bar.com", false},
      {"no domain", "foo@", false},
      {"no @", "bar.com", false},
      {"one label", "foo@localhost", false},
      {"closing dot", "foo@bar.com.", false},
      {"one-letter top label", "foo@bar.c", false},
      {"numeric top label", "pkg@1.2.3", false},
      {"two dots", "foo..bar@x.com", false},
      {"leading dot", ".foo@x.com", false},
      {"dot before @", "foo.@x.com", false},
      {"leading hyphen in a label", "foo@-bar.com", false},
      {"underscore in a label", "foo@_bar.com", false},
      {"space", "foo bar@x.com", false},
      {"two @", "foo@bar@x.com", false},
      {"retina image", "user@2x.p1g", false},
      {"half a quote", "\"foo@bar.com", false},
      {"malformed UTF-8", "a\xC0\xAF@bar.com", false},
      {"address literal", "foo@[127.0.0.1]", false},
      {"empty", "", false},
  };
  check_rows(is_email, rows);
}
