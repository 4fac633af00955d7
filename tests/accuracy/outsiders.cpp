// Records and texts as people who never saw the detectors would write them: a shop's tester, a bank, an office, a
// hospital, a foreign software house, an operator who collects logs. Names of members nobody tabulated, values inside
// texts, pieces of other formats in strings.
//
// $class$ in a template is a value of that class, "#$class$" one written as a number; members without one are
// nobody's. $order$ and its like are values that have to stay.
#include <array>
#include <nlohmann/json.hpp>

#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {
namespace {

constexpr std::string_view kShop[] = {
    R"j({"data":{"orders":[{"order_sn":"$order$","shrxm":"$person_name$","shrdh":"$cn_mobile$","shrdz":"$address$","spmc":"王一博同款手机壳","je":"$price$"}]}})j",
    R"j({"orderId":"$order$","buyer_tel_bak":"$cn_landline$","receiverMobileNo2":"$cn_mobile$","rcvName":"$person_name$","rcv_addr_detail":"$address$","ctime":"#$time$"})j",
    R"j({"trade":{"receiver_info":"{\"name\":\"$person_name$\",\"mobile\":\"$cn_mobile$\",\"addr\":{\"detail\":\"$address$\"}}","title":"张小泉菜刀 家用套装"}})j",
    R"j({"raw":"<order><id>$order$</id><receiverName>$person_name$</receiverName><tel>$cn_mobile$</tel></order>","amount":"$price$"})j",
    R"j({"lxr":"$person_name$","lxdh":"$cn_mobile$","lxdz":"$address$","yb":"518000","sfzh":"$cn_resident_id$"})j",
    R"j({"post_receiver":"$person_name$","post_tel":"$cn_mobile$","goods":[{"name":"洁柔纸巾","price":"$price$"}]})j",
    R"j({"reason":"买家$person_name$反映杯子碎了，退款到支付宝$cn_mobile$","refundNo":"$order$"})j",
    R"j({"notes":["发票抬头：$person_name$","顺丰 SF$order$ 已发出"]})j",
    R"j({"chat":[{"from":"buyer","t":"帮我寄到$address$，$person_name$收，$cn_mobile$"},{"from":"cs","t":"好的，加我v：$wechat$"}]})j",
    R"j({"form":[{"label":"收货人","value":"$person_name$"},{"label":"手机号码","value":"$cn_mobile$"},{"label":"尺码","value":"XL"}]})j",
    R"j({"rows":[{"k":"联系人","v":"$person_name$"},{"k":"联系电话","v":"$cn_mobile$"},{"k":"商品","v":"毛巾 3条"}]})j",
    R"j({"收货人信息":{"姓名(必填)":"$person_name$","手机(备用)":"$cn_mobile$","省市区":"浙江省杭州市西湖区"},"商品名称":"周黑鸭 500g"})j",
    R"j({"lianxiren_xingming":"$person_name$","lianxiren_dianhua":"$cn_mobile$","shenfenzheng_hao":"$cn_resident_id$","danhao":"$order$"})j",
    R"j({"contactList":["$person_name$:$cn_mobile$","$person_name$/$cn_mobile$/$address$"],"skus":["100012345678"]})j",
    R"j({"t":"尊敬的$person_name$女士，派送员$person_name$，电话$cn_mobile$，单号$order$","status":"派送中"})j",
    R"j({"deliveryman":"$person_name$","mobileNum":"#$cn_mobile$","eta":"2024-03-05 10:00:00","owner":"platform"})j",
};
constexpr std::string_view kBank[] = {
    R"j({"khmc":"$person_name$","khzh":"$bank_account$","zjhm":"$cn_resident_id$","sjhm":"$cn_mobile$","jyje":"$price$","jylsh":"$order$"})j",
    R"j({"payeeAcct":"$bank_account$","acctName":"$person_name$","payerCardNumber":"$bank_card$","balance":"#$price$"})j",
    R"j({"Body":{"CstNm":"$person_name$","MblNo":"$cn_mobile$","CrdNo":"$bank_card$","TxnSrlNo":"$order$"}})j",
    R"j({"text":"请将款项汇至 户名：$person_name$ 账号：$bank_card$ 开户行：建设银行南山支行"})j",
    R"j({"text":"客户$person_name$（身份证$cn_resident_id$）申请挂失卡$bank_card$，联系电话$cn_mobile$"})j",
    R"j({"kyc":{"legalRepName":"$person_name$","legalRepIdNo":"$cn_resident_id$","unifiedCode":"$cn_credit_code$","companyName":"深圳市某某科技有限公司"}})j",
    R"j({"paymentInstrument":{"creditCard":{"number":"$bank_card$","holder":"$person_name$"}},"ref":"INV-20240305"})j",
    R"j({"login":{"ip":"$ip_address$","deviceMac":"$mac_address$","imei_no":"$imei$","loc":"$coordinates$"},"os":"Android 13"})j",
    R"j({"message":"Please wire to IBAN $iban$ before Friday","amount":"EUR 12.00"})j",
    R"j({"纳税人识别号":"$cn_credit_code$","开户行及账号":"中国银行 $bank_card$","金额":"$price$"})j",
};
constexpr std::string_view kOffice[] = {
    R"j({"emp":{"empNo":"E20315","xm":"$person_name$","csrq":"$birth_date$","sfzh":"$cn_resident_id$","jtzz":"$address$","yx":"$email$","bm":"研发部"}})j",
    R"j({"employee_name_cn":"$person_name$","emergency_contact_person":"$person_name$","emergency_contact_phone":"$cn_mobile$","hukou_address":"$address$","dept":"HR"})j",
    R"j({"resume":"姓名：$person_name$\n性别：男\n出生年月：$birth_date$\n电话：$cn_mobile$\n邮箱：$email$\n工作经历：2018.07-2021.03 腾讯"})j",
    R"j({"shebao_no":"$bank_account$","passport_num":"$passport$","gatxz":"$travel_permit$","level":"P6"})j",
    R"j({"note":"员工$person_name$的护照$passport$将于2025-03到期，请提醒"})j",
    R"j({"creator":"$person_name$","updatedBy":"$person_name$","status":"已通过","auditOpinion":"同意","manager":"金融事业部"})j",
    R"j({"family":[{"relation":"父亲","xm":"$person_name$","dh":"$cn_mobile$"}],"students":[{"jzxm":"$person_name$","xh":"20210315"}]})j",
    R"j({"payroll":"$person_name$,$cn_resident_id$,$bank_card$,8500.00","month":"2024-03"})j",
    R"j({"text":"车主$person_name$，车牌$cn_plate$，车架号$vin$"})j",
    R"j({"text":"面试通知：$person_name$您好，请于3月5日14:00到公司面试，联系人$person_name$，$cn_mobile$"})j",
    R"j({"name":"$person_name$","age":28,"gender":"男","hobby":"篮球"})j",
};
constexpr std::string_view kHospital[] = {
    R"j({"brxm":"$person_name$","brxb":"女","csrq":"$birth_date$","lxrdh":"$cn_mobile$","zyh":"$card_number$","ybkh":"$card_number$","zdmc":"高血压"})j",
    R"j({"HZXM":"$person_name$","SFZH":"$cn_resident_id$","YSXM":"$person_name$","JZKH":"$card_number$","KSMC":"骨科"})j",
    R"j({"doctor":"$person_name$","patient_info":{"ptel":"$cn_mobile$","birth_dt":"$birth_date$"},"diagnosis":"2型糖尿病"})j",
    R"j({"text":"患者$person_name$，女，35岁，住院号$card_number$，因腹痛2天入院，家属电话$cn_mobile$"})j",
    R"j({"text":"医保卡丢失，卡号$card_number$，请协助挂失"})j",
    R"j({"resourceType":"Patient","name":[{"family":"$english_name$","given":["$english_name$"]}],"birthDate":"$birth_date$","telecom":[{"system":"phone","value":"$intl_phone$"}]})j",
    R"j({"sms":"【协和医院】$person_name$您好，您预约的3月5日心内科12号诊室"})j",
    R"j({"vaccine":{"childName":"$person_name$","guardianTel":"$cn_mobile$","batchNo":"20240315001"}})j",
};
constexpr std::string_view kSoftware[] = {
    R"j({"BuyerInfo":{"BuyerEmail":"$email$","BuyerName":"$english_name$"},"ShippingAddress":{"Name":"$english_name$","AddressLine1":"$english_address$","Phone":"$intl_phone$"},"AmazonOrderId":"113-1234567-7654321"})j",
    R"j({"kunde":{"vorname":"$english_name$","nachname":"$english_name$","strasse":"$english_address$","telefon":"$intl_phone$","geburtsdatum":"$birth_date$"},"produkt":"Lampe"})j",
    R"j({"destinataire":{"nom":"$english_name$","prénom":"$english_name$","téléphone":"$intl_phone$","courriel":"$email$"},"produit":"Lampe"})j",
    R"j({"datos":{"nombre_completo":"$english_name$","correo_electronico":"$email$","telefono_movil":"$intl_phone$","fecha_nacimiento":"$birth_date$"},"moneda":"EUR"})j",
    R"j({"note":"Please contact Mr. $english_name$ at $email$ or $intl_phone$"})j",
    R"j({"ticket":"Her social security number is $us_ssn$, born on $spelled_date$.","status":"open"})j",
    R"j({"ticket":"SSN ending 6789, full $spaced_ssn$"})j",
    R"j({"contact_details":{"workEmail":"$email$","cell_phone_number":"$intl_phone$","nationalInsuranceNo":"$uk_nino$"},"plan":"pro"})j",
    R"j({"guest":{"guest_last_name":"$english_name$","primary_phone":"$intl_phone$","passport_number":"$passport$"},"nights":3})j",
    R"j({"payment":{"cc_number":"$bank_card$","cc_holder":"$english_name$","sepaDebtorName":"$english_name$"},"currency":"EUR"})j",
    R"j({"headers":{"Authorization":"Bearer $secret$","X-Forwarded-For":"$ip_address$"},"status":200})j",
};
constexpr std::string_view kOperator[] = {
    R"j({"m":"[INFO] 2024-03-05 10:00:00.123 user login ok, uid=10086123, phone=$cn_mobile$, ip=$ip_address$, cost=12ms"})j",
    R"j({"m":"Duplicate entry '$cn_resident_id$' for key 'idx_idcard'"})j",
    R"j({"m":"INSERT INTO t_user(name,id_card,mobile) VALUES('$person_name$','$cn_resident_id$','$cn_mobile$')"})j",
    R"j({"m":"GET /api/user?mobile=$cn_mobile$&name=$person_name$&page=1 HTTP/1.1 200 123"})j",
    R"j({"m":"User{name='$person_name$', idCard='$cn_resident_id$', address='$address$', age=35}"})j",
    R"j({"m":"mobile:$cn_mobile$|name:$person_name$|order:$order$"})j",
    R"j({"m":"syntax error, pos 12, json : {mobile:$cn_mobile$,name:'$person_name$'"})j",
    R"j({"m":"[trace:$hash$] 入参：{\"idNo\":\"$cn_resident_id$\",\"consigneeName\":\"$person_name$\"}，耗时12ms"})j",
    R"j({"m":"UPDATE `user` SET `real_name`='$person_name$', `phone`='$cn_mobile$' WHERE `id`=138"})j",
    R"j({"m":"<ns:getUser><ns:idCard>$cn_resident_id$</ns:idCard><ns:userName>$person_name$</ns:userName></ns:getUser>"})j",
    R"j({"m":"redis key user:$cn_mobile$:token expired","level":"WARN"})j",
    R"j({"m":"DHCPACK on $ip_address$ to $mac_address$ via eth0"})j",
    R"j({"m":"==> Parameters: $person_name$(String), $cn_mobile$(String), 12(Integer)"})j",
};
constexpr std::string_view kNobody[] = {
    R"j({"orderNo":"$order$","parentOrderId":"#$order$","skuId":"100012345678","gmtCreate":"2024-03-05 10:00:00","ts":"#$time$","sign":"$hash$","price":"#$price$"})j",
    R"j({"depot":{"name":"深圳南山仓","province":"广东省"},"shopName":"张亮麻辣烫(朝阳店)","brandName":"李宁","hotline":"400-820-8820"})j",
    R"j({"goods_name":"康师傅 冰红茶 500ml*15瓶","supplier":"深圳市金安达有限公司","attrs":{"颜色":"白色","产地":"江苏苏州"},"batch_no":"20240305123456"})j",
    R"j({"owner":"platform","operator":"system","creator":"admin","author":"新华社","driver":"com.mysql.cj.jdbc.Driver","user":"10086123","customer":"普通客户","manager":"金融事业部"})j",
    R"j({"name":"Nike Air Max 270","gender":"男","age":"成人","price":"$price$"})j",
    R"j({"name":"儿童安全座椅","age":"0-4岁","sex":"通用"})j",
    R"j({"title":"手机号","type":"string","placeholder":"请输入手机号","emailVerified":true,"phoneType":"android","addressType":"home"})j",
    R"j({"name":"user-service","fileName":"report_20240305.xlsx","methodName":"queryUser","tableName":"t_user","columnName":"mobile_no"})j",
    R"j({"loc":"A-12-3","pos":"3","hs_code":"8517.13.00","po_number":"PO-2024030512","contract_no":"HT-2024-00123","thr":0.5,"sqr":144})j",
    R"j({"repost":true,"isTrue":"yes","template_name":"welcome","targetRg":"rg-01","mail_text":"Hello","lastContact":"2024-03-05","phonecode":"86"})j",
    R"j({"text":"客户经理岗位招聘，要求3年以上经验。"})j",
    R"j({"text":"员工宿舍管理规定第5条。"})j",
    R"j({"text":"车主权益升级，加油享9折。"})j",
    R"j({"text":"尊敬的客户您好，系统将于2024年3月1日02:00-06:00升级维护。"})j",
    R"j({"text":"谢谢老板，第二次回购了，质量很好。"})j",
    R"j({"text":"老师您辛苦了！同学们大家好！"})j",
    R"j({"text":"第138期开奖结果：02 13 18 21 27 33。"})j",
    R"j({"text":"Order placed on May 17, 2024 will arrive by June 3."})j",
    R"j({"text":"Name: required; Email: optional. Contact: support team."})j",
    R"j({"text":"<input type=\"text\" name=\"keyword\" value=\"bag\"/><b>sale</b>"})j",
};

