// Small makers of prometheus-cpp families, for values that are counted elsewhere.
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

namespace veilgate::proxy {

using Labels = std::vector<prometheus::ClientMetric::Label>;

inline prometheus::MetricFamily make_family(std::string name, std::string help, prometheus::MetricType type) {
  prometheus::MetricFamily family;
  family.name = std::move(name);
  family.help = std::move(help);
  family.type = type;
  return family;
}

// Adds one series to a counter or gauge family.
inline void add_series(prometheus::MetricFamily& family, Labels labels, double value) {
  prometheus::ClientMetric metric;
  metric.label = std::move(labels);
  if (family.type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  family.metric.push_back(std::move(metric));
}

inline prometheus::MetricFamily single(std::string name, std::string help, prometheus::MetricType type, double value) {
  auto family = make_family(std::move(name), std::move(help), type);
  add_series(family, {}, value);
  return family;
}

}  // namespace veilgate::proxy
