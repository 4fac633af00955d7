// A further outsider (outsiders.cpp): somebody who forwards the answers of platforms, in the shapes their public
// references show, and settings and logs beside them.
#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {

std::span<const std::string_view> partner_documents() {
  static constexpr std::string_view kDocuments[] = {
      // Shops and payments.
      R"j({"order":{"name":"#1001","email":"$email$","browser_ip":"$ip_address$","customer":{"first_name":"$english_name$","default_address":{"address1":"$english_address$","city":"Louisville"}},"line_items":[{"name":"Phone case - black","vendor":"Acme"}]}})j",
      R"j({"object":"charge","amount":1099,"billing_details":{"address":{"city":"Springfield","line1":"$english_address$"},"email":"$email$","name":"$english_name$","phone":"$intl_phone$"},"description":"First order"})j",
      R"j({"out_trade_no":"$order$","payer":{"openid":"$secret$"},"amount":{"total":100},"trade_state":"SUCCESS"})j",
      R"j({"data":{"order_id":"$order$","recipient_phone":"$cn_mobile$_1234","recipient_address":"$address$","caution":"少放辣，到了打电话$cn_mobile$","backup_recipient_phone":"[\"$cn_mobile$,123\"]","wm_poi_name":"某某麻辣烫"}})j",
      R"j({"consignee":"$person_name$","phoneList":["$cn_mobile$,8888"],"deliveryGeo":"$coordinates$","groups":[{"name":"1号篮子","items":[{"name":"红烧肉","quantity":1}]}]})j",
      R"j({"post_tel":"$cn_mobile$","post_addr":{"province":{"name":"浙江省"},"detail":"$address$"},"user_id_info":{"id_card_no":"$cn_resident_id$","id_card_name":"$person_name$"},"sku_order_list":[{"product_name":"女士连衣裙"}]})j",
      // People at work.
      R"j({"user":{"union_id":"$secret$","open_id":"$secret$","name":"$person_name$","mobile":"$cn_mobile$","email":"$email$","job_title":"工程师"}})j",
      R"j({"fields":{"summary":"Something is broken","reporter":{"displayName":"$english_name$","emailAddress":"$email$"},"labels":["bug"]}})j",
      R"j({"BusinessPartnerFullName":"$english_name$","to_Address":{"results":[{"StreetName":"$english_address$","CityName":"Walldorf","to_Mobile":{"results":[{"PhoneNumber":"$intl_phone$"}]}}]}})j",
      R"j({"passengers":[{"paxName":"$english_name$","paxType":"ADT","certNo":"$cn_resident_id$"}],"segments":[{"flightNo":"CA1234","dep":"PEK"}]})j",
      R"j({"guests":["$person_name$","2 adults"],"roomName":"豪华大床房","inventors":["$person_name$"],"乘客":"$person_name$"})j",
      R"j({"beneficiaries":[{"name":"$person_name$","ratio":100}],"policyNo":"$order$"})j",
      R"j({"xsxm":"$person_name$","gmsfhm":"$cn_resident_id$","sfzjhm":"$cn_resident_id$","czdz":"$address$","xslb":"全日制"})j",
      // Pictures of papers, and where they lie.
      R"j({"idCardFrontImg":"$secret$","身份证照片":["$secret$"],"passportPhoto":{"url":"$secret$","width":640},"goodsImg":"https://img.example/a.jpg"})j",
      // Tables, settings and logs.
      R"j({"result":{"columns":["id","name","mobile","city"],"rows":[["1","$person_name$","$cn_mobile$","北京"]]}})j",
      R"j({"answers":[{"question":"您的姓名","answer":"$person_name$"},{"question":"您的手机号码是？","answer":"$cn_mobile$"},{"question":"满意吗","answer":"满意"}]})j",
      R"j({"config":"<r><password>$secret$</password><timeout>30</timeout></r>"})j",
      R"j({"yaml":"level: 3\nrealname: $person_name$\nsfzh: $cn_resident_id$\n"})j",
      R"j({"page":"<tr><td>户名</td><td>$person_name$</td></tr><tr><td>数量</td><td>2</td></tr>"})j",
      R"j({"dump":"GET /x HTTP/1.1\r\nHost: a.example\r\nX-User-Realname: $person_name$\r\nAccept: */*\r\n"})j",
      R"j({"message":"实名认证失败：姓名[$person_name$]与身份证号[$cn_resident_id$]不匹配","code":"E1001"})j",
  };
  return kDocuments;
}

}  // namespace veilgate::accuracy
