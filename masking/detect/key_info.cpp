#include "masking/detect/key_info.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace veilgate::masking {
namespace {

using Names = std::span<const std::string_view>;

// ---- names that decide a class --------------------------------------------------------------------------------------
// `exact`: the whole name. `ending`: the name ends with it, whoever the value belongs to (receiverMobile, 收件人电话).
// `except`: endings that look alike and are something else.

constexpr std::string_view kMobileExact[] = {"intactmobile", "phonea", "phoneb", "phonenoa", "phonenob", "msisdn"};
constexpr std::string_view kMobileEnding[] = {"mobile",
                                              "mobilephone",
                                              "mobileno",
                                              "mobilenum",
                                              "mobilenumber",
                                              "mobilephoneno",
                                              "mobilephonenumber",
                                              "mobilefuzzy",
                                              "mobilephonefuzzy",
                                              "phone",
                                              "phoneno",
                                              "phonenum",
                                              "phonenumber",
                                              "phonefuzzy",
                                              "cellphone",
                                              "cellphoneno",
                                              "cellno",
                                              "cellnumber",
                                              "handset",
                                              "handphone",
                                              "contactno",
                                              "contactnum",
                                              "contactnumber",
                                              "contactway",
                                              "shouji",
                                              "shoujihao",
                                              "sjh",
                                              "sjhm",
                                              "dianhua",
                                              "lxdh",
                                              "emergencycontactnumber",
                                              "phoneregistered",
                                              "registeredphone",
                                              "whatsapp",
                                              "手机",
                                              "手机号",
                                              "手机号码",
                                              "移动电话",
                                              "联系方式",
                                              "联系电话",
                                              "电话",
                                              "电话号码",
                                              "电话号"};
constexpr std::string_view kMobileExcept[] = {"headphone", "earphone",  "microphone", "smartphone", "gramophone",
                                              "xylophone", "saxophone", "megaphone",  "ismobile",   "frommobile",
                                              "hasmobile", "hasphone",  "isphone",    "automobile", "speakerphone"};

constexpr std::string_view kLandlineEnding[] = {
    "tel",       "telno",      "telnum",    "telnumber", "telephone",   "telephoneno", "telephonenumber",
    "landline",  "fixedphone", "fixedline", "homephone", "officephone", "workphone",   "faxno",
    "faxnumber", "fax",        "固话",      "固定电话",  "座机",        "座机号",      "传真"};
constexpr std::string_view kLandlineExcept[] = {"hotel",   "motel",  "cartel", "pastel", "intel",
                                                "chattel", "mattel", "istel",  "hastel", "hostel"};

// Whoever the name says: these are a person's name without any further word.
constexpr std::string_view kNameExact[] = {"fullname",
                                           "realname",
                                           "truename",
                                           "personname",
                                           "personalname",
                                           "username",
                                           "nickname",
                                           "nick",
                                           "firstname",
                                           "lastname",
                                           "surname",
                                           "givenname",
                                           "familyname",
                                           "middlename",
                                           "linkman",
                                           "contact",
                                           "contacts",
                                           "contactman",
                                           "receiver",
                                           "recipient",
                                           "consignee",
                                           "consigner",
                                           "addressee",
                                           "payeename",
                                           "cardholder",
                                           "consname",
                                           "custname",
                                           "cnname",
                                           "enname",
                                           "chinesename",
                                           "emergencycontact",
                                           "invoicetitle",
                                           "displayname",
                                           "buyernick",
                                           "sellernick",
                                           "recver",
                                           "shouhuoren",
                                           "legalperson",
                                           "signer",
                                           "signedby",
                                           "姓名",
                                           "名字",
                                           "真实姓名",
                                           "收货人",
                                           "收件人",
                                           "收货人姓名",
                                           "收件人姓名",
                                           "联系人",
                                           "联系人姓名",
                                           "寄件人",
                                           "发件人",
                                           "发货人",
                                           "客户姓名",
                                           "用户姓名",
                                           "持卡人",
                                           "昵称",
                                           "购买人",
                                           "下单人",
                                           "买家",
                                           "买家姓名",
                                           "法人",
                                           "经办人",
                                           "签收人",
                                           "申请人"};
// …Name is a person's when one of these stands before it: receiverName, cons_user_name, contactsName.
constexpr std::string_view kPersonWords[] = {
    "receiver",  "recipient",   "consignee", "consigner",  "buyer",     "customer",   "contact",   "user",
    "member",    "owner",       "person",    "payer",      "payee",     "sender",     "shipper",   "applicant",
    "patient",   "driver",      "employee",  "staff",      "holder",    "guest",      "passenger", "insured",
    "student",   "guardian",    "emergency", "linkman",    "addressee", "csnee",      "csr",       "purchaser",
    "visitor",   "doctor",      "nurse",     "teacher",    "parent",    "spouse",     "child",     "father",
    "mother",    "author",      "operator",  "courier",    "rider",     "pickup",     "signer",    "borrower",
    "lender",    "beneficiary", "candidate", "traveler",   "traveller", "people",     "human",     "legal",
    "principal", "tenantuser",  "claimant",  "subscriber", "client",    "individual", "profile",   "account",
    "receive",   "ship",        "deliver"};

constexpr std::string_view kAddressEnding[] = {"address",
                                               "addr",
                                               "addressdetail",
                                               "detailaddress",
                                               "addrdetail",
                                               "fulladdress",
                                               "fulladdr",
                                               "street",
                                               "streetaddress",
                                               "addressline",
                                               "addressline1",
                                               "addressline2",
                                               "addressline3",
                                               "address1",
                                               "address2",
                                               "address3",
                                               "addr1",
                                               "addr2",
                                               "detailaddr",
                                               "addressfull",
                                               "addressregistered",
                                               "registeredaddress",
                                               "homeaddress",
                                               "house",
                                               "houseno",
                                               "roomno",
                                               "doorplate",
                                               "地址",
                                               "详细地址",
                                               "收货地址",
                                               "收件地址",
                                               "家庭地址",
                                               "住址",
                                               "发货地址",
                                               "寄件地址",
                                               "门牌号",
                                               "现住址",
                                               "户籍地址",
                                               "通讯地址"};
constexpr std::string_view kAddressExcept[] = {
    "ipaddress",      "ipaddr",           "macaddress",    "macaddr",     "webaddress",   "urladdress",
    "walletaddress",  "contractaddress",  "emailaddress",  "mailaddress", "emailaddr",    "remoteaddr",
    "remoteaddress",  "serveraddr",       "serveraddress", "hostaddress", "hasaddress",   "isaddress",
    "defaultaddress", "isdefaultaddress", "warehouse",     "storehouse",  "memoryaddress"};

constexpr std::string_view kEmailEnding[] = {"email",   "emailaddress", "emailaddr", "mailaddress", "emails",
                                             "mailbox", "邮箱",         "电子邮箱",  "电子邮件",    "邮箱地址"};
constexpr std::string_view kEmailExact[] = {"mail"};
constexpr std::string_view kEmailExcept[] = {"hasemail", "isemail", "sendemail", "enableemail"};

constexpr std::string_view kIdExact[] = {
    "idno",       "idnum",  "idnumber", "certno",   "certificateno", "certificatenumber",
    "certnumber", "certid", "cardid",   "papersno", "credentialno",  "ssn"};
constexpr std::string_view kIdEnding[] = {
    "idcard",         "idcardno",           "idcardnum",   "idcardnumber",   "identitycard",
    "identitycardno", "identitycardnumber", "identityno",  "identitynumber", "identitynum",
    "citizenid",      "residentid",         "nationalid",  "personid",       "sfz",
    "sfzh",           "idcardcode",         "身份证",      "身份证号",       "身份证号码",
    "证件号",         "证件号码",           "公民身份号码"};

constexpr std::string_view kCardExact[] = {"cardno", "cardnum", "cardnumber", "pan"};
constexpr std::string_view kCardEnding[] = {
    "bankcard",      "bankcardno",        "bankcardnum",      "bankcardnumber", "bankaccount",
    "bankaccountno", "bankaccountnumber", "bankno",           "bankacct",       "bankacctno",
    "creditcard",    "creditcardno",      "creditcardnumber", "debitcard",      "debitcardno",
    "accountno",     "accountnumber",     "acctno",           "payeeaccount",   "payeraccount",
    "银行卡",        "银行卡号",          "银行账号",         "银行账户",       "卡号",
    "账号"};
constexpr std::string_view kCardExcept[] = {"loginaccountno"};

struct ClassNames {
  ClassId class_id;
  Names exact;
  Names ending;
  Names except;
};

// First match wins: the longer, more telling endings come first (emailAddress before address, telephone before phone).
constexpr ClassNames kClassNames[] = {
    {ClassId::email, kEmailExact, kEmailEnding, kEmailExcept},
    {ClassId::cn_resident_id, kIdExact, kIdEnding, {}},
    {ClassId::bank_card, kCardExact, kCardEnding, kCardExcept},
    {ClassId::cn_landline, {}, kLandlineEnding, kLandlineExcept},
    {ClassId::cn_mobile, kMobileExact, kMobileEnding, kMobileExcept},
    {ClassId::address, {}, kAddressEnding, kAddressExcept},
    {ClassId::person_name, kNameExact, {}, {}},
};

// ---- names that lower evidence --------------------------------------------------------------------------------------
// Numbers under these are orders, articles, times and amounts. They never silence a name that decides a class.
constexpr std::string_view kDeniedEnding[] = {
    "id",        "ids",      "no",        "code",      "sn",      "sku",     "skuuid", "uuid",    "guid",    "sign",
    "signature", "time",     "date",      "timestamp", "version", "price",   "amount", "total",   "count",   "qty",
    "quantity",  "num",      "fee",       "cost",      "weight",  "volume",  "size",   "width",   "height",  "length",
    "hash",      "md5",      "sha1",      "sha256",    "token",   "nonce",   "etag",   "tid",     "oid",     "pid",
    "cid",       "seq",      "sequence",  "serial",    "waybill", "barcode", "upc",    "ean",     "isbn",    "lat",
    "lng",       "latitude", "longitude", "discount",  "balance", "score",   "points", "created", "updated", "modified",
    "stock",     "index",    "offset",    "page",      "limit",   "ordersn", "url",    "uri",     "img",     "image",
    "icon",      "rate",     "ratio",     "percent",   "订单号",  "单号",    "运单号", "编号",    "编码",    "时间",
    "日期",      "金额",     "价格",      "数量"};

// ---- names of containers --------------------------------------------------------------------------------------------
constexpr std::string_view kProductWords[] = {"sku",    "ware",     "product",   "goods",  "item",      "commodity",
                                              "spu",    "brand",    "category",  "shop",   "store",     "vender",
                                              "vendor", "merchant", "warehouse", "coupon", "promotion", "gift"};
constexpr std::string_view kTransparentNames[] = {
    "info", "data",    "detail",  "details", "base",   "baseinfo",   "basic",      "basicinfo", "dto",
    "vo",   "list",    "result",  "results", "record", "records",    "rows",       "value",     "values",
    "body", "content", "profile", "extra",   "ext",    "attributes", "properties", "fields"};
constexpr std::string_view kCarrierNames[] = {
    "value", "val",       "number", "no",       "num",    "text",  "content", "data",      "raw",
    "plain", "plaintext", "origin", "original", "full",   "first", "last",    "detail",    "line1",
    "line2", "line3",     "area",   "local",    "prefix", "main",  "primary", "secondary", "home",
    "work",  "given",     "family", "middle",   "值",     "号码",  "内容"};

// People log in with their phone number and use it as their chat name, so these never lower evidence.
constexpr std::string_view kNeverDenied[] = {"account", "login", "wechat", "weixin", "alipay", "qq"};

bool is_one_of(std::string_view name, Names names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool ends_with_one_of(std::string_view name, Names names) {
  return std::any_of(names.begin(), names.end(), [name](std::string_view ending) { return name.ends_with(ending); });
}
bool contains_one_of(std::string_view name, Names words) {
  return std::any_of(words.begin(), words.end(),
                     [name](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

ClassId class_of(std::string_view name) {
  for (const auto& row : kClassNames) {
    if (ends_with_one_of(name, row.except)) continue;
    if (is_one_of(name, row.exact) || ends_with_one_of(name, row.ending)) return row.class_id;
  }
  for (const std::string_view suffix : {std::string_view("name"), std::string_view("nick"), std::string_view("姓名")}) {
    if (!name.ends_with(suffix)) continue;
    const std::string_view before = name.substr(0, name.size() - suffix.size());
    if (contains_one_of(before, kPersonWords) && !contains_one_of(before, kProductWords)) return ClassId::person_name;
  }
  return ClassId::none;
}

// Lists are named like what is in them: phones, receiverNames, addresses, mobileList.
ClassId class_of_one_or_many(std::string_view name) {
  ClassId id = class_of(name);
  for (const std::string_view many : {std::string_view("s"), std::string_view("es"), std::string_view("list")}) {
    if (id == ClassId::none && name.ends_with(many)) id = class_of(name.substr(0, name.size() - many.size()));
  }
  return id;
}

bool looks_like_value(std::string_view key) {
  const auto digits = std::count_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 7 || key.find('@') != std::string_view::npos;
}

}  // namespace

std::string normal_name(std::string_view key) {
  std::string name;
  name.reserve(key.size());
  for (const char c : key) {
    if (c == '_' || c == '-' || c == '.' || c == ' ') continue;
    name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return name;
}

KeyInfo classify_key(std::string_view key) {
  const std::string name = normal_name(key);
  KeyInfo info;
  info.class_id = class_of_one_or_many(name);
  info.bare_name = name == "name";
  info.product = contains_one_of(name, kProductWords);
  info.person = !info.product && contains_one_of(name, kPersonWords);
  info.transparent = is_one_of(name, kTransparentNames);
  info.carrier = is_one_of(name, kCarrierNames);
  info.denied =
      info.class_id == ClassId::none && ends_with_one_of(name, kDeniedEnding) && !contains_one_of(name, kNeverDenied);
  info.looks_like_value = looks_like_value(key);
  info.plain = info.class_id == ClassId::none && !info.bare_name && !info.looks_like_value;
  return info;
}

}  // namespace veilgate::masking
