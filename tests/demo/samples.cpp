#include "tests/demo/samples.hpp"

#include <cstdint>

namespace veilgate::demo {
namespace {

constexpr std::string_view kOpen = "⟦";
constexpr std::string_view kClose = "⟧";

// Non-ASCII characters as \uXXXX and slashes as \/, the way PHP's json_encode writes them. Marks stay.
std::string php_style(std::string_view json) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < json.size();) {
    const auto lead = static_cast<unsigned char>(json[i]);
    if (json.substr(i).starts_with(kOpen) || json.substr(i).starts_with(kClose)) {
      out.append(json, i, kOpen.size());
      i += kOpen.size();
    } else if (lead < 0x80) {
      out += lead == '/' ? "\\/" : std::string(1, json[i]);
      ++i;
    } else {
      // The samples hold characters of two and three bytes only.
      const auto tail = [&](std::size_t n) { return static_cast<unsigned char>(json[i + n]) & 0x3Fu; };
      const bool two = lead < 0xE0;
      const std::uint32_t unit =
          two ? ((lead & 0x1Fu) << 6 | tail(1)) : ((lead & 0x0Fu) << 12 | tail(1) << 6 | tail(2));
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += hex[unit >> shift & 15];
      i += two ? 2 : 3;
    }
  }
  return out;
}

constexpr std::string_view kOrderGet = R"({"jingdong_pop_order_get_responce": {
  "code": "0",
  "orderDetailInfo": {"orderInfo": {
    "orderId": "271900045118",
    "orderState": "WAIT_SELLER_STOCK_OUT",
    "orderStartTime": "2026-03-01 09:12:44",
    "orderSellerPrice": "268.00",
    "consigneeInfo": {
      "fullname": "⟦林若溪⟧",
      "mobile": "⟦13800138000⟧",
      "telephone": "⟦020-38881234⟧",
      "province": "广东", "city": "广州市",
      "fullAddress": "⟦广东省广州市天河区体育西路191号3栋1204室⟧"
    },
    "orderRemark": "到货前打⟦13922220001⟧, 放前台",
    "itemInfoList": [
      {"skuId": "10087001234567", "skuName": "陶瓷马克杯 350ml",
       "itemExt": "{\"cid\":\"13288\",\"isVMI\":0}"}],
    "vatInfo": [], "couponDetailList": [[{"type": 1}]]
  }}
}})";

constexpr std::string_view kOrderSearch = R"({"jingdong_pop_order_search_responce": {
  "searchorderinfo_result": {
    "apiResult": {"success": true, "numberCode": 100},
    "orderTotal": 2,
    "orderInfoList": [
      {"orderId": "271900045119",
       "consigneeInfo": {"fullname": "⟦周明轩⟧", "mobile": "⟦15012345678⟧"}},
      {"orderId": "271900045120",
       "consigneeInfo": {"fullname": "⟦欧阳静⟧", "mobile": "⟦18612340000⟧"}}
    ]
  }
}})";

constexpr std::string_view kSpApi = R"({
  "success": true,
  "data": {
    "orderNo": "4000100200300",
    "buyer": {"name": "⟦陈思远⟧", "idCard": "⟦440106199003071231⟧",
              "email": "⟦siyuan.chen@example.com⟧"},
    "refund": {"bankCard": "⟦6222023600012345672⟧", "amount": 268.00},
    "goods": [{"name": "陶瓷马克杯 350ml", "price": 1e2}]
  },
  "paginationData": null, "errorList": [], "extension": {}
})";

constexpr std::string_view kNested = R"({"success":"true","data":{
  "orderNo":"4000100200301",
  "ext":"{\"tel\":\"⟦13800138000⟧\",\"raw\":\"{\\\"receiverName\\\":\\\"⟦林若溪⟧\\\",\\\"kg\\\":1.20}\"}"
}})";

constexpr std::string_view kMember = R"({"success": true, "data": {
  "memberId": 70001234,
  "mobile": ⟦13800138000⟧,
  "points": 13800,
  "createTime": 1772323200007
}})";

