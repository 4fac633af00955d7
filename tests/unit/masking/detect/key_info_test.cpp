#include "masking/detect/key_info.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/key_tables.hpp"

namespace {

using namespace veilgate::masking;

void expect_class(ClassId id, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    CAPTURE(name);
    CHECK(class_name(classify_key(name).class_id) == class_name(id));
    CHECK(class_name(class_named(name)) == class_name(id));
  }
}

}  // namespace

TEST_CASE("names of JD's interfaces") {
  expect_class(ClassId::person_name,
               {"fullname", "fullName", "userName", "customerContactName", "customerName", "nickname", "nickName",
                "emergencyContact", "consName", "receiverName", "buyerName", "linkman", "invoicePersonalName",
                "contactsName", "contactName", "contact"});
  expect_class(ClassId::cn_mobile, {"mobile",
                                    "phone",
                                    "invoiceConsigneePhone",
                                    "phoneRegIstered",
                                    "phoneRegistered",
                                    "userPhone",
                                    "intactMobile",
                                    "phoneNumber",
                                    "emergencyContactNumber",
                                    "consPhone",
                                    "consHandset",
                                    "customerMobilePhone",
                                    "receiverMobile",
                                    "receiverPhone",
                                    "memberPhone",
                                    "registeredPhone",
                                    "contactsPhone",
                                    "contactMobile",
                                    "buyerPhone",
                                    "phone_number",
                                    "consMobilePhone",
                                    "customerPhone",
                                    "consMobilePhoneFuzzy",
                                    "customerMobilePhoneFuzzy",
                                    "phone_no_a",
                                    "phone_no_b"});
  expect_class(ClassId::cn_landline, {"telephone", "customerTel", "venderTel", "contactsTel", "contactTel"});
  expect_class(ClassId::address, {"fullAddress", "addressRegIstered", "addressRegistered", "userAddress", "address",
                                  "homeAddress", "addressDetail", "detailAddress", "consAddress", "pickwareAddress",
                                  "returnwareAddress", "receiverAddress", "registeredAddress"});
  expect_class(ClassId::cn_resident_id, {"idNumber", "idNo", "idCard"});
  expect_class(ClassId::bank_account, {"bankAccount"});
  expect_class(ClassId::invoice_title, {"invoiceTitle"});
  expect_class(ClassId::cn_tax_number, {"vatNo", "taxpayerIdent"});
  expect_class(ClassId::account_id, {"pin", "realPin", "open_id_buyer", "xid_buyer", "xidBuyer", "buyerXid",
                                     "customerPin", "customer_encrypin", "encry_pin", "open_id", "buyerPin"});
  expect_class(ClassId::birth_date, {"birthday"});
  expect_class(ClassId::email, {"email", "customerEmail", "receiverEmail", "invoiceConsigneeEmail"});
}

TEST_CASE("names of JD's interfaces that carry nothing of these classes") {
  expect_class(ClassId::none, {"orderId",
                               "parentOrderId",
                               "skuId",
                               "skuName",
                               "wareId",
                               "venderId",
                               "venderRemark",
                               "orderState",
                               "province",
                               "city",
                               "county",
                               "town",
                               "provinceName",
                               "cityName",
                               "countyName",
                               "townName",
                               "provinceId",
                               "cityId",
                               "townId",
                               "depositBank",
                               "invoiceCode",
                               "invoiceType",
                               "invoiceContentId",
                               "payType",
                               "itemTotal",
                               "jdPrice",
                               "orderStartTime",
                               "paymentConfirmTime",
                               "dataVersion",
                               "orderSign",
                               "sendpayMap",
                               "itemExt",
                               "certificatePictureUrl",
                               "sex",
                               "customerPostcode",
                               "receiverZip",
                               "waybillCode",
                               "success",
                               "code",
                               "message",
                               "errorList",
                               "zh_desc",
                               "en_desc",
                               "total",
                               "pageNo",
                               "app_name"});
}

TEST_CASE("one name in many spellings") {
  expect_class(ClassId::cn_mobile, {"consMobilePhone", "cons_mobile_phone", "CONS-MOBILE-PHONE", "cons.mobile.phone",
                                    "Cons Mobile Phone", "_consmobilephone_"});
  expect_class(ClassId::person_name, {"receiver_name", "RECEIVER_NAME", "receiver-name", "Receiver Name"});
}

