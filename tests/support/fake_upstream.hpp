// An upstream in the test's own process: each connection it accepts runs a script on a thread of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/raw_http.hpp"

namespace veilgate::test {

class FakeUpstream {
 public:
  // `connection`: 0 for the first one accepted.
  using Script = std::function<void(BlockingSocket& socket, std::size_t connection)>;

  explicit FakeUpstream(Script script);
  ~FakeUpstream();
  FakeUpstream(const FakeUpstream&) = delete;
  FakeUpstream& operator=(const FakeUpstream&) = delete;

  // Answers every request on every connection with `response`, and remembers the requests.
  static std::unique_ptr<FakeUpstream> answering(std::string response);
  // Answers by what the request is.
  static std::unique_ptr<FakeUpstream> answering(std::function<std::string(const RawMessage&)> answer);

  std::uint16_t port() const noexcept { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::size_t connections() const noexcept { return accepted_.load(); }

  void remember(RawMessage request);
  std::vector<RawMessage> requests() const;
  RawMessage last_request() const;

 private:
  void accept_all();

  Script script_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<std::size_t> accepted_{0};
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::vector<RawMessage> requests_;
  std::vector<int> open_;
  std::vector<std::thread> scripts_;
  std::thread acceptor_;
};

// "HTTP/1.1 200 OK" with a JSON body and its length.
std::string json_response(std::string_view body, std::string_view more_fields = {});

}  // namespace veilgate::test
