// Runs the `tests:` of a rule file through the engine that serves traffic.
#pragma once

#include <string>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"

namespace veilgate::proxy {

struct RuleTestFailure {
  std::string pointer;   // where; empty: the document as a whole
  std::string reason;    // without values
  std::string expected;  // JSON text; holds values, shown only on request
  std::string found;     // JSON text; holds values, shown only on request
};

struct RuleTestResult {
  std::string name;
  std::vector<RuleTestFailure> failures;  // none: passed
};

// One result a test, in the order of the file. Errors: bad_config (the policy does not compile).
Result<std::vector<RuleTestResult>> run_rule_tests(const config::Settings& settings);

}  // namespace veilgate::proxy
