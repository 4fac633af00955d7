// Where each class lies in a text. « and » mark the spans that must be reported; everything else must not be.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;

using test::check_rows;
using Row = test::MarkedRow;
using test::described;
using test::unmarked;

// Texts in which nothing may be found, whatever is looked for.
const std::vector<Row> kNothing = {
    {"time stamp", "2022-07-16 16:38:32"},
    {"time stamp with milliseconds", "2022-07-16 16:38:32.123"},
    {"ISO time", "2022-07-16T16:38:32.123+08:00"},
    {"time in digits", "20220716163832123"},
    {"time in digits, 14", "20220716163832"},
    {"date", "1990-01-01"},
    {"date and number", "1985-12-31 100"},
    {"sentinel date", "0001-01-01 00:00:00"},
    {"date and number, dashes", "1985-12-31-100"},
    {"date range", "2022-07-16 - 2022-07-17"},
    {"epoch milliseconds", "1657960712000"},
    {"epoch seconds", "1657960712"},
    {"GPS", "113.3245678,23.1066805"},
    {"GPS with many decimals", "113.324567801234 23.106680512345"},
    {"price", "1380.00"},
    {"amount with commas", "13,800,138,000.00"},
    {"small fraction", "0.13800138000"},
    {"longitude like a country code", "61.008605999999986"},
    {"western longitude like a country code", "-85.00862099999995"},
    {"longitude", "86.13800138000"},
    {"pi", "3.141592653589793"},
    {"square root", "1.4142135623730951"},
    {"order number of 12", "249786309732"},
    {"SKU of 14", "10054887745652"},
    {"ware id of 14", "10020665903516"},
    {"vendor id of 8", "10622317"},
    {"order sign", "00000000200000000005000002001000030100000000000000000000000000"},
    {"long digits that hold a mobile", "99138001380009"},
    {"UUID", "550e8400-e29b-41d4-a716-446655440000"},
    {"UUID, digits at the end", "0f8fad5b-d9cb-469f-a165-013800138000"},
    {"UUID, landline at the end", "0f8fad5b-d9cb-469f-a165-075512345678"},
    {"UUID of digits", "12345678-1234-1234-1234-123456789012"},
    {"hex hash with a mobile inside", "a13800138000bcdef0123"},
    {"hex hash, mobile at the front", "13800138000abcdef"},
    {"hex hash, mobile at the end", "abcdef13800138000"},
    {"SKU with letters", "1012_FKq1n1105171626116390912"},
    {"version", "1.39.1234.56789"},
    {"version of four numbers", "1.39.12.4"},
    {"service number", "400-860-8608"},
    {"toll-free number", "800-810-8888"},
    {"short number", "95588"},
    {"10-digit number", "1380013800"},
    {"second digit 2", "12800138000"},
    {"ISBN", "978-7-302-51759-7"},
    {"EAN-13", "6901234567892"},
    {"sizes", "100 200 300 400 500"},
    {"screen", "1920x1080"},
    {"IMEI", "356938035643809"},
    {"image", "icon@2x.png"},
    {"image with a path", "/img/user@3x.jpg"},
    {"package version", "left-pad@1.3.0"},
    {"handle", "@zhangsan"},
    {"user at host", "root@localhost"},
    {"masked mobile", "138****8000"},
    {"JD mask", "136*******5"},
    {"masked landline", "010-******79"},
    {"masked resident ID", "1****************X"},
    {"masked card", "6222 **** **** 0123"},
    {"empty", ""},
    {"plus sign alone", "+86"},
};

}  // namespace

