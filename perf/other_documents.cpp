#include "perf/other_documents.hpp"

#include <array>
#include <random>
#include <string_view>

namespace veilgate::perf {
namespace {

class Source {
 public:
  explicit Source(std::uint64_t seed) : random_(seed) {}

  std::size_t pick(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  template <class Table>
  std::string_view one_of(const Table& table) {
    return table[pick(table.size())];
  }
  std::string digits(std::size_t count) {
    std::string out(1, static_cast<char>('1' + pick(9)));
    while (out.size() < count) out += static_cast<char>('0' + pick(10));
    return out;
  }

 private:
  std::mt19937_64 random_;
};

constexpr std::array<std::string_view, 12> kPhrases = {"the parcel came a day early",
                                                       "and the box was in one piece",
                                                       "nobody answered at the counter",
                                                       "we will order the larger size",
                                                       "which took longer than promised",
                                                       "thanks for the quick exchange",
                                                       "商品已经收到",
                                                       "包装完好无损",
                                                       "颜色和图片一致",
                                                       "物流速度很快",
                                                       "下次还会再来",
                                                       "客服态度不错"};
constexpr std::array<std::string_view, 8> kExtras = {
    ", ", "。", "\\n", " \U0001F600 ", " @shop_helper ", " https:\\/\\/t.example\\/a1B2c3 ", "，", " #sale "};

void write_message(Source& source, std::string& out) {
  out += "    {\n      \"id\": " + source.digits(18) + ",\n      \"created_at\": \"2025-11-" + source.digits(1) +
         "1T08:30:00Z\",\n      \"text\": \"";
  for (std::size_t phrases = 3 + source.pick(8); phrases > 0; --phrases) {
    out += source.one_of(kPhrases);
    out += source.one_of(kExtras);
  }
  const std::size_t kind = source.pick(20);
  if (kind == 0) out += "138" + source.digits(8);
  if (kind == 1) out += "a.reader@mail.example";
  out += "\",\n      \"link\": \"https://shop.example/items/" + source.digits(9) +
         ".html?from=list\",\n      \"likes\": " + source.digits(3) +
         ",\n      \"edited\": false,\n      \"tags\": [\"new\", \"家居\"]\n    }";
}

}  // namespace

std::string make_outlines(std::size_t bytes, std::uint64_t seed) {
  Source source(seed);
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (bool first = true; out.size() < bytes; first = false) {
    out += first ? "" : ",";
    out += R"({"type":"Feature","geometry":{"type":"Polygon","outline":[[)";
    for (int point = 0; point < 40; ++point) {
      out += point == 0 ? "[-" : ",[-";
      out += source.digits(2) + "." + source.digits(15) + "," + source.digits(2) + "." + source.digits(15) + "]";
    }
    out += "]]}}";
  }
  return out + "]}";
}

std::string make_messages(std::size_t bytes, std::uint64_t seed) {
  Source source(seed);
  std::string out = "{\n  \"messages\": [\n";
  for (bool first = true; out.size() < bytes; first = false) {
    out += first ? "" : ",\n";
    write_message(source, out);
  }
  return out + "\n  ]\n}\n";
}

}  // namespace veilgate::perf
