// The process itself as metrics: memory, open descriptors, processor time, start time; read from /proc when asked.
//
// Threads: any.
#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace veilgate::proxy {

// The families of the Prometheus convention (`process_…`). A figure that cannot be read is left out.
std::vector<prometheus::MetricFamily> collect_process_stats();

}  // namespace veilgate::proxy
