#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "proxy/http/problem.hpp"

using namespace veilgate;
using namespace veilgate::proxy;

namespace {

constexpr int kCodes = static_cast<int>(Code::io_failed) + 1;

}  // namespace

TEST_CASE("every code has a row, a status, a sentence and a body") {
  ProblemBody body;
  std::set<std::string> names;
  for (int i = 0; i < kCodes; ++i) {
    const auto code = static_cast<Code>(i);
    CAPTURE(std::string(code_name(code)));
    CHECK(names.insert(code_name(code)).second);
    const Problem& problem = find_problem(code);
    CHECK(problem.code == code);
    CHECK(problem.status >= 400);
    CHECK(problem.status <= 599);
    CHECK_FALSE(reason_phrase(problem.status).empty());
    CHECK(problem.title.back() == '.');

    const auto json = nlohmann::json::parse(std::string(body.make(code, "id-1").bytes()));
    CHECK(json["type"] == "about:blank");
    CHECK(json["title"] == std::string(problem.title));
    CHECK(json["status"] == problem.status);
    CHECK(json["code"] == code_name(code));
    CHECK(json["correlation_id"] == "id-1");
    CHECK(json.size() == 5);
  }
}

TEST_CASE("statuses") {
  struct Row {
    Code code;
    unsigned status;
  };
  const Row rows[] = {
      {Code::internal, 500},
      {Code::bad_request, 400},
      {Code::header_too_large, 431},
      {Code::request_too_large, 413},
      {Code::method_refused, 501},
      {Code::expectation_failed, 417},
      {Code::client_timeout, 408},
      {Code::no_route, 404},
      {Code::loop_detected, 508},
      {Code::overloaded, 503},
      {Code::shutting_down, 503},
      {Code::upstream_timeout, 504},
      {Code::upstream_unreachable, 502},
      {Code::upstream_bad_response, 502},
  };
  for (const Row& row : rows) CHECK(find_problem(row.code).status == row.status);
  for (int i = static_cast<int>(Code::bad_json); i <= static_cast<int>(Code::sensitive_header); ++i) {
    CHECK(find_problem(static_cast<Code>(i)).status == 502);
    // All refusals of a body look alike but for their code.
    CHECK(find_problem(static_cast<Code>(i)).title == find_problem(Code::bad_json).title);
  }
}

TEST_CASE("a code outside the enum is an internal error") {
  CHECK(find_problem(static_cast<Code>(kCodes)).code == Code::internal);
  CHECK(find_problem(static_cast<Code>(255)).status == 500);
}

TEST_CASE("a correlation id that is none is left out") {
  ProblemBody body;
  for (const std::string_view id : {"", "a\"b", "a\r\nb", "\xe5\xbc\xa0"}) {
    const auto json = nlohmann::json::parse(std::string(body.make(Code::bad_json, id).bytes()));
    CHECK_FALSE(json.contains("correlation_id"));
  }
}

TEST_CASE("an upstream's own status") {
  ProblemBody body;
  const auto json = nlohmann::json::parse(std::string(body.make(Code::unsupported_media_type, "i", 404).bytes()));
  CHECK(json["status"] == 404);
}

TEST_CASE("problem heads") {
  std::string out;
  append_problem_head(out, {Code::overloaded, 12, true, Version::http_1_1, "r-1"});
  CHECK(out ==
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nContent-Length: 12\r\n"
        "Cache-Control: no-store\r\nRetry-After: 1\r\nX-Request-Id: r-1\r\n\r\n");
  out.clear();
  append_problem_head(out, {Code::bad_json, 0, false, Version::http_1_0, "a\r\nb"});
  CHECK(out ==
        "HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/problem+json\r\nContent-Length: 0\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n");
}
