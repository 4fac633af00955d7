// Numbers of companies and vehicles: where each lies in a text, and what comes near without being one. All values are
// made up; checks are computed by the rule the source states.
#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::Evidence;
using test::check_marked;

}  // namespace

TEST_CASE("social credit codes and tax numbers") {
  check_marked(ClassId::cn_credit_code, {
                                            {"hutool", "«91310110666007217T»"},
                                            {"small letter", "«91310110666007217t»"},
                                            {"computed", "«91350100M000100Y43»"},
                                            {"between Han letters", "公司«91310110666007217T»注册"},
                                            {"label", "统一社会信用代码：«91310110666007217T»"},
                                            {"label, check digit wrong", "统一社会信用代码：«91310115591693856B»"},
                                            {"pilot code behind its word", "信用代码 «91350211M0000XUF46»"},
                                            {"in brackets", "(«91310110666007217T»)"},
                                            {"two", "«91310110666007217T»/«91350100M000100Y43»"},
                                            {"English label", "USCC: «91310115591693856C»"},
                                            {"hutool, wrong check", "91350211M00013FA1N"},
                                            {"wrong last", "91310110666007217U"},
                                            {"17", "9131011066600721T"},
                                            {"19", "91310110666007217T1"},
                                            {"letter I", "9131011I666007217T"},
                                            {"department 8, category 5", "85310110666007217T"},
                                            {"no region", "91000010666007217T"},
                                            {"hash", "a913101106660072f7"},
                                            {"resident ID", "11010519491231002X"},
                                            {"order", "WAIT91310110666007217T"},
                                        });
  check_marked(ClassId::cn_credit_code, {{"denied key", "«91310110666007217T»"}}, Evidence::denied_key);
  check_marked(ClassId::cn_tax_number, {
                                           {"15", "税号：«310110666007217»"},
                                           {"纳税人识别号", "纳税人识别号«310110666007217»"},
                                           {"18, any check", "税号 «91310115591693856B»"},
                                           {"20, of a person", "纳税人识别号：«11010519491231002X01»"},
                                           {"17, of a person", "税号：«15010288073030301»"},
                                           {"English", "Tax ID: «310110666007217»"},
                                           {"TIN", "TIN «310110666007217»"},
                                           {"in bold", "**税号**：«310110666007217»"},
                                           {"in a table", "<td>纳税人识别号</td><td>«310110666007217»</td>"},
                                           {"changed", "税号改成«310110666007217»，谢谢"},
                                           {"bracketed", "纳税人税号（«310110666007217»）"},
                                           {"15 without a word", "310110666007217"},
                                           {"wrong check", "税号：310110666007218"},
                                           {"tax rate", "税率 0.13"},
                                           {"amount", "税额：1234567.89"},
                                           {"invoice", "发票号码 12345678"},
                                           {"time", "税务时间 20220716163832"},
                                           {"word only", "纳税人"},
                                           {"an order", "订单号：310110666007217"},
                                           {"12 digits", "税号 123456789012"},
                                           {"tax included", "含税123456"},
                                       });
}

TEST_CASE("number plates") {
  check_marked(ClassId::cn_plate, {
                                      {"GA 36, ordinary", "«京A12345»"},
                                      {"a letter last", "«粤B1234D»"},
                                      {"two letters", "«鲁BD123E»"},
                                      {"new energy, small", "«沪AD12345»"},
                                      {"three letters, behind a word", "车牌号«粤DMXK54»"},
                                      {"three letters without one", "型号粤DMXK54"},
                                      {"no digit", "车牌粤DABCDE"},
                                      {"new energy, large", "«粤B12345D»"},
                                      {"police", "«京A1234警»"},
                                      {"trailer", "«冀A1234挂»"},
                                      {"driving school", "«苏D1234学»"},
                                      {"Hong Kong", "«粤Z1234港»"},
                                      {"with a dot", "«京A·12345»"},
                                      {"with a katakana dot", "车辆 «川A・12345» 已入场"},
                                      {"with a blank", "车牌 «川A 12345»"},
                                      {"a blank behind the province, alone", "«粤 B12345»"},
                                      {"two blanks behind a word", "车牌 «粤 B 12D45» 已入场"},
                                      {"new energy with a blank, behind a word", "车牌号：«沪 AD12345»"},
                                      {"in a sentence", "请«浙A12345»的车主挪车"},
                                      {"small letters", "«京a1234b»"},
                                      {"embassy behind a word", "车牌：«使123456»"},
                                      {"too long", "京A1234567"},
                                      {"three letters", "京ABC12D"},
                                      {"four characters", "京A1234"},
                                      {"letter I", "京AI2345"},
                                      {"other province", "北A12345"},
                                      {"model behind a Han letter", "新品K12345"},
                                      {"article", "云南A款12345"},
                                      {"screw", "湘江M8螺丝"},
                                      {"title", "新A4打印纸500张"},
                                      {"embassy alone in a sentence", "使123456步完成"},
                                      {"train", "乘坐G12345次"},
                                      {"an article behind a word that ends in a province", "全新 A12345 到货"},
                                  });
}

