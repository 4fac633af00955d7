// Did the proxy do what it promises to a sample: everything marked is gone, everything else is there byte for byte?
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/demo/samples.hpp"

namespace veilgate::demo {

struct Verdict {
  std::string problem;                    // empty: as promised; never holds a value
  std::vector<std::string> replacements;  // what stands where each planted value stood; empty unless the text matched
};

// `after` is the decoded body a client got through the proxy.
Verdict verify(const Sample& sample, std::string_view after);

}  // namespace veilgate::demo
