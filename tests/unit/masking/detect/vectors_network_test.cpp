// Addresses of networks, devices and places, accounts, telephones of other countries, secrets, and what URLs carry.
#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::Context;
using masking::context_bit;
using masking::Evidence;
using test::check_marked;

}  // namespace

TEST_CASE("IP addresses") {
  check_marked(ClassId::ip_address, {
                                        {"validator.js form", "«112.64.123.45»"},
                                        {"in a sentence", "用户从«139.196.123.45»登录。"},
                                        {"port", "«10.0.0.12»:8080"},
                                        {"network", "«10.1.2.0»/24"},
                                        {"label", "IP：«8.8.8.8»"},
                                        {"label, English", "from «1.2.3.4» port 22"},
                                        {"in a URL", "http://«10.2.3.4»/index"},
                                        {"sentence end", "host «139.196.123.45»."},
                                        {"two", "«112.64.123.45»,«139.196.123.46»"},
                                        {"RFC 4291", "«2001:0db9:85a3:0000:0000:8a2e:0370:7334»"},
                                        {"RFC 4291, shortened", "«2400:3200:baba::1»"},
                                        {"link local", "«fe80::1ff:fe23:4567:890a»"},
                                        {"mapped", "«::ffff:192.0.2.128»"},
                                        {"RFC 5737, in a sample", "login from «203.0.113.45»"},
                                        {"RFC 3849, in a sample", "ip: «2001:db8::1428:57ab»"},
                                        {"no version: a first number of 30 and more", "«58.34.60.7»"},
                                        {"behind a tag", "IP：<b>«36.9.9.1»</b>"},
                                        {"IPv6 in brackets", "[«2400:3200::1»]:443"},
                                        {"version", "version 112.64.123.45"},
                                        {"version, v", "v139.196.123.45"},
                                        {"small version", "1.2.3.4"},
                                        {"browser", "Chrome/120.0.0.0"},
                                        {"Windows", "10.0.19045.1"},
                                        {"five numbers", "112.64.123.45.6"},
                                        {"256", "256.64.123.45"},
                                        {"leading zero", "112.064.123.45"},
                                        {"loopback", "127.0.0.1"},
                                        {"mask", "255.255.255.0"},
                                        {"unspecified", "0.0.0.0"},
                                        {"price list", "12.50.13.20"},
                                        {"IPv6 loopback", "::1"},
                                        {"C++", "std::string"},
                                        {"C++, hexadecimal letters", "abc::def"},
                                        {"time", "16:38:32"},
                                        {"time range", "16:38:32::17:00"},
                                        {"two numbers", "12::34"},
                                        {"five groups", "1:2:3:4:5"},
                                    });
  check_marked(ClassId::ip_address, {{"small one under a network", "«10.0.0.1»"}, {"word", "localhost"}},
               Evidence::neutral_key, context_bit(Context::network));
}

TEST_CASE("MAC addresses") {
  check_marked(ClassId::mac_address, {
                                         {"IEEE, colons", "«00:1A:2B:3C:4D:5E»"},
                                         {"dashes", "«00-1a-2b-3c-4d-5e»"},
                                         {"Cisco", "«001a.2b3c.4d5e»"},
                                         {"in a sentence", "设备«a4:5e:60:c8:12:ff»上线"},
                                         {"decimal pairs with colons", "«10:20:30:40:50:60»"},
                                         {"decimal pairs with dashes behind a word", "MAC: «10-20-30-40-50-60»"},
                                         {"label", "mac地址：«F0:18:98:0A:BB:01»"},
                                         {"label that ends as hexadecimal", "MAC:«F0:18:98:0A:BB:01»"},
                                         {"two", "«00:1A:2B:3C:4D:5E» «00:1A:2B:3C:4D:5F»"},
                                         {"brackets", "(«00:1a:2b:3c:4d:5e»)"},
                                         {"equals", "mac=«00:1a:2b:3c:4d:5e»"},
                                         {"zeros", "00:00:00:00:00:00"},
                                         {"ones", "ff:ff:ff:ff:ff:ff"},
                                         {"time stamp with dashes", "22-07-16-16-38-32"},
                                         {"mixed", "00:1A-2B:3C:4D:5E"},
                                         {"five pairs", "00:1A:2B:3C:4D"},
                                         {"seven pairs", "00:1A:2B:3C:4D:5E:6F"},
                                         {"fingerprint of 16", "43:51:43:a1:b5:fc:8b:b7:0a:3a:a9:b1:0f:66:73:a8"},
                                         {"no hexadecimal", "00:1G:2B:3C:4D:5E"},
                                         {"UUID", "550e8400-e29b-41d4-a716-446655440000"},
                                         {"longer", "a00:1A:2B:3C:4D:5E"},
                                         {"version", "1a2b.3c4d"},
                                     });
}

