#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "proxy/coding/decoder.hpp"
#include "tests/unit/coding/codings.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace veilgate::test;
using namespace std::string_literals;

TEST_CASE("every coding, cut at every two places, whatever the size of the output buffer") {
  const std::string text = sample_text(300);
  struct Row {
    std::string_view name;
    Coding coding;
    std::string body;
    std::string text;
  };
  const Row rows[] = {
      {"identity", Coding::identity, text, text},
      {"gzip", Coding::gzip, gzip(text), text},
      {"gzip of nothing", Coding::gzip, gzip(""), ""},
      {"two gzip members", Coding::gzip, gzip("ab") + gzip("cd"), "abcd"},
      {"an empty gzip member between two", Coding::gzip, gzip("ab") + gzip("") + gzip("cd"), "abcd"},
      {"zlib", Coding::deflate, zlib(text), text},
      {"raw deflate", Coding::deflate, raw_deflate(text), text},
      {"raw deflate of nothing", Coding::deflate, raw_deflate(""), ""},
      {"raw deflate of one byte", Coding::deflate, raw_deflate("x"), "x"},
      {"br", Coding::br, brotli(text), text},
      {"br of nothing", Coding::br, brotli(""), ""},
      {"zstd", Coding::zstd, zstd(text), text},
      {"zstd of nothing", Coding::zstd, zstd(""), ""},
      {"two zstd frames", Coding::zstd, zstd("ab") + zstd("cd"), "abcd"},
      {"a skippable zstd frame", Coding::zstd, "\x50\x2a\x4d\x18\x03\x00\x00\x00xyz"s + zstd("cd"), "cd"},
      {"a skippable zstd frame at the end", Coding::zstd, zstd("cd") + "\x5f\x2a\x4d\x18\x01\x00\x00\x00x"s, "cd"},
  };
  for (const std::size_t output_bytes : {std::size_t{64}, std::size_t{64 * 1024}}) {
    BodyDecoder decoder(output_bytes);
    for (const Row& row : rows) {
      CAPTURE(row.name);
      const std::string_view body = row.body;
      for (std::size_t i = 0; i <= body.size(); ++i) {
        for (std::size_t j = i; j <= body.size(); j += 1 + (j - i) / 8) {
          const Decoded decoded =
              decode(decoder, row.coding, {body.substr(0, i), body.substr(i, j - i), body.substr(j)});
          REQUIRE_FALSE(decoded.refused);
          REQUIRE(decoded.text == row.text);
          if (row.coding != Coding::identity) REQUIRE(decoded.largest_step <= output_bytes);
        }
      }
    }
  }
}

TEST_CASE("a body of no bytes is empty in every coding") {
  for (const Coding coding : kAllCodings) {
    const Decoded decoded = decode(coding, {"", ""});
    CHECK_FALSE(decoded.refused);
    CHECK(decoded.text.empty());
  }
}

TEST_CASE("every truncation is seen") {
  const std::string text = sample_text(300);
  const std::pair<Coding, std::string> bodies[] = {
      {Coding::gzip, gzip(text)},
      {Coding::deflate, zlib(text)},
      {Coding::deflate, raw_deflate(text)},
      {Coding::br, brotli(text)},
      {Coding::zstd, zstd(text)},
      {Coding::gzip, gzip("a") + gzip(text)},
      {Coding::zstd, zstd("a") + zstd(text)},
  };
  BodyDecoder decoder;
  for (const auto& [coding, body] : bodies) {
    CAPTURE(coding_name(coding));
    for (std::size_t n = 1; n < body.size(); ++n) {
      if (n == gzip("a").size() && coding == Coding::gzip && body.size() > gzip(text).size()) continue;  // whole member
      if (n == zstd("a").size() && coding == Coding::zstd && body.size() > zstd(text).size()) continue;  // whole frame
      const Decoded decoded = decode(decoder, coding, {std::string_view(body).substr(0, n)});
      REQUIRE(decoded.refused);
      REQUIRE(decoded.code == Code::body_truncated);
    }
  }
}

