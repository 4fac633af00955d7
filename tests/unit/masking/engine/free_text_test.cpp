// Names, addresses and numbers in the texts of documents: spelled in whatever characters, said by a label beside them,
// in names of members, in encodings.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using test::masked_text;

struct Row {
  std::string name;
  std::string input;
  std::string expected;
};

template <std::size_t size>
void check_all(const Row (&rows)[size]) {
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(row.input) == row.expected);
    CHECK(masked_text(row.expected) == row.expected);
  }
}

}  // namespace

TEST_CASE("free text") {
  const Row rows[] = {
      {"a remark", R"({"orderRemark":"收件人：张三丰，电话13800138000，地址：北京市朝阳区建国路88号院3号楼501室"})",
       R"({"orderRemark":"收件人：张**，电话138****8000，地址：北京市朝阳区**************"})"},
      {"a name and a number", R"({"t":"李小明 13800138000"})", R"({"t":"李** 138****8000"})"},
      {"a title", R"({"t":"请联系王先生"})", R"({"t":"请联系*先生"})"},
      {"a one-time code", R"({"t":"Your verification code is 482913, do not share it"})",
       R"({"t":"Your verification code is ***, do not share it"})"},
      {"an invisible sign by name", R"({"t":"call 138&zwnj;0013&shy;8000 now"})",
       R"({"t":"call 138&zwnj;****8000 now"})"},
      {"a phone, a word and an e-mail", R"({"t":"联系13800138000或z@example.com"})",
       R"({"t":"联系138****8000或*@example.com"})"},
      {"all escaped", R"({"t":"\u8054\u7cfb\u4eba\uff1a\u5f20\u4e09\u4e30"})",
       R"({"t":"\u8054\u7cfb\u4eba\uff1a\u5f20**"})"},
      {"English", R"({"t":"My name is John Smith, 123 Main Street, Springfield, IL 62704"})",
       R"({"t":"My name is J*********, **************************************"})"},
      {"ordinary texts",
       R"({"t":"女士钱包新款 2023","u":"等待出库","v":"客户要求尽快发货","w":"Contact Lens Solution 300ml"})",
       R"({"t":"女士钱包新款 2023","u":"等待出库","v":"客户要求尽快发货","w":"Contact Lens Solution 300ml"})"},
      {"a text as the document", R"("收件人：张三丰")", R"("收件人：张**")"},
  };
  check_all(rows);
}