TEST_CASE("mobile") {
  check_rows(locate_cn_mobile, ClassId::cn_mobile,
             {
                 {"bare", "«13800138000»"},
                 {"between Han letters", "电话«13800138000»请回复"},
                 {"spaces 3-4-4", "«138 0013 8000»"},
                 {"dashes 3-4-4", "«138-0013-8000»"},
                 {"dots 3-4-4", "«138.0013.8000»"},
                 {"underscores", "«138_0013_8000»"},
                 {"spaced dashes", "«138 - 0013 - 8000»"},
                 {"no-break spaces",
                  "«138\xC2\xA0"
                  "0013\xC2\xA0"
                  "8000»"},
                 {"en dashes", "«138–0013–8000»"},
                 {"3-3-5", "«138 001 38000»"},
                 {"3-8", "«138-00138000»"},
                 {"3-8 that is a date", "138-20220716"},
                 {"4-4-3", "«1380 0138 000»"},
                 {"4-3-4", "«1380-013-8000»"},
                 {"7-4", "«1380013 8000»"},
                 {"3-2-2-2-2", "«138 00 13 80 00»"},
                 {"a group of one digit among others", "1380013 800 0"},
                 {"digit by digit", "«1 3 8 0 0 1 3 8 0 0 0»"},
                 {"area in brackets", "(«138)0013-8000»"},
                 {"+86", "+86«13800138000»"},
                 {"+86 and space", "+86 «138 0013 8000»"},
                 {"+86 and dash", "+86-«13800138000»"},
                 {"+86, any groups", "+86 «13 8001 38000»"},
                 {"86", "86«13800138000»"},
                 {"86 and space", "86 «13800138000»"},
                 {"0086", "0086«13800138000»"},
                 {"0086 and dashes", "0086-«138-0013-8000»"},
                 {"(86)", "(86)«13800138000»"},
                 {"(+86)", "(+86) «138 0013 8000»"},
                 {"86 glued to the first group", "+86«138-0013-8000»"},
                 {"trunk 0", "0«13800138000»"},
                 {"trunk 0, not allocated", "016800138000"},
                 {"two with a comma", "«13800138000»,«13900139000»"},
                 {"two with a space", "«13800138000» «13900139000»"},
                 {"two with a slash", "«13800138000»/«13900139000»"},
                 {"two on two lines", "«13800138000»\n«13900139000»"},
                 {"three grouped ones", "«138 0013 8000» «139 0013 9000» «137-0013-7000»"},
                 {"behind an order number", "订单249786309732 «13800138000»"},
                 {"behind a quantity", "2 «138 0013 8000»"},
                 {"list number", "1.«13800138000»张三"},
                 {"list numbers", "1.«13800138000» 2.«13900139000»"},
                 {"floating-point export", "«13800138000».0"},
                 {"in an account name", "jd_«13800138000»"},
                 {"in a file name", "img_«13800138000».jpg"},
                 {"in a URL", "tel:«13800138000»"},
                 {"telling word", "Tel«13800138000»"},
                 {"telling word, Chinese spelling", "wx«13800138000»"},
                 {"other word", "sku13800138000"},
                 {"virtual number", "«18400913965-7576»"},
                 {"virtual number, transfer", "«18400913965转7576»"},
                 {"virtual number, transfer with spaces", "«18400913965 转 7576»。"},
                 {"virtual number, hash", "«18400913965#123»"},
                 {"virtual number, comma", "«18400913965,7576»"},
                 {"virtual number, ext", "«18400913965ext7576»"},
                 {"a date behind it", "«13800138000»-2022-07-16"},
                 {"letters behind what might be an extension", "«18400913965»-12a"},
                 {"columns behind it", "«13800138000»,5,100"},
                 {"eight digits behind it", "«13800138000»-20220716"},
                 {"not yet allocated", "«16412345678»"},
                 {"not yet allocated, grouped", "«164-1234-5678»"},
                 {"an order's number", "订单号13800138000已发货"},
                 {"an article's number", "SKU: 13800138000"},
                 {"behind 订单 and a blank", "订单 «13800138000»"},
                 {"an amount", "共计13800138000元"},
                 {"a blank before the amount's word", "价格9.9 «13800138000» 元"},
                 {"JSON around it", "{\"tel\":\"«13800138000»\"}"},
                 {"e-mail", "«13800138000»@139.com"},
                 {"begins inside a longer group", "2138 0013 8000"},
                 {"longer last group", "138-0013-80001"},
             });
}

TEST_CASE("landline") {
  check_rows(locate_cn_landline, ClassId::cn_landline,
             {
                 {"without area code, behind a word", "电话：«62345678»"},
                 {"without area code, in groups", "tel «6234-5678»"},
                 {"without area code and word", "62345678"},
                 {"eight digits behind another word", "工号62345678"},
                 {"an order's number", "流水号01088993108"},
                 {"dash", "«010-88993108»"},
                 {"space", "«010 88993108»"},
                 {"brackets", "(«010)88993108»"},
                 {"brackets and space", "(«0571) 8888 8888»"},
                 {"one run", "«01088993108»"},
                 {"one run, 02x", "«02012345678»"},
                 {"one run, 7 digits", "«03101234567»"},
                 {"one run, wrong length for the area", "031012345678"},
                 {"4-4", "«010-8899-3108»"},
                 {"3-4", "«0310-123-4567»"},
                 {"dots", "«010.8899.3108»"},
                 {"a group of one digit", "0571 888 8 8888"},
                 {"7 digits in a large city, separated", "«020-9999999»"},
                 {"extension", "«010-88993108-8001»"},
                 {"extension, transfer", "«010-88993108转8001»"},
                 {"extension, word", "«0571-88888888 ext 12»"},
                 {"extension of seven digits is none", "«010-88993108»-1234567"},
                 {"+86", "+86-«010-88993108»"},
                 {"+86 without 0", "+86 «10 8899 3108»"},
                 {"+86 in one run", "+86«1088993108»"},
                 {"0086 in one run", "0086«57188888888»"},
                 {"+86 (0)", "+86 (0)«571 88888888»"},
                 {"86 and brackets", "86(«571)88888888»"},
                 {"between Han letters", "座机«0571-88888888»转"},
                 {"behind another number", "13800138000 «010-88993108»"},
                 {"two", "«010-88993108»/«0571-88888888»"},
                 {"telling word", "Tel«010-88993108»"},
                 {"026 is no area", "026-88993108"},
                 {"011 is no area", "011-88993108"},
                 {"0390 is no area", "0390-1234567"},
                 {"6 digits", "010-889931"},
                 {"9 digits", "010-889931081"},
                 {"hutool: dot inside", "0755-7654.321X"},
                 {"letter before", "A020-9999999"},
                 {"letter behind", "010-88993108a"},
                 {"fraction", "1234.01088993108"},
                 {"in a row of groups of four", "6222 0571 8888 8888 1234"},
                 {"no area code", "88993108"},
                 {"mobile", "13619887123"},
             });
}

