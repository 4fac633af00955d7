#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/fake_upstream.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string order() {
  return "{\"mobile\":\"" + std::string(kCanary) + "\",\"orderId\":\"271900045118\"}";
}

TEST_CASE("serve with one upstream and no file guards it, and shows what it does") {
  const auto upstream = FakeUpstream::answering(json_response(order()));
  Serving serving({"--upstream", upstream->url()});
  const auto response = serving.get("/orders/1?tel=" + std::string(kCanary));
  CHECK(response.status == 200);
  CHECK(response.body == "{\"mobile\":\"" + std::string(kCanaryMasked) + "\",\"orderId\":\"271900045118\"}");

  CHECK(serving.get_admin("/healthz").status == 200);
  const auto ready = serving.get_admin("/readyz");
  CHECK(ready.status == 200);
  CHECK(holds(ready.body, "\"ready\":true"));
  CHECK(holds(ready.body, "\"last_reload\":null"));
  CHECK(holds(ready.body, upstream->url()));
  CHECK(run_program({"health", "--admin", serving.admin().substr(7)}).exit_code == 0);
  CHECK(run_program({"health", "--ready", "--admin", serving.admin().substr(7)}).out == "ok\n");

  const auto metrics = serving.metrics_with("outcome=\"forwarded\"} 1\n");
  CHECK(holds(metrics, "veilgate_unscanned_total 0\n"));
  CHECK(holds(metrics, "veilgate_fields_masked_total{class=\"cn_mobile\",level=\"L3\"} 1\n"));
  CHECK(holds(metrics, "veilgate_request_seconds_count 1\n"));
  const auto config = serving.get_admin("/config");
  CHECK(config.status == 200);
  CHECK(holds(config.body, "drain_timeout"));

  const auto finished = serving.stop();
  CHECK(finished.exit_code == 0);
  CHECK(holds(finished.err, "stopped: drained"));
  CHECK(holds(finished.out, "\"target\":\"/orders/1?tel="));
  CHECK(holds(finished.out, "\"outcome\":\"forwarded\""));
  CHECK(holds(finished.out, "\"masked\":{\"cn_mobile\":1}"));
  for (const auto* text : {&metrics, &config.body, &ready.body, &finished.out, &finished.err}) {
    CHECK_FALSE(holds(*text, kCanary));
  }
}

TEST_CASE("a refused response says why in log and metrics, without its content") {
  const auto upstream = FakeUpstream::answering(json_response(order() + "x" + std::string(kCanary)));
  Serving serving({"--upstream", upstream->url()});
  const auto response = serving.get("/orders/1");
  CHECK(response.status == 502);
  CHECK(response.header("Content-Type") == "application/problem+json");
  const auto metrics = serving.metrics_with("veilgate_blocked_total{reason=\"bad_json\"} 1\n");
  CHECK(holds(metrics, "veilgate_unscanned_total 0\n"));
  const auto finished = serving.stop();
  CHECK(holds(finished.out, "\"code\":\"bad_json\""));
  CHECK_FALSE(holds(response.body + metrics + finished.out + finished.err, kCanary));
}

TEST_CASE("an upstream that is down: a problem for the client, detail for the operator") {
  std::string url;
  { url = FakeUpstream::answering("")->url(); }
  Serving serving({"--upstream", url});
  CHECK(serving.get("/").status == 502);
  serving.metrics_with("veilgate_blocked_total{reason=\"upstream_unreachable\"} 1\n");
  const auto ready = serving.get_admin("/readyz");
  CHECK(ready.status == 200);
  CHECK(holds(ready.body, "\"consecutive_failures\":1"));
}

TEST_CASE("a shadow route is said loudly everywhere") {
  const auto upstream = FakeUpstream::answering(json_response(order()));
  TemporaryFolder folder;
  const auto config = folder.write(
      "shadow.yaml",
      "version: 1\n"
      "upstreams: {jos: {addresses: [\"" +
          upstream->url() +
          "\"]}}\n"
          "routes:\n"
          "  - {id: trial, upstream: jos, mode: shadow, until: \"2099-01-01T00:00:00Z\", ticket: SEC-1}\n");
  Serving serving({"--config", config});
  CHECK(holds(serving.said(), "shadow_route: trial masks NOTHING until 2099-01-01T00:00:00Z, ticket SEC-1"));
  CHECK(serving.get("/orders/1").body == order());
  CHECK(holds(serving.get_admin("/readyz").body, "\"shadow_routes\":[{\"route\":\"trial\""));
  const auto metrics = serving.metrics_with("veilgate_would_mask_total{route=\"trial\",class=\"cn_mobile\"} 1\n");
  CHECK(holds(metrics, "veilgate_shadow_routes 1\n"));
  CHECK(holds(metrics, "veilgate_fields_masked_total{class=\"cn_mobile\",level=\"L3\"} 0\n"));
  CHECK(holds(serving.stop().out, "\"shadow\":true"));
}

TEST_CASE("the admin listener on a unix socket, and none at all") {
  TemporaryFolder folder;
  const auto socket = "unix:" + folder.path("admin.sock");
  {
    Serving serving({"--upstream", "http://127.0.0.1:9", "--admin", socket});
    CHECK(serving.admin() == socket);
    CHECK(serving.get_admin("/healthz").status == 200);
    CHECK(run_program({"health", "--admin", socket}).exit_code == 0);
    CHECK(serving.stop().exit_code == 0);
  }
  CHECK_FALSE(std::ifstream(folder.path("admin.sock")).good());
  Serving without({"--upstream", "http://127.0.0.1:9", "--admin", ""});
  CHECK(without.admin().empty());
  CHECK(without.stop().exit_code == 0);
}

TEST_CASE("an address in use is said at the start") {
  Serving first({"--upstream", "http://127.0.0.1:9"});
  const auto second = run_program(
      {"serve", "--upstream", "http://127.0.0.1:9", "--listen", "127.0.0.1:0", "--admin", first.admin().substr(7)});
  CHECK(second.exit_code == 1);
  CHECK(holds(second.err, "admin listener"));
  const auto third =
      run_program({"serve", "--upstream", "http://127.0.0.1:9", "--listen", first.url().substr(7), "--admin", ""});
  CHECK(third.exit_code == 1);
}

TEST_CASE("the process leaves no core file") {
  Serving serving({"--upstream", "http://127.0.0.1:9"});
  std::ifstream limits("/proc/" + std::to_string(serving.child().pid()) + "/limits");
  std::string line;
  bool found = false;
  while (std::getline(limits, line)) {
    if (!line.starts_with("Max core file size")) continue;
    found = true;
    CHECK(line.find("unlimited") == std::string::npos);
    CHECK(line.find(" 0 ") != std::string::npos);
  }
  CHECK(found);
}

}  // namespace
}  // namespace veilgate::test
