// What `veilgate test` prints about the tests it ran.
#pragma once

#include <string>
#include <vector>

#include "proxy/app/rule_tests.hpp"

namespace veilgate::proxy {

struct TestedFile {
  std::string file;
  std::vector<RuleTestResult> results;
};

// With `show_values` false no text of a document appears.
std::string report_as_text(const std::vector<TestedFile>& files, bool show_values);
std::string report_as_json(const std::vector<TestedFile>& files, bool show_values);
std::string report_as_junit(const std::vector<TestedFile>& files, bool show_values);  // the JUnit XML CI systems read

struct TestTotals {
  std::size_t tests = 0;
  std::size_t failed = 0;
};
TestTotals count_tests(const std::vector<TestedFile>& files);

}  // namespace veilgate::proxy
