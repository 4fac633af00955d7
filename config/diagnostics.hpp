// What is wrong with a configuration, one entry a problem, with its place, the reason and a suggestion.
//
// A diagnostic never holds a value from the file: key names, names of things that have the form of a name, and allowed
// names only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::config {

// Where in a file. Lines and columns start at 1, columns count characters; 0 means no place (the command line).
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

enum class Severity : std::uint8_t { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;
  Place place;
  std::string key;         // routes[0].upstream; empty for the file as a whole
  std::string reason;      // "is required"
  std::string suggestion;  // "did you mean \"upstream\"?"; may be empty
};

// Collects the problems of one file, up to kMaxDiagnostics; then one more entry says that others were left out.
class Diagnostics {
 public:
  static constexpr std::size_t kMaxDiagnostics = 500;

  explicit Diagnostics(std::string file) : file_(std::move(file)) {}

  void add(Severity severity, Place place, std::string key, std::string reason, std::string suggestion = {});
  void error(Place place, std::string key, std::string reason, std::string suggestion = {}) {
    add(Severity::error, place, std::move(key), std::move(reason), std::move(suggestion));
  }
  void warning(Place place, std::string key, std::string reason, std::string suggestion = {}) {
    add(Severity::warning, place, std::move(key), std::move(reason), std::move(suggestion));
  }

  bool has_errors() const noexcept { return has_errors_; }
  // Whether what is added now is only counted, so that a suggestion for it would be wasted.
  bool is_full() const noexcept { return list_.size() == kMaxDiagnostics; }

  // The problems in the order of the file.
  std::vector<Diagnostic> take();

 private:
  std::string file_;
  std::vector<Diagnostic> list_;
  bool has_errors_ = false;
  bool overflow_ = false;
};

// `veilgate.yaml:12:5: error: routes[0].upstream: is required; …`, without a line end.
std::string to_text(const Diagnostic& diagnostic);

// One JSON object: severity, file, line, column, key, reason, suggestion.
std::string to_json(const Diagnostic& diagnostic);

// A key as it may be shown: control characters become `?`, at most 64 bytes of it.
std::string printable(std::string_view key);

// The name among `names` that differs least from `word`, when it differs little; else empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> names);

// `did you mean "x"?` when one is near, else `one of: a, b, c`; empty when there are no names.
std::string suggest(std::string_view word, std::span<const std::string_view> names);

// `a, b, c`
std::string join(std::span<const std::string_view> names);

}  // namespace veilgate::config
