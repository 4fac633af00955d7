// Requests others collected to desynchronise proxies (grenfeldt-requests, llhttp): each is refused, or means one and
// the same message here, to the reference reader, and to an upstream that gets what is forwarded.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/support/request_suites.hpp"
#include "tests/unit/http/differential.hpp"

using namespace veilgate;
using namespace veilgate::test;

TEST_CASE("grenfeldt: every request is refused or read alike") {
  const auto requests = grenfeldt_requests();
  if (requests.empty()) return;
  std::map<Reading::Verdict, int> verdicts;
  for (const auto& request : requests) ++verdicts[check_against_reference(request.name, request.bytes)];
  MESSAGE("refused " << verdicts[Reading::Verdict::refused] << ", incomplete " << verdicts[Reading::Verdict::incomplete]
                     << ", read alike " << verdicts[Reading::Verdict::complete]);
  CHECK(verdicts[Reading::Verdict::complete] >= 5);
  CHECK(verdicts[Reading::Verdict::refused] >= 100);
}

TEST_CASE("llhttp: every request is refused or read alike, and the valid ones with a Host are served") {
  const auto requests = llhttp_requests();
  if (requests.empty()) return;
  // Valid to that parser, which reads neither hosts nor versions of other protocols, and allows more targets.
  const std::map<std::string, const char*> refused_on_purpose = {
      {"CONNECT request > M-SEARCH request", "asterisk outside OPTIONS"},
      {"CONNECT request > SOURCE request with ICE", "another protocol"},
      {"CONNECT request > OPTIONS request with RTSP", "another protocol"},
      {"CONNECT request > ANNOUNCE request with RTSP", "another protocol"},
      {"curl GET", "0.0.0.0=5000 is no host"},
      {"Firefox GET", "0.0.0.0=5000 is no host"},
  };
  std::map<Reading::Verdict, int> verdicts;
  int served = 0;
  for (const auto& [name, bytes, valid] : requests) {
    const Reading::Verdict verdict = check_against_reference(name, bytes);
    ++verdicts[verdict];
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
