#include <doctest/doctest.h>

#include <string>

#include "proxy/http/request_ids.hpp"

using namespace veilgate::proxy;

namespace {

IdEntropy counted_entropy() {
  IdEntropy entropy{};
  for (std::size_t i = 0; i < entropy.size(); ++i) entropy[i] = static_cast<std::uint8_t>(i + 0xa0);
  return entropy;
}

RequestIds ids_for(const std::string& fields, const IdEntropy& entropy = counted_entropy()) {
  const std::string raw = "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
  RequestHead head;
  REQUIRE(parse_request_head(raw, head).has_value());
  return {head, entropy};
}

constexpr const char* kMadeId = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
constexpr const char* kMadeTrace = "00-b0b1b2b3b4b5b6b7b8b9babbbcbdbebf-c0c1c2c3c4c5c6c7-00";

}  // namespace

TEST_CASE("request ids") {
  CHECK(ids_for("X-Request-Id: aZ0._-\r\n").request_id() == "aZ0._-");
  CHECK(ids_for("X-Request-Id: " + std::string(128, 'a') + "\r\n").request_id() == std::string(128, 'a'));
  for (const std::string& bad :
       {std::string(), std::string("X-Request-Id:\r\n"), "X-Request-Id: " + std::string(129, 'a') + "\r\n",
        std::string("X-Request-Id: a b\r\n"), std::string("X-Request-Id: a\"b\r\n"),
        std::string("X-Request-Id: a/b\r\n"), std::string("X-Request-Id: \xc3\xa9\r\n"),
        std::string("X-Request-Id: a\r\nX-Request-Id: a\r\n")}) {
    CAPTURE(bad);
    CHECK(ids_for(bad).request_id() == kMadeId);
  }
}

TEST_CASE("trace context") {
  const auto kept = ids_for("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n");
  CHECK(kept.traceparent() == "00-4bf92f3577b34da6a3ce929d0e0e4736-c0c1c2c3c4c5c6c7-01");
  CHECK(kept.trace_continued());
  for (const std::string_view bad : {
           "",
           "traceparent:\r\n",
           "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01\r\n",
           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01\r\n",
           "traceparent: 00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01\r\n",
           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01\r\n",
           "traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x\r\n",
           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\r\n",
           "traceparent: 00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01\r\n",
           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
           "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
       }) {
    CAPTURE(bad);
    const auto made = ids_for(std::string(bad));
    CHECK(made.traceparent() == kMadeTrace);
    CHECK_FALSE(made.trace_continued());
  }
}

TEST_CASE("no id is ever all zero") {
  const auto ids = ids_for("", IdEntropy{});
  CHECK(is_traceparent(ids.traceparent()));
  CHECK(ids.request_id() == "00000000000000000000000000000001");
}