constexpr std::string_view kErrorBody = R"({"error_response": {
  "code": "67",
  "zh_desc": "手机号⟦13800138000⟧不属于该订单",
  "en_desc": "Phone does not belong to the order"
}})";

constexpr std::string_view kErrorPage = R"(<html><head><title>500</title></head><body>
<h1>Internal Server Error</h1>
<p>receiver=⟦林若溪⟧ mobile=⟦13800138000⟧</p>
<pre>at com.partner.OrderDao.find(OrderDao.java:88)</pre>
</body></html>
)";

constexpr std::string_view kRecords = R"({"id":1,"receiverName":"⟦林若溪⟧","mobile":"⟦13800138000⟧"}
{"id":2,"receiverName":"⟦周明轩⟧","mobile":"⟦15012345678⟧"}
)";

constexpr std::string_view kEvents = R"(event: shipped
id: 1
data: {"waybill":"JDX001200340056","courierPhone":"⟦13700137000⟧"}

event: signed
id: 2
data: {"waybill":"JDX001200340056","signerName":"⟦欧阳静⟧"}

)";

constexpr std::string_view kPhp = R"({"order_sn": "20260301091244887", "goods_url": "https://img.example.com/a/b.png",
 "consignee": "⟦林若溪⟧", "mobile": "⟦13800138000⟧",
 "address": "⟦广东省广州市天河区体育西路191号⟧"})";

constexpr std::string_view kSealed = R"({"orderId": 4000100200303,
 "receiver": {"mobile": ⟦"13800138000"⟧, "phone": ⟦13922220001⟧},
 "extend": "{\"mobile\":⟦\"13800138000\"⟧}", "remark": "call ⟦13922220001⟧ first"})";

std::vector<Sample> make_samples() {
  std::vector<Sample> all;
  const auto add = [&all](std::string title, std::string target, std::string_view marked) -> Sample& {
    auto& sample = all.emplace_back();
    sample.title = std::move(title);
    sample.target = std::move(target);
    sample.marked = marked;
    return sample;
  };
  add("JOS gateway, one order", "/routerjson?method=jingdong.pop.order.get", kOrderGet);
  add("JOS gateway, search; the answer is gzip", "/routerjson?method=jingdong.pop.order.search", kOrderSearch)
      .accept_encoding = "gzip";
  add("SP-API envelope; the answer is br", "/rest/order/v0/orders/4000100200300", kSpApi).accept_encoding = "br";
  add("JSON in a string in JSON in a string", "/rest/order/v0/orders/4000100200301", kNested);
  add("A phone as a number", "/rest/crm/v0/members/7", kMember);
  add("Sealed, with blind indexes beside: tokens in the place of phones", "/sealed/order/v0/orders/4000100200303",
      kSealed);
  add("PHP style escapes", "/php/order", php_style(kPhp));
  add("An error body, status 400", "/routerjson?method=jingdong.order.unknown", kErrorBody).status = 400;
  auto& page = add("An error page nobody can check, status 500", "/rest/order/v0/broken", kErrorPage);
  page.status = 500;
  page.content_type = "text/html; charset=utf-8";
  page.expectation = Expectation::replaced;
  add("Records, one JSON document a line", "/rest/order/v0/export", kRecords).content_type = "application/x-ndjson";
  add("A stream of events", "/rest/logistics/v0/events", kEvents).content_type = "text/event-stream";
  return all;
}

}  // namespace

const std::vector<Sample>& samples() {
  static const auto all = make_samples();
  return all;
}

Parts split_marks(std::string_view marked) {
  Parts parts;
  for (;;) {
    const auto open = marked.find(kOpen);
    parts.kept.emplace_back(marked.substr(0, open));
    if (open == std::string_view::npos) return parts;
    marked.remove_prefix(open + kOpen.size());
    const auto close = marked.find(kClose);
    parts.planted.emplace_back(marked.substr(0, close));
    marked.remove_prefix(close + kClose.size());
  }
}

std::string without_marks(std::string_view marked) {
  const auto parts = split_marks(marked);
  std::string out = parts.kept.front();
  for (std::size_t i = 0; i < parts.planted.size(); ++i) out += parts.planted[i] + parts.kept[i + 1];
  return out;
}

}  // namespace veilgate::demo
