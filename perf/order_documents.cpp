#include "perf/order_documents.hpp"

#include <array>
#include <random>

namespace veilgate::perf {
namespace {

constexpr std::array<std::string_view, 8> kFamilyNames = {"王", "李", "张", "刘", "陈", "欧阳", "赵", "周"};
constexpr std::array<std::string_view, 8> kGivenNames = {"伟", "芳", "秀英", "敏", "静", "建国", "小明", "雨桐"};
constexpr std::array<std::string_view, 6> kRegions = {"北京市朝阳区",       "上海市浦东新区",     "广东省深圳市南山区",
                                                      "江苏省南京市玄武区", "浙江省杭州市西湖区", "四川省成都市武侯区"};
constexpr std::array<std::string_view, 5> kRoads = {"建国路", "世纪大道", "科技南十二路", "中山东路", "文三路"};
constexpr std::array<std::string_view, 6> kGoods = {"华为智慧屏 S65 4K超高清", "小米电饭煲 4L 家用智能预约",
                                                    "全棉四件套 1.8米床",      "不锈钢保温杯 500ml 便携",
                                                    "机械键盘 87键 红轴 有线", "婴儿湿巾 80抽*12包 手口专用"};

class Writer {
 public:
  Writer(Spelling spelling, std::uint64_t seed) : spelling_(spelling), random_(seed) { document_.fixed.emplace_back(); }

  void fixed(std::string_view text) { append(text); }

  void planted(std::string_view value) {
    const auto start = document_.text.size();
    document_.text += spell(value);
    document_.planted.push_back(document_.text.substr(start));
    document_.fixed.emplace_back();
  }

  std::string digits(std::size_t count) {
    std::string out;
    out += static_cast<char>('1' + pick(9));
    while (out.size() < count) out += static_cast<char>('0' + pick(10));
    return out;
  }

  std::size_t pick(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  template <class Table>
  std::string_view one_of(const Table& table) {
    return table[pick(table.size())];
  }

  std::size_t size() const { return document_.text.size(); }
  OrderDocument take() { return std::move(document_); }

 private:
  void append(std::string_view text) {
    const auto spelled = spell(text);
    document_.text += spelled;
    document_.fixed.back() += spelled;
  }

  // The texts above hold no character outside the basic plane.
  std::string spell(std::string_view text) const {
    if (spelling_ == Spelling::raw) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte < 0x80) {
        if (text[i] == '/') out += '\\';
        out += text[i++];
        continue;
      }
      const std::size_t length = byte >= 0xE0 ? 3 : 2;
      unsigned code = byte & (length == 3 ? 0x0FU : 0x1FU);
      for (std::size_t k = 1; k < length; ++k) code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(code >> shift) & 0xFU];
      i += length;
    }
    return out;
  }

  Spelling spelling_;
  std::mt19937_64 random_;
  OrderDocument document_;
};

std::string mobile(Writer& writer) {
  constexpr std::array<std::string_view, 6> kPrefixes = {"138", "139", "150", "186", "177", "199"};
  std::string out(writer.one_of(kPrefixes));
  while (out.size() < 11) out += static_cast<char>('0' + writer.pick(10));
  return out;
}

void write_item(Writer& writer) {
  writer.fixed("{\"skuId\":\"" + writer.digits(14) + "\",\"outerSkuId\":\"" + writer.digits(10) + "\",\"skuName\":\"");
  writer.fixed(writer.one_of(kGoods));
  writer.fixed("\",\"jdPrice\":\"" + writer.digits(3) + ".00\",\"itemTotal\":\"1\",\"wareId\":\"" + writer.digits(14) +
               "\",\"id\":" + writer.digits(12) + ",\"newStoreId\":\"0\",\"itemExt\":\"{\\\"cid\\\":\\\"" +
               writer.digits(5) + "\\\",\\\"isVMI\\\":0}\"}");
}

