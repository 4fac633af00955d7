#include "tests/unit/masking/detect/random_texts.hpp"

#include <iterator>
#include <string_view>

namespace veilgate::test {
namespace {

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

// Pieces of which names and addresses in free text are made, and of what looks like them.
const char* const kPieces[] = {"员工",
                               "50674 Köln",
                               "Lindenweg 27, ",
                               "BS1 4DJ",
                               "7 Orchard Rise, Bath ",
                               "31-147 Łódź",
                               "111 23 Öland",
                               "H2X 2V4",
                               "To: ",
                               "Anna Kowal",
                               " <",
                               "a@b.example>",
                               "lives ",
                               "this is ",
                               "spoke with ",
                               "DUBOIS/CLAIRE MR",
                               "PID|1||||Smith Lee^Bo|",
                               "Thanks,\n",
                               "Kind regards\n",
                               "owner=",
                               "樊立新",
                               "代签收",
                               "的快递",
                               "通知",
                               "敬礼\n",
                               "：你",
                               "，男",
                               "姓 名",
                               "工资-",
                               "“",
                               "’",
                               "–",
                               "尊敬的",
                               "驾驶人",
                               "您好",
                               "收，",
                               "(String), ",
                               "11010519491231002X",
                               "18栋1单元862",
                               "收件人",
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
                              "39°54′20″N",
                              "31° 13' 43.5\" E",
                              "foo(at)bar.com",
                              "foo.x [at] bar [dot] org",
                              "foo at bar dot com",
                              "“E12345678”",
                              "‘868154818003739’",
                              "AB12–34—56",
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
                              "粤 B 12345",
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
const char* const kBetween[] = {"",   "{tel:", "receiverName: ", "</name>", "<idCard>", "\"mobile\":\"", " ", "，",
                                "\n", "; ",    "用户",           "at ",     "a="};

// How markup, programs and settings write a name, N, and its value, V.
const char* const kFrames[] = {"<N>V</N>",
                               "<a:N>V</a:N>",
                               "<N><![CDATA[V]]></N>",
                               "<r N=\"V\"/>",
                               "<r N='V'>",
                               "'N':'V'",
                               "\"N\":\"V\"",
                               "`N`:`V`",
                               "{N:V}",
                               "[N:V,",
                               "N:V",
                               "(N:V|",
                               "N=V",
                               "?a=1&N=V",
                               "N => V",
                               "[N]=>V",
                               "'N'=>'V'",
                               "N: V",
                               "N = 'V'",
                               "--N=V",
                               "{N:{name:V}}",
                               "<th>N</th><td>V</td>",
                               "<key>N</key><s>V</s>",
                               "$N='V';",
                               "N：V",
                               "x，N：V",
                               "a: 1\nN: V",
                               "- N: V",
                               "X-N: V\r\n",
                               "（N：V，b：c）",
                               "<td>N</td><td>V</td>"};
const char* const kFieldNames[] = {"password", "secretKey", "token", "pwd",    "realname",   "receiverName",
                                   "idcard",   "phone",     "email", "openid", "id_card_no", "address",
                                   "mima",     "姓名",      "密码",  "name",   "pin",        "wechat"};
const char* const kFieldValues[] = {"hunterx",   "hunter2x", "张伟", "Hunter", "13800138000",
                                    "中山路8号", "a@b.cn",   "zz",   "x1"};

}  // namespace

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

std::string random_parameter(std::mt19937& generator) {
  const std::string_view frame = kFrames[generator() % std::size(kFrames)];
  const char* const name = kFieldNames[generator() % std::size(kFieldNames)];
  const char* const value = kFieldValues[generator() % std::size(kFieldValues)];
  std::string text;
  for (const char c : frame) {
    if (c == 'N') {
      text += name;
    } else if (c == 'V') {
      text += value;
    } else {
      text += c;
    }
  }
  return text;
}

std::string random_sentence(std::mt19937& generator) {
  std::string text;
  for (auto parts = 1 + generator() % 6; parts > 0; --parts) text += kPieces[generator() % std::size(kPieces)];
  return text;
}

}  // namespace veilgate::test
