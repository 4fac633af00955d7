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

constexpr std::array<std::string_view, 16> kSentences = {
    "The library reads a stream of events and keeps the order in which they came",
    "Contributors work on the parser, the scheduler and the tests from May on",
    "Every page of the report is rendered again when its data change",
    "Students learn how to profile a program and where its time goes",
    "Support for new formats is added by plugins, which users can write",
    "The project is hosted at https://code.example/projects/reader/tree/main",
    "A secret of good documentation is that somebody reads it",
    "The server answers from memory, and the address of a record never changes",
    "Version 2.4 brings 12 fixes, 3 new commands and a faster start",
    "Since 2016 the community has grown to 140 people in 20 countries",
    "* Secure testing of many languages: Python, C/C++, Java, Scheme",
    "- a call to start() opens the file; stop() closes it",
    "The frame holds a header, an item count and a body",
    "Please contact the mentors on the mailing list before you apply",
    "It is not the user who has to know the name of the host",
    "Results from the last season are kept (see the archive, chapter 7)"};
constexpr std::array<std::string_view, 3> kBetween = {". ", ".\\n", ".\\n\\n"};

constexpr std::array<std::string_view, 24> kCrowd = {"Mr ",       "Dear ", "name ",  "call ",  "password ", "token ",
                                                     "passport ", "id ",   "138 ",   "0013-8", "1.2.3 ",    "12:34 ",
                                                     "a@b ",      "::1 ",  "x=1&",   "sk-",    "eyJa ",     "Street ",
                                                     "box 2 ",    "E 12 ", "qq 12 ", "+86 ",   "live ",     "address "};

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

std::string make_prose(std::size_t bytes, std::uint64_t seed) {
  Source source(seed);
  std::string out = "[";
  for (bool first = true; out.size() < bytes; first = false) {
    out += first ? R"({"about":")" : R"(,{"about":")";
    for (std::size_t sentences = 10 + source.pick(30); sentences > 0; --sentences) {
      out += source.one_of(kSentences);
      out += source.one_of(kBetween);
    }
    out += R"("})";
  }
  return out + "]";
}

std::string make_crowded(std::size_t bytes, std::uint64_t seed) {
  Source source(seed);
  std::string out = R"({"text":")";
  while (out.size() < bytes) out += source.one_of(kCrowd);
  return out + R"("})";
}

}  // namespace veilgate::perf
