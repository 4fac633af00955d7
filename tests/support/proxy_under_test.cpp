#include "tests/support/proxy_under_test.hpp"

#include <algorithm>
#include <stdexcept>

namespace veilgate::test {

namespace {

constexpr std::chrono::seconds kWait{20};

}  // namespace

void TestRecorder::exchange(const proxy::ExchangeRecord& record) {
  Recorded copy;
  copy.request_id = record.request_id;
  copy.traceparent = record.traceparent;
  copy.client_ip = record.client_ip;
  copy.method = record.method;
  copy.target = record.target;
  copy.route = record.route;
  copy.upstream_id = record.upstream_id;
  copy.upstream_address = record.upstream_address;
  copy.status = record.status;
  copy.upstream_status = record.upstream_status;
  copy.outcome = record.outcome;
  if (record.error != nullptr) copy.error = record.error->code;
  copy.shadow = record.shadow;
  copy.request_bytes = record.request_bytes;
  copy.upstream_bytes = record.upstream_bytes;
  copy.response_bytes = record.response_bytes;
  copy.findings = record.findings;
  const std::lock_guard lock(mutex_);
  records_.push_back(std::move(copy));
  changed_.notify_all();
}

void TestRecorder::event(proxy::EventLevel, std::string_view name, std::string_view) {
  const std::lock_guard lock(mutex_);
  events_.emplace_back(name);
  changed_.notify_all();
}

std::vector<Recorded> TestRecorder::wait_for(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kWait, [&] { return records_.size() >= count; });
  return records_;
}

std::vector<std::string> TestRecorder::events() {
  const std::lock_guard lock(mutex_);
  return events_;
}

bool TestRecorder::wait_for_event(const std::string& name) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kWait,
                           [&] { return std::find(events_.begin(), events_.end(), name) != events_.end(); });
}

config::Settings settings_for(const std::string& url) {
  config::Settings settings;
  settings.listen.address = "127.0.0.1:0";
  settings.threads = 1;
  config::Upstream upstream;
  upstream.id = "partner";
  upstream.addresses = {url};
  settings.upstreams.push_back(upstream);
  config::Route route;
  route.id = "all";
  route.upstream = "partner";
  settings.routes.push_back(route);
  return settings;
}

ProxyUnderTest::ProxyUnderTest(config::Settings settings, const std::function<void(proxy::Snapshot&)>& adjust) {
  auto snapshot = proxy::build_snapshot(std::move(settings));
  if (!snapshot) throw std::runtime_error(snapshot.error().note.for_log());
  auto adjusted = std::make_shared<proxy::Snapshot>(**snapshot);
  if (adjust) adjust(*adjusted);
  snapshot_ = std::move(adjusted);
  server_ = std::make_unique<proxy::Server>(snapshot_, recorder_);
  if (auto listening = server_->listen(); !listening) throw std::runtime_error(listening.error().note.for_log());
  server_->start();
}

ProxyUnderTest::~ProxyUnderTest() {
  server_->cut();
  server_->join();
}

Result<void> ProxyUnderTest::reload(config::Settings settings) {
  auto next = proxy::build_snapshot(std::move(settings), snapshot_.get());
  if (!next) return next.error();
  snapshot_ = *next;
  return server_->replace(*next);
}

RawMessage ProxyUnderTest::ask(std::string_view request, bool to_head) const {
  BlockingSocket socket = connect();
  socket.write(request);
  return RawReader(socket).read_response(to_head);
}

RawMessage ProxyUnderTest::get(std::string_view path, std::string_view more_fields) const {
  std::string request = "GET ";
  request.append(path).append(" HTTP/1.1\r\nHost: partner.test\r\n").append(more_fields).append("\r\n");
  return ask(request);
}

}  // namespace veilgate::test