TEST_CASE("look-alikes") {
  expect_class(ClassId::none,
               {"headphone",     "earphone",        "microphone",    "smartphone",       "isMobile",   "hasMobile",
                "automobile",    "hotel",           "motel",         "cartel",           "pastel",     "intel",
                "walletAddress", "contractAddress", "serverAddress", "isDefaultAddress", "warehouse",  "storehouse",
                "hasEmail",      "skuName",         "wareName",      "productName",      "goodsName",  "itemName",
                "shopName",      "storeName",       "brandName",     "categoryName",     "venderName", "couponName",
                "fileName",      "className",       "methodName",    "hostname",         "appName",    "fieldName",
                "tableName",     "cityName",        "statusName",    "typeName",         "eventName",  "bankName",
                "cardType",      "mobileType",      "phoneModel",    "emailed",          "phonetic",   "titled",
                "names",         "filenames",       "userId",        "userType",         "customerId", "contactId",
                "memberLevel",   "buyerSkuName"});
  expect_class(ClassId::email, {"emailAddress", "mailAddress", "contactEmail", "emails"});
}

TEST_CASE("lists are named in the plural") {
  expect_class(ClassId::cn_mobile, {"mobiles", "mobileList", "phones", "phoneNumbers", "mobile_nos", "buyerPhones"});
  expect_class(ClassId::cn_landline, {"telephones"});
  expect_class(ClassId::person_name, {"contacts", "receiverNames", "userNames", "fullNames", "nicknames"});
  expect_class(ClassId::address, {"addresses", "homeAddresses"});
  expect_class(ClassId::email, {"emails", "emailAddresses"});
  expect_class(ClassId::cn_resident_id, {"idCards", "idNumbers"});
  expect_class(ClassId::bank_card, {"bankCards", "cardNos"});
  expect_class(ClassId::none, {"hotels", "headphones", "skuNames", "shopNames", "warehouses", "status", "news",
                               "hostels", "names", "details", "levels", "list", "s", "skuList", "wareNameList"});
}

TEST_CASE("Chinese names") {
  expect_class(ClassId::person_name, {"姓名", "收货人", "收件人姓名", "联系人", "客户姓名", "持卡人"});
  expect_class(ClassId::cn_mobile, {"手机", "手机号", "手机号码", "联系电话", "收件人电话", "联系方式"});
  expect_class(ClassId::cn_landline, {"固定电话", "座机"});
  expect_class(ClassId::address, {"地址", "收货地址", "详细地址", "家庭住址"});
  expect_class(ClassId::cn_resident_id, {"身份证", "身份证号", "身份证号码"});
  expect_class(ClassId::bank_card, {"银行卡号", "卡号"});
  expect_class(ClassId::bank_account, {"银行账号", "对公账户"});
  expect_class(ClassId::email, {"邮箱", "电子邮箱"});
  expect_class(ClassId::none, {"商品名称", "订单号", "数量", "备注", "城市", "店铺"});
}

TEST_CASE("names that lower evidence") {
  for (const std::string_view name :
       {"orderId", "order_id", "id", "skuId", "waybillCode", "createTime", "payDate", "timestamp", "totalAmount",
        "price", "orderSign", "tid", "url", "订单号", "下单时间"}) {
    CAPTURE(name);
    CHECK(classify_key(name).denied);
  }
  for (const std::string_view name : {"mobile", "idNo", "phoneNo", "remark", "msg", "content", "accountId", "loginId",
                                      "wechatNo", "cardNo", "a", "", "text"}) {
    CAPTURE(name);
    CHECK_FALSE(classify_key(name).denied);
  }
}

TEST_CASE("what stands for a person, a thing, or passes on what is around it") {
  for (const std::string_view name :
       {"buyer", "consigneeInfo", "customer", "contacts", "user", "receiver_info", "asCustomerDto"}) {
    CAPTURE(name);
    CHECK(classify_key(name).person);
  }
  for (const std::string_view name : {"sku", "skuList", "items", "product", "shop", "userCoupon", "buyerItemList"}) {
    CAPTURE(name);
    CHECK_FALSE(classify_key(name).person);
    CHECK(classify_key(name).product);
  }
  for (const std::string_view name : {"info", "data", "detail", "list"}) CHECK(classify_key(name).transparent);
  for (const std::string_view name : {"value", "number", "text"}) CHECK(classify_key(name).carrier);
  CHECK(classify_key("name").bare_name);
  CHECK(classify_key("NAME").bare_name);
  CHECK_FALSE(classify_key("names").bare_name);
  CHECK(classify_key("13800138000").looks_like_value);
  CHECK(classify_key("a@b.cn").looks_like_value);
  CHECK_FALSE(classify_key("addr123").looks_like_value);
}

