// What stands around a value: its key, the objects and arrays it is in, the members beside it, JSON in strings.
#include <doctest/doctest.h>

#include <string>

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
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string in_string(const std::string& document, int times) {
  std::string out = document;
  for (int i = 0; i < times; ++i) out = R"({"ext":")" + escaped(out) + R"("})";
  return out;
}

}  // namespace

TEST_CASE("keys") {
  const Row rows[] = {
      {"a mobile", R"({"mobile":"13800138000"})", R"({"mobile":"138****8000"})"},
      {"blanks around everything", "\r\n { \"mobile\"\t: \"13800138000\" ,\n \"a\" : 1 } \n",
       "\r\n { \"mobile\"\t: \"138****8000\" ,\n \"a\" : 1 } \n"},
      {"every one of several members of one name", R"({"mobile":"13800138000","mobile":"13900139000","mobile":""})",
       R"({"mobile":"138****8000","mobile":"139****9000","mobile":""})"},
      {"a name written with escapes", R"({"\u006dobile":"13800138000","\u0072ece\u0069verName":"张三丰"})",
       R"({"\u006dobile":"138****8000","\u0072ece\u0069verName":"张**"})"},
      {"a name with a sign nobody sees", "{\"receiver\u200BName\":\"张三丰\"}", "{\"receiver\u200BName\":\"张**\"}"},
      {"a name in full-width letters", R"({"ｎｉｃｋＮａｍｅ":"张三丰"})", R"({"ｎｉｃｋＮａｍｅ":"张**"})"},
      {"no name at all", R"({"":"13800138000","":1})", R"({"":"138****8000","":1})"},
      {"a name that is a phone", R"({"13800138000":"x"})", R"({"138****8000":"x"})"},
      {"a name that is an address for letters", R"({"zhang@example.com":{"a":1}})", R"({"z***@example.com":{"a":1}})"},
      {"a name that is a phone in full-width digits", R"({"１３８００１３８０００":1})", R"({"１３８****８０００":1})"},
      {"a name that is an escaped phone", R"({"1380013800\u0030":1})", R"({"138****800\u0030":1})"},
      {"a name that is a number of another kind", R"({"249786309732":1})", R"({"249786309732":1})"},
      {"a very long name", "{\"" + std::string(5000, 'x') + "Mobile\":\"010-1\"}",
       "{\"" + std::string(5000, 'x') + "Mobile\":\"*****\"}"},
  };
  check_all(rows);
}

TEST_CASE("arrays and objects under telling keys") {
  const Row rows[] = {
      {"strings in an array", R"({"receiverName":["张三丰","李四",[["王五"]],null,"",[],{}]})",
       R"({"receiverName":["张**","李*",[["王*"]],null,"",[],{}]})"},
      {"numbers in an array", R"({"mobile":[13800138000,13900139000]})", R"({"mobile":[null,null]})"},
      {"an object that carries the value", R"({"idCard":{"type":1,"value":"123456","x":"123456"}})",
       R"({"idCard":{"type":1,"value":"******","x":"******"}})"},
      {"an object that carries the value deeper", R"({"mobile":{"data":{"number":"12345678901"}}})",
       R"({"mobile":{"data":{"number":"123****8901"}}})"},
      {"an object in an array", R"({"fullname":[{"value":"张三丰","id":"张三丰"}]})",
       R"({"fullname":[{"value":"张**","id":"张三丰"}]})"},
      {"null, true and empty values", R"({"mobile":null,"fullname":true,"address":"","email":[],"idNo":{}})",
       R"({"mobile":null,"fullname":true,"address":"","email":[],"idNo":{}})"},
      {"an array does not tell about what follows it", R"({"fullname":["张三"],"city":"北京"})",
       R"({"fullname":["张*"],"city":"北京"})"},
  };
  check_all(rows);
}