std::string english_name(Random& random) {
  constexpr std::string_view kFirst[] = {"James", "Mary", "Robert", "Linda", "Michael", "Emma", "Oliver", "Sophie"};
  constexpr std::string_view kLast[] = {"Smith", "Johnson", "Brown", "Taylor", "Hansen", "Fischer", "Rossi", "Keller"};
  return std::string(pick_of(random, kFirst)) + " " + std::string(pick_of(random, kLast));
}
std::string english_address(Random& random) {
  constexpr std::string_view kStreets[] = {"Maple Street", "Oak Hill Drive", "Washington Avenue", "Elm Road"};
  return std::to_string(2 + pick(random, 9000)) + " " + std::string(pick_of(random, kStreets));
}
std::string world_name(Random& random) {
  constexpr std::string_view kFirst[] = {"Ingrid", "Pavel", "Lucía",    "Kofi",     "Amina",
                                         "Rajesh", "Zofia", "Margaret", "Jean-Luc", "Henrik"};
  constexpr std::string_view kLast[] = {"Halvorsen", "Petrenko",  "Barrientos", "Owusu",        "Haddad",
                                        "Raghavan",  "Kaczmarek", "O'Rourke",   "van der Berg", "Lindqvist"};
  return std::string(pick_of(random, kFirst)) + " " + std::string(pick_of(random, kLast));
}
std::string european_address(Random& random) {
  const std::string house = std::to_string(1 + pick(random, 180));
  switch (pick(random, 6)) {
    case 0: return "Lindenweg " + house + ", " + std::to_string(10115 + pick(random, 80000)) + " Steinfurt";
    case 1: return house + " rue des Tilleuls, 69003 Lyon";
    case 2: return "Calle Mayor " + house + ", 28014 Madrid";
    case 3: return "ul. Leśna " + house + "/3, 31-147 Kraków";
    case 4: return house + " Orchard Mews, Bristol BS1 4DJ";
    default: return "Keizersgracht " + house + ", 1016 DW Amsterdam";
  }
}
std::string digits(Random& random, std::size_t count) {
  std::string out = std::to_string(1 + pick(random, 9));
  while (out.size() < count) out += static_cast<char>('0' + pick(random, 10));
  return out;
}
std::string card_number(Random& random) {
  return digits(random, 9 + pick(random, 4));
}
std::string spelled_date(Random& random) {
  constexpr std::string_view kMonths[] = {"January", "March", "May", "Aug", "September", "Dec."};
  return std::string(pick_of(random, kMonths)) + " " + std::to_string(1 + pick(random, 28)) + ", " +
         std::to_string(1950 + pick(random, 55));
}
std::string spaced_ssn(Random& random) {
  return std::to_string(101 + pick(random, 500)) + " " + std::to_string(10 + pick(random, 80)) + " " +
         std::to_string(1000 + pick(random, 9000));
}
std::string order(Random& random) {
  return digits(random, 16 + pick(random, 3));
}
std::string time_of_day(Random& random) {
  return "17" + digits(random, 11);
}
std::string hash(Random& random) {
  std::string out;
  while (out.size() < 32) out += "0123456789abcdef"[pick(random, 16)];
  return out;
}
std::string price(Random& random) {
  return std::to_string(1 + pick(random, 999)) + "." + std::to_string(10 + pick(random, 90));
}

