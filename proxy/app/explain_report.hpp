// What `veilgate explain` prints.
#pragma once

#include <string>

#include "masking/explain/explain.hpp"

namespace veilgate::proxy {

struct ExplainReport {
  bool show_values = false;  // without, no text of the document but its names appears
  bool all = false;          // also values that stayed and that no class came near (text only)
};

std::string explain_as_text(const masking::Explanation& explanation, const ExplainReport& report);
// {"values":[{"pointer":…,"inside":[…],"kind":…,"action":…,"findings":[…],"near":[…]}],"masked":N}
std::string explain_as_json(const masking::Explanation& explanation, const ExplainReport& report);

}  // namespace veilgate::proxy
