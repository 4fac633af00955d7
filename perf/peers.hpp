// The contenders of the engine benchmark. Compiled for the processor at hand, so that simdjson's front end is inlined
// with the widest instructions there are.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace veilgate::perf {

struct Visited {
  std::uint64_t values = 0;       // scalars
  std::uint64_t token_bytes = 0;  // of their raw tokens, or of the strings decoded
  std::uint64_t key_bytes = 0;  // the first bytes of the keys (or their sizes decoded), added up, so that each is read
  double sum = 0;               // of the numbers and truths read
  friend bool operator==(const Visited&, const Visited&) = default;
};

// A document with the padding simdjson wants behind it, prepared before anything is timed.
class Peers {
 public:
  explicit Peers(std::string_view document);
  ~Peers();
  Peers(const Peers&) = delete;
  Peers& operator=(const Peers&) = delete;

  // Every value and every key visited as its raw token; nothing when simdjson refuses the document.
  std::optional<Visited> on_demand();
  // Every key and every value read: strings decoded, numbers and truths parsed. Nothing when simdjson refuses it.
  std::optional<Visited> on_demand_values();
  // The naive way to find something: every string value decoded by On-Demand and handed to Hyperscan, one call each,
  // with one pattern a kind of value. The matches; nothing when the document is refused. Masks nothing, writes nothing.
  std::optional<std::uint64_t> naive();
  // The whole tree built; the count of its scalars is taken by count_dom(), outside the timing.
  bool dom();
  std::optional<std::uint64_t> count_dom();
  // The document copied to another buffer.
  void copy();

  static std::string_view kernel();  // the implementation simdjson chose at run time

 private:
  struct Impl;
  template <class Visitor>
  std::optional<Visited> visit_all(const Visitor& visitor);
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::perf
