// What of an upstream's head reaches the client.
#include <doctest/doctest.h>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"

using namespace veilgate;
using namespace veilgate::test;

TEST_CASE("fields of one hop, validators and digests do not reach the client") {
  auto upstream = FakeUpstream::answering(json_response(
      "{}",
      "Connection: x-hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nTrailer: X-T\r\n"
      "ETag: \"e\"\r\nLast-Modified: Sun, 22 Nov 2026 10:00:00 GMT\r\nAccept-Ranges: bytes\r\nDigest: sha-256=x\r\n"
      "Content-MD5: x\r\nRepr-Digest: x\r\nX-Kept: yes\r\nServer: partner\r\nCache-Control: private\r\n"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  const auto answer = proxy.get("/a");
  CHECK(answer.status() == 200);
  CHECK(answer.field("X-Kept") == "yes");
  CHECK(answer.field("Cache-Control") == "private");
  CHECK(answer.field("Via").has_value());
  for (const char* gone : {"X-Hop", "Keep-Alive", "Proxy-Authenticate", "Trailer", "ETag", "Last-Modified",
                           "Accept-Ranges", "Digest", "Content-MD5", "Repr-Digest"}) {
    CAPTURE(gone);
    CHECK(!answer.field(gone));
  }
}

TEST_CASE("sensitive values in fields are masked") {
  struct Row {
    const char* name;
    const char* sent;
    std::optional<std::string> seen;
  };
  const Row rows[] = {
      {"a phone", "13800138000", "138****8000"},
      {"an order number", "100012043978", "100012043978"},
      {"a phone among words", "buyer=13800138000; v=1", "buyer=138****8000; v=1"},
      {"only visible once decoded", "%31%33%38%30%30%31%33%38%30%30%30", "%31%33%38****%38%30%30%30"},
      {"a date", "Sun, 22 Nov 2026 17:41:13 GMT", "Sun, 22 Nov 2026 17:41:13 GMT"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto upstream = FakeUpstream::answering(json_response("{}", "X-Note: " + std::string(row.sent) + "\r\n"));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == 200);
    CHECK(answer.field("X-Note") == row.seen);
  }
}

TEST_CASE("no field of an answer gives a value away, whatever it is called and however it is written") {
  struct Row {
    const char* name;
    const char* field;
    const char* sent;
    const char* secret;
  };
  const Row rows[] = {
      {"a telling name", "X-User-Phone", "13800138000", "13800138000"},
      {"a telling name, whatever stands there", "X-Customer-Name", "Somebody Else", "Somebody"},
      {"a telling name and Han", "X-Receiver-Name", "\xE7\x8E\x8B\xE5\xB0\x8F\xE6\x98\x8E", "\xE5\xB0\x8F\xE6\x98\x8E"},
      {"a parameter", "X-Info", "phone=13800138000", "13800138000"},
      {"a parameter decided by its name", "X-Info", "mobile=138001;receiver_name=Somebody", "Somebody"},
      {"a document", "X-User", R"({"name":"Somebody Else","mobile":"1380013"})", "Somebody"},
      {"a document, its digits escaped", "X-User", R"({"v":"\u0031380013800\u0030"})", "\\u0031380013800"},
      {"a list", "X-Users", R"([{"mobile":"13800138000"}])", "13800138000"},
      {"a document in Base64", "X-User-Info", "eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9", "eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9"},
      {"a document, percent-encoded", "X-User", "%7B%22mobile%22%3A%2213800138000%22%7D", "13800138000"},
      {"a document in Base64 behind a name", "X-User-Info", "v1/user=eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9; x",
       "eyJtb2JpbGUi"},
      {"the claims of a signed token", "X-Id", "eyJhbGciOiJub25lIn0.eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9.c2ln",
       "eyJtb2JpbGUi"},
      {"a document in hexadecimal digits", "X-Id", "7b226d6f62696c65223a223133383030313338303030227d", "7b226d6f62"},
      {"a cookie that is a document", "Set-Cookie", "sid=eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9; Path=/", "eyJtb2JpbGUi"},
      {"six digits are not needed", "X-Device", "mac aa:bb:cc:dd:ee:fe", "dd:ee:fe"},
      {"nor any digit", "X-Note", "please call Mr Smith back", "Smith"},
      {"a key", "X-Debug", "AKIAIOSFODNN7EXAMPLE", "IOSFODNN7"},
      {"Warning", "Warning", "199 - \"stale: 13800138000\"", "13800138000"},
      {"Content-Disposition", "Content-Disposition", "attachment; filename=\"13800138000.json\"", "13800138000"},
      {"Content-Disposition, extended", "Content-Disposition",
       "attachment; filename*=UTF-8''%E7%94%B5%E8%AF%9D-13800138000.json", "13800138000"},
      {"Server-Timing", "Server-Timing", "db;desc=\"13800138000\";dur=5", "13800138000"},
      {"a cookie that is no session", "Set-Cookie", "user=zhang@example.com; Path=/", "zhang@"},
      {"a cookie of two values", "Set-Cookie", "u=7&tel=13800138000; Path=/", "13800138000"},
      {"Server", "Server", "partner of zhang@example.com", "zhang@"},
      {"WWW-Authenticate", "WWW-Authenticate", "Bearer realm=\"13800138000\"", "13800138000"},
      {"Date", "Date", "13800138000", "13800138000"},
      {"Expires", "Expires", "13800138000", "13800138000"},
      {"Vary", "Vary", "13800138000", "13800138000"},
      {"Content-Language", "Content-Language", "13800138000", "13800138000"},
      {"Cache-Control", "Cache-Control", "private=\"13800138000\"", "13800138000"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    auto upstream = FakeUpstream::answering(json_response("{}", std::string(row.field) + ": " + row.sent + "\r\n"));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    // The second time the proxy may remember what it found.
    for (int time = 0; time < 2; ++time) {
      const auto answer = proxy.get("/a");
      CHECK(answer.status() == 200);
      CHECK(answer.field(row.field).value_or("").find(row.secret) == std::string::npos);
    }
  }
}

TEST_CASE("a field whose name is a value does not reach the client") {
  auto upstream = FakeUpstream::answering(json_response("{}", "X-13800138000: 1\r\n13800138000: 1\r\nX-Kept: 1\r\n"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  const auto answer = proxy.get("/a");
  CHECK(answer.status() == 200);
  CHECK(answer.field("X-Kept") == "1");
  for (const auto& [name, value] : answer.fields) CHECK(name.find("13800138000") == std::string::npos);
}

TEST_CASE("a path that is clean for the log may still be a value in a field") {
  const std::string path = "/u/eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9";
  auto upstream = FakeUpstream::answering(json_response("{}", "X-Path: " + path + "\r\n"));
  ProxyUnderTest proxy(settings_for(upstream->url()));
  for (int time = 0; time < 2; ++time) CHECK(!proxy.get(path).field("X-Path"));
}

TEST_CASE("what one configuration left alone is looked at again under the next") {
  auto upstream = FakeUpstream::answering(json_response("{}", "X-Note: MB12345678\r\n"));
  auto settings = settings_for(upstream->url());
  ProxyUnderTest proxy(settings);
  CHECK(proxy.get("/a/MB12345678").field("X-Note") == "MB12345678");
  config::Class member;
  member.id = "member_no";
  member.level = "L3";
  member.pattern = "MB[0-9]{8}";
  settings.policy.classes.push_back(member);
  REQUIRE(proxy.reload(settings).has_value());
  CHECK(proxy.get("/a/MB12345678").field("X-Note") != "MB12345678");
  CHECK(proxy.recorder().wait_for(2).back().target.find("MB12345678") == std::string::npos);
}

TEST_CASE("a document that the rules of one route leave is looked at again on another") {
  const char* const sent[] = {R"({"mobile":"13800138000"})", "eyJtb2JpbGUiOiIxMzgwMDEzODAwMCJ9",
                              "%7B%22mobile%22%3A%2213800138000%22%7D"};
  for (const char* value : sent) {
    CAPTURE(value);
    auto upstream = FakeUpstream::answering(json_response("{}", "X-User: " + std::string(value) + "\r\n"));
    auto settings = settings_for(upstream->url());
    config::Exclusion exclusion;
    exclusion.id = "internal";
    exclusion.route = "/internal/**";
    exclusion.classes = {"cn_mobile"};
    exclusion.reason = "the shop's own line";
    settings.policy.exclusions.push_back(exclusion);
    ProxyUnderTest proxy(std::move(settings));
    for (int again = 0; again < 2; ++again) {
      CHECK(proxy.get("/internal/a").field("X-User").has_value());
      CHECK(proxy.get("/a").field("X-User") != std::string(value));
    }
  }
}

TEST_CASE("cookies: opaque ones stay, telling ones do not") {
  struct Row {
    const char* name;
    const char* sent;
    std::optional<std::string> seen;
  };
  const Row rows[] = {
      {"opaque, with a run like a phone", "sid=ab13800138000cdef9; Path=/; HttpOnly",
       "sid=ab13800138000cdef9; Path=/; HttpOnly"},
      {"a phone", "tel=13800138000; Path=/", "tel=138****8000; Path=/"},
      {"a phone in the path", "sid=ab13800138000cdef9; Path=/13800138000", std::nullopt},
      {"plain", "theme=dark", "theme=dark"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto upstream = FakeUpstream::answering(json_response("{}", "Set-Cookie: " + std::string(row.sent) + "\r\n"));
    ProxyUnderTest proxy(settings_for(upstream->url()));
    CHECK(proxy.get("/a").field("Set-Cookie") == row.seen);
  }
}

TEST_CASE("a Location that carries a sensitive value") {
  struct Row {
    const char* name;
    const char* field;
    const char* value;
    config::LocationPolicy policy;
    unsigned status;
    std::optional<std::string> seen;
  };
  using config::LocationPolicy;
  const Row rows[] = {
      {"refused by default", "Location", "/u?tel=13800138000", LocationPolicy::refuse, 502, std::nullopt},
      {"refused when escaped", "Location", "/u?tel=%313800138000", LocationPolicy::refuse, 502, std::nullopt},
      {"so is Link", "Link", "</u/13800138000>; rel=next", LocationPolicy::refuse, 502, std::nullopt},
      {"so is Refresh", "Refresh", "0; url=/u/13800138000", LocationPolicy::refuse, 502, std::nullopt},
      {"so is Content-Location", "Content-Location", "/u/13800138000", LocationPolicy::refuse, 502, std::nullopt},
      {"masked on request", "Location", "/u?tel=13800138000", LocationPolicy::mask, 302, "/u?tel=138****8000"},
      {"masked where it is escaped", "Location", "/u?tel=%313800138000", LocationPolicy::mask, 302,
       "/u?tel=%3138****8000"},
      {"passed on request", "Location", "/u?tel=13800138000", LocationPolicy::pass, 302, "/u?tel=13800138000"},
      {"a harmless one stays", "Location", "/u/7?next=%2Fhome", LocationPolicy::refuse, 302, "/u/7?next=%2Fhome"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    auto upstream = FakeUpstream::answering("HTTP/1.1 302 Found\r\n" + std::string(row.field) + ": " + row.value +
                                            "\r\nContent-Length: 0\r\n\r\n");
    auto settings = settings_for(upstream->url());
    settings.routes[0].location = row.policy;
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == row.status);
    CHECK(answer.field(row.field) == row.seen);
    if (row.status == 502) CHECK(answer.body.find("sensitive_header") != std::string::npos);
  }
}
