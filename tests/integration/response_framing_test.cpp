// How a response arrives must not matter; what is not a whole, well-formed one must not get through.
#include <doctest/doctest.h>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

constexpr std::string_view kPlain = R"({"mobile":"13800138000","n":[1,2.50,"\u4e2d"]})";
constexpr std::string_view kMasked = R"({"mobile":"138****8000","n":[1,2.50,"\u4e2d"]})";

std::string chunked(std::string_view body, std::size_t step) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += step) {
    const auto piece = body.substr(at, step);
    out += kHex[piece.size() / 16 % 16];
    out += kHex[piece.size() % 16];
    out += "\r\n";
    out.append(piece).append("\r\n");
  }
  return out + "0\r\nX-Trailer: 13800138000\r\n\r\n";
}

// Sends a response in pieces of `step` bytes, each in a segment of its own, and ends as told.
struct Piecewise {
  std::string response;
  std::size_t step = 1;
  bool close = false;
  bool reset = false;

  void operator()(BlockingSocket& socket, std::size_t) const {
    RawReader reader(socket);
    while (reader.read_request().complete) {
      for (std::size_t at = 0; at < response.size(); at += step) {
        if (!socket.write(std::string_view(response).substr(at, step))) return;
      }
      if (reset) return socket.reset();
      if (close) return;
    }
  }
};

// An array of orders of about this many bytes, and what must become of it.
std::pair<std::string, std::string> large_body(std::size_t bytes) {
  std::pair<std::string, std::string> both{"[", "["};
  while (both.first.size() < bytes) {
    if (both.first.size() > 1) {
      both.first += ",\n";
      both.second += ",\n";
    }
    both.first += R"({"sku": 100012043978, "mobile":"13800138000", "note":"no value of any class"})";
    both.second += R"({"sku": 100012043978, "mobile":"138****8000", "note":"no value of any class"})";
  }
  both.first += "]";
  both.second += "]";
  return both;
}

}  // namespace

TEST_CASE("the result does not depend on how the response is cut or framed") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  const std::string length = "Content-Length: " + std::to_string(kPlain.size()) + "\r\n\r\n";
  struct Row {
    const char* name;
    std::string response;
    bool close;
  };
  const Row rows[] = {
      {"length", head + length + std::string(kPlain), false},
      {"chunked by 1", head + "Transfer-Encoding: chunked\r\n\r\n" + chunked(kPlain, 1), false},
      {"chunked by 7", head + "Transfer-Encoding: chunked\r\n\r\n" + chunked(kPlain, 7), false},
      {"chunked whole", head + "Transfer-Encoding: chunked\r\n\r\n" + chunked(kPlain, 200), false},
      {"until close", head + "Connection: close\r\n\r\n" + std::string(kPlain), true},
      {"HTTP/1.0 until close", "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + std::string(kPlain), true},
      {"after interim heads",
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + head + length +
           std::string(kPlain),
       false},
  };
  for (const auto& row : rows) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{13}, std::size_t{100'000}}) {
      CAPTURE(row.name);
      CAPTURE(step);
      FakeUpstream upstream(Piecewise{row.response, step, row.close});
      ProxyUnderTest proxy(settings_for(upstream.url()));
      auto client = proxy.connect();
      RawReader reader(client);
      for (int i = 0; i < 2; ++i) {
        client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
        const auto answer = reader.read_response();
        CHECK(answer.complete);
        CHECK(answer.status() == 200);
        CHECK(answer.body == kMasked);
        CHECK(answer.field("Content-Length") == std::to_string(kMasked.size()));  // held whole, so its length is known
        CHECK(!answer.field("X-Trailer"));
        CHECK(!answer.field("Trailer"));
      }
      CHECK(upstream.connections() == (row.close ? 2 : 1));
    }
  }
}

