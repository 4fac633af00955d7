#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "proxy/http/chunked.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace std::string_literals;

namespace {

struct Outcome {
  bool refused = false;
  bool done = false;
  std::string data;
  std::size_t used = 0;
};

// Gives the pieces one after the other, as a connection would.
Outcome decode(const std::vector<std::string_view>& pieces) {
  ChunkedDecoder decoder(Origin::upstream);
  Outcome outcome;
  for (std::string_view piece : pieces) {
    const std::size_t size = piece.size();
    for (;;) {
      const auto span = decoder.decode(piece);
      if (!span) {
        outcome.refused = true;
        return outcome;
      }
      if (span->empty()) break;
      outcome.data += *span;
    }
    outcome.used += size - piece.size();
    outcome.done = decoder.done();
    if (outcome.done) break;
  }
  return outcome;
}

struct Accepted {
  std::string_view name;
  std::string body;
  std::string data;
};
const Accepted kAccepted[] = {
    {"empty", "0\r\n\r\n", ""},
    {"one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello"},
    {"two chunks", "5\r\nhello\r\n6\r\n world\r\n000\r\n\r\n", "hello world"},
    {"upper-case hex", "A\r\n0123456789\r\n0\r\n\r\n", "0123456789"},
    {"lower-case hex", "a\r\n0123456789\r\n0\r\n\r\n", "0123456789"},
    {"leading zeros", "0000000000000001\r\nx\r\n0\r\n\r\n", "x"},
    {"CRLF in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"},
    {"extensions", "5;a;b=c;d=\"e;\\\"f\"\r\nhello\r\n0;last\r\n\r\n", "hello"},
    {"trailers", "1\r\nx\r\n0\r\nA: b\r\nC:\r\nD: \t\xc3\xa9\r\n\r\n", "x"},
};

struct Refused {
  std::string_view name;
  std::string body;
};
const Refused kRefused[] = {
    {"no size", "\r\nhello\r\n0\r\n\r\n"},
    {"size that is not hex", "g\r\n"},
    {"signed size", "+5\r\nhello\r\n0\r\n\r\n"},
    {"negative size", "-5\r\n"},
    {"0x", "0x5\r\nhello\r\n0\r\n\r\n"},
    {"underscore", "1_0\r\n"},
    {"space before the size", " 5\r\nhello\r\n0\r\n\r\n"},
    {"space after the size", "5 \r\nhello\r\n0\r\n\r\n"},
    {"tab after the size", "5\t\r\nhello\r\n0\r\n\r\n"},
    {"space before an extension", "5 ;a\r\nhello\r\n0\r\n\r\n"},
    {"comma after the size", "5,a\r\nhello\r\n0\r\n\r\n"},
    {"seventeen digits", "00000000000000005\r\nhello\r\n0\r\n\r\n"},
    {"2^63", "8000000000000000\r\n"},
    {"2^64 - 1", "ffffffffffffffff\r\n"},
    {"bare LF after the size", "5\nhello\r\n0\r\n\r\n"},
    {"bare CR after the size", "5\rhello\r\n0\r\n\r\n"},
    {"CR CR LF after the size", "5\r\r\nhello\r\n0\r\n\r\n"},
    {"NUL in the size", "5\0\r\nhello\r\n0\r\n\r\n"s},
    {"too little data", "6\r\nhello\r\n0\r\n\r\n"},
    {"too much data", "4\r\nhello\r\n0\r\n\r\n"},
    {"bare LF after the data", "5\r\nhello\n0\r\n\r\n"},
    {"nothing after the data", "5\r\nhello0\r\n\r\n"},
    {"empty extension", "5;\r\nhello\r\n0\r\n\r\n"},
    {"extension without a value", "5;a=\r\nhello\r\n0\r\n\r\n"},
    {"extension without a name", "5;=a\r\nhello\r\n0\r\n\r\n"},
    {"space in an extension", "5;a b\r\nhello\r\n0\r\n\r\n"},
    {"bare LF in an extension", "5;a\nhello\r\n0\r\n\r\n"},
    {"bare LF in a quoted extension", "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n"},
    {"CRLF in a quoted extension", "5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n"},
    {"text after a quoted extension", "5;a=\"b\"c\r\nhello\r\n0\r\n\r\n"},
    {"trailer without a colon", "0\r\nabc\r\n\r\n"},
    {"trailer without a name", "0\r\n: abc\r\n\r\n"},
    {"folded trailer", "0\r\nA: b\r\n c\r\n\r\n"},
    {"space before a trailer's colon", "0\r\nA : b\r\n\r\n"},
    {"NUL in a trailer", "0\r\nA: \0\r\n\r\n"s},
    {"bare LF in a trailer", "0\r\nA: b\n\r\n"},
    {"bare CR in a trailer", "0\r\nA: b\rc\r\n\r\n"},
    {"bare LF as the last line", "0\r\n\n"},
    {"CR without LF as the last line", "0\r\n\rx"},
};

}  // namespace

