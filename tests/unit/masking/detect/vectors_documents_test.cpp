// Numbers of people's documents and accounts: where each lies in a text, and what comes near without being one. All
// values are made up; checks are computed by the rule the source states.
#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::Context;
using masking::context_bit;
using masking::Evidence;
using test::check_marked;

}  // namespace

TEST_CASE("foreigners' permanent residence cards") {
  check_marked(ClassId::foreigner_id, {
                                          {"hutool, since 2023", "«932682198501010017»"},
                                          {"domain.md 7.1", "«910000199001010012»"},
                                          {"between Han letters", "证件号码«932682198501010017»，有效"},
                                          {"6-8-4", "«932682 19850101 0017»"},
                                          {"old card behind its word", "永久居留证号：«USA110085061512»"},
                                          {"old card, 外国人", "外国人永久居留身份证 «FRA310190123101»"},
                                          {"old card behind 证件号", "证件号：«GBR440170030102»"},
                                          {"old card in English", "permanent residence card: «DEU120188080803»"},
                                          {"in JSON left over", "{\"id\":\"«932682198501010017»\""},
                                          {"two", "«932682198501010017»,«910000199001010012»"},
                                          {"wrong check digit", "932682198501010018"},
                                          {"wrong date", "932682198513010017"},
                                          {"17 digits", "93268219850101001"},
                                          {"19 digits", "1932682198501010017"},
                                          {"a resident's", "11010519491231002X"},
                                          {"old form without a word", "USA110085061512"},
                                          {"old form, month 13", "永久居留证号：USA110085131512"},
                                          {"old form, two letters", "永久居留证号：US1100850615123"},
                                          {"order number of letters and digits", "订单号 USA110085061512"},
                                          {"20 digits", "93268219850101001700"},
                                      });
  check_marked(ClassId::cn_resident_id, {
                                            {"hutool, Hong Kong", "«81000019980902013X»"},
                                            {"hutool, Macau", "«820000200009100032»"},
                                            {"hutool, Taiwan", "«830000200209060065»"},
                                        });
}

TEST_CASE("passports") {
  check_marked(ClassId::passport,
               {
                   {"util-helpers, E and 8", "护照号码：«E12345678»"},
                   {"util-helpers, E and a letter", "护照«EA1234567»"},
                   {"util-helpers, diplomatic", "护照号«DE1234567»"},
                   {"validator.js, G", "护照：«G25352389»"},
                   {"old 14", "护照号 «141234567»"},
                   {"Hong Kong", "香港护照 «KJ0123456»"},
                   {"Macau", "护照：«MA0123456»"},
                   {"English", "Passport No. «E12345678» was issued"},
                   {"United States, nine digits", "passport number: «340020013»"},
                   {"Germany", "Passport: «C01X00T47»"},
                   {"small letters", "passport «e12345678»"},
                   {"behind 证件号", "证件号：«E12345678»"},
                   {"no word", "E12345678"},
                   {"outer article number", "货号 E12345678"},
                   {"model", "型号：G25352389"},
                   {"too short", "护照 E12345"},
                   {"too long", "护照 E1234567890"},
                   {"inside a longer word", "护照 E12345678X"},
                   {"a word further away", "护照办理预约成功，请于下周三携带材料前往大厅，编号 E12345678"},
                   {"order", "订单号：E12345678"},
                   {"page", "passport page 12345"},
                   {"library", "passport.js 0.6.0"},
               });
  check_marked(ClassId::passport,
               {{"alone under certificates", "«E12345678»"}, {"a number", "12345678"}, {"a name", "EMS"}},
               Evidence::neutral_key, context_bit(Context::identity));
}

TEST_CASE("travel permits") {
  check_marked(ClassId::travel_permit, {
                                           {"to Hong Kong and Macau", "港澳通行证：«C12345678»"},
                                           {"with a letter", "港澳通行证号码 «CA1234567»"},
                                           {"old, W", "通行证号«W12345678»"},
                                           {"home return, H and 8", "回乡证：«H12345678»"},
                                           {"home return, H and 10", "回乡证号：«H1234567801»"},
                                           {"home return, M", "港澳居民来往内地通行证«M12345678»"},
                                           {"Taiwan, 8", "台胞证 «12345678»"},
                                           {"Taiwan, old with a letter", "台胞证号：«1234567890B»"},
                                           {"to Taiwan, T", "台湾通行证号：«T12345678»"},
                                           {"English", "Home Return Permit: «H12345678»"},
                                           {"no word", "C12345678"},
                                           {"a bare number", "12345678"},
                                           {"other letter", "通行证 Z12345678"},
                                           {"seven digits", "通行证 C1234567"},
                                           {"nine digits", "通行证 C123456789"},
                                           {"order", "订单 C12345678"},
                                           {"batch", "批号：H12345678"},
                                           {"article", "商品编码 W12345678"},
                                           {"coupon", "优惠券 T12345678"},
                                           {"a gate pass in words", "通行证将于当日发放"},
                                       });
}