TEST_CASE("bodies that are not what they say") {
  const std::string text = sample_text(300);
  const auto changed = [](std::string body, std::size_t from_end) {
    body[body.size() - from_end] = static_cast<char>(body[body.size() - from_end] ^ 1);
    return body;
  };
  std::string preset_dictionary = zlib(text);
  preset_dictionary[0] = 0x78;
  preset_dictionary[1] = static_cast<char>(0x20 | (31 - (0x78 * 256 + 0x20) % 31));
  std::string foreign_window = zstd(text);
  foreign_window[0] = 0x27;
  struct Row {
    std::string_view name;
    Coding coding;
    std::string body;
  };
  const Row rows[] = {
      {"JSON as gzip", Coding::gzip, text},
      {"JSON as deflate", Coding::deflate, text},
      {"JSON as br", Coding::br, text},
      {"JSON as zstd", Coding::zstd, text},
      {"gzip as br", Coding::br, gzip(text)},
      {"gzip as zstd", Coding::zstd, gzip(text)},
      {"gzip as deflate", Coding::deflate, gzip(text)},
      {"zlib as gzip", Coding::gzip, zlib(text)},
      {"gzip with a wrong length", Coding::gzip, changed(gzip(text), 1)},
      {"gzip with a wrong checksum", Coding::gzip, changed(gzip(text), 5)},
      {"zlib with a wrong checksum", Coding::deflate, changed(zlib(text), 1)},
      {"zlib with a preset dictionary", Coding::deflate, preset_dictionary},
      {"zstd with a wrong checksum", Coding::zstd, changed(zstd(text), 1)},
      {"zstd of an old format", Coding::zstd, foreign_window},
      {"bytes after gzip", Coding::gzip, gzip(text) + "x"},
      {"a zero byte after gzip", Coding::gzip, gzip(text) + "\0"s},
      {"plain JSON after gzip", Coding::gzip, gzip(text) + R"({"phone":"13800138000"})"},
      {"bytes after zlib", Coding::deflate, zlib(text) + "x"},
      {"bytes after raw deflate", Coding::deflate, raw_deflate(text) + "x"},
      {"bytes after br", Coding::br, brotli(text) + "x"},
      {"a second br stream", Coding::br, brotli(text) + brotli(text)},
      {"bytes after zstd", Coding::zstd, zstd(text) + "x"},
  };
  BodyDecoder decoder;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Decoded whole = decode(decoder, row.coding, {row.body});
    CHECK(whole.refused);
    // One coding read as another may also look as if it went on.
    const bool foreign = row.name.find(" as ") != std::string_view::npos;
    CHECK((whole.code == Code::bad_coding || (foreign && whole.code == Code::body_truncated)));
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < row.body.size(); ++i) bytes.push_back(std::string_view(row.body).substr(i, 1));
    const Decoded bytewise = decode(decoder, row.coding, bytes);
    CHECK(bytewise.refused);
    CHECK(bytewise.code == whole.code);
  }
  // The same decoder still works.
  CHECK(decode(decoder, Coding::gzip, {gzip(text)}).text == text);
}