TEST_CASE("chunked bodies, cut at every two places") {
  for (const Accepted& row : kAccepted) {
    CAPTURE(row.name);
    const std::string input = row.body + "next message";
    const std::string_view all = input;
    for (std::size_t i = 0; i <= row.body.size(); ++i) {
      for (std::size_t j = i; j <= row.body.size(); ++j) {
        const Outcome outcome = decode({all.substr(0, i), all.substr(i, j - i), all.substr(j)});
        REQUIRE_FALSE(outcome.refused);
        REQUIRE(outcome.done);
        REQUIRE(outcome.data == row.data);
        REQUIRE(outcome.used == row.body.size());
      }
    }
  }
}

TEST_CASE("chunked bodies that could be read in two ways are refused, however they are cut") {
  for (const Refused& row : kRefused) {
    CAPTURE(row.name);
    const std::string_view all = row.body;
    for (std::size_t i = 0; i <= all.size(); ++i) REQUIRE(decode({all.substr(0, i), all.substr(i)}).refused);
  }
}

TEST_CASE("a chunked body that is not at its end is not done") {
  for (const Accepted& row : kAccepted) {
    CAPTURE(row.name);
    for (std::size_t n = 0; n < row.body.size(); ++n) {
      const Outcome outcome = decode({std::string_view(row.body).substr(0, n)});
      REQUIRE_FALSE(outcome.refused);
      REQUIRE_FALSE(outcome.done);
    }
  }
}

TEST_CASE("extensions and trailers are bounded") {
  CHECK_FALSE(decode({"1;a=" + std::string(1000, 'b') + "\r\nx\r\n0\r\n\r\n"}).refused);
  CHECK(decode({"1;a=" + std::string(kMaxChunkLineBytes, 'b') + "\r\nx\r\n0\r\n\r\n"}).refused);
  std::string many;
  for (std::size_t sent = 0; sent <= kMaxChunkExtensionBytes; sent += 500)
    many += "1;" + std::string(500, 'e') + "\r\nx\r\n";
  CHECK(decode({many}).refused);
  CHECK_FALSE(decode({"0\r\nA: " + std::string(kMaxTrailerBytes / 2, 'b') + "\r\n\r\n"}).refused);
  CHECK(decode({"0\r\nA: " + std::string(kMaxTrailerBytes, 'b') + "\r\n\r\n"}).refused);
}

TEST_CASE("a decoder that failed stays failed") {
  ChunkedDecoder decoder(Origin::client);
  std::string_view bad = "x";
  const auto first = decoder.decode(bad);
  REQUIRE_FALSE(first.has_value());
  CHECK(first.error().code == Code::bad_request);
  CHECK(first.error().origin == Origin::client);
  std::string_view good = "0\r\n\r\n";
  CHECK_FALSE(decoder.decode(good).has_value());
  std::string_view none;
  CHECK_FALSE(decoder.decode(none).has_value());
  CHECK_FALSE(decoder.done());
  decoder.reset(Origin::upstream);
  CHECK(decoder.decode(good).has_value());
  CHECK(decoder.done());
  decoder.reset(Origin::upstream);
  std::string_view bad_again = "x";
  CHECK(decoder.decode(bad_again).error().code == Code::upstream_bad_response);
}

TEST_CASE("spans are views into the input") {
  ChunkedDecoder decoder(Origin::upstream);
  const std::string body = "5\r\nhello\r\n";
  std::string_view input = body;
  const auto span = decoder.decode(input);
  REQUIRE(span.has_value());
  CHECK(span->data() == body.data() + 3);
  CHECK(decoder.decoded_bytes() == 5);
}

TEST_CASE("what is encoded is decoded again") {
  for (const std::uint64_t size : {1u, 9u, 10u, 15u, 16u, 255u, 4096u, 1000000u}) {
    std::string body;
    append_chunk_header(body, size);
    body.append(size, 'x').append(kChunkEnd).append(kLastChunk);
    const Outcome outcome = decode({body});
    CHECK(outcome.done);
    CHECK(outcome.data.size() == size);
  }
  std::string header;
  append_chunk_header(header, 0x7fffffffffffffffu);
  CHECK(header == "7fffffffffffffff\r\n");
}
