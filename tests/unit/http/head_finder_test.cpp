#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/head.hpp"

using namespace veilgate;
using namespace veilgate::proxy;

namespace {

constexpr std::size_t kLimit = 1000;

HeadEnd whole(HeadKind kind, std::string_view bytes, std::size_t limit = kLimit) {
  return HeadFinder(kind).find(bytes, limit);
}

}  // namespace

TEST_CASE("the end of a head is found, whatever the pieces") {
  const std::string message = "POST / HTTP/1.1\r\nHost: a\r\nX: b\r\n\r\nbody\r\n\r\n";
  const std::size_t end = message.find("body");
  for (std::size_t first = 0; first <= message.size(); ++first) {
    for (std::size_t second = first; second <= message.size(); second += 3) {
      HeadFinder finder(HeadKind::request);
      HeadEnd found = finder.find(std::string_view(message).substr(0, first), kLimit);
      if (found.state == HeadEnd::State::need_more)
        found = finder.find(std::string_view(message).substr(0, second), kLimit);
      if (found.state == HeadEnd::State::need_more) found = finder.find(message, kLimit);
      CAPTURE(first);
      CAPTURE(second);
      REQUIRE(found.state == HeadEnd::State::complete);
      REQUIRE(found.begin == 0);
      REQUIRE(found.end == end);
    }
  }
}

TEST_CASE("no byte more than needed") {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  HeadFinder finder(HeadKind::request);
  for (std::size_t n = 0; n < head.size(); ++n) {
    REQUIRE(finder.find(std::string_view(head).substr(0, n), kLimit).state == HeadEnd::State::need_more);
  }
  CHECK(finder.find(head, kLimit).end == head.size());
  finder.reset();
  CHECK(finder.find(head, kLimit).end == head.size());
}

TEST_CASE("empty lines before a request are skipped, up to two") {
  const std::string head = "GET / HTTP/1.1\r\n\r\n";
  CHECK(whole(HeadKind::request, "\r\n" + head).begin == 2);
  CHECK(whole(HeadKind::request, "\r\n\r\n" + head).begin == 4);
  CHECK(whole(HeadKind::request, "\r\n\r\n" + head).end == head.size() + 4);
  CHECK(whole(HeadKind::request, "\r\n\r\n\r\n" + head).state == HeadEnd::State::malformed);
  CHECK(whole(HeadKind::response, "\r\nHTTP/1.1 200 OK\r\n\r\n").state == HeadEnd::State::malformed);
  HeadFinder finder(HeadKind::request);
  CHECK(finder.find("\r", kLimit).state == HeadEnd::State::need_more);
  CHECK(finder.find("\r\n", kLimit).state == HeadEnd::State::need_more);
  CHECK(finder.find("\r\nG", kLimit).state == HeadEnd::State::need_more);
}

TEST_CASE("what can become no head is refused at once") {
  struct Row {
    std::string_view name;
    HeadKind kind;
    std::string_view bytes;
  };
  const Row rows[] = {
      {"HTTP/0.9 request", HeadKind::request, "GET /\r\n"},
      {"bare LF", HeadKind::request, "GET / HTTP/1.1\n"},
      {"bare LF later", HeadKind::request, "GET / HTTP/1.1\r\nHost: a\n"},
      {"bare LF as the empty line", HeadKind::request, "GET / HTTP/1.1\r\nHost: a\r\n\n"},
      {"LF first", HeadKind::request, "\n"},
      {"CR without LF first", HeadKind::request, "\rG"},
      {"TLS", HeadKind::request, "\x16\x03\x01"},
      {"space first", HeadKind::request, " GET"},
      {"HTTP/0.9 answer", HeadKind::response, "<"},
      {"JSON", HeadKind::response, "{\"a\":1}"},
      {"HTTP/2", HeadKind::response, "HTTP/2"},
      {"nearly", HeadKind::response, "HTTP/11"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(whole(row.kind, row.bytes).state == HeadEnd::State::malformed);
  }
  CHECK(whole(HeadKind::response, "HTTP/").state == HeadEnd::State::need_more);
}

TEST_CASE("the limit counts from the start of the buffer to the end of the head") {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  CHECK(whole(HeadKind::request, head, head.size()).state == HeadEnd::State::complete);
  CHECK(whole(HeadKind::request, head, head.size() - 1).state == HeadEnd::State::too_large);
  CHECK(whole(HeadKind::request, head + "much body", head.size()).state == HeadEnd::State::complete);
  CHECK(whole(HeadKind::request, "GET /aaaa", 5).state == HeadEnd::State::too_large);
}

TEST_CASE("errors of a head that was not found") {
  CHECK(head_error(HeadKind::request, HeadEnd::State::too_large).code == Code::header_too_large);
  CHECK(head_error(HeadKind::request, HeadEnd::State::malformed).code == Code::bad_request);
  CHECK(head_error(HeadKind::response, HeadEnd::State::too_large).code == Code::upstream_bad_response);
  CHECK(head_error(HeadKind::response, HeadEnd::State::malformed).origin == Origin::upstream);
}