TEST_CASE("one value in many characters") {
  const Row rows[] = {
      {"full-width", R"({"t":"电话１３８００１３８０００"})", R"({"t":"电话１３８****８０００"})"},
      {"circled", R"({"t":"①③⑧⓪⓪①③⑧⓪⓪⓪"})", R"({"t":"①③⑧****⑧⓪⓪⓪"})"},
      {"superscript", R"({"t":"¹³⁸⁰⁰¹³⁸⁰⁰⁰"})", R"({"t":"¹³⁸****⁸⁰⁰⁰"})"},
      {"Arabic", R"({"t":"١٣٨٠٠١٣٨٠٠٠"})", R"({"t":"١٣٨****٨٠٠٠"})"},
      {"numerals", R"({"t":"电话一三八零零一三八零零零"})", R"({"t":"电话一三八****八零零零"})"},
      {"numerals of contracts", R"({"t":"壹叁捌〇〇壹叁捌〇〇〇"})", R"({"t":"壹叁捌****捌〇〇〇"})"},
      {"numerals in groups", R"({"t":"幺三八-零零幺三-八零零零"})", R"({"t":"幺三八-****-八零零零"})"},
      {"numerals and digits", R"({"t":"138零零13八000"})", R"({"t":"138****八000"})"},
      {"key caps",
       "{\"t\":\"1\uFE0F\u20E3"
       "3\uFE0F\u20E3"
       "8\uFE0F\u20E3"
       "00138000\"}",
       "{\"t\":\"1\uFE0F\u20E3"
       "3\uFE0F\u20E3"
       "8\uFE0F\u20E3****8000\"}"},
      {"references", R"({"t":"&#49;&#51;&#56;00138000"})", R"({"t":"&#49;&#51;&#56;****8000"})"},
      {"percent-encoded", R"({"t":"tel=138%2D0013%2D8000"})", R"({"t":"tel=138%2D****%2D8000"})"},
      {"a percent-encoded name", R"({"t":"%E8%81%94%E7%B3%BB%E4%BA%BA%EF%BC%9A%E5%BC%A0%E4%B8%89"})",
       R"({"t":"%E8%81%94%E7%B3%BB%E4%BA%BA%EF%BC%9A%E5%BC%A0*"})"},
      {"a percent-encoded e-mail", R"({"t":"to zhang%40example.com"})", R"({"t":"to z***%40example.com"})"},
      {"an e-mail with a reference", R"({"t":"zhang&#64;example.com"})", R"({"t":"z***&#64;example.com"})"},
      {"escaped twice", R"({"t":"\\u0031\\u0033800138000"})", R"({"t":"\\u0031\\u00338****8000"})"},
      {"Kangxi radicals", R"({"t":"收件⼈：张三丰"})", R"({"t":"收件⼈：张**"})"},
      {"invisible signs", "{\"t\":\"联\u200B系\u200C人：张\u2060三丰\"}", "{\"t\":\"联\u200B系\u200C人：张\u2060**\"}"},
      {"a Roman check digit", R"({"t":"11010519491231002Ⅹ"})", R"({"t":"1****************Ⅹ"})"},
      {"encodings of nothing", R"({"t":"50% off & more; 100%25 &copy;","u":"第一次 第二次","v":"a=1&b=2"})",
       R"({"t":"50% off & more; 100%25 &copy;","u":"第一次 第二次","v":"a=1&b=2"})"},
      {"a name with a numeral beside a phone", R"({"t":"张三13800138000"})", R"({"t":"张*138****8000"})"},
  };
  check_all(rows);
}

TEST_CASE("labels beside values") {
  const Row rows[] = {
      {"a label before", R"({"label":"姓名","value":"张三丰"})", R"({"label":"姓名","value":"张**"})"},
      {"a label behind", R"({"value":"张三丰","label":"姓名"})", R"({"value":"张**","label":"姓名"})"},
      {"a label with a colon", R"({"label":"联系电话：","value":"123"})", R"({"label":"联系电话：","value":"***"})"},
      {"a type", R"({"type":"mobile","content":"13800138000"})", R"({"type":"mobile","content":"138****8000"})"},
      {"a number", R"([{"key":"mobile","value":13800138000}])", R"([{"key":"mobile","value":null}])"},
      {"a label of nothing", R"({"label":"颜色","value":"张三丰"})", R"({"label":"颜色","value":"张三丰"})"},
      {"no label", R"({"value":"张三丰","x":1})", R"({"value":"张三丰","x":1})"},
      {"another object's label", R"({"a":{"label":"姓名"},"value":"张三丰"})",
       R"({"a":{"label":"姓名"},"value":"张三丰"})"},
      {"a label too far behind", R"({"value":"张三丰","x":")" + std::string(600, 'y') + R"(","label":"姓名"})",
       R"({"value":"张三丰","x":")" + std::string(600, 'y') + R"(","label":"姓名"})"},
      {"a list of fields", R"([{"name":"收件人电话","value":"x1"},{"name":"备注","value":"x1"}])",
       R"([{"name":"收件人电话","value":"**"},{"name":"备注","value":"x1"}])"},
      {"names made of two words",
       R"([{"paramKey":"护照号","paramVal":"E12345678"},{"fieldCode":"imei","inputValue":"x"}])",
       R"([{"paramKey":"护照号","paramVal":"E******78"},{"fieldCode":"imei","inputValue":"*"}])"},
      {"a change", R"({"field":"birthday","before":"1990-05-17","after":"1990-05-18"})",
       R"({"field":"birthday","before":"1990-**-**","after":"1990-**-**"})"},
      {"a patch", R"({"op":"replace","path":"/user/realName","value":"张三丰"})",
       R"({"op":"replace","path":"/user/realName","value":"张**"})"},
      {"a typed value", R"({"key":"user.realName","value":{"stringValue":"张三丰"}})",
       R"({"key":"user.realName","value":{"stringValue":"张**"}})"},
      {"a typed value of nothing", R"({"key":"user.colour","value":{"stringValue":"张三丰"}})",
       R"({"key":"user.colour","value":{"stringValue":"张三丰"}})"},
      {"a name that is a label", R"({"displayName":"护照号","displayValue":"E12345678"})",
       R"({"displayName":"护照号","displayValue":"E******78"})"},
      {"a name", R"({"displayName":"张三丰","displayValue":"x"})", R"({"displayName":"张**","displayValue":"x"})"},
      {"an order's label", R"([{"field":"orderId","val":"13800138000"},{"val":"13800138000","field":"下单流水号"}])",
       R"([{"field":"orderId","val":"13800138000"},{"val":"13800138000","field":"下单流水号"}])"},
      {"a label with a class beside an order's", R"({"type":"orderNo","name":"phone","value":"13800138000"})",
       R"({"type":"orderNo","name":"phone","value":"138****8000"})"},
  };
  check_all(rows);
}

TEST_CASE("texts of named parts are masked") {
  CHECK(masked_text(R"({"m":"a: 1\nrealname: 张晓明\nb: 2"})") == R"({"m":"a: 1\nrealname: 张**\nb: 2"})");
  CHECK(masked_text(R"({"m":"收件人：小燕子\n地址：老王家隔壁，电话：无"})") ==
        R"({"m":"收件人：小**\n地址：*****，电话：无"})");
  CHECK(masked_text(R"({"m":"X-User-Idcard: zz99\r\nX-User-Realname: Bob Smith"})") ==
        R"({"m":"X-User-Idcard: ****\r\nX-User-Realname: B********"})");
  CHECK(masked_text(R"({"m":"<tr><td>户名</td><td>张晓明</td></tr>"})") ==
        R"({"m":"<tr><td>户名</td><td>张**</td></tr>"})");
  CHECK(masked_text(R"({"m":"<tr><td>姓名</td><td>电话</td></tr>"})") ==
        R"({"m":"<tr><td>姓名</td><td>电话</td></tr>"})");
  for (const std::string_view things : {R"({"m":"Holder: Car Mount, Black\nHouse: ABS Plastic"})",
                                        R"({"m":"Street: Legal Tires; Residence: Luxury"})"}) {
    CHECK(masked_text(things) == things);
  }
  CHECK(masked_text(R"({"m":"电话：请联系客服，地址：见附件"})") == R"({"m":"电话：请联系客服，地址：见附件"})");
}

TEST_CASE("names in cards, records and certificates") {
  const Row rows[] = {
      {"vCard", R"({"c":"BEGIN:VCARD\r\nN:Doe;John;;;\r\nFN;CHARSET=UTF-8:John Doe\r\nBDAY:19850412\r\nORG:Acme"})",
       R"({"c":"BEGIN:VCARD\r\nN:D*******;;;\r\nFN;CHARSET=UTF-8:J*******\r\nBDAY:1985****\r\nORG:Acme"})"},
      {"vCard, street", R"({"c":"BEGIN:VCARD\nADR;TYPE=HOME:;;老王家隔壁;杭州;;310000;CN\nEND:VCARD"})",
       R"({"c":"BEGIN:VCARD\nADR;TYPE=HOME:;;*****;杭州;;310000;CN\nEND:VCARD"})"},
      {"MECARD", R"({"c":"MECARD:N:张晓明;URL:a.b;;"})", R"({"c":"MECARD:N:张**;URL:a.b;;"})"},
      {"certificate", R"({"s":"CN=张晓明,OU=x,O=某某CA"})", R"({"s":"CN=张**,OU=x,O=某某CA"})"},
      {"calendar", R"({"s":"ORGANIZER;CN=\"John Smith\":x"})", R"({"s":"ORGANIZER;CN=\"J*********\":x"})"},
      {"no common name", R"({"s":"CN=,O=x","t":"a CN=","u":"x;CN=\""})",
       R"({"s":"CN=,O=x","t":"a CN=","u":"x;CN=\""})"},
      {"certificate of a machine", R"({"s":"CN=Apple Root CA,O=Apple"})", R"({"s":"CN=Apple Root CA,O=Apple"})"},
      {"mailbox", R"({"s":"From: \"张晓明\" <zxm@a.cn>"})", R"({"s":"From: \"张**\" <z***@a.cn>"})"},
      {"Go", R"({"l":"&{Id:1 Name:张晓明 Mobile:13800138000}"})", R"({"l":"&{Id:1 Name:张** Mobile:138****8000}"})"},
      {"GraphQL", R"x({"q":"createUser(name: \"张晓明\", mobile: \"13800138000\")"})x",
       R"x({"q":"createUser(name: \"张**\", mobile: \"138****8000\")"})x"},
      {"attributes", R"({"x":"<user name='张晓明' mobile='13800138000'/>"})",
       R"({"x":"<user name='张**' mobile='138****8000'/>"})"},
      {"attributes of a thing", R"({"x":"<item name='张小泉菜刀套装' tel='13800138000'/>"})",
       R"({"x":"<item name='张小泉菜刀套装' tel='138****8000'/>"})"},
      {"a pair with a bare name", R"({"l":[{"k":"name","v":"张晓明"},{"k":"name","v":"手机壳"}]})",
       R"({"l":[{"k":"name","v":"张**"},{"k":"name","v":"手机壳"}]})"},
      {"beside a number", R"({"c":"张晓明#13800138000"})", R"({"c":"张**#138****8000"})"},
      {"Markdown", R"({"c":"**姓名**：张晓明"})", R"({"c":"**姓名**：张**"})"},
  };
  check_all(rows);
}

