// What the engine does with each value of a document, and why; for what it leaves, why not.
//
//   document --the BodyMasker of the data path, with an observer--> Explanation
//
// Everything here is told by the walk that masks (json/observer.hpp): `masked` is its output, and what is said about a
// value is what was done to it. Only the reasons against a class are found out afterwards, by calling the locators once
// more with a RejectionSink.
//
// Not for the data path: memory grows with the document. One thread, that of the scratch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "masking/detect/locate.hpp"
#include "masking/engine.hpp"

namespace veilgate::masking {

enum class ExplainedKind : std::uint8_t { string, number, name, container };

// One reason to treat a value, or a part of it.
struct ExplainedFinding {
  std::string class_name;             // "path" when a path rule alone says so
  std::string level;                  // "L3"
  std::string rule;                   // the id of a rule; empty: the built-in default
  std::vector<std::string> evidence;  // key, path, pattern, validator …, context …
  std::string action;                 // removed, null, masked, encrypted … (explain.cpp has the list)
  std::uint32_t begin = 0;            // of the part, in bytes of the normalised text; all of it when a key decided
  std::uint32_t end = 0;
};

// A class that came near.
struct ExplainedMiss {
  std::string class_name;
  std::string reason;  // "checksum failed"
};

struct ExplainedValue {
  std::string pointer;  // RFC 6901
  // In a document in a string: the pointers inside it, one for each document; then `pointer` is the outermost string's.
  std::vector<std::string> inside;
  ExplainedKind kind = ExplainedKind::string;
  std::vector<ExplainedFinding> findings;  // none: it stayed
  std::vector<ExplainedMiss> near;
  std::string value;  // as it stands in the (inner) document; not to be shown unasked

  bool stayed() const noexcept { return findings.empty(); }
};

struct Explanation {
  std::vector<ExplainedValue> values;  // in document order
  std::string masked;                  // the document as it leaves
  Findings findings;
};

// Errors: those of BodyMasker for this document.
Result<Explanation> explain(const Engine& engine, const Plan& plan, Scratch& scratch, std::string_view document);

// "no context", "checksum failed" …
std::string_view rejection_text(Rejection reason) noexcept;

}  // namespace veilgate::masking
