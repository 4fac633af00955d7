// What `veilgate scan` counts over samples, and how it prints that. Names and counts only, no values.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "config/model.hpp"
#include "masking/explain/explain.hpp"

namespace veilgate::proxy {

struct ScannedClass {
  std::string level;
  std::size_t by_key = 0;   // values a name or a path decided
  std::size_t by_look = 0;  // values found by what they look like
  std::size_t whole = 0;    // of these, values that are nothing else
};

struct ScannedPath {
  std::size_t values = 0;
  std::map<std::string, ScannedClass> classes;
};

class ScanResult {
 public:
  void add(const masking::Explanation& explanation);
  void add_refused() { ++refused_; }

  std::size_t documents() const noexcept { return documents_; }
  std::size_t refused() const noexcept { return refused_; }
  std::size_t values() const noexcept { return values_; }
  // By JSONPath, every index as [*] and names that are values as *; a document in a string after ` > `.
  const std::map<std::string, ScannedPath>& paths() const noexcept { return paths_; }
  bool has_level(config::Level least) const;

 private:
  std::size_t documents_ = 0;
  std::size_t refused_ = 0;
  std::size_t values_ = 0;
  std::map<std::string, ScannedPath> paths_;
};

std::string scan_as_text(const ScanResult& result);
std::string scan_as_json(const ScanResult& result);
// `classes:` and `rules:` for a configuration: names under which values were found by their look alone, and a rule for
// each class that was found.
std::string suggested_rules(const ScanResult& result);

}  // namespace veilgate::proxy