TEST_CASE("a bare name needs a person around it") {
  const Row rows[] = {
      {"alone", R"({"name":"红色"})", R"({"name":"红色"})"},
      {"a phone before", R"({"mobile":"13800138000","name":"张三"})", R"({"mobile":"138****8000","name":"张*"})"},
      {"a phone after", R"({"name":"张三","mobile":"13800138000"})", R"({"name":"张*","mobile":"138****8000"})"},
      {"a phone after other members", R"({"name":"张三","a":{"x":[1,{"y":2}]},"b":[],"tel":""})",
       R"({"name":"张*","a":{"x":[1,{"y":2}]},"b":[],"tel":""})"},
      {"an escaped phone after", R"({"name":"张三","mo\u0062ile":""})", R"({"name":"张*","mo\u0062ile":""})"},
      {"a phone in an object beside", R"({"name":"红色","owner":{"mobile":""}})",
       R"({"name":"红色","owner":{"mobile":""}})"},
      {"a phone in the object around", R"({"a":{"name":"红色"},"mobile":""})", R"({"a":{"name":"红色"},"mobile":""})"},
      {"a person around", R"({"buyer":{"name":"张三"}})", R"({"buyer":{"name":"张*"}})"},
      {"a person around, with a wrapper between", R"({"buyer":{"info":{"name":"张三"}}})",
       R"({"buyer":{"info":{"name":"张*"}}})"},
      {"persons in an array", R"({"buyers":[{"name":"张三"},{"name":"李四"}]})",
       R"({"buyers":[{"name":"张*"},{"name":"李*"}]})"},
      {"a person around a product", R"({"buyer":{"sku":{"name":"手机壳"}}})", R"({"buyer":{"sku":{"name":"手机壳"}}})"},
      {"a product", R"({"skuList":[{"name":"手机壳","skuId":"100"}]})",
       R"({"skuList":[{"name":"手机壳","skuId":"100"}]})"},
      {"a product in an order with a person", R"({"items":[{"name":"手机壳"}],"consignee":{"name":"张三"}})",
       R"({"items":[{"name":"手机壳"}],"consignee":{"name":"张*"}})"},
      {"twice in one object", R"({"name":"红色","name":"张三"})", R"({"name":"红色","name":"张*"})"},
      {"an object", R"({"name":{"a":"b"},"mobile":""})", R"({"name":{"a":"*"},"mobile":""})"},
      {"a number", R"({"name":12345,"mobile":""})", R"({"name":12345,"mobile":""})"},
      {"a number without a person", R"({"name":12345,"x":""})", R"({"name":12345,"x":""})"},
      {"null and true", R"([{"name":null,"mobile":""},{"name":true,"tel":""}])",
       R"([{"name":null,"mobile":""},{"name":true,"tel":""}])"},
      {"in a document in a string, with the person outside", R"({"buyer":"{\"name\":\"张三\"}"})",
       R"({"buyer":"{\"name\":\"张*\"}"})"},
  };
  check_all(rows);
}

TEST_CASE("a person after a bare name is seen as far as 4096 bytes behind it") {
  // The colon of `mobile` stands at the given distance from the closing quote of the name.
  const auto document = [](std::size_t distance) {
    const std::string head = R"(,"x":")";
    const std::string tail = R"(","mobile")";
    return R"({"name":"张三")" + head + std::string(distance - 1 - head.size() - tail.size(), 'x') + tail + R"(:""})";
  };
  const auto is_masked = [&](std::size_t distance) {
    const auto out = masked_text(document(distance));
    CHECK(out.size() == document(distance).size() - (out.find("张*") != std::string::npos ? 2 : 0));
    return out.find("张*") != std::string::npos;
  };
  CHECK(is_masked(100));
  CHECK(is_masked(4095));
  CHECK_FALSE(is_masked(4096));
  CHECK_FALSE(is_masked(5000));
}

