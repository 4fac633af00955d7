// What sealing a field costs inside a document: the engine seals the telephones of 64 orders, and what the same
// document takes when they are left as they are, or masked, is taken off. Against OpenSSL alone sealing the same bytes.
#pragma once

#include <string>
#include <vector>

namespace veilgate::perf {

struct DocumentRow {
  std::string suite;
  double beyond_leaving = 0;  // ns a field
  double beyond_masking = 0;
  double bare = 0;
};

// One row a suite that makes tokens. Every answer is checked first; ends the program when one is wrong.
std::vector<DocumentRow> bench_documents(bool quick);

}  // namespace veilgate::perf
