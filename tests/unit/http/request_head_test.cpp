#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/http/head.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace std::string_literals;

namespace {

struct Refused {
  std::string_view name;
  std::string raw;
  Code code = Code::bad_request;
};

const Refused kRefused[] = {
    {"bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
    {"bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n"},
    {"bare LF as the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
    {"bare CR in the request line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"bare CR in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"},
    {"bare CR before a field", "GET / HTTP/1.1\r\nHost: a\r\n\rX: 1\r\n\r\n"},
    {"CR CR LF", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n"},
    {"folded with a space", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n"},
    {"folded with a tab", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\t2\r\n\r\n"},
    {"folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
    {"line of blanks", "GET / HTTP/1.1\r\nHost: a\r\n \r\n\r\n"},
    {"space before the colon", "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n"},
    {"tab before the colon", "GET / HTTP/1.1\r\nHost: a\r\nX\t: 1\r\n\r\n"},
    {"space before the colon of Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n"},
    {"space inside a name", "GET / HTTP/1.1\r\nHost: a\r\nA B: 1\r\n\r\n"},
    {"no colon", "GET / HTTP/1.1\r\nHost: a\r\nNoColon\r\n\r\n"},
    {"empty name", "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n"},
    {"NUL in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\0Y: 1\r\n\r\n"s},
    {"NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\0 2\r\n\r\n"s},
    {"vertical tab in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\v2\r\n\r\n"},
    {"DEL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\x7f\r\n\r\n"},
    {"control byte after eight good ones", "GET / HTTP/1.1\r\nHost: a\r\nX: abcdefgh\tijklmn\x01o\r\n\r\n"},
    {"bracket in a name", "GET / HTTP/1.1\r\nHost: a\r\nX[]: 1\r\n\r\n"},
    {"byte over 0x7f in a name", "GET / HTTP/1.1\r\nHost: a\r\nX\xc3\xa9: 1\r\n\r\n"},
    {"bytes after the end", "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET"},
    {"no end", "GET / HTTP/1.1\r\nHost: a\r\n"},
    {"empty", ""},

    {"HTTP/0.9", "GET /\r\nHost: a\r\n\r\n"},
    {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
    {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"},
    {"HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"},
    {"lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n"},
    {"version of another protocol", "GET / ICE/1.0\r\nHost: a\r\n\r\n"},
    {"two spaces before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"two spaces before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"space after the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
    {"tab for a space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"leading space", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"method that is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\n"},
    {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", Code::method_refused},
    {"method too long", std::string(kMaxMethodBytes + 1, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", Code::method_refused},

    {"byte over 0x7f in the target", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"DEL in the target", "GET /\x7f HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"relative target", "GET a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"asterisk outside OPTIONS", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"URL without a host", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"URL with user information", "GET http://u:p@a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"URL with a query and no path", "GET http://a?x=1 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"authority form", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"dot segment", "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"encoded dot segment", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"target too long", "GET /" + std::string(kMaxTargetBytes, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
     Code::header_too_large},

    {"no Host in HTTP/1.1", "GET / HTTP/1.1\r\n\r\n"},
    {"no Host beside an absolute target", "GET http://a/ HTTP/1.1\r\n\r\n"},
    {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
    {"two equal Hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"},
    {"two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"},
    {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
    {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
    {"Host with user information", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"},
    {"Host with a list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"},
    {"Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
    {"Host with an empty port", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n"},
    {"Host with a port out of range", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n"},
    {"Host with a port that is no number", "GET / HTTP/1.1\r\nHost: a:8o\r\n\r\n"},
    {"Host that is half an IPv6 address", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"},
    {"Host that is a bare IPv6 address", "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"},
    {"Host with a zone", "GET / HTTP/1.1\r\nHost: [fe80::1%25eth0]\r\n\r\n"},

    {"Content-Length with Transfer-Encoding",
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"Transfer-Encoding with Content-Length",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"},
    {"two Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"},
    {"two equal Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n"},
    {"list as Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\n"},
    {"plus sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n"},
    {"minus sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n"},
    {"hex Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\n"},
    {"fraction", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5.0\r\n\r\n"},
    {"space in Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4 2\r\n\r\n"},
    {"empty Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"},
    {"Content-Length of 2^63", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775808\r\n\r\n"},
    {"Content-Length of 2^64 + 5", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551621\r\n\r\n"},
    {"Content_Length", "POST / HTTP/1.1\r\nHost: a\r\nContent_Length: 5\r\n\r\n"},
    {"Transfer_Encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer_Encoding: chunked\r\n\r\n"},
    {"xchunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n"},
    {"identity", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n"},
    {"gzip, chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"},
    {"chunked, chunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n"},
    {"chunked with a comma", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked,\r\n\r\n"},
    {"chunked with a parameter", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;a=b\r\n\r\n"},
    {"chunked in quotes", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n"},
    {"two Transfer-Encoding",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"empty Transfer-Encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n"},
    {"Transfer-Encoding in HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"},

    {"Connection that is no list of names", "GET / HTTP/1.1\r\nHost: a\r\nConnection: a b\r\n\r\n"},
    {"another expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n", Code::expectation_failed},
    {"two expectations", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nExpect: 100-continue\r\n\r\n",
     Code::expectation_failed},
};

RequestHead parsed(std::string_view raw) {
  RequestHead head;
  const auto result = parse_request_head(raw, head);
  INFO(raw);
  REQUIRE_MESSAGE(result.has_value(), (result ? "" : result.error().note.for_log()));
  return head;
}

}  // namespace

TEST_CASE("request heads that could be read in two ways are refused") {
  RequestHead head;
  for (const Refused& row : kRefused) {
    CAPTURE(row.name);
    const auto result = parse_request_head(row.raw, head);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == row.code);
    CHECK(result.error().origin == Origin::client);
    CHECK_FALSE(result.error().note.for_log().empty());
  }
}

TEST_CASE("every single byte put into a plain head is refused, or is only part of a value or target") {
  // Whatever byte stands at whatever place: an accepted head still has one Host and no body.
  const std::string plain = "GET /a HTTP/1.1\r\nHost: b\r\nX-Y: c\r\n\r\n";
  RequestHead head;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string raw = plain;
      raw.insert(at, 1, static_cast<char>(byte));
      if (!parse_request_head(raw, head).has_value()) continue;
      CAPTURE(raw);
      REQUIRE(head.headers.count(Field::host) == 1);
      REQUIRE(head.framing.kind == BodyFraming::none);
      REQUIRE((byte == '\t' || byte >= 0x20));
      REQUIRE(byte != 0x7f);
    }
  }
}

TEST_CASE("too many fields") {
  std::string raw = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (std::size_t i = 1; i < kMaxFields; ++i) raw += "X: 1\r\n";
  RequestHead head;
  CHECK(parse_request_head(raw + "\r\n", head).has_value());
  CHECK(head.headers.size() == kMaxFields);
  const auto result = parse_request_head(raw + "X: 1\r\n\r\n", head);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == Code::header_too_large);
}

TEST_CASE("a plain request") {
  const auto head = parsed("GET /a/b?c=d?e HTTP/1.1\r\nHost: Example.com:8080\r\nX-A: \t v w \t\r\nEmpty:\r\n\r\n");
  CHECK(head.method == Method::get);
  CHECK(head.method_name == "GET");
  CHECK(head.target == "/a/b?c=d?e");
  CHECK(head.path == "/a/b");
  CHECK(head.query == "c=d?e");
  CHECK(head.host == "Example.com:8080");
  CHECK(head.version == Version::http_1_1);
  CHECK(head.framing.kind == BodyFraming::none);
  CHECK(head.keep_alive);
  CHECK_FALSE(head.expect_continue);
  REQUIRE(head.headers.size() == 3);
  CHECK(head.headers[1].name == "X-A");
  CHECK(head.headers[1].value == "v w");
  CHECK(head.headers[2].value.empty());
}

TEST_CASE("a head object is clean again for the next message") {
  RequestHead head;
  REQUIRE(
      parse_request_head("POST /a?b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: "
                         "close, x-y\r\nX-Y: 1\r\n\r\n",
                         head)
          .has_value());
  CHECK(head.expect_continue);
  REQUIRE(parse_request_head("GET / HTTP/1.0\r\nX-Y: 1\r\n\r\n", head).has_value());
  CHECK(head.host.empty());
  CHECK(head.query.empty());
  CHECK_FALSE(head.expect_continue);
  CHECK_FALSE(head.keep_alive);
  CHECK(head.framing.kind == BodyFraming::none);
  CHECK_FALSE(head.headers.has(Field::content_length));
  CHECK_FALSE(head.headers.named_by_connection(head.headers[0]));
}

TEST_CASE("request framing") {
  CHECK(parsed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").framing.kind == BodyFraming::length);
  CHECK(parsed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0042\r\n\r\n").framing.length == 42);
  CHECK(parsed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n").framing.length ==
        9223372036854775807u);
  CHECK(parsed("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n").framing.kind ==
        BodyFraming::chunked);
  CHECK(parsed("POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\n").framing.length == 3);
}

TEST_CASE("keep-alive") {
  CHECK(parsed("GET / HTTP/1.1\r\nHost: a\r\n\r\n").keep_alive);
  CHECK_FALSE(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n").keep_alive);
  CHECK_FALSE(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: x, close\r\n\r\n").keep_alive);
  CHECK_FALSE(parsed("GET / HTTP/1.0\r\n\r\n").keep_alive);
  CHECK(parsed("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
  CHECK_FALSE(parsed("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n").keep_alive);
}

TEST_CASE("absolute-form targets replace the Host field") {
  const auto head = parsed("GET HTTP://c.example:81/p?q HTTP/1.1\r\nHost: other\r\n\r\n");
  CHECK(head.host == "c.example:81");
  CHECK(head.target == "/p?q");
  CHECK(head.path == "/p");
  CHECK(parsed("GET https://[::1]:8443 HTTP/1.1\r\nHost: a\r\n\r\n").target == "/");
  CHECK(parsed("GET http://a HTTP/1.0\r\n\r\n").host == "a");
  CHECK(parsed("OPTIONS http://a HTTP/1.1\r\nHost: a\r\n\r\n").target == "*");
  CHECK(parsed("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").path == "*");
}

TEST_CASE("what is unusual but has one reading is accepted") {
  CHECK(parsed("M-SEARCH /a HTTP/1.1\r\nHost: a\r\n\r\n").method == Method::other);
  CHECK(parsed("get / HTTP/1.1\r\nHost: a\r\n\r\n").method == Method::other);
  CHECK(parsed("GET /with_\"quotes\"|{}\\ HTTP/1.1\r\nHost: a_b.c\r\n\r\n").host == "a_b.c");
  CHECK(parsed("GET / HTTP/1.1\r\nHost: [2001:db8::1]:80\r\n\r\n").host == "[2001:db8::1]:80");
  CHECK(parsed("GET / HTTP/1.1\r\nHost: a\r\nX: D\xc3\xbcsseldorf\r\n\r\n").headers[1].value == "D\xc3\xbcsseldorf");
  CHECK_FALSE(parsed("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").expect_continue);
  // An upgrade is not refused: RFC 9110 7.8 lets it be ignored. It is not forwarded.
  CHECK(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: "
               "AAMAAABk\r\n\r\n")
            .headers.has(Field::upgrade));
}

TEST_CASE("Connection names only unknown fields away") {
  const auto head = parsed(
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, X-Hop, Authorization\r\nConnection: host,x-two\r\nX-Hop: 1\r\n"
      "x-TWO: 2\r\nX-End: 3\r\nAuthorization: b\r\n\r\n");
  const auto named = [&](std::string_view name) {
    for (const HeaderField& field : head.headers.all()) {
      if (field.name == name) return head.headers.named_by_connection(field);
    }
    return false;
  };
  CHECK(named("X-Hop"));
  CHECK(named("x-TWO"));
  CHECK_FALSE(named("X-End"));
  CHECK_FALSE(named("Authorization"));
  CHECK_FALSE(named("Host"));
}

TEST_CASE("only() gives nothing when a field is repeated") {
  const auto head = parsed("GET / HTTP/1.1\r\nHost: a\r\nVia: 1\r\nVia: 2\r\nX-Request-Id: r\r\n\r\n");
  CHECK(head.headers.only(Field::x_request_id) == "r");
  CHECK(head.headers.only(Field::via).empty());
  CHECK(head.headers.count(Field::via) == 2);
  CHECK(head.headers.first(Field::via)->value == "1");
  CHECK(head.headers.first(Field::cookie) == nullptr);
}
