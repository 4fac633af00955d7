// A further outsider (outsiders.cpp): somebody who reads what people write to and about one another, names and
// addresses in messages, letters, logs and lists, and what is sold under the names of people.
#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {

std::span<const std::string_view> people_documents() {
  static constexpr std::string_view kDocuments[] = {
      // Messages, remarks and letters.
      R"j({"text":"【快递】$person_name$，您的包裹已到驿站"})j",
      R"j({"text":"【法院】$person_name$：你与某公司一案已立案"})j",
      R"j({"remark":"代发工资-$person_name$","amount":"$price$"})j",
      R"j({"trace":"已由 $person_name$ 签收","no":"$order$"})j",
      R"j({"trace":"快递员：$person_name$ 正在派送"})j",
      R"j({"hr":"新员工入职：$person_name$","dept":"研发部"})j",
      R"j({"hr":"审批人 $person_name$，同意","level":"P6"})j",
      R"j({"hr":"面试官：$person_name$；候选人：$person_name$"})j",
      R"j({"med":"主诊：$person_name$，患者：$person_name$","ks":"骨科"})j",
      R"j({"med":"$person_name$，男，62岁，因胸闷入院"})j",
      R"j({"court":"原告：$person_name$，被告：$person_name$"})j",
      R"j({"school":"班主任：$person_name$老师"})j",
      R"j({"chat":"我叫$person_name$，想退货"})j",
      R"j({"chat":"这是$person_name$的电话，打给$person_name$就行"})j",
      R"j({"letter":"此致\n敬礼\n$person_name$"})j",
      R"j({"log":"user=$person_name$;status:ok"})j",
      R"j({"log":"operator: $person_name$, op=approve"})j",
      R"j({"text":"Hi, this is $world_name$ calling about my order"})j",
      R"j({"text":"Spoke with $world_name$ about billing"})j",
      R"j({"text":"Patient $world_name$ was admitted"})j",
      R"j({"text":"please ask $world_name$ to call back"})j",
      R"j({"text":"approved by $world_name$."})j",
      R"j({"text":"Thanks,\n$world_name$"})j",
      R"j({"text":"Kind regards\n$world_name$\nSales"})j",
      R"j({"text":"From: $world_name$ <$email$>\nSubject: hello"})j",
      R"j({"text":"$world_name$ lives in the old mill"})j",
      R"j({"text":"Kunde: $world_name$"})j",
      R"j({"text":"Client : $world_name$"})j",
      R"j({"text":"Frau $world_name$ hat bestellt"})j",
      R"j({"text":"Cheque payable to $world_name$"})j",
      // Where they live.
      R"j({"text":"Bitte an $european_address$ liefern"})j",
      R"j({"text":"$european_address$"})j",
      R"j({"text":"$world_name$\n$european_address$"})j",
      // Nobody.
      R"j({"text":"Mr. Coffee 12-Cup Coffee Maker"})j",
      R"j({"text":"Dr. Martens 1460 boots"})j",
      R"j({"text":"Hello Kitty Backpack"})j",
      R"j({"text":"Driver Update Utility"})j",
      R"j({"text":"Assigned to Quality Assurance"})j",
      R"j({"text":"Interview with the Vampire"})j",
      R"j({"text":"Windows 11, 2022 Update"})j",
      R"j({"text":"Pack of 6, 20000 Units"})j",
      R"j({"text":"This is Black Friday"})j",
      R"j({"text":"From: Support Team"})j",
      R"j({"text":"同事关系很好"})j",
      R"j({"text":"已由系统自动签收"})j",
      R"j({"text":"品牌：林清轩"})j",
      R"j({"text":"通知：明日停水"})j",
      R"j({"text":"证人保护制度"})j",
      R"j({"text":"马应龙麝香痔疮膏"})j",
      R"j({"text":"高数太难了，马上就到"})j",
      R"j({"text":"常见问题解答"})j",
      R"j({"text":"作者保留所有权利"})j",
      R"j({"text":"考生注意事项"})j",
      R"j({"text":"转账失败请重试"})j",
      R"j({"text":"消费者安全意识"})j",
  };
  return kDocuments;
}

}  // namespace veilgate::accuracy
