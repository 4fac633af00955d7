// Forms, carriers, words and near misses that are other than those of spelling.cpp and near_misses.cpp. The detectors
// were built looking at those; these say what the principles behind them are worth elsewhere.
#include <array>

#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {
namespace {

struct Words {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
  std::string_view key;
};
constexpr Words kWords[] = {
    {"cn_mobile", "联系方式", "cell number", "user_phone"},
    {"cn_landline", "固话", "telephone", "telephone"},
    {"cn_resident_id", "证件号码", "identity card", "id_card"},
    {"foreigner_id", "外国人永久居留身份证", "identity card", "id_card"},
    {"bank_card", "卡号", "credit card number", "card_number"},
    {"email", "电子邮件", "email address", "email"},
    {"cn_credit_code", "信用代码", "USCC", "credit_code"},
    {"vin", "车辆识别代号", "chassis number", "vin"},
    {"cn_plate", "号牌号码", "license plate", "plate_no"},
    {"ip_address", "登录IP", "IP address", "client_ip"},
    {"mac_address", "MAC地址", "MAC address", "mac"},
    {"imei", "手机串号", "IMEI number", "imei"},
    {"iban", "IBAN账号", "IBAN", "iban"},
    {"us_ssn", "社会安全号", "social security number", "ssn"},
    {"uk_nino", "国民保险号", "NI number", "nino"},
    {"intl_phone", "联系电话", "phone number", "phone"},
    {"passport", "护照号码", "passport number", "passport_no"},
    {"travel_permit", "回乡证", "home return permit", "travel_permit"},
    {"military_id", "士官证", "military ID", "military_id"},
    {"coordinates", "定位", "GPS coordinates", "gps"},
    {"secret", "访问令牌", "access token", "access_token"},
};
const Words& words_of(const ClassSource& source) {
  for (const Words& words : kWords) {
    if (words.name == source.name) return words;
  }
  return kWords[0];
}
std::string zh(const ClassSource& source) {
  return std::string(words_of(source).zh);
}
std::string en(const ClassSource& source) {
  return std::string(words_of(source).en);
}
std::string key(const ClassSource& source) {
  return std::string(words_of(source).key);
}

// ---- forms ----------------------------------------------------------------------------------------------------------

bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

// Each ASCII digit through `write`.
template <class Write>
std::string digits_as(const std::string& value, const Write& write) {
  std::string out;
  for (const char c : value) {
    if (is_figure(c)) {
      out += write(c - '0');
    } else {
      out += c;
    }
  }
  return out == value ? std::string() : out;
}

// The cuts of documents as they are printed.
std::string cut(const ClassSource& source, const std::string& value, std::string_view joint) {
  std::vector<std::size_t> sizes;
  if (source.name == "cn_mobile") {
    sizes = {3, 4, 4};
  } else if (source.name == "imei") {
    sizes = {2, 6, 6, 1};
  } else if (source.name == "bank_card") {
    sizes = value.size() == 15   ? std::vector<std::size_t>{4, 6, 5}
            : value.size() == 19 ? std::vector<std::size_t>{6, 13}
                                 : std::vector<std::size_t>{4, 4, 4, 4};
  } else if (source.name == "cn_resident_id" || source.name == "foreigner_id") {
    sizes = {6, 4, 4, 4};
  } else {
    return {};
  }
  std::string out;
  std::size_t at = 0;
  for (const std::size_t size : sizes) {
    if (at != 0) out += joint;
    out += value.substr(at, size);
    at += size;
  }
  return out;
}

std::string plain(const ClassSource&, const std::string& value) {
  return value;
}
std::string no_break_spaces(const ClassSource& source, const std::string& value) {
  return cut(source, value, "\xC2\xA0");
}
std::string printed_dashes(const ClassSource& source, const std::string& value) {
  return cut(source, value, "-");
}
std::string en_dashes(const ClassSource& source, const std::string& value) {
  return cut(source, value, "–");
}
std::string wide_spaces(const ClassSource& source, const std::string& value) {
  return cut(source, value, "　");
}
std::string in_quotes(const ClassSource&, const std::string& value) {
  return "“" + value + "”";
}
std::string in_bold(const ClassSource&, const std::string& value) {
  return "**" + value + "**";
}
std::string mathematical(const ClassSource&, const std::string& value) {
  return digits_as(value, [](int digit) {
    std::string out = "\xF0\x9D\x9F";
    out += static_cast<char>(0x8E + digit);
    return out;
  });
}
std::string soft_hyphens(const ClassSource&, const std::string& value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i % 5 == 4 && static_cast<unsigned char>(value[i]) < 0x80) out += "\xE2\x81\xA0";
    out += value[i];
  }
  return out;
}
std::string hexadecimal_references(const ClassSource&, const std::string& value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      out += c;
    } else {
      out += "&#x";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[c & 15];
      out += ';';
    }
  }
  return out;
}
std::string trunk(const ClassSource& source, const std::string& value) {
  if (source.name == "cn_mobile") return "(+86)" + value;
  return source.name == "cn_landline" ? "(" + value.substr(0, value.find('-')) + ")" + value.substr(value.find('-') + 1)
                                      : std::string();
}
std::string formal_numerals(const ClassSource& source, const std::string& value) {
  if (source.name != "cn_mobile") return {};
  return digits_as(value, [](int digit) {
    constexpr const char* kNumerals[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    return std::string(kNumerals[digit]);
  });
}
std::string small_letters(const ClassSource& source, const std::string& value) {
  if (source.name == "secret") return {};
  std::string out = value;
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out == value ? std::string() : out;
}

// ---- carriers -------------------------------------------------------------------------------------------------------

std::string document(std::string_view name, const std::string& inside) {
  return "{\"" + std::string(name) + "\":\"" + inside + "\"}";
}
std::string provided(const ClassSource& source, const std::string& inside) {
  return document("csRemark", "客户提供的" + zh(source) + "为" + inside + "，麻烦核对一下再发货。");
}
std::string changed(const ClassSource& source, const std::string& inside) {
  return document("buyerMessage", "老板，" + zh(source) + "改成" + inside + "了，别弄错哦");
}
std::string in_lenticular(const ClassSource& source, const std::string& inside) {
  return document("note", "【" + zh(source) + "】" + inside + "【备注】无");
}
std::string in_brackets(const ClassSource& source, const std::string& inside) {
  return document("auditRemark", "客户的" + zh(source) + "（" + inside + "）已经登记过");
}
std::string on_next_line(const ClassSource& source, const std::string& inside) {
  return document("extra", "新的" + zh(source) + "如下：\\n" + inside + "\\n请知悉");
}
std::string markdown(const ClassSource& source, const std::string& inside) {
  return document("md", "| 字段 | 值 |\\n|---|---|\\n| " + zh(source) + " | " + inside + " |");
}
std::string html_table(const ClassSource& source, const std::string& inside) {
  return document("page", "<table><tr><td>" + zh(source) + "</td><td>" + inside + "</td></tr></table>");
}
std::string json_in_text(const ClassSource& source, const std::string& inside) {
  return document("errMsg", "参数 {\\\"" + key(source) + "\\\":\\\"" + inside + "\\\"} 校验不通过");
}
std::string log_line(const ClassSource& source, const std::string& inside) {
  return document("log", "2024-03-01 12:00:01 INFO [main] save " + key(source) + "=" + inside + " cost=12ms");
}
std::string should_be(const ClassSource& source, const std::string& inside) {
  return document("ticket", "The customer says the " + en(source) + " on file should be " + inside + " from now on.");
}
std::string could_not(const ClassSource& source, const std::string& inside) {
  return document("reason", "Sorry, " + en(source) + " (" + inside + ") could not be verified.");
}
std::string was(const ClassSource& source, const std::string& inside) {
  return document("history", "Her " + en(source) + " was " + inside + " until last week.");
}
std::string header(const ClassSource& source, const std::string& inside) {
  return document("mail", "Subject: change\\n" + en(source) + ": " + inside + "\\n\\nThank you");
}
std::string bullet(const ClassSource& source, const std::string& inside) {
  return document("text", "- **" + en(source) + "**: " + inside + "\\n- **status**: open");
}
std::string alone_in_paragraph(const ClassSource&, const std::string& inside) {
  return document("reply", "好的，这边先帮您登记，" + inside + "，稍后会有专员与您确认，请留意。");
}

// ---- near misses ----------------------------------------------------------------------------------------------------

std::string run(Random& random, std::string_view from, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += from[pick(random, from.size())];
  return out;
}
std::string number(Random& random, std::size_t count) {
  return std::to_string(1 + pick(random, 9)) + run(random, "0123456789", count - 1);
}

std::string snowflake(Random& random) {
  constexpr std::string_view kNames[] = {"requestId", "bizNo", "batchNumber", "snowflakeId", "messageId", "outBizNo"};
  return document(pick_of(random, kNames), number(random, 18 + pick(random, 2)));
}
std::string tracking_text(Random& random) {
  constexpr std::string_view kBefore[] = {"快递单号：SF", "圆通单号 YT", "物流单号",     "您的包裹（单号",
                                          "tracking no ", "Waybill: JD", "退款流水号为", "交易号"};
  return document("notice", std::string(pick_of(random, kBefore)) + number(random, 10 + pick(random, 6)) + " 已更新");
}
std::string serial(Random& random) {
  constexpr std::string_view kNames[] = {"serialNumber", "sn", "deviceSn", "couponCode", "couponNo", "ticketNo"};
  return document(pick_of(random, kNames), run(random, "ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 8 + pick(random, 10)));
}
std::string file_name(Random& random) {
  constexpr std::string_view kBefore[] = {"IMG_", "report-", "backup_", "WX", "Screenshot_"};
  return document("fileName", std::string(pick_of(random, kBefore)) + "2023" + run(random, "01", 1) +
                                  number(random, 1) + "1" + number(random, 1) + "_" + run(random, "012", 1) +
                                  number(random, 1) + "3" + number(random, 1) + "4" + number(random, 1) + ".jpg");
}
std::string book(Random& random) {
  return document("isbn13", "978-7-" + number(random, 3) + "-" + number(random, 5) + "-" + number(random, 1));
}
std::string version(Random& random) {
  constexpr std::string_view kNames[] = {"appVersion", "firmware", "build", "sdk", "userAgent"};
  return document(pick_of(random, kNames), std::to_string(pick(random, 20)) + "." + std::to_string(pick(random, 20)) +
                                               "." + std::to_string(pick(random, 50)) + "." +
                                               std::to_string(pick(random, 10)));
}
std::string measures(Random& random) {
  constexpr std::string_view kUnits[] = {"kg", "mm", "ml", "元", "℃", "%", "W", "mAh", "件", "GB"};
  return document("attr", number(random, 1 + pick(random, 4)) + "." + number(random, 1 + pick(random, 2)) +
                              std::string(pick_of(random, kUnits)) + "/" + number(random, 1 + pick(random, 3)));
}
std::string series(Random& random) {
  std::string out = "{\"series\":[";
  for (int i = 0; i < 12; ++i) out += (i == 0 ? "" : ",") + number(random, 1 + pick(random, 9));
  return out + "]}";
}
std::string git_hash(Random& random) {
  return document("commit", run(random, "0123456789abcdef", pick(random, 2) == 0 ? 40 : 12));
}
std::string base64(Random& random) {
  return document("blob", run(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 44));
}

std::string review(Random& random) {
  constexpr std::string_view kFirst[] = {"第二次回购了",   "给老人买的",       "包装严实没有破损", "和图片描述一致",
                                         "客服态度很好",   "用了三天感觉不错", "尺码偏大一点",     "颜色比想象中浅",
                                         "安装师傅很专业", "张家界旅游时买的", "高兴得不得了",     "白天黑夜都能用"};
  constexpr std::string_view kSecond[] = {"，值得推荐！",      "，续航大概8小时。",  "，2号下单5号就到了。",
                                          "，性价比很高。",    "，就是物流慢了点。", "，买了3件一共297元",
                                          "，家里5口人够用。", "，建议买大一码。",   "，比楼下便宜20块钱。",
                                          "，客服回复很及时",  "，下次还来。",       "，满分10分！"};
  return document("comment", std::string(pick_of(random, kFirst)) + std::string(pick_of(random, kSecond)));
}
std::string announcement(Random& random) {
  constexpr std::string_view kTexts[] = {"本次航班CA1234将于10:35在T3航站楼12号登机口登机",
                                         "G1024次列车由北京南开往上海虹桥，停靠济南西、南京南",
                                         "地铁2号线早高峰5分钟一班，末班车23:10",
                                         "请于工作日9:00-17:30前往办事大厅3号窗口办理护照",
                                         "公司成立于2009年，总部位于杭州，员工超过3000人",
                                         "套餐包含流量50GB、通话300分钟，月费129元",
                                         "依照《中华人民共和国电子商务法》第三十八条处理",
                                         "密码长度为8到20位，须包含字母和数字",
                                         "会议ID将在开始前15分钟发送至邮箱",
                                         "IP67级防水，MAC系统可用，支持IMEI查询",
                                         "驾驶证扣满12分需重新学习，车牌尾号限行3和8",
                                         "坐标轴X取值0.25到1.75，位置误差不超过2.5毫米"};
  return document("body", std::string(pick_of(random, kTexts)));
}
std::string english_text(Random& random) {
  constexpr std::string_view kTexts[] = {"Order 4500123 contains 12 boxes of 24 bottles each.",
                                         "Contact support if the Black Friday price of 199.99 is not shown.",
                                         "See section 4.2.1.3 of the Developer Guide for rate limits.",
                                         "The Main Street Journal sold 12,500 copies in March 2021.",
                                         "Passport holders do not need a visa for stays under 90 days.",
                                         "Your password must have at least 8 characters.",
                                         "Location services are off; the accuracy is about 3.5 metres.",
                                         "Track 5 of Abbey Road lasts 3:26 minutes.",
                                         "The IMEI is printed below the bar code on the box.",
                                         "Card payments over 250 EUR need a signature.",
                                         "Social security contributions rise by 1.5 percent in 2025.",
                                         "Route 66 runs 2448 miles from Chicago to Santa Monica."};
  return document("summary", std::string(pick_of(random, kTexts)));
}

}  // namespace

const LabelledSets& held_out_sets() {
  static const LabelledSets sets = {
      {
          {"plain", plain},
          {"no-break spaces", no_break_spaces},
          {"printed dashes", printed_dashes},
          {"en dashes", en_dashes},
          {"wide spaces", wide_spaces},
          {"quotes", in_quotes},
          {"bold", in_bold},
          {"math digits", mathematical},
          {"joiners", soft_hyphens},
          {"hex entities", hexadecimal_references},
          {"trunk", trunk},
          {"numerals", formal_numerals},
          {"small letters", small_letters},
      },
      {
          {"provided", true, provided},
          {"changed", true, changed},
          {"lenticular", true, in_lenticular},
          {"brackets", true, in_brackets},
          {"next line", true, on_next_line},
          {"markdown", true, markdown},
          {"table", true, html_table},
          {"JSON text", true, json_in_text},
          {"log", true, log_line},
          {"should be", true, should_be},
          {"could not", true, could_not},
          {"was", true, was},
          {"header", true, header},
          {"bullet", true, bullet},
          {"paragraph", false, alone_in_paragraph},
      },
      {
          {"snowflakes", snowflake},
          {"tracking texts", tracking_text},
          {"serials", serial},
          {"file names", file_name},
          {"books", book},
          {"versions", version},
          {"measures", measures},
          {"series", series},
          {"commits", git_hash},
          {"blobs", base64},
      },
      {
          {"reviews", review},
          {"announcements", announcement},
          {"English texts", english_text},
      },
  };
  return sets;
}

}  // namespace veilgate::accuracy
