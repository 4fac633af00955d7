// What is nobody's and looks as if it were somebody's.
#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {
namespace {

std::string run(Random& random, std::string_view from, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += from[pick(random, from.size())];
  return out;
}
std::string digits(Random& random, std::size_t count) {
  return run(random, "0123456789", count);
}
std::string number(Random& random, std::size_t count) {
  return std::to_string(1 + pick(random, 9)) + digits(random, count - 1);
}

// {"KEY":"VALUE"} or, now and then, the value as a number or inside a list.
std::string member(Random& random, std::string_view key, const std::string& value, bool may_be_number) {
  const std::string name = "{\"" + std::string(key) + "\":";
  switch (pick(random, 4)) {
    case 0: return name + (may_be_number && value[0] != '0' ? value : "\"" + value + "\"") + "}";
    case 1: return name + "[\"" + value + "\"]}";
    default: return name + "\"" + value + "\"}";
  }
}

std::string order_number(Random& random) {
  constexpr std::string_view kKeys[] = {"orderId",       "order_no",   "tradeNo", "tid",
                                        "parentOrderId", "outTradeNo", "orderSn"};
  return member(random, pick_of(random, kKeys), number(random, 10 + pick(random, 10)), true);
}
std::string waybill(Random& random) {
  constexpr std::string_view kKeys[] = {"waybillCode", "trackingNumber", "expressNo", "logisticsId"};
  constexpr std::string_view kPrefixes[] = {"JDVA", "SF", "YT", "ZTO", ""};
  return member(random, pick_of(random, kKeys),
                std::string(pick_of(random, kPrefixes)) + number(random, 12 + pick(random, 3)), false);
}
std::string article(Random& random) {
  constexpr std::string_view kKeys[] = {"skuId", "wareId", "itemId", "goodsSn", "productCode", "barcode", "upc", "ean"};
  return member(random, pick_of(random, kKeys), number(random, 6 + pick(random, 8)), true);
}
std::string timestamp(Random& random) {
  constexpr std::string_view kKeys[] = {"createTime", "modified", "payTime", "ts", "updatedAt", "expireAt"};
  const std::string second = std::to_string(1500000000 + pick(random, 300000000));
  switch (pick(random, 4)) {
    case 0: return member(random, pick_of(random, kKeys), second, true);
    case 1: return member(random, pick_of(random, kKeys), second + digits(random, 3), true);
    case 2:
      return "{\"" + std::string(pick_of(random, kKeys)) + "\":\"2022-0" + number(random, 1) + "-1" +
             digits(random, 1) + " 16:3" + digits(random, 1) + ":5" + digits(random, 1) + "\"}";
    default:
      return "{\"" + std::string(pick_of(random, kKeys)) + "\":\"2023-1" + run(random, "012", 1) + "-2" +
             run(random, "01234567", 1) + "T08:15:3" + digits(random, 1) + "." + digits(random, 3) + "Z\"}";
  }
}
std::string hash(Random& random) {
  constexpr std::string_view kKeys[] = {"md5", "sign", "etag", "traceId", "requestId", "checksum", "fileHash"};
  constexpr std::size_t kSizes[] = {16, 32, 40, 64};
  return member(random, pick_of(random, kKeys), run(random, "0123456789abcdef", pick_of(random, kSizes)), false);
}
std::string uuid(Random& random) {
  constexpr std::string_view kHex = "0123456789abcdef";
  return member(random, pick(random, 2) == 0 ? "uuid" : "eventId",
                run(random, kHex, 8) + "-" + run(random, kHex, 4) + "-4" + run(random, kHex, 3) + "-a" +
                    run(random, kHex, 3) + "-" + run(random, kHex, 12),
                false);
}
std::string price(Random& random) {
  constexpr std::string_view kKeys[] = {"price", "totalAmount", "orderPayment", "freight", "discount", "num", "weight"};
  return member(random, pick_of(random, kKeys), number(random, 1 + pick(random, 7)) + "." + digits(random, 2), true);
}
std::string measure(Random& random) {
  constexpr std::string_view kKeys[] = {"size", "dimension", "version", "spec", "model"};
  switch (pick(random, 3)) {
    case 0:
      return member(random, pick_of(random, kKeys),
                    number(random, 2) + "*" + number(random, 2) + "*" + number(random, 3) + "cm", false);
    case 1:
      return member(random, "version", number(random, 1) + "." + number(random, 2) + "." + number(random, 3), false);
    default:
      return member(random, pick_of(random, kKeys),
                    run(random, "ABCDEFGH", 3) + "-" + number(random, 4) + run(random, "XYZ", 1), false);
  }
}
std::string link(Random& random) {
  return "{\"imagePath\":\"https://img" + number(random, 2) + ".360buyimg.com/n1/jfs/t1/" + number(random, 6) + "/" +
         number(random, 2) + "/" + number(random, 5) + "/" + number(random, 6) + "/" +
         run(random, "0123456789abcdef", 24) + ".jpg\"}";
}
std::string service_line(Random& random) {
  constexpr std::string_view kLines[] = {"400-610-", "800-820-", "4006"};
  return "{\"serviceLine\":\"客服热线" + std::string(pick_of(random, kLines)) + digits(random, 4) +
         (pick(random, 2) == 0 ? "00" : "") + "\"}";
}
std::string status(Random& random) {
  constexpr std::string_view kDocuments[] = {R"({"orderState":"WAIT_GOODS_RECEIVE_CONFIRM"})",
                                             R"({"code":"0","zh_desc":"成功"})",
                                             R"({"currency":"CNY","rate":"1.0000"})",
                                             R"({"payType":4,"orderType":22})",
                                             R"({"color":"星空黑","size":"175/96A"})",
                                             R"({"brandName":"小米","categoryName":"手机通讯"})",
                                             R"({"shopName":"华为官方旗舰店","warehouse":"北京一号仓"})",
                                             R"({"carrier":"顺丰速运","serviceType":"标快"})"};
  return std::string(pick_of(random, kDocuments));
}
std::string text_with_numbers(Random& random) {
  constexpr std::string_view kBefore[] = {"订单号",  "订单", "运单号：", "商品编号",
                                          "order #", "SKU ", "批次号",   "流水号:"};
  return "{\"remark\":\"" + std::string(pick_of(random, kBefore)) + number(random, 10 + pick(random, 8)) + "已发货\"}";
}

// ---- texts ----------------------------------------------------------------------------------------------------------

std::string one_text(std::string_view key, const std::string& text) {
  return "{\"" + std::string(key) + "\":\"" + json_inside(text) + "\"}";
}

std::string title(Random& random) {
  constexpr std::string_view kBrands[] = {"小米",   "华为", "李宁",   "张小泉", "王老吉", "周黑鸭", "老干妈",
                                          "百雀羚", "安踏", "马应龙", "康师傅", "徐福记", "林清轩", "Apple",
                                          "Nike",   "联想", "美的",   "方太",   "金龙鱼", "江小白"};
  constexpr std::string_view kWhat[] = {"无线蓝牙耳机", "纯棉四件套", "不锈钢菜刀", "凉茶饮料", "男士跑步鞋",
                                        "保湿面霜",     "机械键盘",   "儿童书包",   "速溶咖啡", "电动牙刷",
                                        "家用投影仪",   "山地自行车", "真皮沙发",   "羽绒服",   "手机壳"};
  constexpr std::string_view kMore[] = {"2022新款",   "正品包邮",   "官方旗舰",     "大容量",   "高清1080P",
                                        "256GB 12+8", "310ml*24罐", "适用iPhone13", "送礼佳品", "三室一厅",
                                        "北京同仁堂", "上海老字号", "中山路同款",   "175/96A",  "5号电池",
                                        "第3代",      "B1-203款",   "NO.5"};
  return one_text(pick(random, 2) == 0 ? "wareName" : "title",
                  std::string(pick_of(random, kBrands)) + std::string(pick_of(random, kWhat)) + " " +
                      std::string(pick_of(random, kMore)) + " " + std::string(pick_of(random, kMore)));
}

std::string sentence(Random& random) {
  constexpr std::string_view kWho[] = {"我们", "大家", "他",   "客服", "商家",   "师傅",
                                       "老板", "妈妈", "孩子", "朋友", "同事们", "这家店"};
  constexpr std::string_view kDoes[] = {"昨天收到了货", "觉得质量不错",   "已经安排发货", "建议再等两天",
                                        "对包装很满意", "周末去了趟公园", "说颜色有点浅", "推荐了另一款",
                                        "还没有回复",   "把发票寄出来了", "喜欢这个款式", "下次还会再买"};
  constexpr std::string_view kThen[] = {"，物流很快。",      "，价格也合适。", "，谢谢！",           "，希望早点解决。",
                                        "，共花了329.5元。", "，大约3天到。",  "，第2次购买了。",    "，地址没有写错。",
                                        "，电话打不通。",    "，名字很好听。", "，从北京发到上海。", "，路上堵车了。",
                                        "，身份证不用带。"};
  return one_text(
      pick(random, 2) == 0 ? "comment" : "content",
      std::string(pick_of(random, kWho)) + std::string(pick_of(random, kDoes)) + std::string(pick_of(random, kThen)));
}

std::string english_sentence(Random& random) {
  constexpr std::string_view kFirst[] = {
      "The parcel arrived on time", "Our team will review the request", "This item is out of stock",
      "Please contact support",     "The name of the product changed",  "Delivery takes 3 to 5 days",
      "The invoice was sent",       "May is the best month to buy",     "Will the size fit"};
  constexpr std::string_view kSecond[] = {
      ", and the colour is right.", " within 24 hours.", "; see page 12 of the manual.", " at the main street store.",
      " for an extra 9.99.",        ", thank you.",      " in version 2.10.4.",          " after 10:30 am."};
  return one_text("description", std::string(pick_of(random, kFirst)) + std::string(pick_of(random, kSecond)));
}

std::string notice(Random& random) {
  constexpr std::string_view kTexts[] = {"温馨提示：请勿向陌生人透露验证码",
                                         "满199减100，限时24小时",
                                         "下单立减，前1000名送赠品",
                                         "退货地址请联系客服获取",
                                         "北京、上海、广州、深圳次日达",
                                         "全场3件8折，部分商品除外",
                                         "工作时间：9:00-18:00（周一至周五）",
                                         "库存不足，请修改数量",
                                         "参数错误，请检查后重试",
                                         "尊敬的客户，您的反馈已收到",
                                         "七天无理由退换货",
                                         "本店支持开具增值税发票",
                                         "营业执照信息以公示为准",
                                         "收货人信息不完整，请补充",
                                         "联系电话格式不正确"};
  return one_text("tips", std::string(pick_of(random, kTexts)));
}

}  // namespace

const std::vector<NearMissSet>& near_miss_values() {
  static const std::vector<NearMissSet> all = {
      {"order numbers", order_number},
      {"waybills", waybill},
      {"articles", article},
      {"timestamps", timestamp},
      {"hashes", hash},
      {"UUIDs", uuid},
      {"prices", price},
      {"measures", measure},
      {"links", link},
      {"service lines", service_line},
      {"states", status},
      {"numbers in texts", text_with_numbers},
  };
  return all;
}

const std::vector<NearMissSet>& near_miss_texts() {
  static const std::vector<NearMissSet> all = {
      {"titles", title}, {"sentences", sentence}, {"English sentences", english_sentence}, {"notices", notice}};
  return all;
}

}  // namespace veilgate::accuracy