struct Maker {
  std::string_view name;
  bool sensitive;
  std::string (*make)(Random& random);
};
constexpr Maker kMakers[] = {
    {"english_name", true, english_name},
    {"english_address", true, english_address},
    {"world_name", true, world_name},
    {"european_address", true, european_address},
    {"card_number", true, card_number},
    {"spelled_date", true, spelled_date},
    {"spaced_ssn", true, spaced_ssn},
    {"order", false, order},
    {"time", false, time_of_day},
    {"hash", false, hash},
    {"price", false, price},
};

Maker maker_of(std::string_view name) {
  for (const Maker& maker : kMakers) {
    if (maker.name == name) return maker;
  }
  for (const ClassSource& source : class_sources()) {
    if (source.name == name) return {source.name, true, source.make};
  }
  return {};
}

// The template with values in place of their names; `values`: those that have to be hidden.
std::string filled(std::string_view text, Random& random, std::vector<std::string>& values) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == std::string_view::npos ? open : text.find('$', open + 1);
    out += text.substr(0, open);
    if (close == std::string_view::npos) break;
    const Maker maker = maker_of(text.substr(open + 1, close - open - 1));
    const std::string value = maker.make(random);
    if (maker.sensitive) values.push_back(value);
    out += value;
    text.remove_prefix(close + 1);
  }
  return out;
}

