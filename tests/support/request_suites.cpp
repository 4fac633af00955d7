#include "tests/support/request_suites.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

#include "tests/support/read_file.hpp"
#include "tests/support/suites.hpp"

namespace veilgate::test {
namespace {

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

std::vector<SuiteRequest> grenfeldt_requests() {
  std::vector<SuiteRequest> requests;
  const auto folder = find_suite("http/grenfeldt-requests/requests");
  if (!folder) return requests;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
    if (entry.path().extension() != ".req") continue;
    requests.push_back({entry.path().filename(), read_file(entry.path()), false});
  }
  return requests;
}

std::vector<SuiteRequest> llhttp_requests() {
  std::vector<SuiteRequest> requests;
  const auto file = find_suite("http/llhttp/requests.json");
  if (!file) return requests;
  for (const auto& row : nlohmann::json::parse(read_file(*file))) {
    if (row["kind"] != "http") continue;
    const bool valid = row["error"].is_null() && row["type"] == "request" && row["messages_complete"] != 0;
    requests.push_back({row["title"], decode_base64(row["input_b64"].get<std::string>()), valid});
  }
  return requests;
}

}  // namespace veilgate::test
