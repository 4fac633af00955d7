#include "proxy/observe/event_log.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <string>

namespace veilgate::proxy {
namespace {

constexpr std::size_t kQueueLines = 8192;

spdlog::level::level_enum to_spdlog(config::LogLevel level) {
  switch (level) {
    case config::LogLevel::debug: return spdlog::level::debug;
    case config::LogLevel::info: return spdlog::level::info;
    case config::LogLevel::warn: return spdlog::level::warn;
    case config::LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

spdlog::level::level_enum to_spdlog(EventLevel level) {
  switch (level) {
    case EventLevel::info: return spdlog::level::info;
    case EventLevel::warn: return spdlog::level::warn;
    case EventLevel::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::string one_line(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      out += c;
    } else {
      out += "\\x";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

}  // namespace

struct EventLog::Impl {
  std::shared_ptr<spdlog::details::thread_pool> pool = std::make_shared<spdlog::details::thread_pool>(kQueueLines, 1);
  std::shared_ptr<spdlog::async_logger> logger =
      std::make_shared<spdlog::async_logger>("veilgate", std::make_shared<spdlog::sinks::stderr_sink_mt>(), pool,
                                             spdlog::async_overflow_policy::overrun_oldest);
};

EventLog::EventLog(config::LogLevel level) : impl_(std::make_unique<Impl>()) {
  impl_->logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  set_level(level);
}

EventLog::~EventLog() = default;

void EventLog::set_level(config::LogLevel level) {
  impl_->logger->set_level(to_spdlog(level));
}

void EventLog::event(EventLevel level, std::string_view name, std::string_view detail) {
  const auto at = to_spdlog(level);
  if (!impl_->logger->should_log(at)) return;
  std::string line(name);
  if (!detail.empty()) {
    line += ": ";
    line += one_line(detail);
  }
  impl_->logger->log(at, line);
}

}  // namespace veilgate::proxy