TEST_CASE("IMEI") {
  check_marked(ClassId::imei, {
                                  {"3GPP form", "IMEI：«356938035643809»"},
                                  {"imei1", "IMEI1: «490154203237518»"},
                                  {"串号", "手机串号«356938035643809»"},
                                  {"in a sentence", "the imei is «356938035643809»."},
                                  {"equals, wrong check", "imei «356938035643808»"},
                                  {"16 with software version", "IMEI «3569380356438091»"},
                                  {"MEID in digits", "meid «99000012345678»"},
                                  {"IMSI", "imsi: «460001234567890»"},
                                  {"number sign", "IMEI# «356938035643809»"},
                                  {"code", "IMEI号码：«356938035643809»"},
                                  {"no word", "356938035643809"},
                                  {"order", "订单356938035643809"},
                                  {"13", "imei 3569380356438"},
                                  {"18", "imei 356938035643809123"},
                                  {"words", "imei number missing"},
                                  {"letters", "imei 35693803564380X"},
                                  {"waybill", "运单号356938035643809"},
                                  {"time", "20220716163832123"},
                                  {"amount", "imei查询 9.90"},
                                  {"another word", "SN 356938035643809"},
                              });
  check_marked(ClassId::imei, {{"alone under a device", "«356938035643809»"}, {"wrong check", "356938035643808"}},
               Evidence::neutral_key, context_bit(Context::device));
}

TEST_CASE("coordinates") {
  check_marked(ClassId::coordinates, {
                                         {"label", "坐标：«113.3245678,23.1066805»"},
                                         {"label, blank", "GPS «39.904200, 116.407400»"},
                                         {"label, English", "location: «39.9042,116.4074»"},
                                         {"定位", "定位(«113.32,23.10»)"},
                                         {"经纬度", "经纬度«116.40,39.90»"},
                                         {"negative", "gps «-33.8688,151.2093»"},
                                         {"single", "纬度：«23.1066805» 经度：«113.3245678»"},
                                         {"lat=", "lat=«23.1066805»&lng=«113.3245678»"},
                                         {"full-width comma", "位置 «113.3245，23.1066»"},
                                         {"semicolon", "position «39.9042;116.4074»"},
                                         {"ISO 6709 annex D", "at «31°13′43.5″N», «121°28′29″E» now"},
                                         {"typed signs", "«39° 54' 20\" N»"},
                                         {"hemisphere before", "北纬«39°54′20″»，东经«116°23′29″»"},
                                         {"without seconds", "«51°30′N»"},
                                         {"angle", "rake 12°30'15\" door"},
                                         {"temperature", "25°C, 5'10\""},
                                         {"degrees alone", "45° N"},
                                         {"no word", "113.3245678,23.1066805"},
                                         {"prices", "12.50,13.20"},
                                         {"label, too large", "坐标 213.32,23.10"},
                                         {"label, both too large", "坐标 113.32,123.10"},
                                         {"screen", "位置 100,200"},
                                         {"one decimal", "坐标 113.3,23.1"},
                                         {"distance", "位置 12.5km"},
                                         {"version", "1.12.345"},
                                         {"money", "定位费 113.32"},
                                         {"rate", "汇率6.4321"},
                                         {"scores", "得分 98.50 97.25"},
                                     });
  check_marked(ClassId::coordinates, {{"under a place", "«113.3245678,23.1066805»"}, {"size", "12.5"}},
               Evidence::neutral_key, context_bit(Context::place));
}

