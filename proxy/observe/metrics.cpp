#include "proxy/observe/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <utility>

#include "proxy/observe/access_line.hpp"
#include "proxy/observe/cells.hpp"
#include "proxy/observe/families.hpp"
#include "proxy/observe/per_thread.hpp"
#include "proxy/observe/process_stats.hpp"

namespace veilgate::proxy {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array<const char*, kStatusClassCount> kStatusClassNames{"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

// The sums over all threads at one moment.
struct Sums {
  struct Route {
    std::array<std::uint64_t, kOutcomeCount> outcomes{};
    std::array<std::uint64_t, kStatusClassCount> status_classes{};
    std::array<std::uint64_t, masking::kBuiltinClassCount> would_mask{};
  };
  struct Histogram {
    std::array<std::uint64_t, HistogramCells::kUpperMicroseconds.size() + 1> buckets{};
    std::uint64_t sum_microseconds = 0;

    void add(const HistogramCells& cells) {
      for (std::size_t i = 0; i < buckets.size(); ++i) buckets[i] += cells.buckets[i].value();
      sum_microseconds += cells.sum_microseconds.value();
    }
  };

  std::map<std::string, Route, std::less<>> routes;
  struct OwnClass {
    std::uint64_t masked = 0;
    std::map<std::string, std::uint64_t> would_mask;  // by route
  };
  std::map<std::pair<std::string, config::Level>, OwnClass> own_classes;
  std::array<std::uint64_t, masking::kBuiltinClassCount> masked{};
  std::array<std::uint64_t, kCodeCount> blocked{};
  std::uint64_t unscanned = 0;
  std::uint64_t opened = 0;
  std::uint64_t closed = 0;
  std::uint64_t request_bytes = 0;
  std::uint64_t upstream_bytes = 0;
  std::uint64_t response_bytes = 0;
  Histogram upstream_time;
  Histogram masking_time;
  Histogram total_time;

  void add(const ThreadCells& cells) {
    cells.for_each_route([this](const std::string& id, const RouteCells& from) {
      auto& to = routes[id];
      add_all(to.outcomes, from.outcomes);
      add_all(to.status_classes, from.status_classes);
      add_all(to.would_mask, from.would_mask);
    });
    cells.for_each_own_class([this](const std::string& name, config::Level level, const OwnClassCells& from) {
      OwnClass& to = own_classes[{name, level}];
      to.masked += from.masked.value();
      for (const auto& [route, cell] : from.would_mask) to.would_mask[route] += cell.value();
    });
    add_all(masked, cells.masked);
    add_all(blocked, cells.blocked);
    unscanned += cells.unscanned.value();
    // Closed before opened: a connection that opens and closes in between must not make the gauge negative.
    closed += cells.closed.value();
    opened += cells.opened.value();
    request_bytes += cells.request_bytes.value();
    upstream_bytes += cells.upstream_bytes.value();
    response_bytes += cells.response_bytes.value();
    upstream_time.add(cells.upstream_time);
    masking_time.add(cells.masking_time);
    total_time.add(cells.total_time);
  }