TEST_CASE("JSON in strings") {
  const std::string person = R"({"receiverName":"张三丰","tel":"01088993108","n":[1,2.50,"\/"]})";
  const std::string masked = R"({"receiverName":"张**","tel":"010******08","n":[1,2.50,"\/"]})";
  for (int depth = 0; depth <= 4; ++depth) {
    CAPTURE(depth);
    CHECK(masked_text(in_string(person, depth)) == in_string(masked, depth));
  }
  // Deeper it is a text, in which numbers are found, and what stands behind a telling name in quotes.
  for (int depth = 5; depth <= 6; ++depth) {
    CAPTURE(depth);
    CHECK(masked_text(in_string(person, depth)) == in_string(masked, depth));
  }
  const Row rows[] = {
      {"with blanks around", R"({"e":"\n {\"fullname\":\"张三\"} \t"})", R"({"e":"\n {\"fullname\":\"张*\"} \t"})"},
      {"in escapes", R"({"e":"\u007b\u0022fullname\u0022:\u0022\u5f20\u4e09\u0022\u007D"})",
       R"({"e":"\u007b\u0022fullname\u0022:\u0022\u5f20*\u0022\u007D"})"},
      {"with escapes in escapes", R"({"e":"{\"fullname\":\"\\u5f20\\u4e09\",\"a\":\"\\\\\\\"\"}"})",
       R"({"e":"{\"fullname\":\"\\u5f20*\",\"a\":\"\\\\\\\"\"}"})"},
      {"written as a string twice", R"({"e":"\"{\\\"fullname\\\":\\\"张三\\\"}\""})",
       R"({"e":"\"{\\\"fullname\\\":\\\"张*\\\"}\""})"},
      {"a text in quotes", R"({"e":"\"fullname\": \"张三\""})", R"({"e":"\"fullname\": \"张*\""})"},
      {"an array of numbers", R"({"e":"[13800138000,1]"})", R"({"e":"[null,1]"})"},
      {"under a key of its own class", R"({"mobile":"[\"13800138000\"]"})", R"({"mobile":"***************"})"},
      {"an empty object and array", R"({"e":"{}","f":"[]","g":"[ ]"})", R"({"e":"{}","f":"[]","g":"[ ]"})"},
      {"no JSON after all", R"({"e":"{\"fullname\":\"张三\",\"tel\":\"13800138000\""})",
       R"({"e":"{\"fullname\":\"张*\",\"tel\":\"138****8000\""})"},
      {"no JSON for its last byte", R"({"e":"{\"mobile\":\"13800138000\",}"})",
       R"({"e":"{\"mobile\":\"138****8000\",}"})"},
      {"the other members of a broken one stay", R"({"e":"{\"skuName\":\"张三\"]","mobile":"13800138000"})",
       R"({"e":"{\"skuName\":\"张三\"]","mobile":"138****8000"})"},
      {"a text that begins with a bracket", R"({"e":"[促销] 13800138000"})", R"({"e":"[促销] 138****8000"})"},
      {"a whole answer in one string",
       R"({"r":"{\"code\":200,\"data\":[{\"ext\":\"{\\\"tel\\\":\\\"13800138000\\\"}\"}]}"})",
       R"({"r":"{\"code\":200,\"data\":[{\"ext\":\"{\\\"tel\\\":\\\"138****8000\\\"}\"}]}"})"},
  };
  check_all(rows);
}

