#include "proxy/observe/observer.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::chrono::minutes kQuiet{1};

}  // namespace

Result<std::unique_ptr<Observer>> Observer::open(const config::Log& log) {
  std::unique_ptr<Observer> observer(new Observer(log.level));
  auto access = AccessLog::open(log.access, [raw = observer.get()](std::uint64_t lines) { raw->lines_dropped(lines); });
  if (!access) return access.error();
  observer->access_ = std::move(*access);
  return observer;
}

void Observer::lines_dropped(std::uint64_t lines) {
  metrics_.log_dropped(lines);
  const auto now = std::chrono::steady_clock::now();
  if (now < quiet_until_) return;
  quiet_until_ = now + kQuiet;
  events_.event(EventLevel::warn, "log_dropped",
                "access log lines were lost: it cannot be written, or not fast enough; see veilgate_log_dropped_total");
}

void Observer::exchange(const ExchangeRecord& record) {
  metrics_.exchange(record);
  access_->append(record);
}

void Observer::event(EventLevel level, std::string_view name, std::string_view detail) {
  events_.event(level, name, detail);
}

void Observer::connection_opened() {
  metrics_.connection_opened();
}
void Observer::connection_closed() {
  metrics_.connection_closed();
}

Result<void> Observer::reload(const config::Log& log) {
  auto reopened = access_->reopen(log.access);
  if (!reopened) return reopened;
  events_.set_level(log.level);
  return {};
}

}  // namespace veilgate::proxy
