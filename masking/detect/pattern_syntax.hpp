// A user's pattern in the two dialects it is compiled in.
//
// Patterns are written in RE2 syntax and RE2 says where a match lies. Hyperscan only says whether one may be there, so
// its form of a pattern may match more than RE2's, never less. Where the two dialects or their Unicode tables differ,
// the form is widened: `\s` and `\S` are spelled out, a property such as \p{Han} becomes itself and all beyond ASCII,
// and under (?i) letters beyond ASCII become any character beyond ASCII. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::masking {

inline constexpr std::size_t kMostPatternBytes = 1000;

struct PatternForms {
  std::string re2;   // as written, without the anchors at its ends
  std::string scan;  // for Hyperscan in UTF-8 mode
};

// `whole_value`: ^ at the beginning and $ at the end say what the class says already and are dropped; anywhere else,
// and in all patterns of texts, an anchor is refused. What is no RE2 syntax at all is RE2's to refuse. Errors:
// bad_config; the note says what is wrong, without the pattern.
Result<PatternForms> read_pattern(std::string_view pattern, bool whole_value);

}  // namespace veilgate::masking
