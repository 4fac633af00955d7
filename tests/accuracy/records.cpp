// Whole records in the shapes partner APIs have.
#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {
namespace {

const ClassSource& source_of(std::string_view name) {
  for (const ClassSource& source : class_sources()) {
    if (source.name == name) return source;
  }
  return class_sources().front();
}

// Writes a record and remembers which of its members are whose.
class Writer {
 public:
  Writer(Random& random, LabelledRecord& record) : random_(random), record_(record) {}

  void open(std::string_view key, char bracket = '{') {
    name(key);
    record_.json += bracket;
    path_.push_back(pointer(key));
    first_ = true;
  }
  void close(char bracket = '}') {
    record_.json += bracket;
    path_.pop_back();
    first_ = false;
  }
  void sensitive(std::string_view key, std::string_view class_name) {
    const ClassSource& source = source_of(class_name);
    const std::string value = source.make(random_);
    name(key);
    const bool number = source.numeric && value[0] != '0' && value.back() != 'X' && pick(random_, 4) == 0;
    record_.json += number ? value : "\"" + json_inside(value) + "\"";
    record_.sensitive.push_back(pointer(key));
  }
  void harmless(std::string_view key, const std::string& json) {
    name(key);
    record_.json += json;
    record_.harmless.push_back(pointer(key));
  }
  std::string digits(std::size_t count) {
    std::string out = std::to_string(1 + pick(random_, 9));
    while (out.size() < count) out += static_cast<char>('0' + pick(random_, 10));
    return out;
  }
  std::string text(std::size_t count) { return "\"" + digits(count) + "\""; }

 private:
  void name(std::string_view key) {
    if (!first_) record_.json += ',';
    first_ = false;
    if (!key.empty()) record_.json += "\"" + std::string(key) + "\":";
  }
  std::string pointer(std::string_view key) const {
    return (path_.empty() ? std::string() : path_.back()) + (key.empty() ? "" : "/" + std::string(key));
  }

  Random& random_;
  LabelledRecord& record_;
  std::vector<std::string> path_;
  bool first_ = true;
};

void gateway_order(Writer& out) {
  out.open("");
  out.open("response");
  out.harmless("code", "\"0\"");
  out.open("orderInfo");
  out.harmless("orderId", out.text(12));
  out.harmless("orderTotalPrice", "\"329.50\"");
  out.harmless("orderStartTime", "\"2022-07-16 16:38:32\"");
  out.open("consigneeInfo");
  out.sensitive("fullname", "person_name");
  out.sensitive("mobile", "cn_mobile");
  out.sensitive("telephone", "cn_landline");
  out.sensitive("fullAddress", "address");
  out.harmless("provinceId", "\"19\"");
  out.close();
  out.sensitive("pin", "account_id");
  out.harmless("skuId", out.digits(11));
  out.close();
  out.close();
  out.close();
}

void snake_trade(Writer& out) {
  out.open("");
  out.open("trade");
  out.harmless("tid", out.text(18));
  out.harmless("payment", "\"88.00\"");
  out.sensitive("receiver_name", "person_name");
  out.sensitive("receiver_mobile", "cn_mobile");
  out.sensitive("receiver_address", "address");
  out.sensitive("buyer_email", "email");
  out.harmless("modified", "\"2023-01-02 03:04:05\"");
  out.harmless("num_iid", out.digits(12));
  out.close();
  out.close();
}

void member_profile(Writer& out) {
  out.open("");
  out.open("data");
  out.harmless("id", out.digits(6));
  out.sensitive("realName", "person_name");
  out.sensitive("idCard", "cn_resident_id");
  out.sensitive("bankCardNo", "bank_card");
  out.sensitive("birthday", "birth_date");
  out.sensitive("openId", "account_id");
  out.sensitive("clientIp", "ip_address");
  out.harmless("level", "3");
  out.harmless("createTime", "1657960712000");
  out.close();
  out.close();
}

void chinese_names(Writer& out) {
  out.open("");
  out.harmless("订单编号", out.text(14));
  out.sensitive("姓名", "person_name");
  out.sensitive("手机号", "cn_mobile");
  out.sensitive("身份证号", "cn_resident_id");
  out.sensitive("收货地址", "address");
  out.harmless("商品名称", "\"无线耳机 黑色\"");
  out.harmless("数量", "2");
  out.close();
}

void english_customer(Writer& out) {
  out.open("");
  out.open("customer");
  out.sensitive("email", "email");
  out.sensitive("phone", "intl_phone");
  out.sensitive("ssn", "us_ssn");
  out.harmless("currency", "\"USD\"");
  out.harmless("loyaltyPoints", out.digits(4));
  out.close();
  out.harmless("sku", "\"AB-12345-X\"");
  out.harmless("checksum", "\"d41d8cd98f00b204e9800998ecf8427e\"");
  out.close();
}

}  // namespace

LabelledRecord make_record(Random& random) {
  struct Shape {
    std::string_view name;
    void (*write)(Writer& out);
  };
  constexpr Shape kShapes[] = {{"gateway order", gateway_order},
                               {"snake trade", snake_trade},
                               {"member profile", member_profile},
                               {"Chinese names", chinese_names},
                               {"English customer", english_customer}};
  LabelledRecord record;
  const Shape& shape = pick_of(random, kShapes);
  record.shape = shape.name;
  Writer writer(random, record);
  shape.write(writer);
  return record;
}

}  // namespace veilgate::accuracy