void fill(nlohmann::ordered_json& node, const std::string& pointer, Random& random, LabelledRecord& record) {
  if (node.is_structured()) {
    for (auto& [key, child] : node.items()) fill(child, pointer + "/" + key, random, record);
    return;
  }
  const std::size_t known = record.hidden.size();
  if (node.is_string()) {
    const auto text = node.get<std::string>();
    const bool number = text.starts_with('#');
    const std::string value = filled(std::string_view(text).substr(number ? 1 : 0), random, record.hidden);
    node = number ? nlohmann::ordered_json::parse(value) : nlohmann::ordered_json(value);
  }
  if (record.hidden.size() == known) record.harmless.push_back(pointer);
}

}  // namespace

std::span<const Outsider> outsiders() {
  static const std::array kOutsiders = {
      Outsider{"shop", kShop},
      Outsider{"bank", kBank},
      Outsider{"office", kOffice},
      Outsider{"hospital", kHospital},
      Outsider{"software", kSoftware},
      Outsider{"operator", kOperator},
      Outsider{"nobody's", kNobody},
      Outsider{"carriers", carrier_documents()},
      Outsider{"partners", partner_documents()},
      Outsider{"people", people_documents()},
  };
  return kOutsiders;
}

LabelledRecord make_outside_record(std::string_view form, Random& random) {
  LabelledRecord record;
  auto document = nlohmann::ordered_json::parse(form);
  fill(document, "", random, record);
  record.json = document.dump();
  return record;
}

}  // namespace veilgate::accuracy