TEST_CASE("resident ID") {
  const std::vector<Row> proven = {
      {"bare", "«11010519491231002X»"},
      {"small x", "«11010519491231002x»"},
      {"between Han letters", "身份证号«11010519491231002X»，男"},
      {"6-8-4", "«110105 19491231 002X»"},
      {"6-8-4 dashes", "«110105-19491231-002X»"},
      {"6-8-3-1", "«110105 19491231 002 X»"},
      {"6-4-4-4", "«321083 1978 1216 2119»"},
      {"digit by digit", "«3 2 1 0 8 3 1 9 7 8 1 2 1 6 2 1 1 9»"},
      {"glued to letters", "ID«321083197812162119»CN"},
      {"glued X to digits", "11010519491231002X1"},
      {"glued X to letters", "11010519491231002XY"},
      {"two", "«321083197812162119»,«33010219200403064X»"},
      {"behind another group", "1 «321083197812162119»"},
      {"Hong Kong", "«81000019980902013X»"},
      {"wrong check digit", "321083197812162118"},
      {"wrong date", "110105194902300020"},
      {"17 digits", "11010519491231002"},
      {"inside a longer run", "9321083197812162119"},
  };
  SUBCASE("neutral key") {
    check_rows(locate_cn_resident_id, ClassId::cn_resident_id, proven);
  }
  SUBCASE("denied key") {
    check_rows(locate_cn_resident_id, ClassId::cn_resident_id, proven, Evidence::denied_key);
  }
  SUBCASE("15 digits need a word before them") {
    check_rows(locate_cn_resident_id, ClassId::cn_resident_id,
               {
                   {"bare", "150102880730303"},
                   {"word", "身份证:«150102880730303»"},
                   {"word and more", "身份证号码为 «150102880730303»。"},
                   {"English word", "ID Card «150102880730303»"},
                   {"word, but a number between", "身份证1张 150102880730303"},
                   {"word, wrong date", "身份证150102881330303"},
                   {"word too far", "身份证号码请向客服人员提供，以下为订单编号：150102880730303"},
               });
    check_rows(locate_cn_resident_id, ClassId::cn_resident_id, {{"denied key", "身份证:150102880730303"}},
               Evidence::denied_key);
  }
}

TEST_CASE("bank card") {
  check_rows(locate_bank_card, ClassId::bank_card,
             {
                 {"16", "«4111111111111111»"},
                 {"19", "«6205500000000000004»"},
                 {"15", "«378282246310005»"},
                 {"between Han letters", "卡号«6200000000000005»工行"},
                 {"groups of four", "«4111 1111 1111 1111»"},
                 {"groups of four, dashes", "«4111-1111-1111-1111»"},
                 {"groups of four, dots", "«4111.1111.1111.1111»"},
                 {"groups of four and a rest, dots", "«6205.5000.0000.0000.004»"},
                 {"4-4-4-4-3", "«6205 5000 0000 0000 004»"},
                 {"4-6-5", "«3782 822463 10005»"},
                 {"4-6-4", "«3056 930902 5904»"},
                 {"6-13", "«620550 0000000000004»"},
                 {"digit by digit", "«4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1»"},
                 {"two", "«4111111111111111» «6200000000000005»"},
                 {"the longest reading counts", "«6200 0000 0000 0005 017»"},
                 {"behind a number", "1 «4111 1111 1111 1111»"},
                 {"UnionPay as a list item", "1.«6200000000000005» 2.«6205500000000000004»"},
                 {"telling word", "card:«4111111111111111»"},
                 {"wrong check digit", "4111111111111112"},
                 {"no issuer", "1000000000000008"},
                 {"Visa of 13 behind a word", "my card «4222222222222»"},
                 {"Diners of 14 behind a word", "卡号：«30569309025904»"},
                 {"word, but a number between", "卡号 1 30569309025904"},
                 {"wrong check digit behind a word", "卡号«6222021234567890124»"},
                 {"a group of three more", "«6222 0212 3456 7890 128»"},
                 {"with its security code", "«4111 1111 1111 1111 123»"},
                 {"Amex with dots", "«3782.822463.10005»"},
                 {"fours with dots", "«3782.8224.6310.005»"},
                 {"an order's number", "订单号4111111111111111"},
                 {"Visa of 13 in one run", "4222222222222"},
                 {"Diners of 14 in one run", "30569309025904"},
                 {"letters before", "AB4111111111111111"},
                 {"letters behind", "4111111111111111ab"},
                 {"fraction", "0.4111111111111111"},
                 {"fraction behind one digit", "2.4111111111111111"},
                 {"inside a longer run", "94111111111111111"},
                 {"20 digits", "41111111111111111111"},
                 {"odd groups in a row of others", "77 411 1111 1111 11111"},
             });
}

