// Documents and requests made by others, through the proxy.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"
#include "tests/support/read_file.hpp"
#include "tests/support/request_suites.hpp"
#include "tests/support/suites.hpp"
#include "tests/unit/http/reference_reader.hpp"

using namespace veilgate;
using namespace veilgate::test;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Serves whatever document is asked for by number, over one connection after the other.
class Library {
 public:
  explicit Library(const std::vector<fs::path>& files) {
    for (const auto& file : files) documents_.push_back(read_file(file));
    upstream_ = FakeUpstream::answering([this](const RawMessage& request) {
      const auto from = request.start_line.find('/') + 1;
      const auto number = std::stoul(request.start_line.substr(from));
      return json_response(documents_.at(number));
    });
    auto settings = settings_for(upstream_->url());
    settings.routes[0].emit_headers = true;
    proxy_ = std::make_unique<ProxyUnderTest>(settings);
    client_ = proxy_->connect();
    reader_ = std::make_unique<RawReader>(client_);
  }
  RawMessage fetch(std::size_t number) {
    client_.write("GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    return reader_->read_response();
  }
  const std::string& document(std::size_t number) const { return documents_[number]; }

 private:
  std::vector<std::string> documents_;
  std::unique_ptr<FakeUpstream> upstream_;
  std::unique_ptr<ProxyUnderTest> proxy_;
  BlockingSocket client_;
  std::unique_ptr<RawReader> reader_;
};

// An upstream that keeps every byte of every connection and answers each message a strict reader finds in them.
class Listening {
 public:
  Listening()
      : upstream_([this](BlockingSocket& socket, std::size_t) {
          std::string pending;
          std::string more;
          while (socket.read_some(more)) {
            pending += more;
            more.clear();
            for (;;) {
              const auto request = read_request(pending);
              if (request.verdict != ReferenceRequest::Verdict::complete) break;
              pending.erase(0, request.size);
              const std::lock_guard lock(mutex_);
              messages_.push_back(request);
              if (!socket.write(json_response("{}"))) break;
            }
          }
        }) {}
  std::string url() const { return upstream_.url(); }
  std::vector<ReferenceRequest> messages() {
    const std::lock_guard lock(mutex_);
    return messages_;
  }

 private:
  std::mutex mutex_;
  std::vector<ReferenceRequest> messages_;
  FakeUpstream upstream_;
};

// How many responses the client got with a status below 300, and all of them.
struct Answers {
  std::size_t served = 0;
  std::size_t refused = 0;
};

Answers send_raw(const ProxyUnderTest& proxy, std::string_view bytes) {
  auto client = proxy.connect();
  client.write(bytes);  // and stays: a client that ends its side has left, to the proxy
  RawReader reader(client);
  Answers answers;
  for (;;) {
    const auto answer = reader.read_response();
    if (!answer.complete) break;
    if (answer.status() == 100) continue;
    ++(answer.status() < 300 ? answers.served : answers.refused);
  }
  return answers;
}

}  // namespace

TEST_CASE("JSONTestSuite through the proxy") {
  const auto folder = find_suite("json/JSONTestSuite/test_parsing");
  if (!folder) return;
  const auto files = files_in(*folder);
  REQUIRE(files.size() > 300);
  Library library(files);
  std::map<char, int> served;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string name = files[i].filename();
    CAPTURE(name);
    const auto answer = library.fetch(i);
    REQUIRE(answer.complete);
    const bool accepted = answer.status() == 200;
    if (accepted) CHECK((answer.body == library.document(i)));
    if (!accepted) CHECK(answer.status() == 502);
    // A document of no bytes is an empty body, which passes; it is not JSON, and nothing of it can leak.
    const bool empty = library.document(i).empty();
    if (name[0] == 'y') CHECK(accepted);
    if (name[0] == 'n') CHECK(accepted == empty);
    if (name[0] == 'i') CHECK(library.fetch(i).status() == answer.status());
    served[name[0]] += accepted;
  }
  MESSAGE("served y " << served['y'] << ", n " << served['n'] << ", i " << served['i']);
}

TEST_CASE("jsonchecker through the proxy") {
  const auto folder = find_suite("json/jsonchecker");
  if (!folder) return;
  const auto files = files_in(*folder);
  Library library(files);
  int served = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string name = files[i].filename();
    CAPTURE(files[i].string());
    const auto answer = library.fetch(i);
    REQUIRE(answer.complete);
    if (answer.status() == 200) {
      ++served;
      // One document has an address in it, under that key.
      if (answer.field("X-Veilgate-Masked") == "0") CHECK((answer.body == library.document(i)));
      CHECK((answer.body.empty() || answer.field("X-Veilgate-Masked").has_value()));
    } else {
      CHECK(answer.status() == 502);
    }
    CHECK(library.fetch(i).status() == answer.status());
  }
  MESSAGE("served " << served << " of " << files.size());
  CHECK(served > 0);
}

TEST_CASE("grenfeldt and llhttp requests: each is refused, or the upstream reads exactly what was meant") {
  auto requests = grenfeldt_requests();
  for (auto& request : llhttp_requests()) requests.push_back(std::move(request));
  if (requests.empty()) return;
  int forwarded = 0;
  int refused = 0;
  Listening partner;
  auto settings = settings_for(partner.url());
  settings.limits.client_header_timeout = std::chrono::milliseconds(25);
  settings.limits.client_idle_timeout = std::chrono::milliseconds(25);
  ProxyUnderTest proxy(settings,
                       [](proxy::Snapshot& snapshot) { snapshot.rate_window = std::chrono::milliseconds(25); });
  for (const auto& [name, bytes, valid] : requests) {
    CAPTURE(name);
    const std::size_t before = partner.messages().size();
    const Answers answers = send_raw(proxy, bytes);
    const auto messages = partner.messages();
    // Half a request that the client gave up may have begun to arrive; whole ones are as many as were answered.
    CHECK(messages.size() - before >= answers.served);
    // Read by the strict reader, the client's bytes hold at least the messages that were forwarded, in that order.
    std::string_view rest = bytes;
    for (std::size_t i = before; i < messages.size(); ++i) {
      const auto meant = read_request(rest);
      REQUIRE(meant.verdict == ReferenceRequest::Verdict::complete);
      CHECK(messages[i].method == meant.method);
      CHECK(messages[i].body == meant.body);
      CHECK(messages[i].count("host") == 1);
      CHECK(messages[i].count("content-length") + messages[i].count("transfer-encoding") <= 1);
      rest.remove_prefix(meant.size);
    }
    (answers.served > 0 ? forwarded : refused) += 1;
  }
  MESSAGE("forwarded " << forwarded << ", refused or incomplete " << refused);
  CHECK(forwarded >= 5);
  CHECK(refused >= 100);
}
