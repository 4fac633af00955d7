#include "proxy/observe/metrics.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/unit/observe/sample_record.hpp"

namespace veilgate::proxy {
namespace {

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\n" + line + "\n") != std::string::npos;
}

TEST_CASE("an exchange is counted under its route, outcome, status and classes") {
  Metrics metrics;
  metrics.exchange(sample_record());
  const auto text = metrics.render();
  for (const char* line : {
           "veilgate_requests_total{route=\"orders\",outcome=\"forwarded\"} 1",
           "veilgate_requests_total{route=\"orders\",outcome=\"refused\"} 0",
           "veilgate_responses_total{route=\"orders\",status_class=\"2xx\"} 1",
           "veilgate_passed_total{route=\"orders\"} 0",
           "veilgate_fields_masked_total{class=\"cn_mobile\",level=\"L3\"} 2",
           "veilgate_unscanned_total 0",
           "veilgate_request_bytes_total 3",
           "veilgate_upstream_bytes_total 700",
           "veilgate_response_bytes_total 699",
           "veilgate_request_seconds_count 1",
           "veilgate_request_seconds_bucket{le=\"0.001\"} 0",
           "veilgate_request_seconds_bucket{le=\"0.0025\"} 1",
           "veilgate_upstream_seconds_bucket{le=\"0.001\"} 1",
           "veilgate_masking_seconds_bucket{le=\"0.0001\"} 1",
           "veilgate_masking_seconds_bucket{le=\"+Inf\"} 1",
       }) {
    CAPTURE(line);
    CHECK(has_line(text, line));
  }
}

TEST_CASE("classes of a configuration count under their names, whatever numbers a reload gives them") {
  Metrics metrics;
  const std::vector<masking::ClassLabel> before = {{"member_no", config::Level::l3}, {"badge", config::Level::l4}};
  const std::vector<masking::ClassLabel> after = {{"badge", config::Level::l4}};
  auto record = sample_record();
  record.own_classes = before;
  record.findings.masked[masking::kBuiltinClassCount] = 3;
  record.findings.masked[masking::kBuiltinClassCount + 1] = 5;
  metrics.exchange(record);
  record.own_classes = after;
  record.findings.masked[masking::kBuiltinClassCount] = 7;
  record.findings.masked[masking::kBuiltinClassCount + 1] = 0;
  metrics.exchange(record);
  record.shadow = true;
  metrics.exchange(record);
  const auto text = metrics.render();
  CHECK(has_line(text, "veilgate_fields_masked_total{class=\"member_no\",level=\"L3\"} 3"));
  CHECK(has_line(text, "veilgate_fields_masked_total{class=\"badge\",level=\"L4\"} 12"));
  CHECK(has_line(text, "veilgate_would_mask_total{route=\"orders\",class=\"badge\"} 7"));
}

TEST_CASE("a refusal is counted by its reason, an unexplained one as internal") {
  Metrics metrics;
  auto record = sample_record();
  record.outcome = Outcome::refused;
  record.status = 502;
  const auto error = make_error(Code::bad_utf8, Origin::upstream);
  record.error = &error;
  metrics.exchange(record);
  record.outcome = Outcome::cut;
  record.error = nullptr;
  record.status = 0;
  metrics.exchange(record);
  const auto text = metrics.render();
  CHECK(has_line(text, "veilgate_blocked_total{reason=\"bad_utf8\"} 1"));
  CHECK(has_line(text, "veilgate_blocked_total{reason=\"internal\"} 1"));
  CHECK(has_line(text, "veilgate_responses_total{route=\"orders\",status_class=\"5xx\"} 1"));
  CHECK(has_line(text, "veilgate_responses_total{route=\"orders\",status_class=\"none\"} 1"));
}

TEST_CASE("shadow counts what it would mask, and not as masked") {
  Metrics metrics;
  auto record = sample_record();
  record.shadow = true;
  metrics.exchange(record);
  const auto text = metrics.render();
  CHECK(has_line(text, "veilgate_would_mask_total{route=\"orders\",class=\"cn_mobile\"} 2"));
  CHECK(has_line(text, "veilgate_fields_masked_total{class=\"cn_mobile\",level=\"L3\"} 0"));
}

TEST_CASE("a body forwarded that the engine never saw shows in unscanned_total") {
  Metrics metrics;
  auto record = sample_record();
  record.findings = {};
  record.outcome = Outcome::passed;
  metrics.exchange(record);  // passed by name is not forwarded
  record.outcome = Outcome::refused;
  metrics.exchange(record);  // the problem document is the program's own
  record.outcome = Outcome::forwarded;
  record.response_bytes = 0;
  metrics.exchange(record);  // no body, nothing to see
  CHECK(has_line(metrics.render(), "veilgate_unscanned_total 0"));
  CHECK(has_line(metrics.render(), "veilgate_passed_total{route=\"orders\"} 1"));
  record.response_bytes = 1;
  metrics.exchange(record);
  CHECK(has_line(metrics.render(), "veilgate_unscanned_total 1"));
}

TEST_CASE("routes of the configuration appear before their first request, and a reload is visible") {
  using namespace std::chrono_literals;
  Metrics metrics;
  metrics.config_loaded(std::chrono::system_clock::time_point{1'700'000'000s}, {"orders", "crm"}, 1);
  metrics.config_failed();
  metrics.set_in_flight_source([] { return std::uint64_t{7}; });
  metrics.log_dropped(5);
  const auto text = metrics.render();
  CHECK(has_line(text, "veilgate_requests_total{route=\"crm\",outcome=\"forwarded\"} 0"));
  CHECK(has_line(text, "veilgate_config_last_good_timestamp_seconds 1700000000"));
  CHECK(has_line(text, "veilgate_config_reload_failures_total 1"));
  CHECK(has_line(text, "veilgate_shadow_routes 1"));
  CHECK(has_line(text, "veilgate_requests_in_flight 7"));
  CHECK(has_line(text, "veilgate_log_dropped_total 5"));
  CHECK(text.find("veilgate_build_info{version=") != std::string::npos);
  CHECK(text.find("process_resident_memory_bytes ") != std::string::npos);
  CHECK(text.find("process_open_fds ") != std::string::npos);
}

TEST_CASE("threads count at once while the metrics are read") {
  Metrics metrics;
  constexpr int kThreads = 4;
  constexpr int kEach = 5000;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&metrics, t] {
        const auto route = "route" + std::to_string(t % 2);
        auto record = sample_record();
        record.route = route;
        for (int i = 0; i < kEach; ++i) {
          metrics.connection_opened();
          metrics.exchange(record);
          if (i % 2 == 0) metrics.connection_closed();
        }
      });
    }
    for (int i = 0; i < 20; ++i) CHECK_FALSE(metrics.render().empty());
  }
  const auto text = metrics.render();
  CHECK(has_line(text, "veilgate_requests_total{route=\"route0\",outcome=\"forwarded\"} 10000"));
  CHECK(has_line(text, "veilgate_requests_total{route=\"route1\",outcome=\"forwarded\"} 10000"));
  CHECK(has_line(text, "veilgate_request_seconds_count 20000"));
  CHECK(has_line(text, "veilgate_connections 10000"));
}

}  // namespace
}  // namespace veilgate::proxy