TEST_CASE("the spelling of what is kept stays") {
  const Row rows[] = {
      {"escaped digits", R"({"t":"\u0031\u0033\u0038\u0030\u0030\u0031\u0033\u0038\u0030\u0030\u0030"})",
       R"({"t":"\u0031\u0033\u0038****\u0038\u0030\u0030\u0030"})"},
      {"full-width digits", R"({"t":"１３８００１３８０００"})", R"({"t":"１３８****８０００"})"},
      {"mathematical digits", R"({"t":"𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎"})", R"({"t":"𝟏𝟑𝟖****𝟖𝟎𝟎𝟎"})"},
      {"mathematical digits as surrogates", R"({"t":"\ud835\udfcf3800138000"})", R"({"t":"\ud835\udfcf38****8000"})"},
      {"a country code and separators", R"({"t":"+86 138-0013-8000"})", R"({"t":"+86 138-****-8000"})"},
      {"in a sentence", R"({"t":"请拨打13800138000，找张先生\u3002"})", R"({"t":"请拨打138****8000，找*先生\u3002"})"},
      {"two in a sentence", R"({"t":"13800138000 or zhang@example.com"})",
       R"({"t":"138****8000 or z***@example.com"})"},
      {"a lone surrogate beside", R"({"t":"\ud83d 13800138000"})", R"({"t":"\ud83d 138****8000"})"},
      {"a name with escapes", R"({"fullname":"\u5f20\u4e09\u4e30"})", R"({"fullname":"\u5f20**"})"},
      {"slashes, quotes and astral characters stay", R"({"t":"a\/b\"\\\u00e9\ud83d\ude00","mobile":"13800138000"})",
       R"({"t":"a\/b\"\\\u00e9\ud83d\ude00","mobile":"138****8000"})"},
  };
  check_all(rows);
}

TEST_CASE("numbers") {
  const std::string digits(400, '7');
  const Row rows[] = {
      {"under a telling key", R"({"mobile":13800138000,"a":1})", R"({"mobile":null,"a":1})"},
      {"by what it is", R"({"x":13800138000})", R"({"x":null})"},
      {"with an exponent", R"({"x":1.3800138E+10,"y":13800138000e0,"z":138001380000e-1})",
       R"({"x":null,"y":null,"z":null})"},
      {"with a fraction of zeros", R"({"x":13800138000.0})", R"({"x":null})"},
      {"negative", R"({"x":-13800138000})", R"({"x":null})"},
      {"a resident ID under an id", R"({"id":810000198001010014})", R"({"id":null})"},
      {"order and article numbers",
       R"({"orderId":13812345678,"skuId":10054887745652,"ts":1657960712000,"n":249786309732})",
       R"({"orderId":13812345678,"skuId":10054887745652,"ts":1657960712000,"n":249786309732})"},
      {"400 digits", "{\"x\":" + digits + ",\"y\":-" + digits + "." + digits + "e" + digits + "}",
       "{\"x\":" + digits + ",\"y\":-" + digits + "." + digits + "e" + digits + "}"},
      {"under a name of a person", R"({"fullname":5,"email":0})", R"({"fullname":null,"email":null})"},
      {"as the whole document", "13800138000", "null"},
      {"as the whole document with blanks", " 13800138000\n", " null\n"},
  };
  check_all(rows);
}

