#include "tests/support/fake_upstream.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace veilgate::test {

FakeUpstream::FakeUpstream(Script script) : script_(std::move(script)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&at), size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size) != 0) {
    throw std::runtime_error("a fake upstream cannot listen");
  }
  port_ = ntohs(at.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

FakeUpstream::~FakeUpstream() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  {
    const std::lock_guard lock(mutex_);
    for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
  }
  for (auto& script : scripts_) script.join();
}

void FakeUpstream::accept_all() {
  while (!stopping_) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    const std::size_t number = accepted_.fetch_add(1);
    const std::lock_guard lock(mutex_);
    open_.push_back(fd);
    scripts_.emplace_back([this, fd, number] {
      BlockingSocket socket(fd);
      script_(socket, number);
      const std::lock_guard closing(mutex_);
      std::erase(open_, fd);
      socket.close();
    });
  }
}

std::unique_ptr<FakeUpstream> FakeUpstream::answering(std::function<std::string(const RawMessage&)> answer) {
  auto holder = std::make_shared<FakeUpstream*>(nullptr);
  auto upstream =
      std::make_unique<FakeUpstream>([answer = std::move(answer), holder](BlockingSocket& socket, std::size_t) {
        RawReader reader(socket);
        for (;;) {
          RawMessage request = reader.read_request();
          if (!request.complete) return;
          const std::string response = answer(request);
          (*holder)->remember(std::move(request));
          if (!socket.write(response)) return;
        }
      });
  *holder = upstream.get();
  return upstream;
}

std::unique_ptr<FakeUpstream> FakeUpstream::answering(std::string response) {
  return answering([response = std::move(response)](const RawMessage&) { return response; });
}

void FakeUpstream::remember(RawMessage request) {
  const std::lock_guard lock(mutex_);
  requests_.push_back(std::move(request));
}

std::vector<RawMessage> FakeUpstream::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

RawMessage FakeUpstream::last_request() const {
  const std::lock_guard lock(mutex_);
  return requests_.empty() ? RawMessage{} : requests_.back();
}

std::string json_response(std::string_view body, std::string_view more_fields) {
  std::string text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  text += more_fields;
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  text += body;
  return text;
}

}  // namespace veilgate::test