TEST_CASE("a response that is not well-formed never reaches the client") {
  struct Row {
    const char* name;
    std::string response;
  };
  const std::string json = "Content-Type: application/json\r\n";
  const Row rows[] = {
      {"HTTP/0.9", "<html>13800138000</html>"},
      {"another protocol", "SSH-2.0-OpenSSH_9.2\r\n"},
      {"no status", "HTTP/1.1 \r\n\r\n"},
      {"HTTP/2 preface", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"},
      {"folded line", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n" + json + "Content-Length: 2\r\n\r\n{}"},
      {"bare LF", "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 2\n\n{}"},
      {"length and chunked",
       "HTTP/1.1 200 OK\r\n" + json + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"},
      {"two lengths", "HTTP/1.1 200 OK\r\n" + json + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} "},
      {"a list of lengths", "HTTP/1.1 200 OK\r\n" + json + "Content-Length: 2, 2\r\n\r\n{}"},
      {"xchunked", "HTTP/1.1 200 OK\r\n" + json + "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"},
      {"gzip, chunked", "HTTP/1.1 200 OK\r\n" + json + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"},
      {"101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\nraw"},
      {"space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n" + json + "\r\n{}"},
      {"NUL in a value",
       "HTTP/1.1 200 OK\r\nX: a" + std::string(1, '\0') + "b\r\n" + json + "Content-Length: 2\r\n\r\n{}"},
      {"bad chunk size", "HTTP/1.1 200 OK\r\n" + json + "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n"},
      {"chunk without its end",
       "HTTP/1.1 200 OK\r\n" + json + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}X\r\n0\r\n\r\n"},
      {"only interim", "HTTP/1.1 100 Continue\r\n\r\n"},
      {"head cut short", "HTTP/1.1 200 OK\r\nContent-Type: appl"},
      {"nothing at all", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    FakeUpstream upstream(Piecewise{row.response, 4096, true});
    ProxyUnderTest proxy(settings_for(upstream.url()));
    const auto answer = proxy.get("/a");
    CHECK(answer.complete);
    CHECK(answer.status() == 502);
    CHECK(answer.field("Content-Type") == "application/problem+json");
    CHECK(answer.body.find("13800138000") == std::string::npos);
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(records[0].outcome == proxy::Outcome::refused);
    CHECK(records[0].status == 502);
  }
}

TEST_CASE("a body that ends too early is refused while it is held") {
  struct Row {
    const char* name;
    std::string response;
    bool reset;
  };
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  // The JSON itself is whole in each: only the framing tells that something is missing.
  const Row rows[] = {
      {"length, closed", head + "Content-Length: 100\r\n\r\n" + std::string(kPlain), false},
      {"length, reset", head + "Content-Length: 100\r\n\r\n" + std::string(kPlain), true},
      {"chunked without its last chunk",
       head + "Transfer-Encoding: chunked\r\n\r\n2e\r\n" + std::string(kPlain) + "\r\n", false},
      {"until close, reset", head + "\r\n" + std::string(kPlain), true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    FakeUpstream upstream(Piecewise{row.response, 4096, true, row.reset});
    ProxyUnderTest proxy(settings_for(upstream.url()));
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == 502);
    CHECK(answer.body.find("13800138000") == std::string::npos);
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(records[0].outcome == proxy::Outcome::refused);
  }
}

TEST_CASE("bytes after the answer close the upstream connection and reach nobody") {
  FakeUpstream upstream(
      Piecewise{json_response(kPlain) + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad", 4096, false});
  ProxyUnderTest proxy(settings_for(upstream.url()));
  auto client = proxy.connect();
  RawReader reader(client);
  for (int i = 0; i < 3; ++i) {
    client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK(reader.read_response().body == kMasked);
  }
  CHECK(upstream.connections() == 3);
}

TEST_CASE("large bodies stream") {
  const auto [plain, masked] = large_body(5'000'000);
  SUBCASE("to HTTP/1.1 clients in chunks, and the connection goes on") {
    auto upstream = FakeUpstream::answering(json_response(plain));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    auto client = proxy.connect();
    RawReader reader(client);
    for (int i = 0; i < 2; ++i) {
      client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
      const auto answer = reader.read_response();
      CHECK(answer.complete);
      CHECK(answer.chunked);
      CHECK(!answer.field("Content-Length"));
      CHECK((answer.body == masked));
    }
    CHECK(upstream->connections() == 1);
  }
  SUBCASE("to HTTP/1.0 clients until the close") {
    auto upstream = FakeUpstream::answering(json_response(plain));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(answer.complete);
    CHECK(!answer.chunked);
    CHECK(!answer.field("Content-Length"));
    CHECK((answer.body == masked));
  }
  SUBCASE("and a fault on the way cuts the connection visibly") {
    struct Row {
      const char* name;
      std::string body;
      std::size_t announced;
    };
    const Row rows[] = {
        {"bad JSON at the end", plain.substr(0, plain.size() - 1) + "}", plain.size()},
        {"closed too early", plain, plain.size() + 1},
    };
    for (const auto& row : rows) {
      CAPTURE(row.name);
      FakeUpstream upstream(Piecewise{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                                          std::to_string(row.announced) + "\r\n\r\n" + row.body,
                                      1'000'000, true});
      ProxyUnderTest proxy(settings_for(upstream.url()));
      auto client = proxy.connect();
      client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
      const auto answer = RawReader(client).read_response();
      CHECK(answer.status() == 200);
      CHECK(!answer.complete);
      CHECK(client.end() == End::reset);
      CHECK(answer.body.find("13800138000") == std::string::npos);
      CHECK((answer.body == masked.substr(0, answer.body.size())));
      const auto records = proxy.recorder().wait_for(1);
      REQUIRE(records.size() == 1);
      CHECK(records[0].outcome == proxy::Outcome::cut);
      CHECK(records[0].error.has_value());
    }
  }
  SUBCASE("HTTP/1.0 clients see a reset, not an end") {
    FakeUpstream upstream(
        Piecewise{"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + plain + "x", 1'000'000, true});
    ProxyUnderTest proxy(settings_for(upstream.url()));
    auto client = proxy.connect();
    client.write("GET /a HTTP/1.0\r\n\r\n");
    CHECK(!RawReader(client).read_response().complete);
    CHECK(client.end() == End::reset);
  }
}

TEST_CASE("passed bodies keep their bytes and their length") {
  std::string bytes(3'000'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n";
  struct Row {
    const char* name;
    std::string response;
    bool close;
    bool chunked;
  };
  const Row rows[] = {
      {"length", head + "Content-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" + bytes, false, false},
      {"until close", head + "\r\n" + bytes, true, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    FakeUpstream upstream(Piecewise{row.response, 100'000, row.close});
    auto settings = settings_for(upstream.url());
    settings.routes[0].pass = {"image/*"};
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(answer.complete);
    CHECK(answer.chunked == row.chunked);
    CHECK((answer.body == bytes));
    const auto records = proxy.recorder().wait_for(1);
    REQUIRE(records.size() == 1);
    CHECK(records[0].outcome == proxy::Outcome::passed);
    CHECK(records[0].response_bytes == bytes.size());
  }
  SUBCASE("HEAD tells the length of a passed body") {
    FakeUpstream upstream(Piecewise{head + "Content-Length: 4711\r\n\r\n", 4096, false});
    auto settings = settings_for(upstream.url());
    settings.routes[0].pass = {"image/*"};
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.ask("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n", true);
    CHECK(answer.status() == 200);
    CHECK(answer.field("Content-Length") == "4711");
  }
}

TEST_CASE("records and events go on at once, one by one") {
  // The upstream sends the next event only after the client has seen the one before.
  struct Row {
    const char* name;
    const char* type;
    std::vector<std::string> plain;
    std::vector<std::string> masked;
  };
  const Row rows[] = {
      {"events",
       "text/event-stream",
       {"data: {\"mobile\":\"13800138000\"}\n\n", "data: {\"n\":2}\n\n"},
       {"data: {\"mobile\":\"138****8000\"}\n\n", "data: {\"n\":2}\n\n"}},
      {"records",
       "application/x-ndjson",
       {"{\"mobile\":\"13800138000\"}\n", "{\"n\":2}\n"},
       {"{\"mobile\":\"138****8000\"}\n", "{\"n\":2}\n"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t seen = 0;
    FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
      RawReader reader(socket);
      reader.read_request();
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + std::string(row.type) +
                   "\r\n\r\n");
      for (std::size_t i = 0; i < row.plain.size(); ++i) {
        socket.write(chunked(row.plain[i], 255).substr(0, row.plain[i].size() + 6));
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::seconds(20), [&] { return seen > i; });
      }
      socket.write("0\r\n\r\n");
    });
    ProxyUnderTest proxy(settings_for(upstream.url()));
    auto client = proxy.connect();
    client.write("GET /a HTTP/1.0\r\n\r\n");  // no chunks: the body can be read as it comes
    std::string all;
    for (const auto& expected : row.masked) {
      while (all.size() < expected.size() ||
             all.compare(all.size() - expected.size(), expected.size(), expected) != 0) {
        REQUIRE(client.read_some(all));
      }
      const std::lock_guard lock(mutex);
      ++seen;
      changed.notify_all();
    }
    std::string rest;
    CHECK(!client.read_some(rest));
    CHECK(client.end() == End::clean);
  }
}

TEST_CASE("the head of an event stream does not wait for its first event") {
  std::mutex mutex;
  std::condition_variable changed;
  bool head_seen = false;
  FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    reader.read_request();
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::seconds(20), [&] { return head_seen; });
    if (head_seen) socket.write("data: {}\n\n");
  });
  ProxyUnderTest proxy(settings_for(upstream.url()));
  auto client = proxy.connect();
  client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
  std::string all;
  while (all.find("\r\n\r\n") == std::string::npos) REQUIRE(client.read_some(all));
  {
    const std::lock_guard lock(mutex);
    head_seen = true;
    changed.notify_all();
  }
  while (all.find("data: {}\n\n") == std::string::npos) REQUIRE(client.read_some(all));
  CHECK(all.starts_with("HTTP/1.1 200"));
}

TEST_CASE("decoded bodies over the limit are refused") {
  auto upstream = FakeUpstream::answering(json_response("[\"" + std::string(2000, 'x') + "\"]"));
  auto settings = settings_for(upstream->url());
  settings.limits.response_body_bytes = 1000;
  ProxyUnderTest proxy(settings);
  const auto answer = proxy.get("/a");
  CHECK(answer.status() == 502);
  CHECK(answer.body.find("body_too_large") != std::string::npos);
}
