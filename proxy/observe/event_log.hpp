// The event log: one line on stderr for a thing worth telling an operator.
//
//   2026-03-01T08:00:00.123+08:00 warn upstream_ejected: …sentence…
//
// Lines are queued and written by a thread of the logging library; when its queue is full the oldest are lost, and the
// caller never waits. Control bytes are written as \xNN, so that one event is one line.
//
// Threads: any.
#pragma once

#include <memory>
#include <string_view>

#include "config/model.hpp"
#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

class EventLog {
 public:
  explicit EventLog(config::LogLevel level);
  ~EventLog();  // writes what is queued
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  void event(EventLevel level, std::string_view name, std::string_view detail);
  void set_level(config::LogLevel level);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::proxy
