// Requests collected by others to desynchronise proxies, read from the suites. Nothing where the suites are absent.
#pragma once

#include <string>
#include <vector>

namespace veilgate::test {

struct SuiteRequest {
  std::string name;
  std::string bytes;
  bool valid = false;  // whole and without fault, says the suite
};

std::vector<SuiteRequest> grenfeldt_requests();
std::vector<SuiteRequest> llhttp_requests();

}  // namespace veilgate::test
