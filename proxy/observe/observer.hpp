// Observer: the Recorder of the program. Counts in the metrics, writes the access log and the event log.
//
// Threads: as Recorder says; metrics(), reload() and reopen_logs() from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "proxy/observe/access_log.hpp"
#include "proxy/observe/event_log.hpp"
#include "proxy/observe/metrics.hpp"
#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

class Observer : public Recorder {
 public:
  // Errors: bad_config (the access log cannot be opened).
  static Result<std::unique_ptr<Observer>> open(const config::Log& log);

  void exchange(const ExchangeRecord& record) override;
  void event(EventLevel level, std::string_view name, std::string_view detail) override;
  void connection_opened() override;
  void connection_closed() override;

  Metrics& metrics() noexcept { return metrics_; }

  // Takes over the level and opens the access log of `log` anew. Errors: bad_config; the log then goes on as before.
  Result<void> reload(const config::Log& log);

 private:
  explicit Observer(config::LogLevel level) : events_(level) {}

  // Counts them, and says so at most once a minute. The access log's thread.
  void lines_dropped(std::uint64_t lines);

  Metrics metrics_;
  EventLog events_;
  std::chrono::steady_clock::time_point quiet_until_;
  std::unique_ptr<AccessLog> access_;  // last: its thread counts dropped lines in metrics_
};

}  // namespace veilgate::proxy