TEST_CASE("a text as the whole document") {
  CHECK(masked_text(R"("13800138000")") == R"("138****8000")");
  CHECK(masked_text(R"("{\"fullname\":\"张三\"}")") == R"("{\"fullname\":\"张*\"}")");
  CHECK(masked_text(R"(["13800138000"])") == R"(["138****8000"])");
}

TEST_CASE("objects under telling names") {
  const Row rows[] = {
      {"a name without a letter", R"({"name":"#1001","email":"ann@example.com"})",
       R"({"name":"#1001","email":"a***@example.com"})"},
      {"where pictures lie", R"({"faceImages":[{"url":"https://a/b","w":1}],"idCardFront":{"big":{"path":"a/b"}}})",
       R"({"faceImages":[{"w":1}],"idCardFront":{"big":{}}})"},
      {"several in a role", R"({"passengers":["张晓明","2 adults"],"乘客":"李雷","drivers":["mysql"]})",
       R"({"passengers":["张**","2 adults"],"乘客":"李*","drivers":["mysql"]})"},
      {"parts of an address",
       R"({"address":{"street_number":"221B","route":"Baker Street","suite":"Apt. 5","city":"London"}})",
       R"({"address":{"street_number":"****","route":"************","suite":"******","city":"London"}})"},
      {"a role as a label",
       R"({"items":[{"label":"投保人","value":"陶志强"},{"key":"owner","value":"Platform Team"}]})",
       R"({"items":[{"label":"投保人","value":"陶**"},{"key":"owner","value":"Platform Team"}]})"},
      {"a role as a column", R"({"rows":[["客户","手机"],["李秀英","13800138000"],["系统","13800138000"]]})",
       R"({"rows":[["客户","手机"],["李**","138****8000"],["系统","138****8000"]]})"},
      {"a role before its value", R"({"a":[["护士","李秀英"],["driver","mysql"]]})",
       R"({"a":[["护士","李**"],["driver","mysql"]]})"},
      {"a family name that ends like a label", R"([{"displayName":"Raj Patel"},{"author":"Raj Patel","tel":"x1"}])",
       R"([{"displayName":"R********"},{"author":"R********","tel":"**"}])"},
      {"a label that does", R"({"items":[{"label":"Home Tel","value":"x1"},{"label":"Hometel","value":"x1"}]})",
       R"({"items":[{"label":"Home Tel","value":"**"},{"label":"Hometel","value":"**"}]})"},
      {"copies and languages", R"({"real_name_normalized":"Ann Lee","firstName":{"localized":{"en_US":"Marcus"}}})",
       R"({"real_name_normalized":"A******","firstName":{"localized":{"en_US":"M*****"}}})"},
      {"a role's number in brackets", R"j({"reporter":"李雷(10086)","接单员":"韩梅梅-1002","operator":"系统(自动)"})j",
       R"j({"reporter":"李*(10086)","接单员":"韩**-1002","operator":"系统(自动)"})j"},
      {"a role in Latin letters", R"({"nurse":"Mary Johnson","driver":"Ford Transit","operator":"China Mobile"})",
       R"({"nurse":"M***********","driver":"Ford Transit","operator":"China Mobile"})"},
      {"several of them",
       R"j({"approver":"John Smith (a, b); mary o'neill","owner":"Smith, John","host":"John & Co","payer":"Ann Lee;"})j",
       R"j({"approver":"J********* (a, b); m***********","owner":"S**********","host":"John & Co","payer":"A******;"})j"},
      {"a name beside an age", R"([{"name":"John Smith","age":30},{"name":"Running Shoes","gender":"women"}])",
       R"([{"name":"J*********","age":30},{"name":"Running Shoes","gender":"women"}])"},
      {"a given name", R"([{"name":"Alice","age":30},{"owner":"Bob","guide":"Paris","driver":"mysql","user":"frank"}])",
       R"([{"name":"A****","age":30},{"owner":"B**","guide":"Paris","driver":"mysql","user":"frank"}])"},
      {"a name beside a job",
       R"([{"name":"张三","部门":"销售部"},{"name":"Alice","salary":1},{"name":"白菜","department":"生鲜"}])",
       R"([{"name":"张*","部门":"销售部"},{"name":"A****","salary":1},{"name":"白菜","department":"生鲜"}])"},
      {"a name in languages", R"({"fullname":{"zh":"张三丰","en":"Zhang","lang":"zh"}})",
       R"({"fullname":{"zh":"张**","en":"Z****","lang":"zh"}})"},
      {"an id and a kind are not the value", R"({"mobile":{"text1":"13800138000","mobileId":"77","type":"home"}})",
       R"({"mobile":{"text1":"138****8000","mobileId":"77","type":"home"}})"},
      {"somebody's object has members of its own", R"({"contact":{"gender":"男","city":"北京","tel":"13800138000"}})",
       R"({"contact":{"gender":"男","city":"北京","tel":"138****8000"}})"},
      {"a bare name with an array", R"({"mobile":"","name":["张三","李四"]})", R"({"mobile":"","name":["张*","李*"]})"},
      {"a bare name with an object", R"({"name":{"first":"三","zh":"张三"},"mobile":""})",
       R"({"name":{"first":"*","zh":"张*"},"mobile":""})"},
      {"a thing's name with an array", R"({"name":["红色","蓝色"],"price":"1"})",
       R"({"name":["红色","蓝色"],"price":"1"})"},
      {"a shop beside its place is no person", R"({"name":"旗舰店","lat":"0","ip":""})",
       R"({"name":"旗舰店","lat":"*","ip":""})"},
  };
  check_all(rows);
}

TEST_CASE("values that are nobody's under telling names") {
  const Row rows[] = {
      {"a service number", R"({"venderTel":"400-860-8608","tel":4008608608,"phone":"95118"})",
       R"({"venderTel":"400-860-8608","tel":4008608608,"phone":"95118"})"},
      {"nearly a service number", R"({"phone":"4008608","tel":"951180001"})",
       R"({"phone":"*******","tel":"*******01"})"},
      {"a company's title", R"({"invoiceTitle":"北京某某贸易有限公司"})", R"({"invoiceTitle":"北京某某贸易有限公司"})"},
      {"a person's title", R"({"invoiceTitle":"王小明"})", R"({"invoiceTitle":"王**"})"},
      {"a shop may be called after its owner", R"({"invoiceTitle":"张三小店"})", R"({"invoiceTitle":"张***"})"},
      {"JD's ciphertext",
       R"({"fullname":"AASl6T1SzHGJk5rPvT6mQyWjkQ5a1vD3rFq4tX2mYz9bLp7cNw8eHs0uKd6iGo1B5xVEqRfMhUjZyTnWaPlOcYs="})",
       R"({"fullname":"A***************************************************************************************"})"},
      {"Taobao's", R"({"receiver_name":"~3f7dxVHaj1Lr0Q5f8sVYHw==~1~"})",
       R"({"receiver_name":"~3f7dxVHaj1Lr0Q5f8sVYHw==~1~"})"},
      {"a text in Taobao's signs", R"({"receiver_name":"~张三~1~"})", R"({"receiver_name":"******"})"},
      {"a phone in base64 in Taobao's signs", R"({"receiver_name":"~MTM4MDAxMzgwMDAxMzgwMDE=~1~"})",
       R"({"receiver_name":"****************************"})"},
      {"a phone in front of ciphertext's signs", R"({"mobile":"$138$3f7dxVHaj1Lr0Q5f8sVYHw==$1$"})",
       R"({"mobile":"$138$3f7dxVHaj1Lr0Q5f8sVYHw==$1$"})"},
      {"JD's desen", R"({"desen_mobile":"656233eb3c9d6035653f5a6d7f5965ac0c53815f3e9b785c17d35366fbbb72f1b52994"})",
       R"({"desen_mobile":"656233eb3c9d6035653f5a6d7f5965ac0c53815f3e9b785c17d35366fbbb72f1b52994"})"},
      {"a phone under JD's desen", R"({"desen_mobile":"13800138000"})", R"({"desen_mobile":"138****8000"})"},
      {"the same hexadecimal under another name",
       R"({"mobile":"656233eb3c9d6035653f5a6d7f5965ac0c53815f3e9b785c17d35366fbbb72f1b52994"})",
       "{\"mobile\":\"" + std::string(70, '*') + "\"}"},
  };
  check_all(rows);
}

TEST_CASE("ids of people, and parameters of URLs") {
  const Row rows[] = {
      {"a phone as an id", R"({"buyerId":"13800138000","customerNo":"13900139000"})",
       R"({"buyerId":"138****8000","customerNo":"139****9000"})"},
      {"other numbers as ids", R"({"buyerId":"4111111111111111","userId":"249786309732","orderId":"13812345678"})",
       R"({"buyerId":"4111111111111111","userId":"249786309732","orderId":"13812345678"})"},
      {"parameters",
       R"({"jumpUrl":"https:\/\/x.cn\/a?mobile=13800138000&skuId=100012345678&access_token=abcdef123456"})",
       R"({"jumpUrl":"https:\/\/x.cn\/a?mobile=138****8000&skuId=100012345678&access_token=***"})"},
      {"a form in a string", R"({"body":"receiverName=zhang&pin=jd_abc&x=1"})",
       R"({"body":"receiverName=z****&pin=j****c&x=1"})"},
  };
  check_all(rows);
}

TEST_CASE("what objects speak for") {
  const Row rows[] = {
      {"a place", R"({"location":{"p":"113.3245678,23.1066805"},"p":"113.3245678,23.1066805"})",
       R"({"location":{"p":"***********************"},"p":"113.3245678,23.1066805"})"},
      {"a device", R"({"device":{"code1":"356938035643809"},"x":"356938035643809"})",
       R"({"device":{"code1":"***************"},"x":"356938035643809"})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(row.input) != row.input);
  }
}

TEST_CASE("a name of an order's number says nothing about the numbers in a sentence") {
  const Row rows[] = {
      {"a number", R"({"orderNo":"13800138000"})", R"({"orderNo":"13800138000"})"},
      {"in a list", R"({"orderNo":["13800138000"]})", R"({"orderNo":["13800138000"]})"},
      {"in lists, as a number", R"({"orderNo":[["13800138000",13800138000]]})",
       R"({"orderNo":[["13800138000",13800138000]]})"},
      {"Han", R"({"code":"请拨打13800138000"})", R"({"code":"请拨打138****8000"})"},
      {"escaped Han", R"({"code":"\u8bf7\u62e8\u625313800138000"})", R"({"code":"\u8bf7\u62e8\u6253138****8000"})"},
      {"English", R"({"code":"please call 13800138000"})", R"({"code":"please call 138****8000"})"},
      {"markup in a list", R"({"page":["<td>电话</td><td>13800138000</td>"]})",
       R"({"page":["<td>电话</td><td>138****8000</td>"]})"},
      {"among plain members", R"({"a":1,"b":2,"size":"加微信13800138000","c":3,"d":4,"e":5})",
       R"({"a":1,"b":2,"size":"加微信138****8000","c":3,"d":4,"e":5})"},
      {"a time", R"({"orderTime":"2022-07-16 16:38:32"})", R"({"orderTime":"2022-07-16 16:38:32"})"},
      {"an order's number in a sentence", R"({"orderNo":"订单号13800138000"})", R"({"orderNo":"订单号13800138000"})"},
  };
  check_all(rows);
}

TEST_CASE("positions are somebody's, outlines of countries nobody's") {
  const Row rows[] = {
      {"a pair", R"({"coordinates":[116.397128,39.916527]})", R"({"coordinates":[null,null]})"},
      {"a point", R"({"type":"Point","coordinates":[116.397128,39.916527]})",
       R"({"type":"Point","coordinates":[null,null]})"},
      {"an area", R"({"type":"Polygon","coordinates":[[[116.397128,39.916527],[116.4,39.9]]]})",
       R"({"type":"Polygon","coordinates":[[[116.397128,39.916527],[116.4,39.9]]]})"},
      {"a line in a geometry", R"({"geometry":{"type":"LineString","coordinates":[[116.397128,39.916527]]}})",
       R"({"geometry":{"type":"LineString","coordinates":[[116.397128,39.916527]]}})"},
      {"a rider's way", R"({"rider":{"coordinates":[[116.397128,39.916527]]}})",
       R"({"rider":{"coordinates":[[null,null]]}})"},
      {"a track", R"({"track":{"coordinates":[[116.397128,39.916527]]}})",
       R"({"track":{"coordinates":[[null,null]]}})"},
      {"a location", R"({"location":{"type":"MultiPoint","coordinates":[[116.397128,39.916527]]}})",
       R"({"location":{"type":"MultiPoint","coordinates":[[null,null]]}})"},
      {"positions by another name", R"({"lnglats":[[116.397128,39.916527]],"经纬度":[["116.397128","39.916527"]]})",
       R"({"lnglats":[[null,null]],"经纬度":[["116.******","39.******"]]})"},
      {"a mobile in an outline", R"({"coordinates":[["13800138000"]]})", R"({"coordinates":[["138****8000"]]})"},
      {"nothing in it", R"({"coordinates":[]})", R"({"coordinates":[]})"},
  };
  check_all(rows);
}