  template <std::size_t N>
  static void add_all(std::array<std::uint64_t, N>& to, const std::array<Cell, N>& from) {
    for (std::size_t i = 0; i < N; ++i) to[i] += from[i].value();
  }
};

double number(std::uint64_t value) {
  return static_cast<double>(value);
}

MetricFamily histogram(std::string name, std::string help, const Sums::Histogram& sums) {
  auto family = make_family(std::move(name), std::move(help), MetricType::Histogram);
  prometheus::ClientMetric metric;
  std::uint64_t cumulative = 0;
  for (std::size_t i = 0; i < sums.buckets.size(); ++i) {
    cumulative += sums.buckets[i];
    const double upper = i < HistogramCells::kUpperMicroseconds.size() ? HistogramCells::kUpperMicroseconds[i] / 1e6
                                                                       : std::numeric_limits<double>::infinity();
    metric.histogram.bucket.push_back({cumulative, upper});
  }
  metric.histogram.sample_count = cumulative;
  metric.histogram.sample_sum = number(sums.sum_microseconds) / 1e6;
  family.metric.push_back(std::move(metric));
  return family;
}

std::string level_label(config::Level level) {
  return "L" + std::to_string(static_cast<int>(level));
}

void collect_routes(const Sums& sums, std::vector<MetricFamily>& out) {
  auto requests = make_family("veilgate_requests_total", "Requests by route and outcome.", MetricType::Counter);
  auto responses = make_family("veilgate_responses_total", "Responses by route and status class.", MetricType::Counter);
  auto passed =
      make_family("veilgate_passed_total", "Responses passed unread, as the route says.", MetricType::Counter);
  auto would =
      make_family("veilgate_would_mask_total", "Values a shadow route would have masked.", MetricType::Counter);
  for (const auto& [id, route] : sums.routes) {
    for (std::size_t i = 0; i < kOutcomeCount; ++i) {
      add_series(requests, {{"route", id}, {"outcome", std::string(outcome_name(static_cast<Outcome>(i)))}},
                 number(route.outcomes[i]));
    }
    for (std::size_t i = 0; i < kStatusClassCount; ++i) {
      add_series(responses, {{"route", id}, {"status_class", kStatusClassNames[i]}}, number(route.status_classes[i]));
    }
    add_series(passed, {{"route", id}}, number(route.outcomes[static_cast<std::size_t>(Outcome::passed)]));
    for (std::size_t i = 0; i < masking::kBuiltinClassCount; ++i) {
      if (route.would_mask[i] == 0) continue;
      const auto name = masking::class_name(static_cast<masking::ClassId>(i));
      add_series(would, {{"route", id}, {"class", std::string(name)}}, number(route.would_mask[i]));
    }
  }
  for (const auto& [label, own] : sums.own_classes) {
    for (const auto& [route, count] : own.would_mask) {
      add_series(would, {{"route", route}, {"class", label.first}}, number(count));
    }
  }
  for (auto* family : {&requests, &responses, &passed, &would}) out.push_back(std::move(*family));
}

void collect_process_wide(const Sums& sums, std::vector<MetricFamily>& out) {
  auto masked = make_family("veilgate_fields_masked_total", "Values masked, by class and level.", MetricType::Counter);
  for (std::size_t i = 0; i < masking::kBuiltinClassCount; ++i) {
    const auto id = static_cast<masking::ClassId>(i);
    add_series(masked,
               {{"class", std::string(masking::class_name(id))}, {"level", level_label(masking::class_level(id))}},
               number(sums.masked[i]));
  }
  for (const auto& [label, own] : sums.own_classes) {
    add_series(masked, {{"class", label.first}, {"level", level_label(label.second)}}, number(own.masked));
  }
  out.push_back(std::move(masked));

  auto blocked = make_family("veilgate_blocked_total", "Exchanges refused or cut, by reason.", MetricType::Counter);
  for (std::size_t i = 0; i < kCodeCount; ++i) {
    add_series(blocked, {{"reason", code_name(static_cast<Code>(i))}}, number(sums.blocked[i]));
  }
  out.push_back(std::move(blocked));

  const auto counter = [&](const char* name, const char* help, std::uint64_t value) {
    out.push_back(single(name, help, MetricType::Counter, number(value)));
  };
  counter("veilgate_unscanned_total", "Bodies forwarded that the engine did not see; must stay 0.", sums.unscanned);
  counter("veilgate_request_bytes_total", "Body bytes from clients.", sums.request_bytes);
  counter("veilgate_upstream_bytes_total", "Body bytes from upstreams, as coded.", sums.upstream_bytes);
  counter("veilgate_response_bytes_total", "Body bytes to clients, as coded.", sums.response_bytes);
  out.push_back(histogram("veilgate_upstream_seconds", "Time spent waiting for the upstream.", sums.upstream_time));
  out.push_back(histogram("veilgate_masking_seconds", "Time spent decoding, masking and encoding.", sums.masking_time));
  out.push_back(histogram("veilgate_request_seconds", "Request head read to last byte written.", sums.total_time));
  out.push_back(single("veilgate_connections", "Client connections open.", MetricType::Gauge,
                       sums.opened < sums.closed ? 0 : number(sums.opened - sums.closed)));
}

}  // namespace

struct Metrics::Impl {
  PerThread<ThreadCells> cells;

