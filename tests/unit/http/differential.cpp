#include "tests/unit/http/differential.hpp"

#include <doctest/doctest.h>

#include "proxy/http/chunked.hpp"
#include "proxy/http/forward.hpp"
#include "tests/unit/http/reference_reader.hpp"

namespace veilgate::test {

using namespace veilgate::proxy;

void read_as_proxy(std::string_view bytes, Reading& reading) {
  HeadFinder finder(HeadKind::request);
  const HeadEnd end = finder.find(bytes, 64 * 1024);
  if (end.state == HeadEnd::State::need_more) {
    reading.verdict = Reading::Verdict::incomplete;
    return;
  }
  if (end.state != HeadEnd::State::complete) {
    reading.why = head_error(HeadKind::request, end.state).note.for_log();
    return;
  }
  if (auto parsed = parse_request_head(bytes.substr(end.begin, end.end - end.begin), reading.head); !parsed) {
    reading.why = parsed.error().note.for_log();
    return;
  }
  IdEntropy entropy{};
  ForwardFacts facts;
  facts.client_ip = "192.0.2.1";
  facts.upstream_host = reading.head.host.empty() ? "upstream" : "";
  append_upstream_request(reading.forwarded, reading.head, RequestIds(reading.head, entropy), facts);

  std::string_view rest = bytes.substr(end.end);
  reading.verdict = Reading::Verdict::complete;
  if (reading.head.framing.kind == BodyFraming::length) {
    if (rest.size() < reading.head.framing.length) reading.verdict = Reading::Verdict::incomplete;
    reading.body = rest.substr(0, static_cast<std::size_t>(reading.head.framing.length));
    reading.forwarded += reading.body;
    rest.remove_prefix(reading.body.size());
  } else if (reading.head.framing.kind == BodyFraming::chunked) {
    ChunkedDecoder decoder(Origin::client);
    for (;;) {
      const auto span = decoder.decode(rest);
      if (!span) {
        reading.verdict = Reading::Verdict::refused;
        reading.why = span.error().note.for_log();
        return;
      }
      if (span->empty()) break;
      reading.body += *span;
      append_chunk_header(reading.forwarded, span->size());
      reading.forwarded.append(*span).append(kChunkEnd);
    }
    if (!decoder.done()) reading.verdict = Reading::Verdict::incomplete;
    if (decoder.done()) reading.forwarded += kLastChunk;
  }
  reading.size = bytes.size() - rest.size();
}

Reading::Verdict check_against_reference(const std::string& name, std::string_view bytes) {
  CAPTURE(name);
  Reading ours;
  read_as_proxy(bytes, ours);
  if (ours.verdict == Reading::Verdict::refused) return ours.verdict;
  const ReferenceRequest theirs = test::read_request(bytes);
  if (ours.verdict == Reading::Verdict::incomplete) {
    CHECK(theirs.verdict != ReferenceRequest::Verdict::complete);
    return ours.verdict;
  }

  REQUIRE(theirs.verdict == ReferenceRequest::Verdict::complete);
  CHECK(theirs.size == ours.size);
  CHECK(theirs.method == ours.head.method_name);
  CHECK(theirs.target.find(ours.head.target) != std::string::npos);
  CHECK(theirs.body == ours.body);
  CHECK(theirs.fields.size() == ours.head.headers.size());
  for (std::size_t i = 0; i < theirs.fields.size(); ++i) {
    CHECK(theirs.fields[i].first == ours.head.headers[i].name);
    CHECK(theirs.fields[i].second == ours.head.headers[i].value);
  }

  const ReferenceRequest upstream = test::read_request(ours.forwarded);
  REQUIRE(upstream.verdict == ReferenceRequest::Verdict::complete);
  CHECK(upstream.size == ours.forwarded.size());
  CHECK(upstream.method == ours.head.method_name);
  CHECK(upstream.target == ours.head.target);
  CHECK(upstream.body == ours.body);
  CHECK(upstream.count("host") == 1);
  return ours.verdict;
}

}  // namespace veilgate::test
