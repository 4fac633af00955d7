// A further outsider (outsiders.cpp): somebody who packs records into whatever carries them, tables, labels beside
// values, changes, settings, markup, dumps of other formats, and who names members in other languages.
#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {

std::span<const std::string_view> carrier_documents() {
  static constexpr std::string_view kDocuments[] = {
      // Tables.
      R"j({"columns":["id","passport_no","qty"],"rows":[[1,"$passport$",2],[2,"$passport$",3]]})j",
      R"j({"columns":[{"name":"id","type":"long"},{"name":"birth_date","type":"date"}],"rows":[[1,"$birth_date$"]]})j",
      R"j({"meta":[{"name":"sku","type":"String"},{"name":"imei","type":"String"}],"data":[["A13800138000B","$imei$"]]})j",
      R"j({"header":["序号","姓名","金额"],"body":[["1","$person_name$","$price$"],["2","$person_name$","$price$"]]})j",
      R"j({"fields":["id","realName"],"values":["1","$person_name$"]})j",
      R"j({"sheet":[["学号","姓名","成绩"],["2021001","$person_name$","95"]]})j",
      R"j({"results":[{"series":[{"name":"u","columns":["time","password"],"values":[["2024-01-01T00:00:00Z","$secret$"]]}]}]})j",
      R"j({"columns":["order_id","created"],"rows":[["$order$","2024-03-05"]]})j",
      R"j({"export":"id,realName,amount\n1,$person_name$,20.50\n2,$person_name$,1.00\n"})j",
      R"j({"export":"\"序号\",\"护照号\"\r\n\"1\",\"$passport$\"\r\n"})j",
      R"j({"export":"seq\tbirthday\tcity\n9\t$birth_date$\tHZ\n"})j",
      R"j({"md":"| imei | qty |\n|---|---|\n| $imei$ | 2 |"})j",
      R"j({"sql":"INSERT INTO t_user (id, realName, lvl) VALUES (1, '$person_name$', 3)"})j",
      R"j({"export":"sku,title,stock\n$order$,手机壳,20\n"})j",
      // Labels, in the same object or in the element before.
      R"j({"list":[{"paramKey":"passportNo","paramVal":"$passport$"},{"paramKey":"qty","paramVal":"2"}]})j",
      R"j({"list":[{"displayName":"护照号","displayValue":"$passport$"},{"itemName":"出生日期","itemValue":"$birth_date$"}]})j",
      R"j({"attributes":[{"key":"user.realName","value":{"stringValue":"$person_name$"}},{"key":"lvl","value":{"intValue":3}}]})j",
      R"j({"changes":[{"field":"birthday","before":"$birth_date$","after":null},{"field":"status","before":"new","after":"paid"}]})j",
      R"j({"patch":[{"op":"replace","path":"/user/realName","value":"$person_name$"}]})j",
      R"j({"errors":[{"field":"imei","rejectedValue":"$imei$","message":"bad"}]})j",
      R"j({"items":[{"field":"realName","from":null,"fromString":"$person_name$","toString":""}]})j",
      R"j({"env":[{"name":"MYSQL_PASSWORD","value":"$secret$"},{"name":"TZ","value":"UTC"}]})j",
      R"j({"x":"<dict><key>realName</key><string>$person_name$</string></dict>"})j",
      R"j({"page":"<tr><th>姓名</th><td>$person_name$</td></tr><tr><th>数量</th><td>2</td></tr>"})j",
      R"j({"page":"<p><b>姓名：</b><span class=\"v\">$person_name$</span></p>"})j",
      R"j({"page":"<input type=\"text\" name=\"realName\" value=\"$person_name$\">"})j",
      R"j({"raw":"--b\r\nContent-Disposition: form-data; name=\"realName\"\r\n\r\n$person_name$\r\n--b--"})j",
      // Settings, logs, pieces of programs.
      R"j({"conf":"[user]\nrealName = $person_name$\nlevel = 3\n"})j",
      R"j({"sql":"select * from t where passportNo = '$passport$' and lvl=3"})j",
      R"j({"line":"Array\n(\n    [realName] => $person_name$\n    [n] => 1\n)"})j",
      R"j({"dump":"GET /x HTTP/1.1\r\nHost: a.example\r\nX-User-PassportNo: $passport$\r\nAccept: */*\r\n"})j",
      R"j({"message":"passportNo '$passport$' is already registered"})j",
      R"j({"log":"10:22:01 INFO orderId=$order$ cost=12ms"})j",
      // Members.
      R"j({"numeroDePasseport":"$passport$","旅券番号":"$passport$","여권번호":"$passport$"})j",
      R"j({"payeeCardNo":"$bank_card$","custCertNo":"$cn_resident_id$","ID_NO_OF_APPLICANT":"$cn_resident_id$"})j",
      R"j({"user[realName]":"$person_name$","@realName":"$person_name$","user.realName.keyword":["$person_name$"]})j",
      R"j({"user":{"realName":[{"_":"$person_name$","$":{"t":"s"}}]}})j",
      R"j({"パスワード":"$secret$","비밀번호":"$secret$","contrasena":"$secret$","cjh":"$vin$"})j",
      R"j({"bestellnummer":"$order$","流水号":"$order$","주문번호":"$order$","awb":"$order$"})j",
  };
  return kDocuments;
}

}  // namespace veilgate::accuracy
