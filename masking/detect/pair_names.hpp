// Names of members that come in pairs, of which one says what the other holds: a label and a value, columns and rows.
// Pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

struct PairName {
  bool label = false;     // KeyInfo's
  bool labelled = false;  // KeyInfo's
  bool columns = false;   // KeyInfo's
};

// `name` is written as names are compared (normal_name.hpp).
PairName read_pair_name(std::string_view name) noexcept;

}  // namespace veilgate::masking
