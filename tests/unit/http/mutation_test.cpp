// Requests put together from pieces that desynchronise parsers, in any order and number: each is refused, or read alike
// here, by the reference reader and by the upstream.
#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>

#include "tests/unit/http/differential.hpp"

using namespace std::string_view_literals;
using namespace veilgate::test;

namespace {

constexpr std::string_view kFirstLines[] = {
    "GET / HTTP/1.1"sv,          "POST /a?b HTTP/1.1"sv,
    "POST / HTTP/1.0"sv,         "OPTIONS * HTTP/1.1"sv,
    "GET / HTTP/1.1 "sv,         "GET  / HTTP/1.1"sv,
    "GET http://h/p HTTP/1.1"sv, "GET /\0 HTTP/1.1"sv,
    "PUT / HTTP/1.2"sv,          "GET /"sv,
    "get / http/1.1"sv,          "DELETE /%2e%2e/ HTTP/1.1"sv,
};
constexpr std::string_view kFields[] = {
    "Host: h"sv,
    "Host: h"sv,
    "Host: h"sv,
    "host:h:80"sv,
    "Host: a b"sv,
    "Host : h"sv,
    "X: y"sv,
    "X:"sv,
    "X\t: y"sv,
    " X: y"sv,
    "\tfolded"sv,
    "Content-Length: 5"sv,
    "Content-Length: 05"sv,
    "Content-Length: 5, 5"sv,
    "Content-Length: +5"sv,
    "Content-Length:\v5"sv,
    "Content-Length: 5 "sv,
    "Content-Length: 0x5"sv,
    "Transfer-Encoding: chunked"sv,
    "Transfer-Encoding: chunked"sv,
    "transfer-encoding:Chunked\t"sv,
    "Transfer-Encoding: xchunked"sv,
    "Transfer-Encoding:\fchunked"sv,
    "Transfer-Encoding: identity"sv,
    "Transfer-Encoding\0: chunked"sv,
    "Transfer_Encoding: chunked"sv,
    "X: a\rTransfer-Encoding: chunked"sv,
    "X: a\nContent-Length: 5"sv,
    "Connection: close, content-length"sv,
    "Connection: transfer-encoding, host"sv,
    "Expect: 100-continue"sv,
    "Upgrade: h2c"sv,
    "\xef\xbb\xbfHost: h"sv,
    ": empty"sv,
};
constexpr std::string_view kLineEnds[] = {"\r\n"sv, "\r\n"sv, "\r\n"sv, "\r\n"sv, "\r\n"sv, "\r\n"sv,   "\r\n"sv,
                                          "\r\n"sv, "\r\n"sv, "\r\n"sv, "\n"sv,   "\r"sv,   "\r\r\n"sv, "\r\n\r\n"sv};
constexpr std::string_view kBodies[] = {
    ""sv,
    "hello"sv,
    "hello GET / HTTP/1.1\r\nHost: h\r\n\r\n"sv,
    "5\r\nhello\r\n0\r\n\r\n"sv,
    "5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"sv,
    "0\r\n\r\n"sv,
    "0\r\nContent-Length: 5\r\n\r\nhello"sv,
    "5 \r\nhello\r\n0\r\n\r\n"sv,
    "5;a=\"b\"\r\nhello\r\n0\r\n\r\n"sv,
    "5\nhello\r\n0\r\n\r\n"sv,
    "0x5\r\nhello\r\n0\r\n\r\n"sv,
    "10000000000000005\r\nhello\r\n0\r\n\r\n"sv,
    "5\r\nhello0\r\n\r\n"sv,
    "00005\r\nhello\r\n000\r\nA: b\r\n\r\n"sv,
    "0\r\nA : b\r\n\r\n"sv,
};

template <std::size_t kSize>
std::string_view pick(std::mt19937& generator, const std::string_view (&table)[kSize]) {
  return table[generator() % kSize];
}

}  // namespace

TEST_CASE("pieces that desynchronise parsers, put together") {
  std::mt19937 generator(20240607);
  std::map<Reading::Verdict, int> verdicts;
  for (int i = 0; i < 100'000; ++i) {
    std::string bytes(generator() % 4 == 0 ? "\r\n" : "");
    bytes.append(pick(generator, kFirstLines)).append(pick(generator, kLineEnds));
    for (std::size_t n = generator() % 4 + 1; n != 0; --n)
      bytes.append(pick(generator, kFields)).append(pick(generator, kLineEnds));
    bytes.append("\r\n").append(pick(generator, kBodies));
    ++verdicts[check_against_reference(bytes, bytes)];
  }
  // Enough of each kind for the comparison to mean something.
  CHECK(verdicts[Reading::Verdict::complete] > 2'000);
  CHECK(verdicts[Reading::Verdict::refused] > 50'000);
}
