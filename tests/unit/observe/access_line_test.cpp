#include "proxy/observe/access_line.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>
#include <vector>

#include "tests/unit/observe/sample_record.hpp"

namespace veilgate::proxy {
namespace {

std::string line_of(const ExchangeRecord& record) {
  AccessLineWriter writer;
  std::string out;
  writer.append(out, record);
  return out;
}

struct Parsed {
  explicit Parsed(const std::string& line) : text(line), root(parser.parse(text)) {}
  std::string string(std::string_view key) { return std::string(std::string_view(root[key])); }
  std::string text;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
};

TEST_CASE("a line holds what the record says") {
  const auto line = line_of(sample_record());
  CHECK(line.back() == '\n');
  Parsed parsed(line);
  CHECK(parsed.string("time") == "2026-03-01T00:00:00.007Z");
  CHECK(parsed.string("request_id") == "req-1");
  CHECK(parsed.string("trace_id") == "0af7651916cd43dd8448eb211c80319c");
  CHECK(parsed.string("target") == "/orders/1?page=");
  CHECK(parsed.string("outcome") == "forwarded");
  CHECK(std::uint64_t(parsed.root["status"]) == 200);
  CHECK(std::uint64_t(parsed.root["masked"]["cn_mobile"]) == 2);
  CHECK(simdjson::dom::object(parsed.root["masked"]).size() == 1);
  CHECK(double(parsed.root["total_ms"]) == doctest::Approx(1.234));
  CHECK(double(parsed.root["masking_ms"]) == doctest::Approx(0.05));
  CHECK(parsed.root["code"].error() == simdjson::NO_SUCH_FIELD);
  CHECK(parsed.root["shadow"].error() == simdjson::NO_SUCH_FIELD);
}

TEST_CASE("classes of a configuration stand under their names") {
  auto record = sample_record();
  const std::vector<masking::ClassLabel> own = {{"member_no", config::Level::l3}, {"badge", config::Level::l4}};
  record.own_classes = own;
  record.findings.masked[masking::kBuiltinClassCount + 1] = 5;
  Parsed parsed(line_of(record));
  CHECK(std::uint64_t(parsed.root["masked"]["badge"]) == 5);
  CHECK(simdjson::dom::object(parsed.root["masked"]).size() == 2);
}

TEST_CASE("a refusal names its code and reason") {
  auto record = sample_record();
  const auto error = make_error(Code::bad_json, Origin::upstream, "offset 17: a comma is missing");
  record.error = &error;
  record.outcome = Outcome::refused;
  record.shadow = true;
  Parsed parsed(line_of(record));
  CHECK(parsed.string("code") == "bad_json");
  CHECK(parsed.string("reason") == "offset 17: a comma is missing");
  CHECK(parsed.string("outcome") == "refused");
  CHECK(bool(parsed.root["shadow"]));
}

TEST_CASE("hostile text stays one line and one document") {
  struct Row {
    const char* name;
    std::string text;
    std::string read_back;
  };
  const Row rows[] = {
      {"quote and backslash", "a\"b\\c", "a\"b\\c"},
      {"a forged line", "x\n{\"status\":200}", "x\n{\"status\":200}"},
      {"controls", std::string("\x00\x01\x1f\x7f\r\t", 6), std::string("\x00\x01\x1f\x7f\r\t", 6)},
      {"Han", "/订单/1", "/订单/1"},
      {"astral", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
      {"lone continuation", "a\x80z", "a\xEF\xBF\xBDz"},
      {"overlong", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"cut at the end", "z\xE4\xBD", "z\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"beyond Unicode", "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"empty", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto record = sample_record();
    record.target = row.text;
    record.request_id = row.text;
    const auto line = line_of(record);
    CHECK(line.find('\n') == line.size() - 1);
    Parsed parsed(line);
    CHECK(parsed.string("target") == row.read_back);
    CHECK(parsed.string("request_id") == row.read_back);
  }
}

TEST_CASE("every byte is seen wherever it stands in a text") {
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    for (std::size_t at = 0; at < 19; ++at) {
      CAPTURE(byte);
      CAPTURE(at);
      auto record = sample_record();
      std::string text(19, '~');
      text[at] = static_cast<char>(byte);
      record.target = text;
      Parsed parsed(line_of(record));
      CHECK(parsed.string("target") == record.target);
    }
  }
}

TEST_CASE("a trace header that is not one gives no trace id") {
  for (const char* header : {"", "00", "00-short-b7ad6b7169203331-01"}) {
    CAPTURE(header);
    auto record = sample_record();
    record.traceparent = header;
    CHECK(Parsed(line_of(record)).string("trace_id").empty());
  }
}

TEST_CASE("the time follows the record, also after the second has changed") {
  using namespace std::chrono_literals;
  AccessLineWriter writer;
  auto record = sample_record();
  std::string out;
  writer.append(out, record);
  out.clear();
  record.started += 999ms;
  writer.append(out, record);
  CHECK(Parsed(out).string("time") == "2026-03-01T00:00:01.006Z");
}

}  // namespace
}  // namespace veilgate::proxy
