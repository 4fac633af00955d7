#include "masking/detect/labelled_part.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace veilgate::masking;

std::string_view name_at(std::string_view text, std::string_view colon) {
  return name_of_part(text, text.find(colon)).value_or("");
}
std::string_view value_at(std::string_view text, ClassId class_id) {
  std::size_t colon = 0;
  while (colon_at(text, colon) == 0) ++colon;
  return value_of_part(text, colon, class_id);
}

}  // namespace

TEST_CASE("a part begins at the beginning of a line, behind a comma and behind a bracket") {
  CHECK(name_at("姓名：张晓明", "：") == "姓名");
  CHECK(name_at("订单已付，收货地址：老王家", "：") == "收货地址");
  CHECK(name_at("GET / HTTP/1.1\r\nX-User-Idcard: 1", ":") == "X-User-Idcard");
  CHECK(name_at("a\n  - openid: abc", ":") == "openid");
  CHECK(name_at("（realname:Ann）", ":") == "realname");
  CHECK(name_at("**地址**:老王家", ":") == "地址");
  CHECK(name_at("the receiver name: Ann", ":").empty());
  CHECK(name_at("请写 姓名：小燕子", "：").empty());
  CHECK(name_at(":", ":").empty());
}

TEST_CASE("a value goes on to the end of its part") {
  CHECK(value_at("户名：张晓明，电话：1", ClassId::person_name) == "张晓明");
  CHECK(value_at("realname: Bob Smith\nx", ClassId::person_name) == "Bob Smith");
  CHECK(value_at("地址：老王家，进门左转\n电话：1", ClassId::address) == "老王家，进门左转");
  CHECK(value_at("地址：老王家，电话：1", ClassId::address) == "老王家");
  CHECK(value_at("地址：老王家 电话:1", ClassId::address) == "老王家");
  CHECK(value_at("Address: Apt 3, The Willows", ClassId::address) == "Apt 3, The Willows");
  CHECK(value_at("sfzh: 12345x，请核对", ClassId::cn_resident_id) == "12345x");
  CHECK(value_at("openid:abc", ClassId::account_id) == "abc");
}

TEST_CASE("a part that says nothing has no value") {
  for (const std::string_view text : {"地址：无", "地址：请联系客服", "地址：见附件", "address: see below", "地址：",
                                      "地址：\n老王家", "address: \"x\"", "address://a.b/c"}) {
    CAPTURE(text);
    CHECK(value_at(text, ClassId::address).empty());
  }
  CHECK(value_at("姓名：请在下面的方框里填写您的真实姓名", ClassId::person_name).empty());
  CHECK(value_at("name: as on your card", ClassId::person_name).empty());
  CHECK(value_at("签收人：门卫", ClassId::person_name).empty());
  CHECK(value_at("签收人：本人", ClassId::person_name).empty());
  CHECK(value_at("openid: required", ClassId::account_id).empty());
  CHECK(value_at("username: Optional[str]", ClassId::account_id).empty());
  CHECK(value_at("openid: oAbCdEf", ClassId::account_id) == "oAbCdEf");
  CHECK(value_at("zjh：请填写", ClassId::cn_resident_id).empty());
}

TEST_CASE("a value longer than any is cut between two characters") {
  std::string text = "地址：a";
  for (int i = 0; i < 400; ++i) text += "家";
  const std::string_view value = value_at(text, ClassId::address);
  CHECK(value.size() > 300);
  CHECK(value.size() % 3 == 1);
}

TEST_CASE("the shape of a person's name") {
  for (const std::string_view name : {"张晓明", "阿依古丽·买买提", "Bob Smith", "O'Neil", "J. R. Roe"}) {
    CAPTURE(name);
    CHECK(may_be_person(name));
  }
  for (const std::string_view other : {"", "门卫", "bob", "Bob 2", "请填写姓名", "Bob, Smith"}) {
    CAPTURE(other);
    CHECK_FALSE(may_be_person(other));
  }
}
