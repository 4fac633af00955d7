// Metrics: what /metrics shows.
//
// Counting an exchange touches the calling thread's own cells (cells.hpp) and costs some tens of nanoseconds; the
// families Prometheus reads are made from their sums when asked for.
//
//   veilgate_requests_total{route,outcome}            refused, forwarded, passed, cut, gone
//   veilgate_responses_total{route,status_class}      "2xx" …; "none": the client saw no status
//   veilgate_passed_total{route}                      responses of a type the route names under `pass`
//   veilgate_fields_masked_total{class,level}
//   veilgate_would_mask_total{route,class}            shadow routes only
//   veilgate_blocked_total{reason}                    reason: a code of crypto/base/error.hpp
//   veilgate_unscanned_total                          forwarded bodies the engine did not see; must stay 0
//   veilgate_upstream_seconds, _masking_seconds, _request_seconds    histograms
//   veilgate_request_bytes_total, _upstream_bytes_total, _response_bytes_total    bodies, as coded
//   veilgate_connections, veilgate_requests_in_flight
//   veilgate_log_dropped_total                        access log lines lost
//   veilgate_config_last_good_timestamp_seconds, veilgate_config_reload_failures_total
//   veilgate_shadow_routes, veilgate_build_info{version}
//   process_resident_memory_bytes, process_open_fds, process_cpu_seconds_total, process_start_time_seconds
//
// No label ever comes from a request: routes are ids of the configuration, everything else is a fixed list.
//
// Threads: every function from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void exchange(const ExchangeRecord& record);
  void connection_opened();
  void connection_closed();
  void log_dropped(std::uint64_t lines);

  // A configuration took effect: its routes appear with zeros, so that a rate over them is defined from the start.
  void config_loaded(std::chrono::system_clock::time_point when, const std::vector<std::string>& routes,
                     std::size_t shadow_routes);
  void config_failed();

  // Where the number of requests in flight comes from; asked at each render().
  void set_in_flight_source(std::function<std::uint64_t()> source);

  // The Prometheus text format, version 0.0.4.
  std::string render() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::proxy
