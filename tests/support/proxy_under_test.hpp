// A server of the data path in the test's own process: port 0, one route to one upstream unless the test says
// otherwise, and a recorder that remembers what it was told.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "proxy/net/server.hpp"
#include "proxy/observe/recorder.hpp"
#include "tests/support/raw_http.hpp"

namespace veilgate::test {

// An exchange record with its texts copied.
struct Recorded {
  std::string request_id, traceparent, client_ip, method, target, route, upstream_id, upstream_address;
  unsigned status = 0;
  unsigned upstream_status = 0;
  proxy::Outcome outcome = proxy::Outcome::refused;
  std::optional<Code> error;
  bool shadow = false;
  std::uint64_t request_bytes = 0, upstream_bytes = 0, response_bytes = 0;
  masking::Findings findings;
};

class TestRecorder final : public proxy::Recorder {
 public:
  void exchange(const proxy::ExchangeRecord& record) override;
  void event(proxy::EventLevel level, std::string_view name, std::string_view detail) override;
  void connection_opened() override {}
  void connection_closed() override {}

  // Waits until there are `count` records; fewer are returned when they do not come.
  std::vector<Recorded> wait_for(std::size_t count);
  std::vector<std::string> events();
  bool wait_for_event(const std::string& name);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Recorded> records_;
  std::vector<std::string> events_;
};

// Settings with one upstream "partner" at `url` and one route "all" to it; one loop, port 0.
config::Settings settings_for(const std::string& url);

class ProxyUnderTest {
 public:
  explicit ProxyUnderTest(config::Settings settings, const std::function<void(proxy::Snapshot&)>& adjust = nullptr);
  ~ProxyUnderTest();

  std::uint16_t port() const { return server_->port(); }
  BlockingSocket connect() const { return BlockingSocket::connect(port()); }
  proxy::Server& server() { return *server_; }
  // Changes over to other settings, as a reload does.
  Result<void> reload(config::Settings settings);
  TestRecorder& recorder() { return recorder_; }

  // One request on a connection of its own.
  RawMessage ask(std::string_view request, bool to_head = false) const;
  RawMessage get(std::string_view path, std::string_view more_fields = {}) const;

 private:
  TestRecorder recorder_;
  std::shared_ptr<const proxy::Snapshot> snapshot_;
  std::unique_ptr<proxy::Server> server_;
};

}  // namespace veilgate::test