TEST_CASE("zstd windows over 8 MiB are refused") {
  const std::string text = sample_text(100'000);
  CHECK(decode(Coding::zstd, {zstd(text, 23)}).text == text);
  const Decoded refused = decode(Coding::zstd, {zstd(text, 24)});
  CHECK(refused.refused);
  CHECK(refused.code == Code::bad_coding);
}

TEST_CASE("what zstd must not take for a frame is refused whether it comes whole or in pieces") {
  // Mostly frames of no content (so a window of none) whose last block repeats one byte no times.
  const std::pair<std::string_view, std::string> rows[] = {
      {"RLE block", "\x28\xb5\x2f\xfd\x20\x00\x03\x00\x00\x00"s},
      {"RLE block, dictionary 0", "\x28\xb5\x2f\xfd\x33\x00\x00\x00\x00\x00\x03\x00\x00\x00"s},
      {"a frame within the header",
       "\x28\xb5\x2f\xfd\x33\x00\x00\x00\x00\x28\xb5\x2f\xfd\x33\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00"s},
      {"an old format after one byte", "\x28\x27\xb5\x2f\xfd\x25\x98"s},
      {"after another frame", zstd("ab") + "\x28\xb5\x2f\xfd\x20\x00\x03\x00\x00\x00"s},
  };
  BodyDecoder decoder;
  for (const auto& [name, body] : rows) {
    CAPTURE(name);
    for (std::size_t i = 0; i <= body.size(); ++i) {
      const Decoded decoded =
          decode(decoder, Coding::zstd, {std::string_view(body).substr(0, i), std::string_view(body).substr(i)});
      CHECK(decoded.refused);
      CHECK(decoded.code == Code::bad_coding);
    }
  }
}

TEST_CASE("Brotli's large windows are refused") {
  // RFC 7932 ends at 24 bits; 0x11 announces the larger windows of the library's extension.
  const Decoded refused = decode(Coding::br, {"\x11\x1e\x00\x00\x00\x00"s});
  CHECK(refused.refused);
  CHECK(refused.code == Code::bad_coding);
}

TEST_CASE("the decoded size is limited, exactly") {
  const std::string text = sample_text(5000);
  for (const Coding coding : kAllCodings) {
    CAPTURE(coding_name(coding));
    const std::string body = coded(coding, text);
    CHECK(decode(coding, {body}, {5000, 1'000'000}).text == text);
    const Decoded refused = decode(coding, {body}, {4999, 1'000'000});
    CHECK(refused.refused);
    CHECK(refused.code == Code::body_too_large);
    CHECK(refused.text.size() < 5000);
  }
  const Decoded nothing = decode(Coding::identity, {"x"}, DecodeLimits{});
  CHECK(nothing.code == Code::body_too_large);
}

TEST_CASE("a bomb stops at the ratio, and never comes out in one piece") {
  const std::string zeros(64 * 1024 * 1024, '0');
  for (const Coding coding : {Coding::gzip, Coding::deflate, Coding::br, Coding::zstd}) {
    CAPTURE(coding_name(coding));
    const std::string bomb = coded(coding, zeros);
    const Decoded refused = decode(coding, {bomb}, {std::uint64_t{1} << 40, 200});
    CHECK(refused.refused);
    CHECK(refused.code == Code::expansion_too_large);
    CHECK(refused.text.size() < 16 * 1024 * 1024);
    CHECK(refused.largest_step <= 64 * 1024);
    CHECK(decode(coding, {bomb}).text.size() == zeros.size());
  }
}

TEST_CASE("up to 1 MiB the ratio does not matter, and never for identity") {
  const std::string zeros(1024 * 1024, '0');
  CHECK_FALSE(decode(Coding::gzip, {gzip(zeros)}, {std::uint64_t{1} << 40, 1}).refused);
  CHECK(decode(Coding::gzip, {gzip(zeros + "0")}, {std::uint64_t{1} << 40, 1}).code == Code::expansion_too_large);
  CHECK_FALSE(decode(Coding::identity, {zeros, zeros}, {std::uint64_t{1} << 40, 0}).refused);
}

TEST_CASE("a decoder that failed or finished stays spent until reset") {
  BodyDecoder decoder;
  std::string_view input = "x";
  CHECK_FALSE(decoder.decode(input).has_value());
  REQUIRE(decoder.reset(Coding::gzip, kWide).has_value());
  input = "xy";
  CHECK_FALSE(decoder.decode(input).has_value());
  input = "";
  CHECK_FALSE(decoder.decode(input).has_value());
  CHECK_FALSE(decoder.finish().has_value());
  REQUIRE(decoder.reset(Coding::identity, kWide).has_value());
  CHECK(decoder.finish().has_value());
  CHECK_FALSE(decoder.decode(input).has_value());
}

TEST_CASE("identity is not copied") {
  BodyDecoder decoder;
  REQUIRE(decoder.reset(Coding::identity, kWide).has_value());
  const std::string body = "abc";
  std::string_view input = body;
  const auto out = decoder.decode(input);
  REQUIRE(out.has_value());
  CHECK(out->data() == body.data());
  CHECK(input.empty());
  CHECK(decoder.decoded_bytes() == 3);
  CHECK(decoder.coded_bytes() == 3);
}
