// Content codings through the proxy: read in each, sent in what the client accepts.
#include <doctest/doctest.h>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"
#include "tests/unit/coding/codings.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

constexpr std::string_view kPlain = R"({"id":100012043978,"mobile":"13800138000","z":[]})";
constexpr std::string_view kMasked = R"({"id":100012043978,"mobile":"138****8000","z":[]})";

std::string response(std::string_view body, std::string_view coding) {
  std::string text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  if (!coding.empty()) text.append("Content-Encoding: ").append(coding).append("\r\n");
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  text += body;
  return text;
}

}  // namespace

TEST_CASE("every coding is read, and sent again when the client accepts it") {
  for (const auto coding : kAllCodings) {
    const std::string name(proxy::coding_name(coding));
    CAPTURE(name);
    auto upstream = FakeUpstream::answering(response(coded(coding, kPlain), name));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    auto client = proxy.connect();
    RawReader reader(client);
    for (int i = 0; i < 2; ++i) {
      client.write("GET /a HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n");
      const auto answer = reader.read_response();
      CHECK(answer.complete);
      CHECK(answer.field("Content-Encoding").value_or("") == name);
      CHECK(decode(coding, {answer.body}).text == kMasked);
      client.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");  // accepts nothing coded
      const auto plain = reader.read_response();
      CHECK(!plain.field("Content-Encoding"));
      CHECK(plain.body == kMasked);
    }
  }
}

TEST_CASE("large coded bodies stream in every coding") {
  std::string plain = "[";
  std::string masked = "[";
  while (plain.size() < 4'000'000) {
    const std::string id = std::to_string(plain.size() * 2654435761u % 1000003);
    plain += R"({"id":)" + id + R"(,"mobile":"13800138000"},)";
    masked += R"({"id":)" + id + R"(,"mobile":"138****8000"},)";
  }
  plain += "0]";
  masked += "0]";
  for (const auto coding : kAllCodings) {
    const std::string name(proxy::coding_name(coding));
    CAPTURE(name);
    auto upstream = FakeUpstream::answering(response(coded(coding, plain), name));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.get("/a", "Accept-Encoding: gzip, deflate, br, zstd\r\n");
    CHECK(answer.complete);
    CHECK(answer.chunked);
    CHECK((decode(coding, {answer.body}).text == masked));
  }
}

TEST_CASE("an empty body has no coding, unless the client was told one before") {
  for (const auto coding : kAllCodings) {
    const std::string name(proxy::coding_name(coding));
    CAPTURE(name);
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: " + name + "\r\n";
    const std::string bodies[] = {
        head + "Content-Length: 0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        response(coded(coding, ""), name),
    };
    for (const std::string& body : bodies) {
      auto upstream = FakeUpstream::answering(body);
      ProxyUnderTest proxy(settings_for(upstream->url()));
      const auto answer = proxy.get("/a", "Accept-Encoding: gzip, deflate, br, zstd\r\n");
      CHECK(answer.status() == 200);
      CHECK(answer.field("Content-Length") == "0");
      CHECK(!answer.field("Content-Encoding"));
      CHECK(answer.body.empty());
    }
  }
  // The head of an event stream leaves before its first event.
  FakeUpstream events([](BlockingSocket& socket, std::size_t) {
    RawReader(socket).read_request();
    socket.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
        "Transfer-Encoding: chunked\r\n\r\n");
    socket.write("0\r\n\r\n");
  });
  ProxyUnderTest proxy(settings_for(events.url()));
  const auto answer = proxy.get("/a", "Accept-Encoding: gzip\r\n");
  CHECK(answer.status() == 200);
  CHECK(answer.body.empty() == !answer.field("Content-Encoding"));
  CHECK(
      decode(answer.field("Content-Encoding") ? proxy::Coding::gzip : proxy::Coding::identity, {answer.body}).refused ==
      false);
}

TEST_CASE("what cannot be decoded is refused") {
  struct Row {
    const char* name;
    std::string body;
    const char* coding;
    const char* code;
  };
  const std::string whole = gzip(kPlain);
  const Row rows[] = {
      {"unknown coding", std::string(kPlain), "compress", "unsupported_coding"},
      {"two codings", gzip(whole), "gzip, gzip", "unsupported_coding"},
      {"not gzip at all", std::string(kPlain), "gzip", "bad_coding"},
      {"truncated gzip", whole.substr(0, whole.size() - 5), "gzip", "body_truncated"},
      {"bytes after the end", whole + "x", "gzip", "bad_coding"},
      {"a bomb", gzip(std::string(20'000'000, ' ')), "gzip", "expansion_too_large"},
      {"a window over 8 MB", zstd(sample_text(100'000), 27), "zstd", "bad_coding"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto upstream = FakeUpstream::answering(response(row.body, row.coding));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == 502);
    CHECK(answer.body.find(row.code) != std::string::npos);
  }
}

TEST_CASE("a passed body keeps its coding and its bytes") {
  const std::string body = gzip("any bytes");
  auto upstream = FakeUpstream::answering(
      "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\nContent-Encoding: gzip\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  auto settings = settings_for(upstream->url());
  settings.routes[0].pass = {"text/css"};
  ProxyUnderTest proxy(settings);
  const auto answer = proxy.get("/a", "Accept-Encoding: gzip\r\n");
  CHECK(answer.field("Content-Encoding") == "gzip");
  CHECK((answer.body == body));
}
