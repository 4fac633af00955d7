#include "tests/unit/http/reference_reader.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <regex>

namespace veilgate::test {
namespace {

using Verdict = ReferenceRequest::Verdict;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The line at `at` without its CRLF, `at` moved behind it. Nothing when no CRLF follows.
std::optional<std::string> take_line(const std::string& bytes, std::size_t& at) {
  const std::size_t end = bytes.find("\r\n", at);
  if (end == std::string::npos) return std::nullopt;
  const std::string line = bytes.substr(at, end - at);
  at = end + 2;
  return line;
}

const std::string kToken = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const std::regex kRequestLine("(" + kToken + ") ([\\x21-\\x7e]+) (HTTP/1\\.[01])");
const std::regex kFieldLine("(" + kToken + "):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*)");
const std::regex kLength("[0-9]{1,18}");
const std::regex kChunkSize("([0-9A-Fa-f]{1,15})((;" + kToken + "(=(" + kToken +
                            "|\"[^\"\\\\\\x00-\\x1f]*(\\\\.[^\"\\\\]*)*\"))?)*)");

bool has_stray_line_end(const std::string& line) {
  return line.find_first_of("\r\n") != std::string::npos;
}

Verdict read_fields(const std::string& bytes, std::size_t& at,
                    std::vector<std::pair<std::string, std::string>>& fields) {
  for (;;) {
    const auto line = take_line(bytes, at);
    if (!line) return Verdict::incomplete;
    if (line->empty()) return Verdict::complete;
    std::smatch match;
    if (has_stray_line_end(*line) || !std::regex_match(*line, match, kFieldLine)) return Verdict::malformed;
    std::string value = match[2];
    value.erase(value.find_last_not_of(" \t") + 1);
    fields.emplace_back(match[1], value);
  }
}

Verdict read_chunks(const std::string& bytes, std::size_t& at, std::string& body) {
  for (;;) {
    const auto line = take_line(bytes, at);
    if (!line) return Verdict::incomplete;
    std::smatch match;
    if (has_stray_line_end(*line) || !std::regex_match(*line, match, kChunkSize)) return Verdict::malformed;
    const std::size_t size = std::stoull(match[1], nullptr, 16);
    if (size == 0) {
      std::vector<std::pair<std::string, std::string>> trailers;
      return read_fields(bytes, at, trailers);
    }
    if (bytes.size() - at < size + 2) return Verdict::incomplete;
    body += bytes.substr(at, size);
    if (bytes.compare(at + size, 2, "\r\n") != 0) return Verdict::malformed;
    at += size + 2;
  }
}

}  // namespace

std::size_t ReferenceRequest::count(std::string_view lower_name) const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [&](const auto& field) { return lower(field.first) == lower_name; }));
}

std::string ReferenceRequest::value(std::string_view lower_name) const {
  for (const auto& field : fields) {
    if (lower(field.first) == lower_name) return field.second;
  }
  return {};
}

ReferenceRequest read_request(std::string_view view) {
  const std::string bytes(view);
  ReferenceRequest request;
  std::size_t at = 0;
  while (bytes.compare(at, 2, "\r\n") == 0) at += 2;

  const auto line = take_line(bytes, at);
  if (!line) {
    request.verdict = Verdict::incomplete;
    return request;
  }
  std::smatch match;
  if (has_stray_line_end(*line) || !std::regex_match(*line, match, kRequestLine)) return request;
  request.method = match[1];
  request.target = match[2];
  request.version = match[3];

  request.verdict = read_fields(bytes, at, request.fields);
  if (request.verdict != Verdict::complete) return request;
  request.verdict = Verdict::malformed;
  const bool new_version = request.version == "HTTP/1.1";
  if (request.count("host") > 1 || (new_version && request.count("host") == 0)) return request;
  const std::size_t lengths = request.count("content-length");
  const std::size_t codings = request.count("transfer-encoding");
  if (lengths + codings > 1) return request;
  if (codings == 1) {
    if (!new_version || lower(request.value("transfer-encoding")) != "chunked") return request;
    request.verdict = read_chunks(bytes, at, request.body);
  } else if (lengths == 1) {
    const std::string length = request.value("content-length");
    if (!std::regex_match(length, kLength)) return request;
    const std::size_t size = std::stoull(length);
    request.verdict = bytes.size() - at < size ? Verdict::incomplete : Verdict::complete;
    request.body = bytes.substr(at, size);
    at += request.body.size();
  } else {
    request.verdict = Verdict::complete;
  }
  request.size = at;
  return request;
}

}  // namespace veilgate::test