TEST_CASE("QQ and WeChat") {
  check_marked(ClassId::qq, {
                                {"label", "QQ：«123456789»"},
                                {"QQ号", "QQ号«10001234»"},
                                {"是", "我的QQ是«1234567»"},
                                {"small", "qq «12345»"},
                                {"扣扣", "扣扣：«1234567890»"},
                                {"11", "加QQ «12345678901»"},
                                {"dash", "QQ-«2345678»"},
                                {"号码", "QQ号码：«987654321»"},
                                {"in a remark", "请联系qq«123456789»谢谢"},
                                {"number sign", "QQ# «3456789»"},
                                {"group", "QQ群：123456789"},
                                {"no word", "123456789"},
                                {"leading zero", "QQ 0123456"},
                                {"four", "QQ 1234"},
                                {"twelve", "QQ 123456789012"},
                                {"music", "QQ音乐会员 12个月"},
                                {"words", "QQ飞车手游"},
                                {"money", "QQ币 100"},
                                {"other word", "qqq 123456"},
                                {"amount", "QQ 123.45"},
                            });
  check_marked(ClassId::wechat, {
                                    {"label", "微信：«zhang_san88»"},
                                    {"微信号", "微信号«abc12345»"},
                                    {"加微信", "加微信«lisi-2020»"},
                                    {"wx", "wx: «wang_wu_1»"},
                                    {"vx", "vx «abc123456»"},
                                    {"English", "WeChat ID: «zhang3san»"},
                                    {"own form", "«wxid_a1b2c3d4e5f6»"},
                                    {"own form behind words", "from_user «wxid_8h2k3j4l5m»"},
                                    {"是", "我微信是«test_001»"},
                                    {"weixin", "weixin号：«hello_world»"},
                                    {"a plain word", "wechat official account"},
                                    {"pay", "微信支付"},
                                    {"too short", "微信 abc1"},
                                    {"group", "微信群 abc_1234"},
                                    {"no word", "zhang_san88"},
                                    {"key", "wx_official"},
                                    {"amount", "微信支付100元"},
                                    {"state", "wechat binding"},
                                    {"identifier", "wxlogin"},
                                    {"other word", "order abc_12345"},
                                });
}

TEST_CASE("telephones of other countries") {
  check_marked(ClassId::intl_phone, {
                                        {"E.164, United States", "«+14155552671»"},
                                        {"grouped", "«+1 415-555-2671»"},
                                        {"brackets", "«+1 (415) 555-2671»"},
                                        {"United Kingdom", "«+44 20 7946 0958»"},
                                        {"with trunk 0", "«+44 (0)20 7946 0958»"},
                                        {"Hong Kong", "«+852 6123 4567»"},
                                        {"Macau", "«+853 66123456»"},
                                        {"Taiwan", "«+886 912 345 678»"},
                                        {"Germany", "电话«+49 30 901820»"},
                                        {"Japan", "«+81-90-1234-5678»"},
                                        {"Singapore", "«+6581234567»"},
                                        {"Korea", "«+82 10 1234 5678»"},
                                        {"North America behind a word", "Tel: «415-555-2671»"},
                                        {"North America, area in brackets", "(«415) 555-2671»"},
                                        {"extension", "«+1 415-555-2671 ext 12»"},
                                        {"trunk 0, British mobile", "Tel: «07700 900123»"},
                                        {"trunk 0, in brackets", "Phone: («0412) 345 678»"},
                                        {"trunk 0, Japan", "联系电话：«090-1234-5678»"},
                                        {"trunk 0, pairs", "mobile «06 12 34 56 78», evenings"},
                                        {"trunk 0, German mobile in two groups", "Mobile: «0171 5550123» (home)"},
                                        {"trunk 0, one run", "phone «0412345678»"},
                                        {"trunk 0, extension", "Tel. «07700 900123 ext 12»"},
                                        {"00 for the plus", "Tel: «0044 7700 900123»"},
                                        {"trunk 0 without a word", "07700 900123"},
                                        {"trunk 0 behind an order's word", "order 07700 900123"},
                                        {"freephone", "Tel: 0800 123 4567"},
                                        {"premium rate", "Tel: 0900 123 4567"},
                                        {"trunk 0, too few digits", "call 02-11-2024"},
                                        {"trunk 0, too many digits", "Tel: 0770 0900 12345"},
                                        {"00 and no country", "Tel: 00999 123456"},
                                        {"trunk 0 in a decimal", "call 1.0770 0900 12"},
                                        {"trunk 0 that letters touch", "phone 07700 900123x9y"},
                                        {"a Chinese landline is of its class", "电话 010-62345678"},
                                        {"a Chinese mobile behind 0 is of its class", "Tel: 0 138 0013 8000"},
                                        {"no country", "+999 1234567"},
                                        {"too short", "+44 123"},
                                        {"too long", "+1 415 555 26711"},
                                        {"sum", "1+4155552671"},
                                        {"rating", "+1"},
                                        {"a percentage", "+12.5%"},
                                        {"time zone", "2022-07-16T16:38:32+08:00"},
                                        {"toll-free", "Tel: 800-555-2671"},
                                        {"3-3-4 without a word", "415-555-2671"},
                                        {"area 1xx", "Tel: 115-555-2671"},
                                        {"China is for the others", "+86 13800138000"},
                                        {"ISBN", "978-7-302-51759-7"},
                                        {"masked", "+1 415-***-2671"},
                                    });
}