void write_order(Writer& writer) {
  const auto hour = std::to_string(10 + writer.pick(14));
  const auto minute = std::to_string(10 + writer.pick(50));
  writer.fixed(
      "{\"orderId\":\"" + writer.digits(12) + "\",\"venderId\":\"" + writer.digits(8) +
      "\",\"orderType\":\"22\",\"payType\":\"4-在线支付\",\"orderTotalPrice\":\"" + writer.digits(4) +
      ".50\",\"orderSellerPrice\":\"" + writer.digits(4) + ".00\",\"freightPrice\":\"0.00\"," +
      "\"orderState\":\"WAIT_SELLER_STOCK_OUT\",\"orderStateRemark\":\"等待出库\",\"deliveryType\":\"任意时间\"," +
      "\"orderStartTime\":\"2025-11-11 " + hour + ":" + minute + ":09\",\"outBoundDate\":\"0001-01-01 00:00:00\"," +
      "\"dataVersion\":\"17" + writer.digits(11) + "\",\"idSopShipmenttype\":67,\"commission\":{\"amount\":0," +
      "\"centFactor\":100,\"cent\":0,\"currency\":\"CNY\"},\"vatInfo\":[],\"couponDetailList\":[[{\"couponType\":"
      "\"28\"," +
      "\"couponPrice\":\"5.00\"}]],\"orderSign\":\"000000002000000000050000020010000301000000000000\"," +
      "\"consigneeInfo\":{\"fullname\":\"");
  writer.planted(std::string(writer.one_of(kFamilyNames)) + std::string(writer.one_of(kGivenNames)));
  writer.fixed("\",\"mobile\":\"");
  writer.planted(mobile(writer));
  writer.fixed("\",\"telephone\":\"");
  writer.planted("010-8" + writer.digits(7));
  writer.fixed("\",\"fullAddress\":\"");
  writer.planted(std::string(writer.one_of(kRegions)) + std::string(writer.one_of(kRoads)) + writer.digits(2) + "号院" +
                 writer.digits(1) + "号楼" + writer.digits(3) + "室");
  writer.fixed("\",\"provinceId\":\"19\",\"cityId\":\"1601\",\"countyId\":\"3634\"},\"itemInfoList\":[");
  write_item(writer);
  if (writer.pick(3) == 0) {
    writer.fixed(",");
    write_item(writer);
  }
  writer.fixed("]}");
}

}  // namespace

OrderDocument make_order_document(std::size_t bytes, Spelling spelling, std::uint64_t seed) {
  Writer writer(spelling, seed);
  writer.fixed(
      "{\"jingdong_pop_order_search_responce\":{\"code\":\"0\",\"searchorderinfo_result\":{\"apiResult\":{\"success\":"
      "true,"
      "\"chineseErrCode\":\"成功\",\"numberCode\":0},\"orderInfoList\":[");
  std::size_t orders = 0;
  std::size_t one_order = 0;
  do {
    const auto before = writer.size();
    if (orders != 0) writer.fixed(",");
    write_order(writer);
    one_order = writer.size() - before;
    ++orders;
  } while (writer.size() + one_order <= bytes);
  writer.fixed("],\"orderTotal\":" + std::to_string(orders) + "}}}");
  return writer.take();
}

bool is_masked_exactly(const OrderDocument& document, std::string_view output, std::string& reason) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < document.fixed.size(); ++i) {
    const auto& fixed = document.fixed[i];
    if (output.substr(at, fixed.size()) != fixed) {
      reason = "something that was not planted changed, after planted value " + std::to_string(i);
      return false;
    }
    at += fixed.size();
    if (i == document.planted.size()) break;
    const auto end = output.find('"', at);
    if (end == std::string_view::npos || output.substr(at, end - at) == document.planted[i]) {
      reason = "planted value " + std::to_string(i) + " is still there";
      return false;
    }
    at = end;
  }
  if (at != output.size()) {
    reason = "the output goes on after the document";
    return false;
  }
  return true;
}

}  // namespace veilgate::perf
