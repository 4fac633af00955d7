// What stands beside a value in logs, statements, elements and pieces of documents, and in sentences that name a
// document first and its number later.
#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::Context;
using masking::context_bit;
using masking::Evidence;
using test::check_marked;

}  // namespace

TEST_CASE("names in logs, statements and pieces of documents") {
  check_marked(ClassId::person_name,
               {
                   {"an element", "<order><receiverName>«胡涛思»</receiverName><n>1</n></order>"},
                   {"an element with a prefix", "<ns:userName>«陈秀英»</ns:userName>"},
                   {"an element's CDATA", "<realName><![CDATA[«陈秀英»]]></realName>"},
                   {"a quoted key", "resp: {\"consigneeName\":\"«王五»\",\"n\":1}"},
                   {"a quoted key in a string in a string", R"({\\\"consigneeName\\\":\\\"«王五»\\\",\\\"n\\\":1})"},
                   {"a quote inside the value", R"({"realName":"«王\"五»","n":1})"},
                   {"a compact record", "mobile:18879295820|name:«莫玉»|order:86895"},
                   {"a record without quotes", "json : {mobile:19542128122,name:'«冯国涛»'"},
                   {"a field of a table", "UPDATE user SET `real_name`='«冯国涛»' WHERE id=1"},
                   {"a parameter beside a telephone", "/api?mobile=15147118907&name=«王五»&page=1"},
                   {"members of somebody", "value={\"receiver\":{\"name\":\"«邓国涵»\"}}"},
                   {"values of a statement", "VALUES('«万晨»','230102195909187748','15892627462')"},
                   {"typed parameters", "Parameters: «赵芳»(String), 13139678748(String)"},
                   {"a word about the value", "userName: required, realName: see below"},
                   {"a value behind a blank", "realName: «陈秀英», n: 1"},
                   {"a name of nobody", "/api?name=list&page=1"},
                   {"the name of a field", "<input name=\"mobile\" value=\"1\"><b>13800138000</b>"},
                   {"an element that ends otherwise", "<receiverName>张三</b>"},
                   {"a single word before a colon", "name: see below 13800138000"},
               });
}

TEST_CASE("names beside roles, greetings and what they do") {
  check_marked(ClassId::person_name, {
                                         {"反映", "买家«杜伟慧»反映杯子碎了"},
                                         {"员工", "员工«司马军杰»的护照将到期"},
                                         {"您好", "【协和医院】«戴嘉泽»您好，请按时就诊"},
                                         {"尊敬的", "尊敬的«范怡涛»：恭喜您"},
                                         {"收", "寄到这里，«魏文强»收，13944696291"},
                                         {"抬头", "发票抬头：«陶远秀»"},
                                         {"转账给", "转账给«彭娜» 尾号1234"},
                                         {"nobody greeted", "尊敬的客户您好"},
                                         {"nobody greeted by role", "车主您好，请移车"},
                                         {"thanks", "谢谢老板"},
                                         {"a house rule", "员工宿舍管理规定"},
                                         {"a job", "客户经理岗位招聘"},
                                     });
}

TEST_CASE("a name alone under the key of a role") {
  const auto role = context_bit(Context::role);
  check_marked(ClassId::person_name,
               {
                   {"one", "«张三丰»"},
                   {"several", "«张三»、«李小明»"},
                   {"with a dot", "«艾孜买提·买合木提»"},
                   {"a word", "金融"},
                   {"a department", "金融事业部"},
                   {"a system", "platform"},
                   {"a place", "高雄市"},
                   {"a role", "客户"},
                   {"a name and more", "张三 等人的报表"},
                   {"a name and what was done", "«张三» 已离职员工"},
               },
               Evidence::neutral_key, role);
  check_marked(ClassId::person_name, {{"without the key", "张三丰"}});
}

TEST_CASE("numbers whose document was named before") {
  check_marked(ClassId::medical_card, {{"医保卡", "医保卡丢失，卡号«10012345678»，请挂失"},
                                       {"another card", "礼品卡丢失，卡号10012345678，请挂失"},
                                       {"another sentence", "医保卡丢失。卡号10012345678"}});
  check_marked(ClassId::us_ssn,
               {{"later in the sentence", "SSN ending 6789, full «123 45 6789»"}, {"of nothing", "size 123 45 6789"}});
  check_marked(ClassId::bank_account, {{"a bank between", "账号：中国银行深圳分行 «2125596616069313»"},
                                       {"an order between", "账号异常，订单2125596616069313"},
                                       {"too short", "账号：中国银行 21255966"}});
  check_marked(ClassId::qq,
               {{"QQ", "我的QQ换了，号码是«12345678»"}, {"a hot-line", "QQ打不开请拨打电话，号码是12345678"}});
}

TEST_CASE("days of birth with their month in letters") {
  check_marked(ClassId::birth_date, {{"month first", "born on «May 17, 1990»."},
                                     {"day first", "DOB: «17 May 1990»"},
                                     {"ordinal", "Date of birth: «17th of May, 1990»"},
                                     {"short", "birthday «Sep. 3 1985»"},
                                     {"month and year", "born «March 1985»"},
                                     {"an order", "Order placed on May 17, 2024"},
                                     {"no month", "born on Mayor 17, 1990"},
                                     {"no year", "birthday May 17"}});
}

TEST_CASE("houses by their buildings and entrances") {
  check_marked(ClassId::address, {{"any estate", "«金地名都18栋1单元862»"},
                                  {"in a sentence", "送货到«金地名都18栋1单元862室»，谢谢"},
                                  {"a building alone", "3栋的电梯正在维修"},
                                  {"entrances alone", "1单元停水"}});
}