TEST_CASE("secrets") {
  check_marked(ClassId::secret,
               {
                   {"RFC 7519",
                    "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U»"},
                   {"JWT unsigned", "token «eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.»"},
                   {"RFC 7468", "«-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----»"},
                   {"RSA, cut", "x «-----BEGIN RSA PRIVATE KEY-----\\nMIIEow»"},
                   {"AWS documentation", "«AKIAIOSFODNN7EXAMPLE»"},
                   {"Aliyun form", "ak «LTAI4FoDe7abcdEFGHijk12»"},
                   {"GitHub form", "«ghp_0123456789abcdefghijABCDEFGHIJ012345»"},
                   {"Slack form", "«xoxb-123456789012-abcdefGHIJKL»"},
                   {"Stripe form", "«sk_live_4eC39HqLyjWDarjtT1zdp7dc»"},
                   {"Google form", "«AIzaSyA1234567890abcdefghijklmnopqrstuv»"},
                   {"Bearer", "Authorization: Bearer «a1B2c3D4e5F6g7H8»"},
                   {"Basic", "Basic «dXNlcjpwYXNzd29yZDE=»"},
                   {"URL", "mysql://root:«s3cr3t!»@db.local/x"},
                   {"label", "密码：«abc123456»"},
                   {"label, English", "password is «hunter2x»"},
                   {"one-time code", "验证码是«493817»，5分钟内有效"},
                   {"otp", "Your OTP: «493817»"},
                   {"code before its name", "«493817» is your Example verification code."},
                   {"code before its name, zh", "«493817»（登录验证码），请勿泄露"},
                   {"code to pick up", "取件码«8-2-3015»，请及时领取"},
                   {"code of a card", "CVV: «123», exp 12/27"},
                   {"code of a card, zh", "卡片安全码 «1234»"},
                   {"error code", "error 40013 (token expired)"},
                   {"status", "token 401 error"},
                   {"year", "2016 is password year"},
                   {"length", "安全码长度为 4 位"},
                   {"end of a phone", "您的验证码已发送到手机尾号8812"},
                   {"parameter", "https://api.x.cn/a?access_token=«abcdef0123»&v=2"},
                   {"parameter, secret", "appSecret=«9f8e7d6c5b4a»"},
                   {"words", "password must be changed"},
                   {"密码错误", "密码错误"},
                   {"public key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"},
                   {"certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"},
                   {"two parts", "eyJhbGciOiJIUzI1NiJ9.abc"},
                   {"base64 of JSON", "eyJhIjoxfQ"},
                   {"AKIA, short", "AKIA1234"},
                   {"basic plan", "basic information"},
                   {"hash", "9e107d9d372bb6826bd81d3542a419d6"},
                   {"URL without password", "https://img.jd.com/n1/a.jpg"},
                   {"URL with port", "http://host:8080/x@2x"},
                   {"article", "sk-II 神仙水 230ml"},
                   {"skate", "SK-1234"},
                   {"page token", "?pageToken=abcdef0123"},
                   {"count", "total_tokens=1234"},
                   {"bearer of a cup", "bearer bracket 100mm"},
               });
  check_marked(ClassId::secret,
               {{"denied key", "https://x.cn/?access_token=«abcdef0123»"},
                {"denied key, JWT", "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x»"}},
               Evidence::denied_key);
}

