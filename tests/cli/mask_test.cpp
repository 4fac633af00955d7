#include <doctest/doctest.h>

#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

const std::string kDocument =
    "{ \"mobile\":\"" + std::string(kCanary) + "\",  \"orderId\": \"271900045118\",\"vat\":[ ] }\n";
const std::string kMasked =
    "{ \"mobile\":\"" + std::string(kCanaryMasked) + "\",  \"orderId\": \"271900045118\",\"vat\":[ ] }\n";

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a document comes out masked and otherwise byte for byte, from standard input and from a file") {
  TemporaryFolder folder;
  const auto file = folder.write("order.json", kDocument);
  for (const auto& arguments : {std::vector<std::string>{"mask"}, {"mask", "-"}, {"mask", file}}) {
    const auto finished = run_program(arguments, kDocument);
    CHECK(finished.exit_code == 0);
    CHECK(finished.out == kMasked);
    CHECK(finished.err.empty());
  }
}

TEST_CASE("a file of records is masked as records, by its name") {
  TemporaryFolder folder;
  for (const char* name : {"r.ndjson", "r.jsonl"}) {
    const auto finished = run_program({"mask", folder.write(name, kDocument + kDocument)});
    CHECK(finished.exit_code == 0);
    CHECK(finished.out == kMasked + kMasked);
  }
}

TEST_CASE("a document that cannot be checked: exit 1, nothing on standard output, no value on standard error") {
  const std::string open = "{\"mobile\":\"" + std::string(kCanary) + "\"";
  struct Row {
    const char* name;
    std::string input;
    const char* reason;
  };
  for (const auto& row :
       {Row{"cut off", open, "bad_json"}, Row{"trailing bytes", open + "} x" + std::string(kCanary), "bad_json"},
        Row{"a second document", open + "}" + open + "}", "bad_json"},
        Row{"bad UTF-8", open + ",\"a\":\"\xff\"}", "bad_utf8"},
        Row{"a bare value that is none", std::string(kCanary) + "abc", "bad_json"},
        Row{"too deep", std::string(1000, '[') + std::string(kCanary) + std::string(1000, ']'), "too_deep"},
        Row{"a fault after megabytes", open + ",\"pad\":[" + std::string(3'000'000, '0'), "bad_json"}}) {
    CAPTURE(std::string(row.name));
    const auto finished = run_program({"mask"}, row.input);
    CHECK(finished.exit_code == 1);
    CHECK(finished.out.empty());
    CHECK(holds(finished.err, row.reason));
    CHECK_FALSE(holds(finished.err, kCanary));
  }
}

TEST_CASE("a large document passes, and a fault at its very end still leaves nothing") {
  std::string document = "[\"" + std::string(kCanary) + "\"";
  while (document.size() < 8'000'000) document += ",{\"sku\":\"10087001234567\",\"name\":\"杯子\"}";
  const auto whole = run_program({"mask"}, document + "]");
  CHECK(whole.exit_code == 0);
  CHECK(whole.out.size() == document.size() + 1);
  CHECK_FALSE(holds(whole.out, kCanary));
  const auto faulty = run_program({"mask"}, document + "}");
  CHECK(faulty.exit_code == 1);
  CHECK(faulty.out.empty());
}

TEST_CASE("records are masked one by one; one bad record refuses all") {
  const auto record = "{\"mobile\":\"" + std::string(kCanary) + "\"}\n";
  const auto masked = "{\"mobile\":\"" + std::string(kCanaryMasked) + "\"}\n";
  const auto good = run_program({"mask", "--ndjson"}, record + record);
  CHECK(good.exit_code == 0);
  CHECK(good.out == masked + masked);
  const auto bad = run_program({"mask", "--ndjson"}, record + "{\"mobile\":" + std::string(kCanary) + "x}\n" + record);
  CHECK(bad.exit_code == 1);
  CHECK(bad.out.empty());
  CHECK_FALSE(holds(bad.err, kCanary));
}

TEST_CASE("rules of a file apply by the route given") {
  TemporaryFolder folder;
  const auto config =
      folder.write("rules.yaml",
                   "version: 1\n"
                   "rules:\n"
                   "  - {id: phones, match: {route: \"/crm/**\"}, where: {class: [cn_mobile]}, do: full}\n");
  const auto elsewhere = run_program({"mask", "--config", config, "--route", "/orders/1"}, kDocument);
  CHECK(elsewhere.out == kMasked);
  const auto there = run_program({"mask", "--config", config, "--route", "/crm/1"}, kDocument);
  CHECK(there.exit_code == 0);
  CHECK(holds(there.out, "\"mobile\":\"***********\""));
}

TEST_CASE("output that cannot be written is an error") {
  ChildProcess child(VEILGATE_PROGRAM, {"mask"});
  child.close_out();
  const auto finished = child.finish(kDocument, in_seconds(kPatienceSeconds));
  CHECK(finished.exit_code == 1);
  CHECK(holds(finished.err, "standard output"));
  CHECK_FALSE(holds(finished.err, kCanary));
}

}  // namespace
}  // namespace veilgate::test
