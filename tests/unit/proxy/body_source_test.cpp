#include "proxy/exchange/body_source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace veilgate;
using namespace veilgate::proxy;

namespace {

// Feeds `wire` in pieces of `step` bytes; what is not of the body stays in the buffer.
struct Fed {
  std::string body;
  bool ended = false;
  bool failed = false;
  std::string rest;
};

Fed feed(Framing framing, std::string_view wire, std::size_t step, bool end_of_connection = false) {
  ByteBuffer buffer;
  buffer.reserve(64);
  BodySource source;
  source.begin(framing, Origin::upstream);
  Fed fed;
  const auto drain = [&] {
    while (!source.ended()) {
      const auto data = source.take(buffer);
      if (!data) {
        fed.failed = true;
        return;
      }
      fed.body += *data;
      if (data->empty()) return;
    }
  };
  for (std::size_t at = 0; at < wire.size() && !fed.failed; at += step) {
    const auto piece = wire.substr(at, step);
    buffer.reserve(buffer.size() + piece.size() + 64);
    const auto free = buffer.prepare();
    std::copy(piece.begin(), piece.end(), free.begin());
    buffer.commit(piece.size());
    drain();
  }
  if (end_of_connection && !fed.failed) fed.failed = !source.peer_ended().has_value();
  fed.ended = source.ended();
  fed.rest = buffer.view();
  return fed;
}

}  // namespace

TEST_CASE("each framing gives the same body however the bytes are cut") {
  struct Row {
    const char* name;
    Framing framing;
    std::string wire;
    std::string body;
    std::string rest;
  };
  const Row rows[] = {
      {"none", {BodyFraming::none, 0}, "next", "", "next"},
      {"length 0", {BodyFraming::length, 0}, "next", "", "next"},
      {"length", {BodyFraming::length, 5}, "hellonext", "hello", "next"},
      {"chunked", {BodyFraming::chunked, 0}, "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\nnext", "hello", "next"},
      {"chunked with trailer", {BodyFraming::chunked, 0}, "5\r\nhello\r\n0\r\nX: y\r\n\r\nnext", "hello", "next"},
      {"chunked, empty", {BodyFraming::chunked, 0}, "0\r\n\r\nnext", "", "next"},
  };
  for (const auto& row : rows) {
    for (std::size_t step = 1; step <= row.wire.size(); ++step) {
      CAPTURE(row.name);
      CAPTURE(step);
      const auto fed = feed(row.framing, row.wire, step);
      CHECK(!fed.failed);
      CHECK(fed.ended);
      CHECK(fed.body == row.body);
      CHECK(fed.rest == row.rest);
    }
  }
}

TEST_CASE("an end of the connection ends only a body that is framed by it") {
  CHECK(!feed({BodyFraming::until_close, 0}, "hello", 2, true).failed);
  CHECK(feed({BodyFraming::until_close, 0}, "hello", 2, true).ended);
  CHECK(!feed({BodyFraming::until_close, 0}, "hello", 2, false).ended);
  CHECK(feed({BodyFraming::length, 6}, "hello", 2, true).failed);
  CHECK(feed({BodyFraming::chunked, 0}, "5\r\nhello\r\n", 2, true).failed);
  CHECK(feed({BodyFraming::chunked, 0}, "5\r\nhello\r\n0\r\n", 2, true).failed);
}

TEST_CASE("the end of a chunked body is seen with its last data when both are there") {
  ByteBuffer buffer;
  buffer.reserve(64);
  const std::string wire = "5\r\nhello\r\n0\r\n\r\n";
  const auto free = buffer.prepare();
  std::copy(wire.begin(), wire.end(), free.begin());
  buffer.commit(wire.size());
  BodySource source;
  source.begin({BodyFraming::chunked, 0}, Origin::upstream);
  const auto data = source.take(buffer);
  REQUIRE(data.has_value());
  CHECK(*data == "hello");
  CHECK(source.ended());
}
