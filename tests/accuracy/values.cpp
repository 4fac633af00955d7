#include <array>

#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {
namespace {

std::string digits(Random& random, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += static_cast<char>('0' + pick(random, 10));
  return out;
}

std::string letters(Random& random, std::size_t count, std::string_view from = "ABCDEFGHJKLMNPQRSTUVWXYZ") {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += from[pick(random, from.size())];
  return out;
}

char luhn_digit(std::string_view body) {
  unsigned sum = 0;
  bool doubled = true;
  for (std::size_t i = body.size(); i > 0; --i, doubled = !doubled) {
    unsigned digit = static_cast<unsigned>(body[i - 1] - '0');
    if (doubled) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string two(std::size_t number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string birth_date(Random& random, std::string_view joint) {
  const std::size_t year = 1945 + pick(random, 65);
  return std::to_string(year) + std::string(joint) + two(1 + pick(random, 12)) + std::string(joint) +
         two(1 + pick(random, 28));
}

std::string id_with_check(std::string body) {
  constexpr std::array<unsigned, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * static_cast<unsigned>(body[i] - '0');
  return body + "10X98765432"[sum % 11];
}

constexpr std::string_view kRegions[] = {"110105", "310101", "440305", "320106", "330102", "510104", "420102",
                                         "610113", "350203", "370202", "130102", "650102", "540102", "460105"};

std::string make_mobile(Random& random) {
  constexpr std::string_view kPrefixes[] = {"130", "131", "132", "133", "135", "138", "139", "147",
                                            "150", "152", "159", "166", "170", "173", "176", "180",
                                            "186", "189", "191", "195", "198", "199"};
  return std::string(pick_of(random, kPrefixes)) + digits(random, 8);
}
std::string make_landline(Random& random) {
  if (pick(random, 2) == 0) {
    constexpr std::string_view kLarge[] = {"010", "021", "020", "022", "025", "027", "028", "0755", "0571", "0512"};
    return std::string(pick_of(random, kLarge)) + "-" + std::to_string(2 + pick(random, 7)) + digits(random, 7);
  }
  constexpr std::string_view kSmall[] = {"0310", "0351", "0471", "0554", "0715", "0734", "0912", "0931"};
  return std::string(pick_of(random, kSmall)) + "-" + std::to_string(2 + pick(random, 7)) + digits(random, 6);
}
std::string make_resident_id(Random& random) {
  return id_with_check(std::string(pick_of(random, kRegions)) + birth_date(random, "") + digits(random, 3));
}
std::string make_foreigner_id(Random& random) {
  return id_with_check("9" + std::string(pick_of(random, kRegions)).substr(0, 2) + "156" +
                       birth_date(random, "").substr(0, 8) + digits(random, 3));
}
std::string make_card(Random& random) {
  struct Issuer {
    std::string_view prefix;
    std::size_t length;
  };
  constexpr Issuer kIssuers[] = {{"622202", 19}, {"621700", 19}, {"622848", 19}, {"621661", 19}, {"622588", 16},
                                 {"625955", 16}, {"411111", 16}, {"545454", 16}, {"378282", 15}, {"356600", 16}};
  const Issuer& issuer = pick_of(random, kIssuers);
  std::string body = std::string(issuer.prefix) + digits(random, issuer.length - issuer.prefix.size() - 1);
  return body + luhn_digit(body);
}
std::string make_email(Random& random) {
  constexpr std::string_view kHosts[] = {"qq.com",         "163.com",          "gmail.com",
                                         "example.com.cn", "mail.example.org", "jd.example"};
  return letters(random, 4 + pick(random, 6), "abcdefghijklmnopqrstuvwxyz") + digits(random, pick(random, 4)) + "@" +
         std::string(pick_of(random, kHosts));
}
std::string make_credit_code(Random& random) {
  constexpr std::string_view kSet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<unsigned, 17> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  // The organisation code inside has a check sign of its own (GB 11714).
  constexpr std::array<unsigned, 8> kInner = {3, 7, 9, 10, 5, 8, 4, 2};
  std::string organisation = letters(random, 1, "ABCDEFGHJKLMNPQRTUWXY") == "A" ? "MA" : digits(random, 2);
  organisation += digits(random, 8 - organisation.size());
  unsigned inner = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const char c = organisation[i];
    inner += kInner[i] * static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
  }
  const unsigned check = 11 - inner % 11;
  organisation += check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
  std::string code = "91" + std::string(pick_of(random, kRegions)) + organisation;
  unsigned sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * static_cast<unsigned>(kSet.find(code[i]));
  return code + kSet[(31 - sum % 31) % 31];
}
std::string make_vin(Random& random) {
  constexpr std::string_view kMakers[] = {"LSV", "LFV", "LVS", "LGX", "LBV", "LDC", "LHG"};
  constexpr std::array<unsigned, 17> kWeights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  std::string vin = std::string(pick_of(random, kMakers)) + letters(random, 2) + digits(random, 3) + "0" +
                    letters(random, 1, "ABCDEFGHJKLMNPRSTVWXY") + letters(random, 1) + digits(random, 6);
  const auto value = [](char c) -> unsigned {
    // A to Z; I, O and Q do not occur.
    constexpr std::string_view kValues = "12345678012345070923456789";
    return static_cast<unsigned>(c <= '9' ? c - '0' : kValues[static_cast<std::size_t>(c - 'A')] - '0');
  };
  for (char& c : vin) {
    if (c == 'I' || c == 'O' || c == 'Q') c = 'A';
  }
  unsigned sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += i == 8 ? 0 : kWeights[i] * value(vin[i]);
  vin[8] = sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11);
  return vin;
}
std::string make_plate(Random& random) {
  constexpr std::string_view kProvinces[] = {"京", "沪", "粤", "苏", "浙", "川", "鄂", "陕", "闽", "鲁"};
  const bool electric = pick(random, 3) == 0;
  return std::string(pick_of(random, kProvinces)) + letters(random, 1, "ABCDEFGH") +
         (electric ? "D" + digits(random, 5) : letters(random, 1) + digits(random, 4));
}
std::string make_ipv4(Random& random) {
  constexpr unsigned kFirst[] = {36, 58, 101, 114, 123, 180, 202, 218, 223};
  return std::to_string(pick_of(random, kFirst)) + "." + std::to_string(pick(random, 256)) + "." +
         std::to_string(pick(random, 256)) + "." + std::to_string(1 + pick(random, 254));
}
std::string make_mac(Random& random) {
  std::string out;
  for (int i = 0; i < 6; ++i) out += (i == 0 ? "" : ":") + letters(random, 2, "0123456789ABCDEF");
  return out;
}
std::string make_imei(Random& random) {
  std::string body = "86" + digits(random, 12);
  return body + luhn_digit(body);
}
std::string make_iban(Random& random) {
  const std::string account = "37040044" + digits(random, 10);
  unsigned remainder = 0;
  for (const char c : account + "131400") remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
  return "DE" + two(98 - remainder) + account;
}
std::string make_ssn(Random& random) {
  return std::to_string(100 + pick(random, 560)) + "-" + two(1 + pick(random, 99)) + "-" + digits(random, 3) +
         std::to_string(1 + pick(random, 9));
}
std::string make_nino(Random& random) {
  return letters(random, 1, "ABCEGHJKLMPRSTWXY") + letters(random, 1, "ABCEGHJKLMPRSTWXYZ") + digits(random, 6) +
         letters(random, 1, "ABCD");
}
std::string make_intl_phone(Random& random) {
  constexpr std::string_view kCountries[] = {"+1 212 555 ", "+44 20 7946 ", "+81 3 1234 ", "+49 30 9018 ", "+65 6123 "};
  return std::string(pick_of(random, kCountries)) + digits(random, 4);
}
std::string make_passport(Random& random) {
  return letters(random, 1, "EG") + digits(random, 8);
}
std::string make_travel_permit(Random& random) {
  return letters(random, 1, "HMC") + digits(random, 8);
}
std::string make_military(Random& random) {
  constexpr std::string_view kKinds[] = {"军字第", "士字第", "南字第", "北字第"};
  return std::string(pick_of(random, kKinds)) + digits(random, 7) + "号";
}
std::string make_coordinates(Random& random) {
  return std::to_string(18 + pick(random, 30)) + "." + digits(random, 6) + "," + std::to_string(75 + pick(random, 55)) +
         "." + digits(random, 6);
}
std::string make_jwt(Random& random) {
  constexpr std::string_view kSet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx" + letters(random, 30, kSet) + "." + letters(random, 43, kSet);
}
std::string make_name(Random& random) {
  constexpr std::string_view kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "欧阳", "诸葛"};
  constexpr std::string_view kGiven[] = {"伟", "芳", "娜", "秀英", "敏",   "静",  "丽",
                                         "强", "磊", "洋", "子轩", "梓涵", "建国"};
  return std::string(pick_of(random, kSurnames)) + std::string(pick_of(random, kGiven));
}
std::string make_address(Random& random) {
  constexpr std::string_view kPlaces[] = {"北京市朝阳区",       "广东省深圳市南山区", "浙江省杭州市西湖区",
                                          "江苏省南京市玄武区", "四川省成都市锦江区", "陕西省西安市雁塔区"};
  constexpr std::string_view kRoads[] = {"建国路", "科技园南路", "文三路", "中山东路", "春熙路", "小寨西路"};
  return std::string(pick_of(random, kPlaces)) + std::string(pick_of(random, kRoads)) +
         std::to_string(1 + pick(random, 300)) + "号" + std::to_string(1 + pick(random, 20)) + "单元" +
         std::to_string(101 + pick(random, 2000)) + "室";
}
std::string make_birth(Random& random) {
  return birth_date(random, "-");
}
std::string make_account(Random& random) {
  return digits(random, 1 + pick(random, 1)) + digits(random, 12 + pick(random, 8));
}
std::string make_qq(Random& random) {
  return std::to_string(1 + pick(random, 9)) + digits(random, 5 + pick(random, 5));
}
std::string make_wechat(Random& random) {
  return "wxid_" + letters(random, 14, "abcdefghijklmnopqrstuvwxyz0123456789");
}
std::string make_pin(Random& random) {
  return "jd_" + letters(random, 13, "0123456789abcdef");
}
std::string make_secret(Random& random) {
  return letters(random, 12 + pick(random, 20), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#%");
}
std::string make_vat(Random& random) {
  return "DE" + digits(random, 9);
}

}  // namespace

const std::vector<ClassSource>& class_sources() {
  static const std::vector<ClassSource> all = {
      {"cn_mobile",
       true,
       true,
       true,
       "手机号",
       "mobile",
       {"mobile", "phone", "consigneeMobile", "receiver_phone", "buyerTel", "手机号", "contactPhone", "customerPhone",
        "mobilePhone", "userMobile", "lxdh"},
       make_mobile},
      {"cn_landline",
       true,
       true,
       false,
       "座机",
       "tel",
       {"telephone", "landline", "fixedPhone", "officePhone", "固定电话"},
       make_landline},
      {"cn_resident_id",
       true,
       true,
       true,
       "身份证",
       "ID card",
       {"idCard", "id_card_no", "identityNo", "certNo", "身份证号", "idNumber"},
       make_resident_id},
      {"foreigner_id",
       true,
       true,
       true,
       "永久居留证",
       "ID card",
       {"foreignerId", "permanentResidenceNo"},
       make_foreigner_id},
      {"bank_card",
       true,
       true,
       true,
       "银行卡",
       "card",
       {"bankCard", "bankCardNo", "cardNumber", "银行卡号", "debitCardNo"},
       make_card},
      {"email",
       true,
       true,
       false,
       "邮箱",
       "e-mail",
       {"email", "buyerEmail", "e_mail", "mailAddress", "邮箱"},
       make_email},
      {"cn_credit_code",
       true,
       true,
       false,
       "统一社会信用代码",
       "credit code",
       {"creditCode", "unifiedSocialCreditCode", "统一社会信用代码"},
       make_credit_code},
      {"vin", true, true, false, "车架号", "VIN", {"vin", "vinCode", "车架号"}, make_vin},
      {"cn_plate",
       true,
       true,
       false,
       "车牌号",
       "plate",
       {"plateNo", "carNumber", "licensePlate", "车牌号"},
       make_plate},
      {"ip_address", true, true, false, "IP", "ip", {"ip", "clientIp", "loginIp", "remote_addr"}, make_ipv4},
      {"mac_address", true, true, false, "MAC", "mac", {"mac", "macAddress", "deviceMac"}, make_mac},
      {"imei", true, false, true, "IMEI", "imei", {"imei", "imei1", "deviceImei"}, make_imei},
      {"iban", true, true, false, "IBAN", "iban", {"iban", "ibanNo"}, make_iban},
      {"us_ssn", true, false, false, "SSN", "ssn", {"ssn", "socialSecurityNumber"}, make_ssn},
      {"uk_nino", true, false, false, "NINO", "national insurance", {"nino", "nationalInsuranceNumber"}, make_nino},
      {"intl_phone", true, true, false, "电话", "phone", {"phone", "intlPhone", "internationalPhone"}, make_intl_phone},
      {"passport", true, false, false, "护照", "passport", {"passport", "passportNo", "护照号"}, make_passport},
      {"travel_permit",
       true,
       false,
       false,
       "港澳通行证",
       "travel permit",
       {"travelPermit", "hkMacauPermit", "通行证号"},
       make_travel_permit},
      {"military_id",
       true,
       true,
       false,
       "军官证",
       "officer ID",
       {"officerId", "militaryId", "军官证号"},
       make_military},
      {"coordinates", true, false, false, "坐标", "location", {"gps", "lngLat", "coordinates"}, make_coordinates},
      {"secret", true, true, false, "令牌", "token", {"token", "accessToken", "access_token", "jwt"}, make_jwt},
      {"secret",
       false,
       false,
       false,
       "密码",
       "password",
       {"password", "passwd", "secretKey", "appSecret"},
       make_secret},
      {"person_name",
       false,
       false,
       false,
       "收件人",
       "name",
       {"consigneeName", "receiverName", "realName", "fullname", "buyer_name", "姓名", "contactName"},
       make_name},
      {"address",
       false,
       true,
       false,
       "地址",
       "address",
       {"address", "fullAddress", "receiver_address", "consigneeAddress", "detailAddress", "收货地址"},
       make_address},
      {"birth_date",
       false,
       false,
       false,
       "生日",
       "birthday",
       {"birthday", "birthDate", "dateOfBirth", "出生日期"},
       make_birth},
      {"bank_account",
       false,
       false,
       true,
       "账号",
       "account",
       {"bankAccount", "bankAccountNo", "银行账号"},
       make_account},
      {"qq", false, false, true, "QQ", "qq", {"qq", "qqNumber", "qqNo"}, make_qq},
      {"wechat", false, false, false, "微信", "wechat", {"wechat", "wechatId", "weixin", "微信号"}, make_wechat},
      {"account_id", false, false, false, "账号", "account", {"pin", "openId", "unionId", "userPin"}, make_pin},
      {"eu_vat", false, false, false, "VAT", "vat", {"vatNumber", "vatId", "vatNo"}, make_vat},
  };
  return all;
}

}  // namespace veilgate::accuracy