TEST_CASE("plain is what says nothing about a scalar") {
  for (const std::string_view name : {"a", "orderId", "remark", "city", "sku"}) CHECK(classify_key(name).plain);
  for (const std::string_view name : {"mobile", "name", "13800138000", "a@b.cn"}) CHECK_FALSE(classify_key(name).plain);
}

TEST_CASE("the longest name that fits decides") {
  expect_class(ClassId::ip_address, {"ipAddress", "ip_addr", "remoteAddr", "ipAddresses", "IP地址"});
  expect_class(ClassId::mac_address, {"macAddress", "mac_addr", "MAC地址"});
  expect_class(ClassId::medical_card, {"医保卡号", "medicalCardNo"});
  expect_class(ClassId::social_security_number, {"社保卡号", "socialSecurityNo"});
  expect_class(ClassId::account_id, {"会员卡号", "memberCardNo", "openId", "wx_openid", "unionId", "登录账号"});
  expect_class(ClassId::passport, {"passportNo", "护照号码"});
  expect_class(ClassId::travel_permit, {"港澳通行证号", "台胞证", "travelPermitNo"});
  expect_class(ClassId::military_id, {"军官证号", "officerIdNo"});
  expect_class(ClassId::foreigner_id, {"外国人永久居留身份证", "permanentResidenceCard"});
  expect_class(ClassId::cn_credit_code, {"统一社会信用代码", "creditCode", "uscc", "socialCreditCode"});
  expect_class(ClassId::cn_plate, {"车牌号", "plateNo", "licensePlate", "carNo"});
  expect_class(ClassId::vin, {"vin", "vehicleVin", "frameNo", "车架号"});
  expect_class(ClassId::driver_file_number, {"驾驶证号", "driverLicenseNo", "档案编号"});
  expect_class(ClassId::birth_date, {"birthDate", "date_of_birth", "dob", "出生日期", "userDob"});
  expect_class(ClassId::coordinates, {"lat", "lng", "latitude", "shopLng", "经度", "gpsLocation"});
  expect_class(ClassId::imei, {"imei", "IMEI1", "imsi"});
  expect_class(ClassId::iban, {"iban", "payeeIban"});
  expect_class(ClassId::eu_vat, {"vatNumber", "eu_vat"});
  expect_class(ClassId::us_ssn, {"ssn", "us_ssn"});
  expect_class(ClassId::uk_nino, {"nino", "nationalInsuranceNumber"});
  expect_class(ClassId::qq, {"qq", "QQ", "buyerQq", "qqNo", "QQ号"});
  expect_class(ClassId::wechat, {"wechat", "wechatId", "weixinhao", "微信号", "wx"});
  expect_class(ClassId::secret,
               {"password", "pwd", "userPwd", "access_token", "refreshToken", "token", "appSecret", "clientSecret",
                "private_key", "accessKeyId", "Authorization", "cookie", "验证码", "cvv"});
  expect_class(ClassId::biometric, {"faceImage", "fingerprint", "signatureImage", "face_photo_url", "人脸照片"});
}

TEST_CASE("names of Chinese forms in pinyin and Han") {
  expect_class(ClassId::cn_resident_id, {"gmsfhm", "GMSFHM", "sfzjhm", "xs_sfzjhm", "zgsfzh", "公民身份号码"});
  expect_class(ClassId::person_name, {"zgxm", "XSXM", "曾用名", "开户名", "法人代表", "landlordName", "lesseeName"});
  expect_class(ClassId::address, {"czdz", "xjzd", "户口所在地", "doorNo", "house_number", "residence"});
  expect_class(ClassId::none, {"countryOfResidence", "学号", "工号", "roomType"});
}