TEST_CASE("columns named by a header") {
  const Row rows[] = {
      {"columns and rows", R"({"columns":["id","birthday","qty"],"rows":[[1,"1990-05-17",2],[2,"1991-06-18",3]]})",
       R"({"columns":["id","birthday","qty"],"rows":[[1,"1990-**-**",2],[2,"1991-**-**",3]]})"},
      {"described by objects",
       R"({"columns":[{"name":"id"},{"name":"realName","type":"text"}],"data":[["x","张三丰"]]})",
       R"({"columns":[{"name":"id"},{"name":"realName","type":"text"}],"data":[["x","张**"]]})"},
      {"one row", R"({"fields":["id","姓名"],"values":["x","张三丰"],"tags":["x","张三丰"]})",
       R"({"fields":["id","姓名"],"values":["x","张**"],"tags":["x","张三丰"]})"},
      {"a header in an object beside the rows", R"({"meta":{"columns":["id","姓名"]},"rows":[["x","张三丰"]]})",
       R"({"meta":{"columns":["id","姓名"]},"rows":[["x","张**"]]})"},
      {"a first row", R"([["id","姓名"],["x","张三丰"],["y","李四光"]])",
       R"([["id","姓名"],["x","张**"],["y","李**"]])"},
      {"a bare name beside a telephone", R"({"columns":["id","name","tel"],"rows":[["x","胡斐","13800138000"]]})",
       R"({"columns":["id","name","tel"],"rows":[["x","胡*","138****8000"]]})"},
      {"a bare name in a first row", R"([["mobile","name"],["13800138000","胡斐"]])",
       R"([["mobile","name"],["138****8000","胡*"]])"},
      {"a bare name described by an object", R"({"cols":[{"field":"name"},{"field":"idCard"}],"rows":[["胡斐",""]]})",
       R"({"cols":[{"field":"name"},{"field":"idCard"}],"rows":[["胡*",""]]})"},
      {"pairs", R"({"h":[["x","y"],["idCard","zz99"],["name","胡斐"],["phone",13800138000]]})",
       R"({"h":[["x","y"],["idCard","****"],["name","胡*"],["phone",null]]})"},
      {"the first pair", R"([["openid","zz99"],["lvl","zz99"]])", R"([["openid","****"],["lvl","zz99"]])"},
      {"pairs of names", R"({"required":[["a","b"],["phone","email"],["email","idCard"]]})",
       R"({"required":[["a","b"],["phone","email"],["email","idCard"]]})"},
      {"three in a row", R"({"l":[["x","y","z"],["idCard","zz99","b"]]})",
       R"({"l":[["x","y","z"],["idCard","zz99","b"]]})"},
      {"a bare name of things", R"({"columns":["id","name","qty"],"rows":[["x","胡斐酱","2"]]})",
       R"({"columns":["id","name","qty"],"rows":[["x","胡斐酱","2"]]})"},
      {"numbers", R"({"columns":["mobile"],"rows":[[13800138000],[13900139000]]})",
       R"({"columns":["mobile"],"rows":[[null],[null]]})"},
      {"a column of orders", R"({"columns":["order_id"],"rows":[["13800138000"]]})",
       R"({"columns":["order_id"],"rows":[["13800138000"]]})"},
      {"cells that are objects", R"({"columns":["id","姓名"],"rows":[["x",{"value":"张三丰","id":"7"}]]})",
       R"({"columns":["id","姓名"],"rows":[["x",{"value":"张**","id":"7"}]]})"},
      {"a row that is too long", R"({"columns":["姓名"],"rows":[["张三丰","张三丰"]]})",
       R"({"columns":["姓名"],"rows":[["张**","张三丰"]]})"},
      {"a header without rows", R"({"columns":["姓名"],"x":{"rows":[["张三丰"]]}})",
       R"({"columns":["姓名"],"x":{"rows":[["张三丰"]]}})"},
      {"a header that went before", R"([{"m":{"columns":["姓名"]}},{"rows":[["张三丰"]]}])",
       R"([{"m":{"columns":["姓名"]}},{"rows":[["张三丰"]]}])"},
      {"a pair is no header", R"([["手机","白色款"],["颜色","白色"]])", R"([["手机","白色款"],["颜色","白色"]])"},
      {"a first row with numbers", R"([["Mate","手机","5999"],["Pura","手机","6999"]])",
       R"([["Mate","手机","5999"],["Pura","手机","6999"]])"},
      {"columns of nothing", R"({"columns":["颜色","尺码"],"rows":[["张三丰","13"]]})",
       R"({"columns":["颜色","尺码"],"rows":[["张三丰","13"]]})"},
      {"a header in a cell", R"({"columns":["姓名","x"],"rows":[["张三丰",{"columns":["x"]}],["李四光",1]]})",
       R"({"columns":["姓名","x"],"rows":[["张**",{"columns":["x"]}],["李**",1]]})"},
      {"in a string", R"({"s":"{\"columns\":[\"姓名\"],\"rows\":[[\"张三丰\"]]}"})",
       R"({"s":"{\"columns\":[\"姓名\"],\"rows\":[[\"张**\"]]}"})"},
  };
  check_all(rows);
}