TEST_CASE("military numbers") {
  check_marked(ClassId::military_id, {
                                         {"officer", "军官证：«军字第12345678号»"},
                                         {"officer, alone", "«军字第1234567号»"},
                                         {"soldier", "«士字第12345678号»"},
                                         {"civilian", "«文字第1234567号»"},
                                         {"staff", "«参字第12345678»"},
                                         {"police", "«武字第1234567号»"},
                                         {"region", "«南字第12345678号»"},
                                         {"navy", "«海字第1234567号»，张三"},
                                         {"blank", "«空字第 1234567号»"},
                                         {"a number behind the word", "军官证号 «12345678»"},
                                         {"word, soldier", "士兵证：«12345678»"},
                                         {"court", "民字第12号"},
                                         {"certificate of a company", "京字第12345678号"},
                                         {"deed", "房字第1234567号"},
                                         {"too long", "军字第123456789012号"},
                                         {"no digits", "军字第号"},
                                         {"no mark", "军12345678"},
                                         {"word, too short", "军官证 123"},
                                         {"a number alone", "12345678"},
                                         {"a novel", "士兵证词"},
                                         {"licence of a shop", "许可证字第12345678号"},
                                     });
}

TEST_CASE("days of birth") {
  check_marked(ClassId::birth_date, {
                                        {"出生日期", "出生日期：«1990-01-02»"},
                                        {"生日", "生日«1990/1/2»"},
                                        {"Han", "生于«1990年1月2日»"},
                                        {"month", "出生年月：«1990年1月»"},
                                        {"month, dash", "出生年月 «1990-01»"},
                                        {"digits", "出生日期 «19900102»"},
                                        {"before 出生", "«1990年01月02日»出生，男"},
                                        {"before 生人", "«1990年1月2日»生人"},
                                        {"DOB", "DOB: «02/01/1990»"},
                                        {"born on", "She was born on «1990-01-02»."},
                                        {"date of birth", "Date of Birth: «01/31/1990»"},
                                        {"dots", "生日：«1990.01.02»"},
                                        {"Han numerals", "出生日期：«一九八七年三月十二日»，男"},
                                        {"Han numerals, 零 and tens", "生于«二零零一年十二月三十一日»"},
                                        {"Han numerals, month", "出生年月：«一九九〇年十月»"},
                                        {"出生年月日", "出生年月日:«二〇〇三年七月一日»"},
                                        {"Han numerals before 出生", "«一九九〇年十一月二十号»出生"},
                                        {"Han numerals without a word", "本条例自一九八七年三月十二日起施行"},
                                        {"Han numerals, no day", "生日：一九八七年二月三十日"},
                                        {"Han numerals, a year", "生日：一九八七年"},
                                        {"no word", "1990-01-02"},
                                        {"order time", "下单时间：2022-07-16 16:38:32"},
                                        {"date of production", "生产日期：2022-07-16"},
                                        {"no day", "出生日期：1990-02-30"},
                                        {"birthday present", "生日礼物 100元"},
                                        {"a year", "生日快乐 2022"},
                                        {"month 13", "生日1990-13-02"},
                                        {"price", "生日蛋糕 199.00"},
                                        {"9 digits", "生日199001021"},
                                        {"epoch", "1657960712000"},
                                    });
  check_marked(ClassId::birth_date, {{"alone under birth", "«1990-01-02»"}, {"words", "unknown"}},
               Evidence::neutral_key, context_bit(Context::birth));
}

