// A body of 2 GB passes the proxy, masked, and the proxy's memory stays small. Long: minutes on a small machine.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/support/blocking_socket.hpp"

using namespace veilgate::test;

namespace {

constexpr std::uint64_t kBody = 2ull * 1000 * 1000 * 1000;  // bytes, at least
constexpr std::uint64_t kMostResident = 64ull * 1024;       // KiB

// Listens on a free port of the loopback interface; returns the socket.
int listen_on_loopback(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(::bind(listener, generic, size) == 0);
  REQUIRE(::listen(listener, 1) == 0);
  REQUIRE(::getsockname(listener, generic, &size) == 0);
  port = ntohs(address.sin_port);
  return listener;
}

// An order of some 200 bytes, with a canary in it.
std::string order(std::uint64_t number) {
  return R"({"orderId":")" + std::to_string(249786309732 + number) +
         R"(","skuName":"无线蓝牙耳机","orderStartTime":"2022-07-16 16:37:38","mobile":")" + std::string(kCanary) +
         R"(","note":"call )" + std::string(kCanary) + R"(","ext":"{\"cid\":\"13288\"}"})";
}

// Answers the one request it gets with an array of orders.
void serve_orders(int listener) {
  BlockingSocket client(::accept(listener, nullptr, nullptr));
  std::string request;
  while (request.find("\r\n\r\n") == std::string::npos && client.read_some(request)) {
  }
  if (!client.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[")) return;
  std::string block;
  for (std::uint64_t sent = 0, number = 0; sent < kBody; sent += block.size()) {
    block.clear();
    while (block.size() < 1024 * 1024) block += order(number++) + ",\n";
    if (!client.write(block)) return;
  }
  client.write("null]");
  client.shutdown_send();
}

std::uint64_t peak_resident_kib(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6));
  }
  return 0;
}

}  // namespace

TEST_CASE("a body of 2 GB passes in constant memory") {
  std::uint16_t upstream_port = 0;
  const int listener = listen_on_loopback(upstream_port);
  std::thread upstream(serve_orders, listener);
  std::uint64_t received = 0;
  bool leaked = false;
  bool ended = false;
  std::uint64_t peak = 0;
  {
    Serving proxy({"--upstream", "http://127.0.0.1:" + std::to_string(upstream_port)});
    const auto port = static_cast<std::uint16_t>(std::stoul(proxy.url().substr(proxy.url().rfind(':') + 1)));
    auto client = BlockingSocket::connect(port);
    REQUIRE(client.write("GET /orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    std::string seen;  // the end of what came before and what has just come
    while (client.read_some(seen)) {
      leaked = leaked || seen.find(kCanary) != std::string::npos;
      ended = seen.ends_with("\r\n0\r\n\r\n");
      const std::size_t kept = std::min<std::size_t>(seen.size(), 64);
      received += seen.size() - kept;
      seen.erase(0, seen.size() - kept);
    }
    peak = peak_resident_kib(proxy.child().pid());
    proxy.stop();
  }
  upstream.join();
  ::close(listener);
  CHECK(received >= kBody);
  CHECK_FALSE(leaked);
  CHECK(ended);
  CHECK(peak > 0);
  CHECK(peak < kMostResident);
  MESSAGE("peak resident memory of the proxy: " << peak << " KiB");
}
