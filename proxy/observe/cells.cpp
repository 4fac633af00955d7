#include "proxy/observe/cells.hpp"

namespace veilgate::proxy {

RouteCells& ThreadCells::route(std::string_view id) {
  if (const auto found = routes_.find(id); found != routes_.end()) return *found->second;
  const std::lock_guard lock(mutex_);
  return *routes_.emplace(std::string(id), std::make_unique<RouteCells>()).first->second;
}

// Rare enough for a lock: only exchanges in which such a class was found come here.
void ThreadCells::count_own_classes(const ExchangeRecord& record) {
  for (std::size_t i = 0; i < record.own_classes.size(); ++i) {
    const std::uint64_t found = record.findings.masked[masking::kBuiltinClassCount + i];
    if (found == 0) continue;
    const masking::ClassLabel& label = record.own_classes[i];
    const std::lock_guard lock(mutex_);
    OwnClassCells& cells = own_classes_[{label.name, label.level}];
    if (record.shadow) {
      cells.would_mask[std::string(record.route)].add(found);
    } else {
      cells.masked.add(found);
    }
  }
}

void ThreadCells::exchange(const ExchangeRecord& record) {
  auto& cells = route(record.route);
  cells.outcomes[static_cast<std::size_t>(record.outcome)].add(1);
  const std::size_t status_class = record.status / 100;
  cells.status_classes[status_class < kStatusClassCount ? status_class : 0].add(1);

  auto& by_class = record.shadow ? cells.would_mask : masked;
  for (std::size_t i = 0; i < masking::kBuiltinClassCount; ++i) {
    if (record.findings.masked[i] != 0) by_class[i].add(record.findings.masked[i]);
  }
  count_own_classes(record);
  if (record.outcome == Outcome::refused || record.outcome == Outcome::cut) {
    const auto code = record.error == nullptr ? Code::internal : record.error->code;
    blocked[static_cast<std::size_t>(code)].add(1);
  }
  // A whole answer is said to have been checked, yet the engine was given nothing of it.
  if (record.outcome == Outcome::forwarded && record.response_bytes != 0 && record.upstream_bytes != 0 &&
      record.findings.bytes_in == 0) {
    unscanned.add(1);
  }
  request_bytes.add(record.request_bytes);
  upstream_bytes.add(record.upstream_bytes);
  response_bytes.add(record.response_bytes);
  upstream_time.observe(record.upstream);
  masking_time.observe(record.masking);
  total_time.observe(record.total);
}

}  // namespace veilgate::proxy
