#include <doctest/doctest.h>

#include <string>

#include "proxy/http/media_type.hpp"

using namespace veilgate;
using namespace veilgate::proxy;

namespace {

struct Row {
  std::string_view value;
  MediaPlan plan;  // refuse: an error with `code`
  Code code = Code::internal;
};

void check(const MediaRules& rules, const Row& row) {
  CAPTURE(row.value);
  const auto plan = rules.plan(row.value);
  if (row.plan == MediaPlan::refuse) {
    REQUIRE_FALSE(plan.has_value());
    CHECK(plan.error().code == row.code);
    CHECK(plan.error().origin == Origin::upstream);
  } else {
    REQUIRE(plan.has_value());
    CHECK(*plan == row.plan);
  }
}

MediaRules rules_of(const std::vector<std::string>& pass, const std::vector<config::TreatAs>& treat_as) {
  auto rules = MediaRules::compile(pass, treat_as);
  REQUIRE(rules.has_value());
  return *rules;
}

constexpr Code kType = Code::unsupported_media_type;
constexpr Code kCharset = Code::unsupported_charset;

}  // namespace

TEST_CASE("plans without any rule") {
  const Row rows[] = {
      {"application/json", MediaPlan::json},
      {"Application/JSON", MediaPlan::json},
      {"text/json", MediaPlan::json},
      {"application/problem+json", MediaPlan::json},
      {"application/vnd.api+JSON", MediaPlan::json},
      {"application/x-ndjson", MediaPlan::records},
      {"application/ndjson", MediaPlan::records},
      {"application/jsonl", MediaPlan::records},
      {"application/jsonlines", MediaPlan::records},
      {"application/x-jsonlines", MediaPlan::records},
      {"text/event-stream", MediaPlan::event_stream},
      {"application/json; charset=utf-8", MediaPlan::json},
      {"application/json;charset=UTF-8", MediaPlan::json},
      {"application/json ; Charset=\"utf8\" ; q=1", MediaPlan::json},
      {"application/json;", MediaPlan::json},
      {"application/json; ;", MediaPlan::json},
      {"application/json; profile=\"a;b\\\"c\"", MediaPlan::json},

      {"application/json; charset=gbk", MediaPlan::refuse, kCharset},
      {"application/json; charset=utf-16", MediaPlan::refuse, kCharset},
      {"application/json; charset=us-ascii", MediaPlan::refuse, kCharset},
      {"application/json; charset=\"\"", MediaPlan::refuse, kCharset},
      {"text/event-stream; charset=iso-8859-1", MediaPlan::refuse, kCharset},

      {"", MediaPlan::refuse, kType},
      {"text/html", MediaPlan::refuse, kType},
      {"text/plain", MediaPlan::refuse, kType},
      {"application/json-seq", MediaPlan::refuse, kType},
      {"application/+json", MediaPlan::refuse, kType},
      {"application/jsonp", MediaPlan::refuse, kType},
      {"multipart/mixed; boundary=a", MediaPlan::refuse, kType},
      {"application/octet-stream", MediaPlan::refuse, kType},

      {"application", MediaPlan::refuse, kType},
      {"application/", MediaPlan::refuse, kType},
      {"/json", MediaPlan::refuse, kType},
      {"application /json", MediaPlan::refuse, kType},
      {"application/json, text/plain", MediaPlan::refuse, kType},
      {"application/json charset=utf-8", MediaPlan::refuse, kType},
      {"application/json; charset", MediaPlan::refuse, kType},
      {"application/json; charset=", MediaPlan::refuse, kType},
      {"application/json; charset =utf-8", MediaPlan::refuse, kType},
      {"application/json; charset= utf-8", MediaPlan::refuse, kType},
      {"application/json; charset=\"utf-8", MediaPlan::refuse, kType},
      {"application/json; charset=\"utf\\-8\"", MediaPlan::refuse, kType},
      {"application/json; charset=utf-8; charset=gbk", MediaPlan::refuse, kType},
      {"application/json; charset=utf-8; charset=utf-8", MediaPlan::refuse, kType},
      {"application/json; =a", MediaPlan::refuse, kType},
      {"application/json; charset='utf-8'", MediaPlan::refuse, kCharset},
  };
  const MediaRules rules;
  for (const Row& row : rows) check(rules, row);
}

TEST_CASE("pass and treat_as") {
  const auto rules = rules_of(
      {"image/*", "Text/HTML", "application/json", "application/*"},
      {{"text/plain", "application/json"}, {"Image/X-Log", "application/x-ndjson"}, {"text/html", "application/json"}});
  const Row rows[] = {
      {"image/png", MediaPlan::pass},
      {"IMAGE/PNG; charset=gbk", MediaPlan::pass},
      {"image/x-log", MediaPlan::records},
      {"text/plain", MediaPlan::json},
      {"text/plain; charset=gbk", MediaPlan::refuse, kCharset},
      {"text/html", MediaPlan::json},             // treat_as is stricter than pass
      {"application/json", MediaPlan::pass},      // named, so unread
      {"application/hal+json", MediaPlan::json},  // covered by a wildcard only, so read
      {"application/x-ndjson", MediaPlan::records},
      {"application/pdf", MediaPlan::pass},
      {"text/css", MediaPlan::refuse, kType},
      {"imagex/png", MediaPlan::refuse, kType},
      {"", MediaPlan::refuse, kType},
  };
  for (const Row& row : rows) check(rules, row);
  check(rules_of({}, {{"", "application/json"}}), {"", MediaPlan::json});
  check(rules_of({}, {{"", "application/json"}}), {"text/plain", MediaPlan::refuse, kType});
}

TEST_CASE("rules that cannot be meant") {
  const auto code = [](const std::vector<std::string>& pass, const std::vector<config::TreatAs>& treat_as) {
    const auto rules = MediaRules::compile(pass, treat_as);
    return rules ? Code::internal : rules.error().code;
  };
  CHECK(code({"*/*"}, {}) == Code::bad_config);
  CHECK(code({"*"}, {}) == Code::bad_config);
  CHECK(code({"image"}, {}) == Code::bad_config);
  CHECK(code({"image/"}, {}) == Code::bad_config);
  CHECK(code({""}, {}) == Code::bad_config);
  CHECK(code({"image/png; q=1"}, {}) == Code::bad_config);
  CHECK(code({}, {{"text/plain", "text/html"}}) == Code::bad_config);
  CHECK(code({}, {{"text/plain", ""}}) == Code::bad_config);
  CHECK(code({}, {{"text/*", "application/json"}}) == Code::bad_config);
  CHECK(code({}, {{"text/plain; a=b", "application/json"}}) == Code::bad_config);
  CHECK(code({}, {{"text/plain", "application/json; charset=gbk"}}) == Code::bad_config);
}

TEST_CASE("one Content-Type field") {
  const auto plan = [](const std::string& fields) {
    const std::string raw = "HTTP/1.1 200 OK\r\n" + fields + "\r\n";
    ResponseHead head;
    REQUIRE(parse_response_head(raw, Method::get, head).has_value());
    const auto result = rules_of({}, {{"", "text/event-stream"}}).plan(head);
    return result ? *result : MediaPlan::refuse;
  };
  CHECK(plan("Content-Type: application/json\r\n") == MediaPlan::json);
  CHECK(plan("") == MediaPlan::event_stream);
  CHECK(plan("Content-Type:\r\n") == MediaPlan::refuse);
  CHECK(plan("Content-Type: application/json\r\nContent-Type: application/json\r\n") == MediaPlan::refuse);
  CHECK(plan("Content-Type: image/png\r\nContent-Type: application/json\r\n") == MediaPlan::refuse);
}