TEST_CASE("vehicle identification numbers") {
  check_marked(ClassId::vin, {
                                 {"ISO 3779 example", "«1M8GDM9AXKP042788»"},
                                 {"check digit 1", "«5GZCZ43D13S812715»"},
                                 {"NHTSA sample", "«1HGCM82633A004352»"},
                                 {"small letters", "«1hgcm82633a004352»"},
                                 {"in groups, behind a word", "车架号：«LGXE PVS4 62M3 8889 6»，请核对"},
                                 {"in groups with dashes", "VIN «LSV9-S4NG-6CS7-4403-0»"},
                                 {"in groups without a word", "LGXE PVS4 62M3 8889 6"},
                                 {"China, behind its word", "车架号：«LSVAA49J132047371»"},
                                 {"China, VIN", "VIN «LFV2A21K6A3123456»"},
                                 {"between Han letters", "车辆«1HGCM82633A004352»已登记"},
                                 {"chassis", "chassis no: «WVWZZZ1JZXW000001»"},
                                 {"識別代号", "车辆识别代号«LSGJA52U7CH123456»"},
                                 {"brackets", "(«1M8GDM9AXKP042788»)"},
                                 {"wrong check digit, no word", "1M8GDM9A1KP042788"},
                                 {"16", "1M8GDM9AXKP04278"},
                                 {"18", "1M8GDM9AXKP0427881"},
                                 {"letter O", "1M8GDM9AXKPO42788"},
                                 {"year U", "1M8GDM9AXUP042788"},
                                 {"serial with letters", "1M8GDM9AXKP04278B"},
                                 {"digits only", "12345678901234567"},
                                 {"part of an identifier", "SKU-1M8GDM9AXKP042788"},
                                 {"hash", "1a8fdb9a0ce042788"},
                                 {"upper case words", "ABCDEFGHJKLMN1234"},
                                 {"time", "20220716163832123"},
                             });
}

TEST_CASE("driver's file numbers stand behind their word only") {
  check_marked(ClassId::driver_file_number, {
                                                {"档案编号", "档案编号：«123456789012»"},
                                                {"驾驶证档案编号", "驾驶证档案编号«440100123456»"},
                                                {"English", "driver file no. «123456789012»"},
                                                {"档案号", "驾驶证档案号为«110001234567»"},
                                                {"alone in a line", "档案编号\n«330100998877»\n准驾车型C1"},
                                                {"bracketed", "档案编号（«510100123450»）"},
                                                {"in bold", "**档案编号**：«420100123459»"},
                                                {"in a table", "<td>档案编号</td><td>«610100123458»</td>"},
                                                {"changed", "档案编号改为«440300123457»"},
                                                {"grouped", "档案编号 «4403 0012 3456»"},
                                                {"full stop behind it", "Driver file number is «440300123456»."},
                                                {"12 digits behind another word", "航班编号 123456789012"},
                                                {"waybill", "运单号 123456789012"},
                                                {"barcode", "条码 123456789012"},
                                                {"word far away", "档案馆今日开放，咨询编号 123456789012"},
                                                {"letters", "档案编号：A23456789012"},
                                                {"a year", "档案 2022"},
                                                {"order of 12", "249786309732"},
                                                {"order", "订单号249786309732"},
                                                {"11", "档案编号：12345678901"},
                                                {"13", "档案编号：1234567890123"},
                                                {"file name", "file_123456789012.jpg"},
                                            });
}
