#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "masking/masked_body.hpp"
#include "proxy/coding/encoder.hpp"
#include "proxy/exchange/passed_body.hpp"
#include "tests/unit/coding/codings.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace veilgate::test;

namespace {

constexpr Coding kRealCodings[] = {Coding::gzip, Coding::deflate, Coding::br, Coding::zstd};

masking::MaskedBody released(std::string_view text) {
  return PassedBody{}.let_out(text);
}

std::string take(const Result<masking::MaskedBody>& body) {
  REQUIRE(body.has_value());
  return std::string(body->bytes());
}

}  // namespace

TEST_CASE("what is encoded in any pieces decodes to the same") {
  const std::string text = sample_text(300'000);
  BodyEncoder encoder;
  for (const Coding coding : kAllCodings) {
    CAPTURE(coding_name(coding));
    for (const std::size_t piece_bytes : {std::size_t{777}, std::size_t{128 * 1024}, text.size()}) {
      REQUIRE(encoder.reset(coding).has_value());
      std::string body;
      for (std::size_t at = 0; at < text.size(); at += piece_bytes) {
        body += take(encoder.encode(released(std::string_view(text).substr(at, piece_bytes))));
      }
      body += take(encoder.finish());
      CHECK(decode(coding, {body}).text == text);
      if (coding != Coding::identity) CHECK(body.size() < text.size() / 2);
    }
  }
}

TEST_CASE("a flush gives the client everything so far") {
  BodyEncoder encoder;
  for (const Coding coding : kRealCodings) {
    CAPTURE(coding_name(coding));
    REQUIRE(encoder.reset(coding).has_value());
    BodyDecoder decoder;
    REQUIRE(decoder.reset(coding, kWide).has_value());
    std::string sent;
    for (int i = 0; i < 20; ++i) {
      const std::string event = "data: {\"n\":" + std::to_string(i) + "}\n\n";
      const std::string body = take(encoder.encode(released(event), BodyEncoder::Flush::yes));
      std::string_view input = body;
      std::string seen;
      for (;;) {
        const auto out = decoder.decode(input);
        REQUIRE(out.has_value());
        if (out->empty()) break;
        seen += *out;
      }
      REQUIRE(seen == event);
    }
    take(encoder.encode(masking::MaskedBody{}, BodyEncoder::Flush::yes));
    const std::string last = take(encoder.finish());
    CHECK_FALSE(last.empty());
  }
}

TEST_CASE("nothing encodes to a valid empty body") {
  BodyEncoder encoder;
  for (const Coding coding : kAllCodings) {
    CAPTURE(coding_name(coding));
    REQUIRE(encoder.reset(coding).has_value());
    const std::string body = take(encoder.finish());
    CHECK(body.empty() == (coding == Coding::identity));
    const Decoded decoded = decode(coding, {body});
    CHECK_FALSE(decoded.refused);
    CHECK(decoded.text.empty());
  }
}

TEST_CASE("text that does not compress grows the output, not the error count") {
  std::string noise;
  std::uint64_t state = 88172645463325252u;
  while (noise.size() < 1'000'000) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    noise.append(std::to_string(state * 0x9e3779b97f4a7c15u)).push_back(static_cast<char>(state));
  }
  BodyEncoder encoder;
  for (const Coding coding : kRealCodings) {
    CAPTURE(coding_name(coding));
    REQUIRE(encoder.reset(coding).has_value());
    std::string body = take(encoder.encode(released(noise)));
    body += take(encoder.finish());
    CHECK(decode(coding, {body}).text == noise);
  }
}

TEST_CASE("an encoder is spent before reset and after finish") {
  BodyEncoder encoder;
  CHECK_FALSE(encoder.encode(released("x")).has_value());
  CHECK_FALSE(encoder.finish().has_value());
  for (const Coding coding : kAllCodings) {
    CAPTURE(coding_name(coding));
    REQUIRE(encoder.reset(coding).has_value());
    take(encoder.finish());
    CHECK_FALSE(encoder.encode(released("x")).has_value());
    CHECK_FALSE(encoder.finish().has_value());
  }
}

TEST_CASE("identity is not copied") {
  BodyEncoder encoder;
  REQUIRE(encoder.reset(Coding::identity).has_value());
  const std::string text = "abc";
  const auto out = encoder.encode(released(text));
  REQUIRE(out.has_value());
  CHECK(out->bytes().data() == text.data());
}
