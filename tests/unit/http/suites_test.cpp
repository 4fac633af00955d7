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

#include "tests/unit/http/differential.hpp"

using namespace veilgate;
using namespace veilgate::test;
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
    ++verdicts[check_against_reference(entry.path().filename(), bytes)];
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
    const Reading::Verdict verdict = check_against_reference(name, bytes);
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