TEST_CASE("social security and medical cards, bank accounts") {
  check_marked(ClassId::social_security_number, {
                                                    {"社保号", "社保号：«123456789»"},
                                                    {"社保卡号", "社保卡号«A12345678»"},
                                                    {"社会保障号码", "社会保障号码 «110105194912310021»"},
                                                    {"公积金账号", "公积金账号：«0012345678»"},
                                                    {"English", "social insurance no: «123456789»"},
                                                    {"社保账号", "社保账号：«1100123456»"},
                                                    {"公积金号", "公积金号为«320100123456»"},
                                                    {"card", "Social Security card «A123456789»"},
                                                    {"in bold", "**社保卡号**：«B12345678»"},
                                                    {"bracketed", "社会保险号（«110001234567»）"},
                                                    {"grouped", "社保卡号 «3201 0012 3456»"},
                                                    {"a day", "社保 20220716"},
                                                    {"per cent", "公积金比例 12%"},
                                                    {"hotline", "公积金热线 12329"},
                                                    {"order", "社保代缴订单号 1234567890"},
                                                    {"too long", "社保卡号 123456789012345678901"},
                                                    {"no word", "123456789"},
                                                    {"too short", "社保 12345"},
                                                    {"amount", "社保缴费 1234.56"},
                                                    {"phone of the office", "社保局咨询电话 12333"},
                                                    {"year", "社保2022年度"},
                                                });
  check_marked(ClassId::medical_card, {
                                          {"医保卡号", "医保卡号：«10012345678»"},
                                          {"就诊卡", "就诊卡«00123456»"},
                                          {"病历号", "病历号：«A0012345»"},
                                          {"住院号", "住院号 «1234567»"},
                                          {"MRN", "MRN: «12345678»"},
                                          {"patient id", "Patient ID: «P1234567»"},
                                          {"medicare", "Medicare no «1EG4TE5MK73»"},
                                          {"健康卡号", "健康卡号«320100123456»"},
                                          {"病案号", "病案号为«B00123456»"},
                                          {"门诊号", "门诊号：«20231234567»"},
                                          {"health card", "health card number is «H1234567»"},
                                          {"a day of admission", "住院 20220716"},
                                          {"phone of a hospital", "门诊电话 010-88993108"},
                                          {"floor", "就诊卡办理在1号楼2层"},
                                          {"invoice", "门诊发票号 12345678"},
                                          {"queue", "就诊序号 A12"},
                                          {"too long", "医保卡号 123456789012345678901"},
                                          {"no word", "10012345678"},
                                          {"too short", "住院3天"},
                                          {"fee", "医保报销 123.45"},
                                          {"bed", "住院部12楼"},
                                          {"year", "医保2022"},
                                      });
  check_marked(ClassId::bank_account, {
                                          {"银行账号", "银行账号：«40002340092001234»"},
                                          {"grouped", "账号 «4000 0234 0920 0123 456»"},
                                          {"对公账户", "对公账户：«110060149018800012345»"},
                                          {"收款账号", "收款账号«0200001009200123456»"},
                                          {"English", "account number: «12345678901»"},
                                          {"a/c", "A/C No. «1234567890123»"},
                                          {"dashes", "账号：«33-007701040012345»"},
                                          {"开户", "开户行工商银行 账号«0200001009200123456»"},
                                          {"colon missing", "帐号«40002340092001234»"},
                                          {"acct", "acct «1234567890»"},
                                          {"no word", "40002340092001234"},
                                          {"eight digits", "account number «81776982»"},
                                          {"too short", "账号 1234567"},
                                          {"a day", "账号 20240307"},
                                          {"too long", "账号 1234567890123456789012345678901"},
                                          {"letters", "账号 zhangsan"},
                                          {"amount", "账户余额 123456789.00"},
                                          {"order", "订单号 40002340092001234"},
                                          {"accounts", "accounts 12"},
                                          {"waybill", "运单号：40002340092001234"},
                                          {"serial", "流水号：40002340092001234"},
                                          {"batch", "批号 40002340092001234"},
                                      });
}

TEST_CASE("IBAN") {
  check_marked(ClassId::iban, {
                                  {"registry, Germany", "«DE89370400440532013000»"},
                                  {"grouped", "«DE89 3704 0044 0532 0130 00»"},
                                  {"registry, United Kingdom", "«GB29NWBK60161331926819»"},
                                  {"grouped, United Kingdom", "IBAN: «GB29 NWBK 6016 1331 9268 19»"},
                                  {"registry, Norway", "«NO9386011117947»"},
                                  {"registry, France", "«FR1420041010050500013M02606»"},
                                  {"registry, Malta", "«MT84MALT011000012345MTLCAST001S»"},
                                  {"small letters", "«de89370400440532013000»"},
                                  {"in a sentence", "Please pay to «NL91ABNA0417164300» today"},
                                  {"wrong check behind its word", "IBAN «DE88370400440532013000»"},
                                  {"wrong check digits", "DE88370400440532013000"},
                                  {"wrong length", "DE8937040044053201300"},
                                  {"unknown country", "XX89370400440532013000"},
                                  {"inside a longer word", "ADE89370400440532013000"},
                                  {"SKU", "DE12-3456"},
                                  {"colour code", "NO9386"},
                                  {"hash", "de89370400440532013001"},
                                  {"file", "DE89370400440532013000.pdf"},
                                  {"words", "IBAN required"},
                                  {"no letters", "8937040044053201300012"},
                              });
}

