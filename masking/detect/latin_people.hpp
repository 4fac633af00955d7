// Values that are nothing but names of people in Latin letters: `John Smith`, `mary o'neill`, `Smith, John`,
// `John Smith; Mary Jones`, `John Smith (10086)`.
//
// Asked only where a role tells that the value may be somebody (Context::role): a nurse, the owner, a `name` beside an
// age. A given name people bear must be its first or its last word; `Alice` alone is one, too.
#pragma once

#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// Appends a person_name span for each name, offsets in bytes of `text` (the normal view, any size); false, and nothing
// appended, when anything in `text` is no name. Pure but for `out`; any number of threads.
bool append_latin_people(std::string_view text, std::vector<Span>& out);

}  // namespace veilgate::masking