TEST_CASE("tables in strings") {
  const Row rows[] = {
      {"CSV", R"({"s":"id,realName\n1,张三丰\n"})", R"({"s":"id,realName\n1,张**\n"})"},
      {"tabs", R"({"s":"id\trealName\n1\t张三丰"})", R"({"s":"id\trealName\n1\t张**"})"},
      {"escapes by number", R"({"s":"id\u002crealName\u000a1,张三丰"})", R"({"s":"id\u002crealName\u000a1,张**"})"},
      {"full-width commas", R"({"s":"序号，姓名\n1，张三丰"})", R"({"s":"序号，姓名\n1，张**"})"},
      {"SQL", R"j({"s":"insert into t (a, realName) values (1, '张三丰')"})j",
       R"j({"s":"insert into t (a, realName) values (1, '张**')"})j"},
      {"no table", R"({"s":"id,realName\n1,2,张三丰"})", R"({"s":"id,realName\n1,2,张三丰"})"},
  };
  check_all(rows);
}

TEST_CASE("names of members that are values") {
  const Row rows[] = {
      {"a person", R"({"张先生":1,"收件人：李四":2})", R"({"*先生":1,"收件人：李*":2})"},
      {"an address", R"({"北京市朝阳区建国路88号":1})", R"({"北京市朝阳区******":1})"},
      {"an ID", R"({"11010519491231002X":1})", R"({"1****************X":1})"},
      {"no value", R"({"联系我们":1,"北京市朝阳区":2,"客户":3})", R"({"联系我们":1,"北京市朝阳区":2,"客户":3})"},
  };
  check_all(rows);
}