  prometheus::Registry registry;
  prometheus::Counter* dropped;
  prometheus::Counter* reload_failures;
  prometheus::Gauge* last_good;
  prometheus::Gauge* shadow_routes;

  mutable std::mutex mutex;  // the two below
  std::set<std::string> known_routes;
  std::function<std::uint64_t()> in_flight;

  Impl()
      : dropped(&prometheus::BuildCounter()
                     .Name("veilgate_log_dropped_total")
                     .Help("Access log lines lost because the writer could not keep up or could not write.")
                     .Register(registry)
                     .Add({})),
        reload_failures(&prometheus::BuildCounter()
                             .Name("veilgate_config_reload_failures_total")
                             .Help("Configurations refused while the last good one went on.")
                             .Register(registry)
                             .Add({})),
        last_good(&prometheus::BuildGauge()
                       .Name("veilgate_config_last_good_timestamp_seconds")
                       .Help("When the configuration in force was loaded, seconds since 1970.")
                       .Register(registry)
                       .Add({})),
        shadow_routes(&prometheus::BuildGauge()
                           .Name("veilgate_shadow_routes")
                           .Help("Routes in shadow mode, which mask nothing.")
                           .Register(registry)
                           .Add({})) {
    prometheus::BuildGauge()
        .Name("veilgate_build_info")
        .Help("Always 1; the label says which build runs.")
        .Register(registry)
        .Add({{"version", VEILGATE_VERSION}})
        .Set(1);
  }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::exchange(const ExchangeRecord& record) {
  impl_->cells.local().exchange(record);
}
void Metrics::connection_opened() {
  impl_->cells.local().connection_opened();
}
void Metrics::connection_closed() {
  impl_->cells.local().connection_closed();
}
void Metrics::log_dropped(std::uint64_t lines) {
  impl_->dropped->Increment(number(lines));
}

void Metrics::config_loaded(std::chrono::system_clock::time_point when, const std::vector<std::string>& routes,
                            std::size_t shadow_routes) {
  impl_->last_good->Set(std::chrono::duration<double>(when.time_since_epoch()).count());
  impl_->shadow_routes->Set(static_cast<double>(shadow_routes));
  const std::lock_guard lock(impl_->mutex);
  impl_->known_routes.insert(routes.begin(), routes.end());
}

void Metrics::config_failed() {
  impl_->reload_failures->Increment();
}

void Metrics::set_in_flight_source(std::function<std::uint64_t()> source) {
  const std::lock_guard lock(impl_->mutex);
  impl_->in_flight = std::move(source);
}

std::string Metrics::render() const {
  Sums sums;
  std::uint64_t in_flight = 0;
  {
    const std::lock_guard lock(impl_->mutex);
    for (const auto& route : impl_->known_routes) sums.routes[route];
    if (impl_->in_flight) in_flight = impl_->in_flight();
  }
  impl_->cells.for_each([&](const ThreadCells& cells) { sums.add(cells); });

  std::vector<MetricFamily> families;
  collect_routes(sums, families);
  collect_process_wide(sums, families);
  families.push_back(
      single("veilgate_requests_in_flight", "Requests being served.", MetricType::Gauge, number(in_flight)));
  for (auto& family : impl_->registry.Collect()) families.push_back(std::move(family));
  for (auto& family : collect_process_stats()) families.push_back(std::move(family));
  // A family without a series is noise to a reader and an error to some parsers.
  std::erase_if(families, [](const MetricFamily& family) { return family.metric.empty(); });

  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return std::move(out).str();
}

}  // namespace veilgate::proxy
