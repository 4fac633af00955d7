// What `veilgate explain` prints.
#pragma once

#include <cstddef>
#include <string>

#include "masking/explain/explain.hpp"

namespace veilgate::proxy {

struct ExplainReport {
  bool show_values = false;  // without, no text of the document but its names appears
  std::size_t record = 0;    // which record of a file this is, from 1; 0: the document stands alone
  bool all = false;          // also values that stayed and that no class came near (text only)
};

std::string explain_as_text(const masking::Explanation& explanation, const ExplainReport& report);
// {"record":N,"values":[{"pointer":…,"inside":[…],"kind":…,"action":…,"findings":[…],"near":[…]}],"masked":N}
std::string explain_as_json(const masking::Explanation& explanation, const ExplainReport& report);

}  // namespace veilgate::proxy
