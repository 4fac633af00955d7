#include "proxy/app/test_report.hpp"

#include <string_view>

#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

std::size_t failed_in(const TestedFile& file) {
  std::size_t failed = 0;
  for (const auto& result : file.results) failed += result.failures.empty() ? 0 : 1;
  return failed;
}

std::string sentence(const RuleTestFailure& failure, bool show_values) {
  std::string out = failure.pointer.empty() ? "the document" : failure.pointer;
  out += ": " + failure.reason;
  if (show_values && !(failure.expected.empty() && failure.found.empty())) {
    out += "; expected " + (failure.expected.empty() ? std::string("nothing") : failure.expected);
    out += ", found " + (failure.found.empty() ? std::string("nothing") : failure.found);
  }
  return out;
}

// Text inside XML. What XML 1.0 cannot hold at all becomes a question mark.
void append_xml(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\t':
      case '\n':
      case '\r': out += ' '; break;
      default: out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    }
  }
}

void append_json_member(std::string& out, std::string_view key, std::string_view value) {
  append_json_string(out, key);
  out += ':';
  append_json_string(out, value);
}

void append_json_result(std::string& out, const RuleTestResult& result, bool show_values) {
  out += '{';
  append_json_member(out, "name", result.name);
  out += result.failures.empty() ? ",\"passed\":true,\"failures\":[" : ",\"passed\":false,\"failures\":[";
  for (std::size_t i = 0; i < result.failures.size(); ++i) {
    const auto& failure = result.failures[i];
    out += i == 0 ? "{" : ",{";
    append_json_member(out, "pointer", failure.pointer);
    out += ',';
    append_json_member(out, "reason", failure.reason);
    if (show_values) {
      out += ',';
      append_json_member(out, "expected", failure.expected);
      out += ',';
      append_json_member(out, "found", failure.found);
    }
    out += '}';
  }
  out += "]}";
}

}  // namespace

TestTotals count_tests(const std::vector<TestedFile>& files) {
  TestTotals totals;
  for (const auto& file : files) {
    totals.tests += file.results.size();
    totals.failed += failed_in(file);
  }
  return totals;
}

std::string report_as_text(const std::vector<TestedFile>& files, bool show_values) {
  std::string out;
  for (const auto& file : files) {
    for (const auto& result : file.results) {
      out += (result.failures.empty() ? "ok    " : "FAIL  ") + file.file + ": " + result.name + "\n";
      for (const auto& failure : result.failures) out += "      " + sentence(failure, show_values) + "\n";
    }
  }
  const auto totals = count_tests(files);
  out += std::to_string(totals.tests) + " tests, " + std::to_string(totals.failed) + " failed\n";
  return out;
}

std::string report_as_json(const std::vector<TestedFile>& files, bool show_values) {
  const auto totals = count_tests(files);
  std::string out =
      "{\"tests\":" + std::to_string(totals.tests) + ",\"failed\":" + std::to_string(totals.failed) + ",\"files\":[";
  for (std::size_t f = 0; f < files.size(); ++f) {
    out += f == 0 ? "{" : ",{";
    append_json_member(out, "file", files[f].file);
    out += ",\"results\":[";
    for (std::size_t i = 0; i < files[f].results.size(); ++i) {
      if (i != 0) out += ',';
      append_json_result(out, files[f].results[i], show_values);
    }
    out += "]}";
  }
  out += "]}\n";
  return out;
}

std::string report_as_junit(const std::vector<TestedFile>& files, bool show_values) {
  const auto totals = count_tests(files);
  const auto counts = [](std::size_t tests, std::size_t failed) {
    return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failed) + "\">\n";
  };
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(totals.tests, totals.failed);
  for (const auto& file : files) {
    out += "  <testsuite name=\"";
    append_xml(out, file.file);
    out += "\"" + counts(file.results.size(), failed_in(file));
    for (const auto& result : file.results) {
      out += "    <testcase classname=\"";
      append_xml(out, file.file);
      out += "\" name=\"";
      append_xml(out, result.name);
      out += result.failures.empty() ? "\"/>\n" : "\">\n";
      for (const auto& failure : result.failures) {
        out += "      <failure message=\"";
        append_xml(out, sentence(failure, show_values));
        out += "\"/>\n";
      }
      if (!result.failures.empty()) out += "    </testcase>\n";
    }
    out += "  </testsuite>\n";
  }
  out += "</testsuites>\n";
  return out;
}

}  // namespace veilgate::proxy