TEST_CASE("short names count as words only") {
  expect_class(ClassId::ip_address, {"ip", "clientIp", "CLIENT_IP", "user_ip", "IP"});
  expect_class(ClassId::account_id, {"pin", "jdPin", "user_pin", "PIN"});
  expect_class(ClassId::mac_address, {"mac", "wifi_mac"});
  expect_class(ClassId::none, {"vip", "zip", "tip", "ship", "clip", "spin", "shipping", "vipLevel", "flat", "plat",
                               "salon", "latest", "vinyl", "carbon", "pinCode", "ipo", "stomach", "html", "qqq"});
}

TEST_CASE("look-alikes of secrets, vehicles and bodies") {
  expect_class(ClassId::none,
               {"nextPageToken", "pageToken",   "maxTokens",       "totalTokens",       "tokenType",
                "appKey",        "app_key",     "publicKey",       "hasPassword",       "passwordUpdatedAt",
                "sign",          "signature",   "certFingerprint", "sha256Fingerprint", "boilerplate",
                "template",      "carName",     "taxRate",         "taxAmount",         "vatAmount",
                "birthPlace",    "latestPrice", "coordinator",     "qqMusicUrl",        "invoiceType"});
}

TEST_CASE("copies, languages and remarks take nothing from a name") {
  expect_class(ClassId::cn_mobile,
               {"receiverMobileNo2", "mobile_bak", "phone_new_1", "mobileNumber_decrypted", "手机(备用)"});
  expect_class(ClassId::cn_landline, {"buyer_tel_bak"});
  expect_class(ClassId::person_name, {"employee_name_cn", "receiverNameEn", "姓名(必填)", "收货人*", "cc_holder"});
  expect_class(ClassId::none,
               {"mail_text", "name_cn", "phoneCode", "emailCode", "addressCode", "placeholder", "pinCode"});
}

TEST_CASE("a word for a number behind a document's") {
  expect_class(ClassId::social_security_number, {"shebao_no", "shebaoNum"});
  expect_class(ClassId::imei, {"imei_no"});
  expect_class(ClassId::medical_card, {"medCardNo", "zyh", "YBKH"});
  expect_class(ClassId::none, {"telefonCode", "visaType"});
}

TEST_CASE("initials of pinyin") {
  expect_class(ClassId::person_name, {"shrxm", "BRXM", "khxm", "lxr", "jzr", "lianxiren_xingming"});
  expect_class(ClassId::cn_mobile, {"shrdh", "t_khsjh", "sjrdh"});
  expect_class(ClassId::address, {"shrdz", "lxdz", "jtzz", "hjdz"});
  expect_class(ClassId::cn_resident_id, {"jzrsfz", "khzjh"});
  expect_class(ClassId::bank_account, {"khzh", "payeeAcct"});
  expect_class(ClassId::none, {"xdsj", "kddh", "jcxm", "thr", "sqr", "gamma"});
}

TEST_CASE("names in other languages") {
  expect_class(ClassId::person_name, {"fname", "l_name", "name_first", "nameLast"});
  CHECK(classify_key("name_cn").bare_name);
  expect_class(ClassId::cn_resident_id, {"aadhaar", "nric", "hkid", "tw_id", "снилс", "numero_securite_sociale"});
  expect_class(ClassId::person_name, {"фио", "Фамилия", "フリガナ", "nextOfKinName"});
  expect_class(ClassId::passport, {"паспорт"});
  expect_class(ClassId::address, {"адрес"});
  expect_class(ClassId::person_name, {"vorname", "Nachname", "prénom", "prenom", "apellidos", "cognome", "Empfänger"});
  expect_class(ClassId::cn_mobile, {"telefon", "Telefonnummer", "téléphone", "telefono", "teléfono", "handynummer"});
  expect_class(ClassId::address, {"straße", "strasse", "adresse", "direccion", "dirección", "indirizzo"});
  expect_class(ClassId::email, {"courriel", "correo_electronico"});
  expect_class(ClassId::birth_date, {"geburtsdatum", "fecha_nacimiento", "date_naissance"});
  expect_class(ClassId::none, {"repost", "isTrue", "nombre", "nom", "targetRg"});
  CHECK(classify_key("nombre").bare_name);
  expect_class(ClassId::passport, {"旅券番号", "여권번호", "numeroDePasseport", "numéro_de_passeport"});
  expect_class(ClassId::secret, {"パスワード", "비밀번호", "contrasena", "contraseña", "LOESENORD"});
}