TEST_CASE("documents in Base64 and hexadecimal digits") {
  const Row rows[] = {
      // {"mobile":"13800138000"} and what its mask makes of it
      {"Base64", R"({"d":"eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9"})", R"({"d":"eyJtb2JpbGUiOiIxMzgqKioqODAwMCJ9"})"},
      {"a data URL", R"({"d":"data:application/json;base64,eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9"})",
       R"({"d":"data:application/json;base64,eyJtb2JpbGUiOiIxMzgqKioqODAwMCJ9"})"},
      {"a data URL with escapes", R"({"d":"data:application\/json;base64,eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9"})",
       R"({"d":"data:application\/json;base64,eyJtb2JpbGUiOiIxMzgqKioqODAwMCJ9"})"},
      {"a picture", R"({"d":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"})",
       R"({"d":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"})"},
      {"hexadecimal", R"({"d":"7b226d6f62696c65223a223133383030313338303030227d"})",
       R"({"d":"7b226d6f62696c65223a223133382a2a2a2a38303030227d"})"},
      // {"a":"b","c":"de"}
      {"nothing in it", R"({"d":"eyJhIjoiYiIsImMiOiJkZSJ9"})", R"({"d":"eyJhIjoiYiIsImMiOiJkZSJ9"})"},
      {"no document", R"({"d":"eyJhIjoiYiIsImMi","e":"eyeglasses frames","f":"7b7b7b7b7b7b7b7b"})",
       R"({"d":"eyJhIjoiYiIsImMi","e":"eyeglasses frames","f":"7b7b7b7b7b7b7b7b"})"},
      // A phone in Base64: under a telling name nothing of it shows.
      {"a value in Base64", R"({"mobile":"MTM4MDAxMzgwMDA="})", R"({"mobile":"****************"})"},
  };
  check_all(rows);
}

TEST_CASE("free text is the same however a document is cut") {
  const std::string document =
      R"({"value":"张三丰","n":"收件人：李小明 13800138000","label":"姓名","o":{"content":"x","type":"mobile"},"p":"北京市朝阳区建国路88号",)"
      R"("t":[["id","姓名"],["x","张三丰"]],"u":{"m":{"columns":[{"name":"姓名"}]},"rows":[["张三丰"]]},)"
      R"("q":"eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9","王先生":"\u8054\u7cfb\u4eba\uff1a\u5f20\u4e09\u4e30"})";
  test::MaskingWorld world;
  const auto whole = world.run(document);
  REQUIRE(whole.accepted);
  masking::MaskerOptions small;
  small.window_bytes = 4;
  for (std::size_t first = 1; first < document.size(); ++first) {
    const auto cut = world.run_cut(document, first, 7, masking::MediaKind::json, small);
    CHECK(cut.output == whole.output);
  }
}
