// Requests others collected to desynchronise proxies (grenfeldt-requests, llhttp): each is refused, or means one and
// the same message here, to the reference reader, and to an upstream that gets what is forwarded.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "proxy/http/chunked.hpp"
#include "proxy/http/forward.hpp"
#include "proxy/http/head.hpp"
#include "tests/unit/http/reference_reader.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using veilgate::test::ReferenceRequest;
namespace fs = std::filesystem;

namespace {

std::optional<fs::path> find_suites() {
  const char* given = std::getenv("VEILGATE_SUITES");
  const fs::path path = given != nullptr ? fs::path(given) : fs::path(VEILGATE_SOURCE_DIR) / ".." / "shared" / "suites";
  if (!fs::is_directory(path / "http")) return std::nullopt;
  return path / "http";
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

struct Reading {
  enum class Verdict { refused, incomplete, complete };
  Verdict verdict = Verdict::refused;
  std::string why;
  RequestHead head;
  std::string body;
  std::string forwarded;
  std::size_t size = 0;
};

// What the proxy makes of the first message in `bytes`, which the result's head points into.
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

// Returns the proxy's verdict after checking it against the reference.
Reading::Verdict check(const std::string& name, std::string_view bytes) {
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

std::string decode_base64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xff);
  }
  return bytes;
}

}  // namespace

TEST_CASE("grenfeldt: every request is refused or read alike") {
  const auto suites = find_suites();
  if (!suites) {
    std::puts("skipped: suites not found");
    return;
  }
  std::map<Reading::Verdict, int> verdicts;
  for (const auto& entry : fs::recursive_directory_iterator(*suites / "grenfeldt-requests" / "requests")) {
    if (entry.path().extension() != ".req") continue;
    const std::string bytes = read_file(entry.path());
    ++verdicts[check(entry.path().filename(), bytes)];
  }
  MESSAGE("refused " << verdicts[Reading::Verdict::refused] << ", incomplete " << verdicts[Reading::Verdict::incomplete]
                     << ", read alike " << verdicts[Reading::Verdict::complete]);
  CHECK(verdicts[Reading::Verdict::complete] >= 5);
  CHECK(verdicts[Reading::Verdict::refused] >= 100);
}

TEST_CASE("llhttp: every request is refused or read alike, and the valid ones with a Host are served") {
  const auto suites = find_suites();
  if (!suites) {
    std::puts("skipped: suites not found");
    return;
  }
  // Valid to that parser, which reads neither hosts nor versions of other protocols, and allows more targets.
  const std::map<std::string, const char*> refused_on_purpose = {
      {"CONNECT request > M-SEARCH request", "asterisk outside OPTIONS"},
      {"CONNECT request > SOURCE request with ICE", "another protocol"},
      {"CONNECT request > OPTIONS request with RTSP", "another protocol"},
      {"CONNECT request > ANNOUNCE request with RTSP", "another protocol"},
      {"curl GET", "0.0.0.0=5000 is no host"},
      {"Firefox GET", "0.0.0.0=5000 is no host"},
  };
  const auto rows = nlohmann::json::parse(read_file(*suites / "llhttp" / "requests.json"));
  std::map<Reading::Verdict, int> verdicts;
  int served = 0;
  for (const auto& row : rows) {
    if (row["kind"] != "http") continue;
    const std::string name = row["title"];
    const std::string bytes = decode_base64(row["input_b64"].get<std::string>());
    const Reading::Verdict verdict = check(name, bytes);
    ++verdicts[verdict];
    const bool valid = row["error"].is_null() && row["type"] == "request" && row["messages_complete"] != 0;
    const bool has_host = bytes.find("\r\nHost:") != std::string::npos || bytes.find("\r\nHOST:") != std::string::npos;
    if (!valid || !has_host || refused_on_purpose.count(name) != 0) continue;
    CAPTURE(name);
    CHECK(verdict == Reading::Verdict::complete);
    ++served;
  }
  MESSAGE("refused " << verdicts[Reading::Verdict::refused] << ", incomplete " << verdicts[Reading::Verdict::incomplete]
                     << ", read alike " << verdicts[Reading::Verdict::complete] << "; valid with a Host " << served);
  CHECK(served >= 8);
}
