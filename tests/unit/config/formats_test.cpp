// The syntax of every kind of text, what is just right and what is just wrong.
#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "config/net_formats.hpp"
#include "config/quantities.hpp"
#include "config/text_formats.hpp"

namespace veilgate::config {
namespace {

struct Format {
  const char* name;
  bool (*accepts)(std::string_view);
  std::vector<std::string> good;
  std::vector<std::string> bad;
};

const std::string kLabel63(63, 'a');

const Format kFormats[] = {
    {"id",
     [](std::string_view t) { return is_id(t); },
     {"a", "Order-API_2.v1", std::string(64, 'a')},
     {"", "1a", "-a", ".a", "a b", "a/b", "a\n", "a*", "\xe8\xb7\xaf", std::string(65, 'a')}},
    {"line",
     [](std::string_view t) { return is_line(t); },
     {"a", " ", "\xe8\xb7\xaf", "a*b"},
     {"", "a\nb", "a\x7f", std::string("a\0", 2)}},
    {"environment name",
     [](std::string_view t) { return is_environment_name(t); },
     {"A", "_a1"},
     {"", "1A", "A-B", "A B", "A="}},
    {"glob",
     [](std::string_view t) { return is_glob(t); },
     {"/", "/**", "/a/*/b", "/a*/b*c", "/a/", "/**/a", "/a b", "/100%", "/\xe8\xb7\xaf"},
     {"", "a", "*", "//", "/a//b", "/./a", "/a/..", "/a**", "/**a", "/a?", "/a#", "/a;b", "/a\\b", "/%41", "/a\n"}},
    {"request path",
     [](std::string_view t) { return is_request_path(t); },
     {"/", "/a/b.c", "/%41"},
     {"", "a", "/a b", "/a?x", "/a#x", "/a\n"}},
    {"JSONPath",
     [](std::string_view t) { return is_json_path(t); },
     {"$", "$.a", "$.a_1", "$['a b']", "$[\"a\"]", "$['a\\'b']", "$[*]", "$.*", "$[0]", "$[10]", "$..a", "$..*",
      "$..[*]", "$..['a']", "$.data[*].buyer.name", "$.\xe5\x90\x8d", "$['']"},
     {"",      "a",     "$a",    "$.",    "$..",      "$.a.",      "$...a",          "$[",
      "$[]",   "$[a]",  "$[01]", "$[-1]", "$[1:2]",   "$[0,1]",    "$[?(@.a)]",      "$['a]",
      "$['a'", "$.a-b", "$.1a",  "$.a b", "$['a\n']", "$['a\\q']", "$[99999999999]", "$.a[",
      "$ .a"}},
    {"JSON pointer",
     [](std::string_view t) { return is_json_pointer(t); },
     {"", "/", "/a", "/a/0", "/a~0b", "/a~1b", "/\xe5\x90\x8d"},
     {"a", "/a~", "/a~2", "#/a"}},
    {"timestamp",
     [](std::string_view t) { return is_timestamp(t); },
     {"2027-06-30T00:00:00Z", "2027-06-30T23:59:59+08:00", "2028-02-29T00:00:00-00:00", "2000-02-29T00:00:00.123Z"},
     {"",
      "2027-06-30",
      "2027-06-30T00:00:00",
      "2027-06-30 00:00:00Z",
      "2027-06-30t00:00:00z",
      "2027-02-29T00:00:00Z",
      "2100-02-29T00:00:00Z",
      "2027-00-01T00:00:00Z",
      "2027-13-01T00:00:00Z",
      "2027-06-00T00:00:00Z",
      "2027-06-31T00:00:00Z",
      "2027-06-30T24:00:00Z",
      "2027-06-30T00:60:00Z",
      "2027-06-30T00:00:60Z",
      "2027-06-30T00:00:00.Z",
      "2027-06-30T00:00:00+24:00",
      "2027-06-30T00:00:00+08:60",
      "2027-06-30T00:00:00+0800",
      "2027-06-30T00:00:00+08:00x",
      "2027-06-30T00:00:00Zx",
      "20270630T000000Z"}},
    {"media type",
     [](std::string_view t) { return is_media_type(t); },
     {"text/plain", "application/vnd.jd+json", "application/x-www-form-urlencoded"},
     {"", "text", "text/", "/plain", "Text/plain", "text/*", "*/*", "text/plain; charset=utf-8", "text/plain/x",
      "text /plain"}},
    {"passable media",
     [](std::string_view t) { return is_passable_media(t); },
     {"image/*", "image/png", "text/html", "application/pdf", "text/plain"},
     {"*/*", "application/*", "text/*", "application/json", "text/json", "application/x-ndjson", "application/ndjson",
      "application/jsonl", "application/json-seq", "text/event-stream", "application/problem+json", "image/", "/*", "*",
      "im*/*", "Image/*"}},
    {"method",
     [](std::string_view t) { return is_method(t); },
     {"GET", "VERSION-CONTROL"},
     {"", "get", "G T", "GET1", std::string(33, 'A')}},
    {"one character",
     [](std::string_view t) { return is_one_character(t); },
     {"*", "x", " ", "\xe6\x98\x9f", "\xf0\x9f\x94\x92"},
     {"", "**", "\n", "\x7f", "\xc2\x85", "\xe6\x98", "\xff"}},
    {"host",
     [](std::string_view t) { return is_host(t); },
     {"a", "api.jd.com", "a_b", "10.0.0.1", "::1", "fe80::1", "xn--fiq", kLabel63},
     {"", ".", "a.", "a..b", "-a", "a-", "a b", "10.0.0.256", "10.0.1", "1", "[::1]", "a:80", kLabel63 + "a",
      "\xe8\xb7\xaf"}},
    {"host and port",
     [](std::string_view t) { return is_host_port(t); },
     {"127.0.0.1:0", "a:65535", "[::1]:80", "0.0.0.0:8080"},
     {"", "a", "a:", ":80", "a:65536", "a:080", "a:+1", "a: 80", "::1:80", "[::1]", "[10.0.0.1]:80", "[::1]80",
      "[::1:80", "a:80:81"}},
    {"admin address",
     [](std::string_view t) { return is_admin_address(t); },
     {"", "127.0.0.1:9090", "localhost:1", "[::1]:1", "unix:/run/a.sock"},
     {"a:1", "unix:", "unix:/", "unix:a", "unix:/a\n", "unix:/" + std::string(107, 'a'), "127.0.0.1"}},
    {"local",
     [](std::string_view t) { return is_local(t); },
     {"", "127.0.0.1:1", "127.9.9.9:1", "localhost:1", "[::1]:1", "unix:/a"},
     {"0.0.0.0:1", "10.0.0.1:1", "[::]:1", "[::2]:1", "[fe80::1]:1", "ops:1"}},
    {"origin",
     [](std::string_view t) { return is_origin(t); },
     {"http://a", "https://a.b:8443", "http://10.0.0.1:80", "http://[::1]:80", "http://[::1]"},
     {"", "a", "a:80", "ftp://a", "HTTP://a", "http://", "http://a/", "http://a/b", "http://a?b", "http://u@a",
      "http://a:0", "http://a:65536", "http://a:", "http://::1", "http:// a"}},
    {"network",
     [](std::string_view t) { return is_network(t); },
     {"10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "10.0.0.1/32", "fd00::/8", "::/0", "::1"},
     {"", "10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "10.0.0.0/", "10.0.0.0/08", "fd00::1/8", "fd00::/129", "a/8",
      "10.0.0.0/-1"}},
};

TEST_CASE("formats") {
  for (const Format& format : kFormats) {
    CAPTURE(format.name);
    for (const std::string& text : format.good) {
      CAPTURE(text);
      CHECK(format.accepts(text));
    }
    for (const std::string& text : format.bad) {
      CAPTURE(text);
      CHECK_FALSE(format.accepts(text));
    }
  }
}

TEST_CASE("integers") {
  CHECK(parse_integer("0") == 0u);
  CHECK(parse_integer("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
  for (const char* const text : {"", "00", "01", "-1", "+1", "1.0", "1 ", " 1", "1_0", "0x1", "18446744073709551616"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("sizes") {
  struct Row {
    const char* text;
    std::uint64_t bytes;
  };
  for (const Row& row :
       {Row{"0", 0}, Row{"512", 512}, Row{"512B", 512}, Row{"64KB", 64'000}, Row{"64KiB", 65'536},
        Row{"1MB", 1'000'000}, Row{"1MiB", 1'048'576}, Row{"2GB", 2'000'000'000}, Row{"2GiB", 2ull << 30},
        Row{"1TB", 1'000'000'000'000}, Row{"16777215TiB", 16777215ull << 40}}) {
    CAPTURE(row.text);
    CHECK(parse_bytes(row.text) == row.bytes);
  }
  for (const char* const text : {"", "B", "1k", "1kb", "1K", "1 KB", "1.5MB", "-1", "01KB", "16777216TiB", "1PB"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_bytes(text));
  }
}

TEST_CASE("durations") {
  CHECK(parse_duration("0ms") == 0u);
  CHECK(parse_duration("250ms") == 250u);
  CHECK(parse_duration("5s") == 5'000u);
  CHECK(parse_duration("1m") == 60'000u);
  CHECK(parse_duration("2h") == 7'200'000u);
  for (const char* const text :
       {"", "5", "5S", "5 s", "s", "1d", "1.5s", "-1s", "01s", "5sec", "99999999999999999999h"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("quantities are written as they are read") {
  for (const std::uint64_t number : {0ull, 1ull, 999ull, 1'000ull, 1'024ull, 1'025ull, 3'600'000ull, 1ull << 20,
                                     1ull << 30, 1ull << 40, (1ull << 40) + 1, 18446744073709551615ull}) {
    CAPTURE(number);
    CHECK(parse_bytes(render_bytes(number)) == number);
    CHECK(parse_duration(render_duration(number)) == number);
  }
  CHECK(render_bytes(1 << 20) == "1MiB");
  CHECK(render_duration(65'000) == "65s");
  CHECK(render_duration(120'000) == "2m");
  CHECK(render_duration(0) == "0ms");
}

TEST_CASE("JSON numbers") {
  for (const char* const text : {"0", "-0", "1", "10.5", "1e5", "1E+5", "-1.5e-3", "123456789012345678901234567890"}) {
    CAPTURE(text);
    CHECK(is_json_number(text));
  }
  for (const char* const text : {"", "-", "01", "+1", ".5", "1.", "1e", "0x1", "1_0", "1 ", "NaN"}) {
    CAPTURE(text);
    CHECK_FALSE(is_json_number(text));
  }
}

TEST_CASE("the first fault of UTF-8") {
  CHECK(valid_utf8_prefix("abc\xe6\x98\x9f\xf0\x9f\x94\x92") == 10);
  CHECK(valid_utf8_prefix("a\xc0\xaf") == 1);
  CHECK(valid_utf8_prefix("a\xed\xa0\x80") == 1);
  CHECK(valid_utf8_prefix("a\xf4\x90\x80\x80") == 1);
  CHECK(valid_utf8_prefix("a\xe6\x98") == 1);
  CHECK(valid_utf8_prefix("\x80") == 0);
  CHECK(count_characters("a\xe6\x98\x9f\xf0\x9f\x94\x92") == 3);
}

TEST_CASE("texts as JSON and YAML strings") {
  std::string out;
  append_json_string(out, std::string("a\"\\\n\r\t\0\x7f\xe6\x98\x9f", 11));
  CHECK(out == "\"a\\\"\\\\\\n\\r\\t\\u0000\\u007f\xe6\x98\x9f\"");
  out.clear();
  append_json_string(out, "\xc2\x85\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf\xc2\xa0");
  CHECK(out == "\"\\u0085\\u2028\\u2029\\ufeff\xc2\xa0\"");
}

}  // namespace
}  // namespace veilgate::config