TEST_CASE("accents may be missing or spelled out") {
  expect_class(ClassId::person_name, {"empfänger", "empfanger", "empfaenger", "prénom", "prenom"});
  expect_class(ClassId::address, {"straße", "strasse", "endereço", "endereco"});
  expect_class(ClassId::bank_account, {"númeroDeCuenta", "numero_de_cuenta"});
}

TEST_CASE("what says it alone says it behind a word for somebody") {
  expect_class(ClassId::bank_card, {"payeeCardNo", "payer_card_number", "customerPan"});
  expect_class(ClassId::cn_resident_id, {"custCertNo", "HOLDER_ID_NO", "applicantIdNumber", "ID_NO_OF_APPLICANT"});
  expect_class(ClassId::cn_mobile, {"phoneOfGuest"});
  expect_class(ClassId::none, {"giftCardNo", "sslCertNo", "storeIdNo", "japan", "timePan", "idNoOfItems"});
}

// A name is mostly told from its last letters to say nothing; whatever it is made of, the whole reading says the same.
TEST_CASE("names made of the tables' words say as much alone as they do as members") {
  std::vector<std::string_view> words = {"s", "es",  "list", "of",   "1",    "12", "2018",
                                         ")", "(x)", "*",    "name", "Nick", "zz"};
  const auto take = [&words](std::string_view table) {
    for_each_name(table, [&words](std::string_view name) { words.push_back(name); });
  };
  for (const auto rows : {class_names(), class_names_abroad()}) {
    for (const ClassNames& row : rows) {
      take(row.whole);
      take(row.ending);
      take(row.word);
    }
  }
  for (const auto table : {qualifier_words(), number_words(), person_words(), short_person_words(), denied_endings()}) {
    take(table);
  }
  std::mt19937 generator(1);
  std::size_t classes = 0;
  std::size_t denied = 0;
  for (int i = 0; i < 100'000; ++i) {
    constexpr std::string_view kJoints[] = {"", "", "_", "-", " ", "."};
    std::string name;
    for (auto left = 1 + generator() % 3; left > 0; --left) {
      std::string word(words[generator() % words.size()]);
      const bool capital = generator() % 2 == 0 && word[0] >= 'a' && word[0] <= 'z';
      if (capital) word[0] = static_cast<char>(word[0] - 'a' + 'A');
      name.append(word).append(kJoints[generator() % std::size(kJoints)]);
    }
    CAPTURE(name);
    const KeyInfo info = classify_key(name);
    classes += info.class_id != ClassId::none ? 1 : 0;
    denied += info.denied ? 1 : 0;
    CHECK(class_named(name) == info.class_id);
    CHECK(classify_label(name).class_id == info.class_id);
    CHECK(classify_label(name).denied == info.denied);
  }
  CHECK(classes > 10'000);
  CHECK(denied > 1'000);
}

TEST_CASE("names with the signs of paths and indexes") {
  expect_class(ClassId::person_name, {"user[realName]", "/user/realName", "@realName", "user.realName.keyword"});
  expect_class(ClassId::ip_address, {"ns:ip", "@ip", "log/ip"});
  CHECK(classify_key("_").carrier);
}

TEST_CASE("labels") {
  CHECK(classify_label("手机号码").class_id == ClassId::cn_mobile);
  CHECK_FALSE(classify_label("手机号码").denied);
  CHECK(classify_label("订单号").denied);
  CHECK(classify_label("bestellnummer").denied);
  CHECK_FALSE(classify_label("颜色").denied);
  for (const std::string_view name : {"label", "paramKey", "field_code", "columnName", "displayName"}) {
    CAPTURE(name);
    CHECK(classify_key(name).label);
  }
  for (const std::string_view name : {"value", "paramVal", "fieldData", "display_value", "rejectedValue", "before"}) {
    CAPTURE(name);
    CHECK(classify_key(name).labelled);
  }
  for (const std::string_view name : {"productName", "userName", "shelfLabel", "metadata", "text", "body"}) {
    CAPTURE(name);
    CHECK_FALSE(classify_key(name).label);
    CHECK_FALSE(classify_key(name).labelled);
  }
}
