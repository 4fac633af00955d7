#include <doctest/doctest.h>

#include <csignal>
#include <future>
#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/fake_upstream.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// An upstream that has the request and answers when told to.
class HoldingUpstream {
 public:
  ~HoldingUpstream() { release(); }

  void wait_for_request() { arrived_.get_future().wait(); }
  void release() {
    if (!std::exchange(released_, true)) release_.set_value();
  }
  std::string url() const { return upstream_.url(); }

 private:
  std::promise<void> arrived_;
  std::promise<void> release_;
  std::shared_future<void> may_answer_ = release_.get_future().share();
  bool released_ = false;
  FakeUpstream upstream_{[this](BlockingSocket& socket, std::size_t connection) {
    RawReader reader(socket);
    if (!reader.read_request().complete) return;
    if (connection == 0) arrived_.set_value();
    may_answer_.wait();
    socket.write(json_response("{\"mobile\":\"" + std::string(kCanary) + "\"}"));
  }};
};

std::future<std::optional<HttpResponse>> ask_in_background(const Serving& serving) {
  return std::async(std::launch::async, [url = serving.url()] {
    return fetch(url, {.target = "/slow"}, std::chrono::seconds(kPatienceSeconds));
  });
}

TEST_CASE("SIGTERM and SIGINT let a running request end, take no new ones, and say so in /readyz") {
  for (const int signal : {SIGTERM, SIGINT}) {
    CAPTURE(signal);
    HoldingUpstream upstream;
    Serving serving({"--upstream", upstream.url()});
    auto answer = ask_in_background(serving);
    upstream.wait_for_request();
    CHECK(holds(serving.get_admin("/metrics").body, "veilgate_requests_in_flight 1\n"));
    serving.child().signal(signal);
    REQUIRE(serving.child().wait_for_err("draining", in_seconds(kPatienceSeconds)));
    const auto ready = serving.get_admin("/readyz");
    CHECK(ready.status == 503);
    CHECK(holds(ready.body, "\"draining\":true"));
    CHECK(run_program({"health", "--admin", serving.admin().substr(7)}).exit_code == 0);
    CHECK(run_program({"health", "--ready", "--admin", serving.admin().substr(7)}).exit_code == 1);
    CHECK_FALSE(fetch(serving.url(), {.target = "/late"}));
    upstream.release();
    const auto response = answer.get();
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->body == "{\"mobile\":\"" + std::string(kCanaryMasked) + "\"}");
    const auto finished = serving.child().finish({}, in_seconds(kPatienceSeconds));
    CHECK(finished.exit_code == 0);
    CHECK(holds(finished.err, "stopped: drained"));
    CHECK(holds(finished.out, "\"target\":\"/slow\""));
  }
}

TEST_CASE("a second signal cuts what is left") {
  HoldingUpstream upstream;
  Serving serving({"--upstream", upstream.url()});
  auto answer = ask_in_background(serving);
  upstream.wait_for_request();
  serving.child().signal(SIGTERM);
  REQUIRE(serving.child().wait_for_err("draining", in_seconds(kPatienceSeconds)));
  serving.child().signal(SIGTERM);
  const auto finished = serving.child().finish({}, in_seconds(kPatienceSeconds));
  CHECK(finished.exit_code == 1);
  CHECK(holds(finished.err, "a second signal came"));
  const auto response = answer.get();
  if (response) CHECK_FALSE(holds(response->body, kCanary));
}

TEST_CASE("a drain ends at its deadline") {
  HoldingUpstream upstream;
  TemporaryFolder folder;
  const auto config = folder.write("c.yaml",
                                   "version: 1\nlimits: {drain_timeout: 50ms}\n"
                                   "upstreams: {u: {addresses: [\"" +
                                       upstream.url() +
                                       "\"]}}\n"
                                       "routes: [{id: all, upstream: u}]\n");
  Serving serving({"--config", config});
  auto answer = ask_in_background(serving);
  upstream.wait_for_request();
  const auto finished = serving.stop();
  CHECK(finished.exit_code == 1);
  CHECK(holds(finished.err, "the time to drain is over"));
  (void)answer.get();
}

TEST_CASE("a second signal during a long drain of idle connections is not needed") {
  const auto upstream = FakeUpstream::answering(json_response("{}"));
  Serving serving({"--upstream", upstream->url()});
  BlockingSocket idle = BlockingSocket::connect(
      static_cast<std::uint16_t>(std::stoi(serving.url().substr(serving.url().rfind(':') + 1))));
  REQUIRE(idle.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  CHECK(RawReader(idle).read_response().status() == 200);
  const auto finished = serving.stop();  // the connection is kept open by the client
  CHECK(finished.exit_code == 0);
}

}  // namespace
}  // namespace veilgate::test