TEST_CASE("SSN, NINO, VAT") {
  check_marked(ClassId::us_ssn, {
                                    {"SSA form", "«536-90-4399»"},
                                    {"label", "SSN: «536904399»"},
                                    {"label, blanks", "my social security number is «536 90 4399»"},
                                    {"in a sentence", "His number «219-09-1234» is on file."},
                                    {"ITIN", "ITIN «912-70-1234»"},
                                    {"label, dots", "SSN «536.90.4399»"},
                                    {"brackets", "(«536-90-4399»)"},
                                    {"at the end", "ssn=«536-90-4399»"},
                                    {"two", "«536-90-4399», «219-09-1234»"},
                                    {"word with hash", "SSN# «536-90-4399»"},
                                    {"area 000", "000-90-4399"},
                                    {"area 666", "666-90-4399"},
                                    {"group 00", "536-00-4399"},
                                    {"serial 0000", "536-90-0000"},
                                    {"advertisement", "078-05-1120"},
                                    {"9xx without an ITIN group", "912-40-1234"},
                                    {"bare digits", "536904399"},
                                    {"longer", "536-90-43991"},
                                    {"joined further", "536-90-4399-12"},
                                    {"other grouping", "5369-04-399"},
                                    {"blanks without a word", "536 90 4399"},
                                });
  check_marked(ClassId::uk_nino, {
                                     {"HMRC, spaced", "«AB 12 34 56 C»"},
                                     {"label", "NINO: «AB123456C»"},
                                     {"label in words", "National Insurance number «JG 10 37 59 A»"},
                                     {"dashes", "«AB-12-34-56-C»"},
                                     {"small letters behind a word", "nino «ab123456c»"},
                                     {"NI no", "NI No: «PX123456D»"},
                                     {"sentence", "my NI number is «AA123456A»"},
                                     {"two", "«AB 12 34 56 C», «JG 10 37 59 A»"},
                                     {"colon", "NI: «CE123456B»"},
                                     {"brackets", "(«HH 12 34 56 D»)"},
                                     {"no word", "AB123456C"},
                                     {"prefix BG", "BG 12 34 56 C"},
                                     {"prefix with Q", "QQ 12 34 56 C"},
                                     {"suffix E", "AB 12 34 56 E"},
                                     {"SKU", "SKU AB123456C"},
                                     {"longer", "AB 12 34 56 CD"},
                                     {"five pairs", "AB 12 34 56 78"},
                                     {"O second", "AO 12 34 56 C"},
                                     {"plain words", "national insurance"},
                                     {"one letter", "A 12 34 56 C"},
                                 });
  check_marked(ClassId::eu_vat, {
                                    {"Germany", "VAT ID: «DE123456789»"},
                                    {"USt-IdNr", "USt-IdNr.: «DE123456789»"},
                                    {"Austria", "VAT «ATU12345678»"},
                                    {"France", "TVA «FR40303265045»"},
                                    {"Italy", "Partita IVA: «IT12345678901»"},
                                    {"Netherlands", "BTW «NL123456789B01»"},
                                    {"Poland", "VAT reg no «PL1234567890»"},
                                    {"Ireland", "VAT «IE1234567WA»"},
                                    {"tax id", "Tax ID «DE123456789»"},
                                    {"Greece", "VAT: «EL123456789»"},
                                    {"no word", "DE123456789"},
                                    {"wrong length", "VAT DE12345678"},
                                    {"no state", "VAT ZZ123456789"},
                                    {"rate", "VAT 19%"},
                                    {"amount", "VAT 1234.56"},
                                    {"digits", "VAT 123456789"},
                                    {"article", "SKU DE123456789"},
                                    {"longer", "VAT DE1234567890"},
                                    {"Switzerland is not in the Union", "VAT CHE123456789"},
                                    {"words", "incl. VAT"},
                                });
}
