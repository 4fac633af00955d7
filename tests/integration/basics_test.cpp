// One request, one response: what arrives, what is masked, what is kept.
#include <doctest/doctest.h>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

TEST_CASE("a JSON answer is masked and keeps everything else") {
  auto upstream = FakeUpstream::answering(json_response(R"({"id": 7, "mobile":"13800138000", "z":[]})"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  const auto answer = proxy.get("/orders/1");
  CHECK(answer.status() == 200);
  CHECK(answer.complete);
  CHECK(answer.body == R"({"id": 7, "mobile":"138****8000", "z":[]})");
  CHECK(answer.field("Content-Length") == std::to_string(answer.body.size()));
  CHECK(answer.field("Content-Type") == "application/json");
  const auto records = proxy.recorder().wait_for(1);
  REQUIRE(records.size() == 1);
  CHECK(records[0].outcome == proxy::Outcome::forwarded);
  CHECK(records[0].status == 200);
  CHECK(records[0].findings.masked_total() == 1);
}
