// Compares a value inside a JSON document with an expected one, by meaning and not by spelling.
//
// Both texts are valid JSON: the document left the engine, the expectation was checked when its file was loaded.
#pragma once

#include <string>
#include <string_view>

namespace veilgate::proxy {

// The document without blanks and with every string in one spelling: only what must be escaped is. Numbers keep their
// text, members their order.
std::string canonical_json(std::string_view json);

struct Comparison {
  bool equal = false;
  std::string difference;  // what differs, without any value: "a string of 11 characters where null was expected"
  std::string found;  // what is there, in canonical form; holds values, shown only on request; empty: nothing there
};

// The value at `pointer` (RFC 6901) in `document` against `expected` (empty: there must be nothing). Of duplicate
// members the first counts.
Comparison compare_at(std::string_view document, std::string_view pointer, std::string_view expected);

}  // namespace veilgate::proxy