TEST_CASE("values of URL parameters and forms are named like members") {
  check_marked(ClassId::cn_mobile, {
                                       {"query", "https://x.cn/a?mobile=«13800138000»&x=1"},
                                       {"query, virtual", "phone=«18400913965-7576»"},
                                   });
  check_marked(ClassId::cn_mobile,
               {
                   {"query under a denied key", "https://x.cn/a?mobile=«13800138000»&x=1"},
                   {"form", "a=1&receiverMobile=«13800138000»"},
                   {"other plan, the name decides", "mobile=«12345678»"},
                   {"record", "Order{id=12345, mobile=«13800138000»}"},
                   {"flag", "mobile=1"},
                   {"bool", "hasMobile=true&mobile=true"},
                   {"empty", "mobile=&x=1"},
                   {"name of something else", "orderId=13812345678"},
                   {"no name", "=13812345678"},
                   {"base64", "bW9iaWxl=="},
               },
               Evidence::denied_key);
  check_marked(ClassId::person_name, {
                                         {"form", "receiverName=«%E5%BC%A0%E4%B8%89»&x=1"},
                                         {"record", "Buyer(userName=«张三», age=3)"},
                                         {"log", "nickname=«zhang» level=3"},
                                         {"article", "skuName=手机&brandName=x"},
                                     });
  check_marked(ClassId::ip_address, {{"query", "clientIp=«10.0.0.1»&t=1"}, {"vip", "vip=10"}});
  check_marked(ClassId::account_id, {{"pin", "?pin=«jd_abc123»"}, {"openid", "openid=«oX1a2b3c»"}});
}

TEST_CASE("settings, markup and forms name values like members") {
  check_marked(ClassId::person_name,
               {
                   {"setting", "[user]\nrealName = «张三丰»\nlevel = 3"},
                   {"SQL", "where realName = '«张三丰»' and lvl=3"},
                   {"PHP array", "Array\n(\n    [realName] => «张三丰»\n    [n] => 1\n)"},
                   {"PHP literal", "'realName' => '«张三丰»', 'n' => 1"},
                   {"Ruby literal", "{:n=>1, \"realName\"=>\"«张三丰»\"}"},
                   {"input element", "<input type=\"text\" name=\"realName\" value=\"«张三丰»\">"},
                   {"string resource", "<string name=\"realName\">«张三丰»</string>"},
                   {"meta element", "<meta name=\"realName\" content=\"«张三丰»\"/>"},
                   {"part of a form", "Content-Disposition: form-data; name=\"realName\"\r\n\r\n«张三丰»\r\n--b"},
                   {"property list", "<dict><key>realName</key><string>«张三丰»</string></dict>"},
                   {"table", "<tr><th>姓名</th><td>«张三丰»</td></tr><tr><th>款式</th><td>张三丰</td></tr>"},
                   {"markup with a colon", "<p><b>姓名:</b><span class=\"v\">«张三丰»</span></p>"},
                   {"a row of headers", "<tr><th>姓名</th><th>款式</th></tr>"},
                   {"markup without a colon", "<p><b>姓名</b><span>必填</span></p>"},
                   {"an element further on", "<key>realName</key>, as everybody knows, and a <string>x1</string>"},
                   {"input of something else", "<input name=\"colour\" value=\"张三丰\">"},
                   {"another input's value", "<input name=\"realName\"><input value=\"张三丰\">"},
                   {"comparison", "realName == '张三丰'"},
                   {"an index", "users[realName] = x"},
                   {"a word in small letters", "realName = required"},
               });
  check_marked(ClassId::passport, {
                                      {"setting", "passportNo = «E12345678»"},
                                      {"header", "X-User-PassportNo: «E12345678»"},
                                      {"option", "tool --passportNo «E12345678» --n 1"},
                                      {"message", "passportNo '«E12345678»' is already registered"},
                                      {"a product that ends so", "iPhone 64321098"},
                                  });
  check_marked(ClassId::cn_mobile,
               {
                   {"JD's ciphertext stays",
                    "{\"desen_mobile\":\"656233eb3c9d6035653f5a6d7f5965ac0c53815f3e9b785c17d35366fbbb72f1b52994\",,}"},
                   {"hot-line", "tel=95588"},
               });
}