TEST_CASE("e-mail") {
  const std::vector<Row> rows = {
      {"whole", "«foo@bar.com»"},
      {"blanks around", " «foo@bar.com» "},
      {"between Han letters", "邮箱«foo@bar.com»请回复"},
      {"colon", "邮箱：«foo@bar.com»，谢谢"},
      {"brackets", "张三 <«zhang.san@bar.com.cn»>"},
      {"two", "«a@b.co»,«c.d+e@f-g.org»;x"},
      {"closing full stop", "write to «foo@bar.com»."},
      {"hyphen behind", "«foo@bar.com»-张三"},
      {"digits behind", "«foo@bar.com»13800138000"},
      {"international domain", "«a@例子.中国»"},
      {"international local part", "联系 «张三@例子.中国»"},
      {"mixed local part, whole value", "«hans.m端ller@test.com»"},
      {"accented letters", "to «jos\xC3\xA9@bar.com» now"},
      {"quoted local part", "to «\"foo bar\"@example.com» now"},
      {"URL parameter", "https://x.com/?mail=«foo@bar.com»&y=1"},
      {"URL user", "mailto:«foo@bar.com»"},
      {"long local part", "«aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.co»"},
      {"dots some carriers allow", "x «multiple..dots.@docomo.ne.jp»"},
      {"number as local part", "«10086@139.com»"},
      {"masked", "«f***@bar.com»"},
      {"nested JSON", "{\\\"mail\\\":\\\"«foo@bar.com»\\\"}"},
      {"at in brackets", "write to «m.okafor(at)clinicmail.org» now"},
      {"at and dot in brackets", "合同发到 «ann [at] example [dot] co [dot] uk»，谢谢"},
      {"capitals", "«Ann{AT}Example{DOT}org»"},
      {"at and dot as words", "«john dot smith at example dot com» please"},
      {"beside another", "«a@b.cc» or «ann(at)example.org»"},
      {"a code in brackets", "array[at].value and f(at).x"},
      {"at without dot", "we meet at example.com today"},
      {"dot behind no top label", "look at it dot by dot"},
      {"nothing before at", "(at)example.org"},
      {"no domain", "ann (at) work"},
      {"image", "icon@2x.png"},
      {"image in a sentence", "see user@3x.jpg here"},
      {"one label", "root@localhost"},
      {"numeric top label", "pkg@1.2.3"},
      {"one-letter top label", "a@b.c"},
      {"no local part", "to @bar.com"},
      {"label with underscore", "foo@_bar.com"},
      {"hyphen at a label's edge", "foo@bar-.com"},
      {"only signs", "@@@"},
  };
  check_rows(locate_email, ClassId::email, rows);
  check_rows(locate_email, ClassId::email, rows, Evidence::denied_key);
}

TEST_CASE("texts without anything") {
  for (const auto& row : kNothing) {
    INFO(row.source);
    std::vector<Span> found;
    locate_all({row.marked, Evidence::neutral_key}, found);
    CHECK(described(found) == "");
  }
}

TEST_CASE("under a denied key only what proves itself counts") {
  std::vector<Span> found;
  const std::string_view text = "13800138000 010-88993108 4111111111111111 11010519491231002X foo@bar.com";
  locate_all({text, Evidence::denied_key}, found);
  REQUIRE(found.size() == 2);
  CHECK(found[0].class_id == ClassId::cn_resident_id);
  CHECK(found[1].class_id == ClassId::email);
  locate_all({text, Evidence::neutral_key}, found);
  CHECK(found.size() == 7);  // appended, nothing removed
}
